//! The guard of the manuscript itself: the words of the sources, by a scan that shares no line with the
//! parser, are all in it.
//!
//! The editions agree with the manuscript, and would agree, too, if it had lost a chapter. So the
//! Markdown's own events are read here once more, for their words alone, and counted against those of
//! the manuscript. What may be lacking has been reported by then: notes that nothing refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::hidden::Curtain;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::resolve::Manuscript;
use crate::source::{Piece, Sources, is_forbidden};
use crate::span::{FileId, Span};
use crate::transcript::{Kind, Place, Transcript, Writer, of};

/// Words that are told one by one.
const TOLD: usize = 5;

/// Reports the words of `sources` that the manuscript does not have, or not as often.
pub fn verify_source(sources: &Sources, manuscript: &Manuscript, diagnostics: &mut Diagnostics) {
    let mut left = bag(&said(manuscript));
    let mut lacking: Vec<(String, Span)> = Vec::new();
    for piece in &sources.pieces {
        let Piece::Chapter { file, .. } = piece else { continue };
        for token in scan(sources.text(*file)).iter().filter(|token| is_counted(token.text)) {
            match left.get_mut(token.text).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => lacking.push((token.text.to_owned(), span(*file, token.place, token.text))),
            }
        }
    }
    for (word, span) in lacking.iter().take(TOLD) {
        let message = format!("the manuscript lacks the word `{word}`, or has it less often than the source");
        diagnostics.add(
            Diagnostic::error(Code::EditionsDiffer, *span, message).with_help(
                "this is a fault of pressroom, not of your text; please report it, with the source",
            ),
        );
    }
    if lacking.len() > TOLD {
        let message = format!("the manuscript lacks {} words more of the source", lacking.len() - TOLD);
        diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message));
    }
}

/// Whether a token is a sign that raises or lowers what follows in some dialects, `x^2^`, and nothing in
/// others: it neither counts nor parts a word.
fn is_raising(token: &str) -> bool {
    matches!(token, "^" | "~")
}

/// Whether a token is a word: numbers of lists and notes are made, not written.
fn is_counted(token: &str) -> bool {
    token.contains(char::is_alphabetic) && !token.contains(|character: char| character.is_ascii_digit())
}

fn span(file: FileId, place: Place, word: &str) -> Span {
    Span { file, start: place.at, end: place.at + word.len() as u32 }
}

fn bag(transcript: &Transcript) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for token in transcript.iter().filter(|token| is_counted(token.text)) {
        *bag.entry(token.text.to_owned()).or_default() += 1;
    }
    bag
}

/// Every word of the manuscript, whatever it is part of; the TeX of formulas, too.
fn said(manuscript: &Manuscript) -> Transcript {
    let mut writer = Writer::new();
    for token in of(manuscript).iter() {
        if token.blank {
            writer.blank();
        }
        match token.kind {
            Kind::Word if is_raising(token.text) => {}
            Kind::Word => writer.say(token.text),
            Kind::CodeLine => {
                writer.blank();
                writer.say(token.text);
                writer.blank();
            }
            Kind::Image | Kind::Figure | Kind::Math => {
                writer.blank();
                writer.say(&token.text.replace(['^', '~'], ""));
                writer.blank();
            }
            _ => {}
        }
    }
    writer.finish()
}

/// The words of a Markdown file, with their bytes.
fn scan(text: &str) -> Transcript {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut writer = Writer::new();
    let mut references = references(text, options);
    let unread = unread(text);
    // Within what no edition shows: settings, a note that nothing refers to.
    let mut unseen: Vec<TagEnd> = Vec::new();
    let mut code: Option<String> = None;
    let mut machinery = None;
    let mut curtain = Curtain::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if curtain.hides(&event) {
            continue;
        }
        if let Event::InlineHtml(tag) = &event {
            match machinery {
                Some(end) if tag.to_ascii_lowercase().starts_with(end) => machinery = None,
                Some(_) => {}
                None => machinery = opens_machinery(tag),
            }
        }
        if machinery.is_some() {
            continue;
        }
        if let Event::InlineHtml(tag) = &event
            && !is_among_words(tag)
        {
            writer.blank();
        }
        match &event {
            Event::Start(tag) if !unseen.is_empty() || is_unseen(tag, &mut references) => {
                unseen.push(tag.to_end())
            }
            Event::End(_) if unseen.pop().is_some() => {}
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                code = Some(language.to_string())
            }
            Event::End(TagEnd::CodeBlock) => code = None,
            _ if !unseen.is_empty() => {}
            Event::Text(words) | Event::Code(words) => {
                writer.at(Place { file: 0, at: range.start as u32 });
                match &code {
                    Some(language) => shown_code(words, language).for_each(|line| {
                        writer.blank();
                        writer.say(line);
                        writer.blank();
                    }),
                    None => read(words, &range, &unread).into_iter().for_each(|words| {
                        writer.say(&words.replace(['^', '~'], "").replace(is_forbidden, "\u{FFFD}"));
                    }),
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => writer.blank(),
            Event::Start(tag) if is_block(tag) => writer.blank(),
            Event::End(tag) if is_block_end(*tag) => writer.blank(),
            _ => {}
        }
    }
    writer.finish()
}

/// What no edition shows of a text, by its bytes, in order: attributes behind what they belong to,
/// `![](a.png){width=50%}`; lines of attributes alone, `{:toc}`; lines that open or close a box of
/// another dialect, `::: tip`, which are reported.
fn unread(text: &str) -> Vec<Range<usize>> {
    let mut unread = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim().trim_start_matches(['>', ' ', '\t']);
        if inner.starts_with(":::") || inner.starts_with("{:") && inner.ends_with('}') {
            unread.push(start..start + line.len());
        } else {
            let mut from = 0;
            while let Some(open) = line[from..].find('{').map(|at| from + at) {
                let Some(close) = line[open..].find('}').map(|at| open + at + 1) else { break };
                if line[..open].ends_with([')', ']', '`']) {
                    unread.push(start + open..start + close);
                }
                from = close;
            }
        }
        start += line.len();
    }
    unread
}

/// What is left of the `words` of an event at `range` without what is `unread`.
fn read<'w>(words: &'w str, range: &Range<usize>, unread: &[Range<usize>]) -> Vec<&'w str> {
    let first = unread.partition_point(|it| it.end <= range.start);
    let mut left = Vec::new();
    let mut at = range.start;
    for gap in unread[first..].iter().take_while(|gap| gap.start < range.end) {
        // Words that are not as they stand in the source are short: an entity, an escape.
        if words.len() != range.len() {
            return Vec::new();
        }
        left.extend(words.get(at - range.start..gap.start.max(at) - range.start));
        at = gap.end.min(range.end);
    }
    match words.len() == range.len() {
        true => left.extend(words.get(at - range.start..)),
        false => left.push(words),
    }
    left
}

/// The names of the notes that the text refers to, or a note that it refers to, in lower case.
fn references(text: &str, options: Options) -> BTreeSet<String> {
    // By the note that refers, if one does.
    let mut refers: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    let mut within = None;
    let mut curtain = Curtain::default();
    for event in Parser::new_ext(text, options) {
        if curtain.hides(&event) {
            continue;
        }
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => within = Some(name.to_lowercase()),
            Event::End(TagEnd::FootnoteDefinition) => within = None,
            Event::FootnoteReference(name) => {
                refers.entry(within.clone()).or_default().push(name.to_lowercase());
            }
            _ => {}
        }
    }
    let mut reached = BTreeSet::new();
    let mut waiting = refers.remove(&None).unwrap_or_default();
    while let Some(name) = waiting.pop() {
        if reached.insert(name.clone()) {
            waiting.append(&mut refers.remove(&Some(name)).unwrap_or_default());
        }
    }
    reached
}

/// Whether nothing of an element is shown: of two notes with one name, of which the second is reported,
/// the first takes the name from `references`.
fn is_unseen(tag: &Tag<'_>, references: &mut BTreeSet<String>) -> bool {
    match tag {
        Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => true,
        Tag::FootnoteDefinition(name) => !references.remove(&name.to_lowercase()),
        _ => false,
    }
}

/// Whether a tag opens what is no text for readers; `end` is the start of the tag that closes it.
fn opens_machinery(tag: &str) -> Option<&'static str> {
    let tag = tag.to_ascii_lowercase();
    let all = [("<script", "</script"), ("<style", "</style"), ("<template", "</template")];
    all.into_iter().find(|(start, _)| tag.starts_with(start)).map(|(_, end)| end)
}

/// Whether a tag stands among words without parting them.
fn is_among_words(tag: &str) -> bool {
    const NAMES: &str = " a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span \
                         strike strong sub sup time tt u var ";
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    NAMES.contains(&format!(" {} ", name[..end].to_ascii_lowercase()))
}

/// The lines of code that are shown: Rust's own documentation hides those that begin with a `#`.
fn shown_code<'c>(code: &'c CowStr<'_>, language: &str) -> impl Iterator<Item = &'c str> {
    let hides = language.split([',', ' ']).any(|word| word == "rust");
    code.lines().filter(move |line| {
        let line = line.trim_start();
        !(hides && (line == "#" || line.starts_with("# ")))
    })
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

/// Whether an element parts what is before it from what is behind.
fn is_block_end(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}
