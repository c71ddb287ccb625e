//! The guard of the manuscript itself: the words of the sources, by a scan that shares no line with the
//! parser, are all in it.
//!
//! The editions agree with the manuscript, and would agree, too, if it had lost a chapter. So the
//! Markdown's own events are read here once more, for their words alone, and counted against those of
//! the manuscript. What may be lacking has been reported by then: notes that nothing refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
        for pieces in runs(&scan(sources.text(*file), sources)) {
            let missing = take(&pieces, &mut left);
            lacking
                .extend(missing.into_iter().map(|(word, place)| (word.to_owned(), span(*file, place, word))));
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

/// Stands in a scan where nobody knows whether what is before it and what is behind are one word: at a tag
/// that means nothing, `Vec<T>s`. No text has this character, which Unicode keeps from interchange.
const JOINT: char = '\u{FDD0}';

/// Pieces of words that may be one word.
type Run<'s> = Vec<(&'s str, Place)>;

/// The words of a scan: each by itself, but for those that joints may put together.
fn runs(scan: &Transcript) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut joins = false;
    for token in scan.iter() {
        // A mark that stands behind a joint is put to it.
        let behind = token.text.strip_prefix(JOINT);
        let goes_on = !token.blank && (joins || behind.is_some());
        let piece = behind.unwrap_or(token.text);
        // A run of more than one piece is known to touch a joint.
        joins = behind == Some("");
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push((piece, token.place)),
            None => runs.push(vec![(piece, token.place)]),
        }
    }
    runs
}

/// Takes the words that the pieces of a run make from those that are left, the longest first, and returns
/// the pieces that make none.
fn take<'s>(run: &Run<'s>, left: &mut BTreeMap<String, usize>) -> Run<'s> {
    /// Pieces of one word.
    const MOST: usize = 32;
    let mut lacking = Vec::new();
    let mut from = 0;
    while from < run.len() {
        let until = run.len().min(from + MOST);
        let word = |until: usize| {
            run[from..until].iter().flat_map(|(piece, _)| piece.chars()).nfc().collect::<String>()
        };
        let found = (from + 1..=until).rev().find(|until| left.get(&word(*until)).is_some_and(|it| *it > 0));
        match found {
            Some(until) => {
                left.entry(word(until)).and_modify(|count| *count -= 1);
                from = until;
            }
            None => {
                let piece = run[from];
                let is_joined = run.len() > 1 && take_part(piece.0, left);
                if is_counted(piece.0)
                    && !is_joined
                    && !take_halves(piece.0, left)
                    && !take_bare(piece.0, left)
                {
                    lacking.push(piece);
                }
                from += 1;
            }
        }
    }
    lacking
}

/// Takes a word that begins or ends with `part`: the address of a link without words is shown beside it.
fn take_part(part: &str, left: &mut BTreeMap<String, usize>) -> bool {
    let rest = |word: &str| word.strip_prefix(part).or_else(|| word.strip_suffix(part)).map(str::to_owned);
    let mut words = left.iter_mut().filter(|(_, count)| **count > 0 && is_counted(part));
    let found = words.find_map(|(word, count)| rest(word).map(|rest| (rest, count)));
    let Some((rest, count)) = found else { return false };
    *count -= 1;
    // Another piece may be the rest of it.
    *left.entry(rest).or_default() += 1;
    true
}

/// Takes the two words that make `word`: one of them belongs to a link that was seen in the text.
fn take_halves(word: &str, left: &mut BTreeMap<String, usize>) -> bool {
    let has = |part: &str| left.get(part).is_some_and(|count| *count > 0);
    let halves = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
    let found = halves.into_iter().find(|(one, other)| has(one) && has(other));
    let Some((one, other)) = found else { return false };
    for part in [one, other] {
        left.entry(part.to_owned()).and_modify(|count| *count = count.saturating_sub(1));
    }
    true
}

/// Takes `word` without the marks behind its last letter, which a link may end before: `~~https://a.b~~\u{301}`.
fn take_bare(word: &str, left: &mut BTreeMap<String, usize>) -> bool {
    let decomposed: String = word.nfd().collect();
    let bare: String = decomposed.trim_end_matches(is_combining_mark).nfc().collect();
    let count = left.get_mut(&bare).filter(|count| **count > 0 && bare != word);
    count.map(|count| *count -= 1).is_some()
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
    for token in transcript.iter().filter(|token| token.kind == Kind::Word) {
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
            Kind::Word => writer.say(&token.text.replace(['^', '~'], "")),
            Kind::CodeLine => {
                writer.blank();
                writer.say(token.text);
                writer.blank();
            }
            // The source has no blanks around a formula or a link, and signs in their place.
            Kind::EndMath | Kind::Link | Kind::EndLink => writer.blank(),
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
fn scan(text: &str, sources: &Sources) -> Transcript {
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
    let mut references = references(text, options);
    // The mark of a note as the last words of a link is no reference.
    let lower = if text.contains("]](") { text.to_lowercase() } else { String::new() };
    references.retain(|name| !lower.contains(&format!("[^{name}]](")));
    // `[[a]](address)` is a link around words in brackets; as a link of a wiki it would lead elsewhere.
    let is_link = ["]](", "]]["].iter().any(|ends| text.contains(ends));
    let is_wiki = !is_link || text.split("[[").skip(1).any(is_labelled);
    let options = if is_wiki { options } else { options - Options::ENABLE_WIKILINKS };
    let mut writer = Writer::new();
    let unread = unread(text);
    // A link may hold a note's mark in its words, which the parser does not take for a link.
    let text = &without_inner_marks(text);
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
            match is_line_end(tag) {
                true => writer.blank(),
                false => joint(&mut writer, &range),
            }
        }
        match &event {
            Event::Start(tag) if !unseen.is_empty() || is_unseen(tag, &mut references) => {
                unseen.push(tag.to_end())
            }
            Event::Start(tag @ Tag::Image { .. }) if has_other_words(&text[range.end..]) => {
                joint(&mut writer, &range);
                unseen.push(tag.to_end());
            }
            Event::End(_) if unseen.pop().is_some() => {}
            Event::Start(Tag::CodeBlock(kind)) => {
                code = Some(match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => code = None,
            _ if !unseen.is_empty() => {}
            Event::Text(words) | Event::Code(words) => {
                writer.at(Place { file: 0, at: range.start as u32 });
                match &code {
                    Some(language) => shown_code(words, language, sources).for_each(|line| {
                        writer.blank();
                        writer.say(line);
                        writer.blank();
                    }),
                    None => read(words, &range, &unread).into_iter().for_each(|words| {
                        let words = words.replace(['^', '~'], "").replace(is_forbidden, "\u{FFFD}");
                        // In a picture's words a formula has no edges.
                        writer.say(&words.replace('$', JOINT.encode_utf8(&mut [0; 4])));
                    }),
                }
            }
            // Where a line may end anyway, its end is no blank.
            Event::SoftBreak if text[..range.start].ends_with('\u{200B}') => joint(&mut writer, &range),
            Event::SoftBreak | Event::HardBreak | Event::Rule => writer.blank(),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::End(TagEnd::Link | TagEnd::Image) => {
                joint(&mut writer, &range)
            }
            Event::Start(tag) if is_block(tag) => writer.blank(),
            Event::End(tag) if is_block_end(*tag) => writer.blank(),
            _ => {}
        }
    }
    writer.finish()
}

/// Whether what stands behind two brackets is a wiki's link with a label, which alone is shown.
fn is_labelled(text: &str) -> bool {
    text.split_once("]]").is_some_and(|(link, _)| link.contains('|') && !link.contains('\n'))
}

fn joint(writer: &mut Writer, range: &Range<usize>) {
    writer.at(Place { file: 0, at: range.start as u32 });
    writer.say(JOINT.encode_utf8(&mut [0; 4]));
}

/// The text with blanks in the place of what looks like a note's mark within brackets, `[words[^1]](address)`.
fn without_inner_marks(text: &str) -> String {
    let written = written(text);
    let mut open = 0_usize;
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']', '\n']) {
        blanked.push_str(&rest[..at]);
        let mark = rest[at..].starts_with("[^").then(|| rest[at..].find([']', '\n'])).flatten();
        let length = match (rest.as_bytes()[at], mark) {
            (b'[', Some(end))
                if open > 0
                    && written.contains(&rest[at + 2..at + end].to_lowercase())
                    && rest.as_bytes()[at + end] == b']' =>
            {
                let line = blanked.rsplit('\n').next().unwrap_or_default();
                let defines = line.trim_matches([' ', '>']).is_empty() && rest[at + end..].starts_with("]:");
                if defines {
                    blanked.push_str(&rest[at..=at + end]);
                } else {
                    // Not blanks alone, of which a line may become code.
                    blanked.push_str(" ,");
                    blanked.extend(std::iter::repeat_n(' ', end - 1));
                }
                end + 1
            }
            (byte, _) => {
                open = match byte {
                    b'[' => open + 1,
                    b']' => open.saturating_sub(1),
                    _ if rest[at + 1..].starts_with('\n') => 0,
                    _ => open,
                };
                blanked.push(char::from(byte));
                1
            }
        };
        rest = &rest[at + length..];
    }
    blanked + rest
}

/// The names of the notes that lines of the text may define, in lower case.
fn written(text: &str) -> BTreeSet<String> {
    let names = text.lines().filter_map(|line| {
        let (name, _) = line
            .trim_start_matches(|c: char| c.is_ascii_digit() || " >-*+.)".contains(c))
            .strip_prefix("[^")?
            .split_once("]:")?;
        Some(name.to_lowercase())
    });
    names.collect()
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
            // Two brackets are a link among words, and what follows in parentheses is where it leads.
            unread.extend(line.match_indices("]](").filter_map(|(at, _)| {
                let length = line[at..].find(')')?;
                Some(start + at + 2..start + at + length + 1)
            }));
            if let Some((words, _)) = line.split_once("]](").filter(|(words, _)| words.contains("[[")) {
                let tags = words.match_indices('<');
                unread.extend(
                    tags.filter_map(|(at, _)| Some(start + at..start + at + words[at..].find('>')? + 1)),
                );
            }
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
    unread.sort_by_key(|range: &Range<usize>| range.start);
    unread.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        last.end = if overlaps { last.end.max(next.end) } else { last.end };
        overlaps
    });
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
    let dollars = Dollars::of(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if curtain.hides(&event) {
            continue;
        }
        match event {
            Event::FootnoteReference(_) if dollars.stand_around(&range) => {}
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

/// The dollars of a text and its blank lines, by their bytes.
struct Dollars {
    dollars: Vec<usize>,
    gaps: Vec<usize>,
}

impl Dollars {
    fn of(text: &str) -> Self {
        let places = |pattern: &str| text.match_indices(pattern).map(|(at, _)| at).collect();
        Self { dollars: places("$"), gaps: places("\n\n") }
    }

    /// Whether what stands at `range` may be part of a formula, `$[^1]$`, which refers to no note.
    fn stand_around(&self, range: &Range<usize>) -> bool {
        let gap = self.gaps.partition_point(|gap| *gap < range.start);
        let begin = gap.checked_sub(1).map_or(0, |gap| self.gaps[gap]);
        let end = self.gaps[gap..].iter().copied().find(|gap| *gap >= range.end).unwrap_or(usize::MAX);
        let next = self.dollars.partition_point(|dollar| *dollar < range.end);
        let before = self.dollars[..next].iter().rev().find(|dollar| **dollar < range.start);
        before.is_some_and(|dollar| *dollar >= begin) && self.dollars.get(next).is_some_and(|it| *it < end)
    }
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

/// Whether the attributes at the head of `text`, behind a picture, say other words for it than its own:
/// `{alt="words"}`.
fn has_other_words(text: &str) -> bool {
    let attributes = text.strip_prefix('{').and_then(|text| text.split_once('}')).map(|(inside, _)| inside);
    attributes.is_some_and(|attributes| {
        let mut names = attributes.match_indices("alt=").map(|(at, _)| &attributes[..at]);
        names.any(|before| before.is_empty() || before.ends_with([' ', ':']) || before.ends_with("fig-"))
    })
}

/// Whether a tag opens what is no text for readers; `end` is the start of the tag that closes it.
fn opens_machinery(tag: &str) -> Option<&'static str> {
    let tag = tag.to_ascii_lowercase();
    let all = [("<script", "</script"), ("<style", "</style"), ("<template", "</template")];
    all.into_iter().find(|(start, _)| tag.starts_with(start)).map(|(_, end)| end)
}

/// Whether a tag stands among words without parting them.
fn is_among_words(tag: &str) -> bool {
    const NAMES: &str = " abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span \
                         strike strong sub sup time tt u var ";
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    NAMES.contains(&format!(" {} ", name[..end].to_ascii_lowercase()))
}

/// Whether a tag ends a line.
fn is_line_end(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br"))
        && !name[2..].starts_with(char::is_alphanumeric)
}

/// The lines of code that are shown: a book hides those of Rust that begin with a `#`, and those that begin
/// with a prefix, which its settings or the fence give.
fn shown_code<'c>(code: &'c CowStr<'_>, fence: &str, sources: &Sources) -> impl Iterator<Item = &'c str> {
    let mut words = fence.split([',', ' ', '{', '}', '\t']).map(|word| word.trim_start_matches('.'));
    let language = words.clone().find(|word| !word.is_empty()).unwrap_or_default();
    let rust = language == "rust" && sources.is_book();
    let own = words.find_map(|word| word.strip_prefix("hidelines=")).map(|prefix| prefix.trim_matches('"'));
    let set = sources.hidelines.get(language).map(String::as_str);
    let prefix = own.or(set).unwrap_or_default().to_owned();
    code.lines().filter_map(move |line| {
        let line = line.trim_start();
        let hidden = match rust {
            true => line == "#" || line.starts_with("# "),
            false => !prefix.is_empty() && line.starts_with(&prefix),
        };
        // An escaped sign is one sign.
        let shown = if rust && line.starts_with("##") { &line[1..] } else { line };
        (!hidden).then_some(shown)
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
