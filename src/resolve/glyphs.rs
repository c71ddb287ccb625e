//! What no face can draw of a text: found before anything is laid out, by what will draw it, with
//! its place. Only pages need to draw it, so it is told with them.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::FrontLine;
use super::families::family;
use crate::diagnostic::{Code, Diagnostic};
use crate::font::{Library, Shown};
use crate::model::{Block, BlockKind, Language, Note, Resolved, Run, SpanKind, Visitor, walk_blocks};
use crate::source::Sources;
use crate::span::Span;
use crate::style::{Face, Family};

/// Scripts and clusters named in the message; the rest are counted.
const NAMED: usize = 12;
/// Of so many letters one may be missing: with more, a text cannot be read.
const ONE_OF: usize = 100;
/// Fewer missing letters than this leave even a note of a line readable.
const FEWEST: usize = 3;

/// The text of a document, as far as it is drawn.
pub(super) struct Text<'a> {
    pub front: &'a [FrontLine],
    pub blocks: &'a [Block<Resolved>],
    pub notes: &'a [Note<Resolved>],
    pub language: &'a Language,
}

/// What no face can draw of `text`, all in one diagnostic at the first place: an error if it is more
/// than one letter of a hundred, and not one or two in all. `None` if there is nothing.
pub(super) fn missing(text: &Text<'_>, sources: &Sources, fonts: &Library) -> Option<Diagnostic> {
    let mut search = Search::new(fonts);
    text.front.iter().for_each(|line| search.words(&line.text));
    walk_blocks(text.blocks, &mut search);
    text.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    let first = search.first.clone()?;
    let span = first.1.map(|block| place(&first.0, block, sources));
    let [letters, lost] = search.letters;
    let named = search.named();
    let diagnostic = if lost * ONE_OF > letters && lost >= FEWEST {
        let share = (lost * 100).div_ceil(letters.max(1));
        let message = format!("no face has {share} % of the letters of this text: {named}");
        Diagnostic::error(Code::MissingGlyph, span, message)
    } else {
        let what = if search.missing.len() == 1 { "a character" } else { "characters" };
        Diagnostic::warning(Code::MissingGlyph, span, format!("no face has {what} of this text: {named}"))
    };
    let families = search.families(text.language);
    Some(diagnostic.with_help(format!(
        "name a font file that has {} with `--font-path`, such as {families}; the EPUB and the text edition \
         hold the text as it is, for the reader's own fonts",
        if search.missing.len() == 1 { "it" } else { "them" },
    )))
}

/// Where `cluster` stands within a block.
fn place(cluster: &str, block: Span, sources: &Sources) -> Span {
    let found = sources.slice(block).find(cluster).map(|at| block.start + at as u32);
    found.map_or(block, |start| Span { start, end: start + cluster.len() as u32, ..block })
}

struct Search<'a> {
    fonts: &'a Library,
    /// The clusters that have been looked at and can be drawn.
    known: BTreeSet<String>,
    /// The clusters that cannot be drawn whole, and how often they come.
    missing: BTreeMap<String, Lack>,
    /// The first of them, and its block; one of the title page has none.
    first: Option<(String, Option<Span>)>,
    /// How many letters there are, and how many of them cannot be drawn even in part.
    letters: [usize; 2],
    block: Option<Span>,
}

/// What is missing of a cluster.
struct Lack {
    /// How often it comes.
    times: usize,
    /// Whether nothing of it is shown.
    is_all: bool,
}

impl<'a> Search<'a> {
    fn new(fonts: &'a Library) -> Self {
        Self {
            fonts,
            known: BTreeSet::new(),
            missing: BTreeMap::new(),
            first: None,
            letters: [0; 2],
            block: None,
        }
    }

    fn words(&mut self, text: &str) {
        if text.is_ascii() {
            self.letters[0] += text.bytes().filter(u8::is_ascii_alphanumeric).count();
            return;
        }
        for cluster in text.graphemes(true) {
            let is_letter = cluster.contains(char::is_alphanumeric);
            self.letters[0] += usize::from(is_letter);
            if cluster.len() == 1 || self.is_drawn(cluster) {
                continue;
            }
            if let Some(lack) = self.missing.get_mut(cluster) {
                lack.times += 1;
                self.letters[1] += usize::from(is_letter && lack.is_all);
                // A place in the text says more than the title page.
                if self.first.as_ref().is_none_or(|(_, block)| block.is_none() && self.block.is_some()) {
                    self.first = Some((cluster.to_owned(), self.block));
                }
            }
        }
    }

    fn is_drawn(&mut self, cluster: &str) -> bool {
        if self.known.contains(cluster) || self.missing.contains_key(cluster) {
            return self.known.contains(cluster);
        }
        let face = Face { family: Family::Serif, bold: false, italic: false };
        let shown = self.fonts.serve(face, cluster).shown;
        match shown.is_whole() {
            true => {
                self.known.insert(cluster.to_owned());
            }
            false => {
                let is_all = shown == Shown::StandIn;
                self.missing.insert(cluster.to_owned(), Lack { times: 0, is_all });
            }
        }
        shown.is_whole()
    }

    /// What is missing: by scripts, with how many characters and how often; signs by themselves.
    fn named(&self) -> String {
        let mut scripts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        let mut signs = Vec::new();
        for (cluster, Lack { times, .. }) in &self.missing {
            match script(cluster) {
                Some(script) => {
                    let [characters, all] = scripts.entry(script.full_name()).or_default();
                    *characters += 1;
                    *all += times;
                }
                None => signs.push(format!("{}{}", codes(cluster), often(*times))),
            }
        }
        let mut scripts: Vec<_> = scripts.into_iter().collect();
        scripts.sort_by_key(|(name, [_, times])| (std::cmp::Reverse(*times), *name));
        let scripts = scripts.into_iter().map(|(name, [characters, times])| {
            let what = if characters == 1 { "character" } else { "characters" };
            format!("{} ({characters} {what}, {times} in all)", name.replace('_', " "))
        });
        let mut named: Vec<String> = scripts.chain(signs).collect();
        if named.len() > NAMED {
            let more = named.len() - NAMED;
            named.truncate(NAMED);
            named.push(format!("{more} more"));
        }
        named.join(", ")
    }

    /// Fonts that have what is missing.
    fn families(&self, language: &Language) -> String {
        let mut names: Vec<&str> = Vec::new();
        for cluster in self.missing.keys() {
            let name = family(script(cluster), cluster, language);
            if !names.contains(&name) && names.len() < 4 {
                names.push(name);
            }
        }
        names.into_iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
    }
}

/// The script that a cluster belongs to; `None` for signs.
fn script(cluster: &str) -> Option<Script> {
    let mut scripts = cluster.chars().filter(|c| c.is_alphanumeric()).map(|character| character.script());
    scripts.find(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
}

/// `U+0031 U+FE0F U+20E3`
fn codes(cluster: &str) -> String {
    let codes: Vec<_> = cluster.chars().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    codes.join(" ")
}

fn often(times: usize) -> String {
    if times == 1 { String::new() } else { format!(" ({times} times)") }
}

impl Visitor<Resolved> for Search<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        self.block = Some(block.span);
        match &block.kind {
            BlockKind::Code(code) => self.words(&code.text),
            BlockKind::Math(math) => self.words(math.content.text()),
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::Figure(_)
            | BlockKind::Table(_)
            | BlockKind::Admonition(_)
            | BlockKind::Break => {}
        }
    }

    fn text(&mut self, text: &Run) {
        let is_formula = |kind: &SpanKind| matches!(kind, SpanKind::Math { .. });
        text.visit_words(|kind| kind.is_words() && !is_formula(kind), |words| self.words(words));
        // The parts of a formula are drawn together.
        for (_, formula) in text.spans().filter(|(_, span)| is_formula(&span.kind)) {
            self.words(text.words(&formula.range));
        }
    }
}
