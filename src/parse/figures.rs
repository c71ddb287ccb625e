//! A paragraph → its pictures that stand apart, with their captions, and the words between them.
//!
//! A picture alone on a line of its paragraph is a figure. A line below it that is emphasised as a whole is
//! its caption: `![](a.png)` / `*Source: the author*`, `<img src="a.png"><br><i>Source: the author</i>`.
//! Pictures beside each other are a row, as of badges, and stay in their line.

use std::collections::BTreeMap;

use super::builder::PictureWords;
use super::frame::Inlines;
use super::inlines::{append, is_blank, join, trim};
use crate::model::{Figure, Image, Inline, Link, Parsed, plain_text};

/// What stands on both sides of `<small>` words below a picture until its paragraph ends.
pub(super) const SMALL: Inline<Parsed> = Inline::Anchor(None);

/// A part of a paragraph.
pub(super) enum Piece {
    Words(Inlines),
    Figure(Figure<Parsed>),
}

/// A line of a paragraph as it was written.
struct Line {
    inlines: Inlines,
    kind: Kind,
    /// The line end behind it; `None` behind the last.
    end: Option<Inline<Parsed>>,
}

/// What stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One picture, and the marks of notes in its words.
    Picture,
    /// One picture in a link.
    Linked,
    /// Several pictures.
    Pictures,
    /// Words that are emphasised as a whole.
    Emphasised,
    Words,
}

impl Kind {
    fn is_pictures(self) -> bool {
        matches!(self, Self::Picture | Self::Linked | Self::Pictures)
    }
}

/// A paragraph cut at the pictures that stand apart in it; `pictures` has what their titles and words say.
pub(super) fn split_at_pictures(inlines: Inlines, mut pictures: BTreeMap<u32, PictureWords>) -> Vec<Piece> {
    if !inlines.iter().any(|inline| picture_of(inline).is_some()) {
        return vec![Piece::Words(inlines)];
    }
    let whole = inlines.clone();
    let lines = lines(inlines);
    let apart: Vec<bool> = (0..lines.len()).map(|at| stands_apart(&lines, at, &pictures)).collect();
    let ended = |line: &Line| matches!(line.end, Some(Inline::HardBreak));
    let parted = lines.windows(2).any(|pair| ended(&pair[0]) && pair.iter().any(|it| it.kind.is_pictures()));
    if !parted && !apart.contains(&true) {
        return vec![Piece::Words(whole)];
    }
    let mut pieces = Vec::new();
    let mut words: Inlines = Vec::new();
    let mut lines = lines.into_iter().zip(apart).peekable();
    while let Some((line, apart)) = lines.next() {
        if !apart {
            // Pictures between hard line ends are a row by themselves.
            if line.kind.is_pictures() && matches!(words.last(), Some(Inline::HardBreak)) {
                put_words(&mut words, &mut pieces);
            }
            let ends = line.kind.is_pictures() && ended(&line);
            words.extend(line.inlines);
            words.extend(line.end);
            if ends {
                put_words(&mut words, &mut pieces);
            }
            continue;
        }
        put_words(&mut words, &mut pieces);
        let mut caption: Inlines = Vec::new();
        let mut end = Inline::SoftBreak;
        while let Some((below, _)) = lines.next_if(|(below, _)| below.kind == Kind::Emphasised) {
            join(&mut caption, unraised(below.inlines), end);
            end = below.end.unwrap_or(Inline::SoftBreak);
        }
        pieces.push(figure(line.inlines, caption, &mut pictures));
    }
    put_words(&mut words, &mut pieces);
    pieces
}

fn put_words(words: &mut Inlines, pieces: &mut Vec<Piece>) {
    trim(words);
    if !words.is_empty() {
        pieces.push(Piece::Words(std::mem::take(words)));
    }
}

/// The lines of a paragraph, without blank ones.
fn lines(inlines: Inlines) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line: Inlines = Vec::new();
    let mut inlines = inlines.into_iter().peekable();
    while let Some(inline) = inlines.next() {
        let end = match inline {
            Inline::SoftBreak | Inline::HardBreak => Some(inline),
            inline => {
                line.push(inline);
                None
            }
        };
        if end.is_none() && inlines.peek().is_some() {
            continue;
        }
        if line.iter().all(is_blank) {
            // Two ends are one, the harder of them.
            line.clear();
            if let Some(before) = lines.last_mut()
                && end == Some(Inline::HardBreak)
            {
                before.end = end;
            }
        } else {
            let inlines = std::mem::take(&mut line);
            lines.push(Line { kind: kind(&inlines), inlines, end });
        }
    }
    lines
}

fn kind(line: &Inlines) -> Kind {
    let pictures: Vec<&Image<Parsed>> = line.iter().filter_map(picture_of).collect();
    let small = line.iter().filter(|inline| **inline == SMALL).count() == 2;
    let mut emphasised = small;
    for inline in line {
        match inline {
            Inline::Emphasis(_) | Inline::Subscript(_) | Inline::Superscript(_) => emphasised = true,
            // Of one picture those that stand in its words.
            Inline::Note(_, span) => match pictures.as_slice() {
                [image] if span.start < image.span.start || image.span.end < span.end => return Kind::Words,
                _ => {}
            },
            Inline::Anchor(_) => {}
            Inline::Text(text) if pictures.is_empty() && !text.contains(char::is_alphanumeric) => {}
            inline if is_blank(inline) || picture_of(inline).is_some() => {}
            _ if small => {}
            _ => return Kind::Words,
        }
    }
    match (pictures.len(), emphasised) {
        (0, true) => Kind::Emphasised,
        (0, false) => Kind::Words,
        (_, true) => Kind::Words,
        (1, false) if line.iter().any(|inline| matches!(inline, Inline::Link(_))) => Kind::Linked,
        (1, false) => Kind::Picture,
        (_, false) => Kind::Pictures,
    }
}

/// A picture, or the picture that a link is around.
fn picture_of(inline: &Inline<Parsed>) -> Option<&Image<Parsed>> {
    match inline {
        Inline::Image(image) => Some(image),
        Inline::Link(link) => {
            let mut shown = link.content.iter().filter(|inline| !is_blank(inline));
            match (shown.next(), shown.next()) {
                (Some(Inline::Image(image)), None) => Some(image),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether the picture of line `at` is a figure.
fn stands_apart(lines: &[Line], at: usize, pictures: &BTreeMap<u32, PictureWords>) -> bool {
    let line = &lines[at];
    let before = at.checked_sub(1).map(|before| &lines[before]);
    let after = lines.get(at + 1);
    let captioned = after.is_some_and(|after| after.kind == Kind::Emphasised);
    match line.kind {
        Kind::Picture => {}
        // A link has no place in a figure but its caption.
        Kind::Linked if captioned => {}
        Kind::Linked | Kind::Pictures | Kind::Emphasised | Kind::Words => return false,
    }
    let soft = |line: &Line| line.end == Some(Inline::SoftBreak);
    let in_row = before.is_some_and(|before| before.kind.is_pictures() && soft(before))
        || after.is_some_and(|after| after.kind.is_pictures() && soft(line));
    let hard = before.is_some_and(|before| !soft(before)) || after.is_some() && !soft(line);
    let alone = before.is_none() && after.is_none();
    let Some(image) = line.inlines.iter().find_map(picture_of) else { return false };
    // What has no words for a caption, but a note, keeps its mark beside it.
    let noted = line.inlines.iter().any(|inline| matches!(inline, Inline::Note(..)));
    let named = pictures.get(&image.span.start).is_some_and(|picture| {
        !picture.title.trim().is_empty() || !plain_text(&picture.words).trim().is_empty()
    });
    if noted && !named && !captioned {
        return false;
    }
    // A picture on the network is not fetched, and most are badges.
    !in_row && (alone || hard || captioned || !is_remote(&image.picture))
}

fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//")
}

/// The figure of a line with one picture.
fn figure(line: Inlines, below: Inlines, pictures: &mut BTreeMap<u32, PictureWords>) -> Piece {
    let mut anchor = None;
    let mut image = None;
    let mut link = None;
    let mut notes = Vec::new();
    for inline in line {
        match inline {
            Inline::Anchor(name) => anchor = anchor.or(name),
            Inline::Image(picture) => image = Some(picture),
            Inline::Link(mut around) => {
                let content = std::mem::take(&mut around.content);
                image = content.into_iter().find_map(|inline| match inline {
                    Inline::Image(picture) => Some(picture),
                    _ => None,
                });
                link = Some(around);
            }
            Inline::Note(..) => notes.push(inline),
            _ => {}
        }
    }
    let image = image.expect("the line was found to hold a picture");
    let PictureWords { title, words, anchor: own } = pictures.remove(&image.span.start).unwrap_or_default();
    let titled = !title.trim().is_empty();
    let mut caption = match (titled, below.is_empty()) {
        (true, _) => vec![Inline::Text(title)],
        (false, true) => words,
        (false, false) => Vec::new(),
    };
    if titled || !below.is_empty() {
        join(&mut caption, below, Inline::HardBreak);
        caption.append(&mut notes);
    }
    let caption = linked(caption, link);
    Piece::Figure(Figure { image, anchor: own.or(anchor), label: (), caption })
}

/// The caption of a picture that stood in a link: it leads there instead, if nothing in it does.
fn linked(mut caption: Inlines, link: Option<Link<Parsed>>) -> Inlines {
    let Some(link) = link else { return caption };
    let notes = take_notes(&mut caption);
    if holds_link(&caption) {
        let content = vec![Inline::Text(link.target.clone())];
        join(&mut caption, vec![Inline::Link(Link { content, ..link })], Inline::HardBreak);
    } else {
        caption = vec![Inline::Link(Link { content: caption, ..link })];
    }
    caption.extend(notes);
    caption
}

fn holds_link(inlines: &[Inline<Parsed>]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::Link(_)) || holds_link(inline.content()))
}

/// A line of a caption without what only made it small.
fn unraised(line: Inlines) -> Inlines {
    let mut plain: Inlines = Vec::new();
    for inline in line {
        match inline {
            Inline::Subscript(content) | Inline::Superscript(content) => append(&mut plain, content),
            inline if inline == SMALL => {}
            other => append(&mut plain, vec![other]),
        }
    }
    trim(&mut plain);
    plain
}

/// Whether the line that is begun in `inlines` is empty, and a picture stands on the one before.
pub(super) fn follows_picture(inlines: &Inlines) -> bool {
    let mut before = inlines.iter().rev().skip_while(|inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Anchor(_) => true,
        _ => false,
    });
    let broken = before.by_ref().take_while(|inline| is_blank(inline)).count() > 0;
    let mut rest =
        inlines.iter().rev().skip_while(|inline| is_blank(inline) || matches!(inline, Inline::Anchor(_)));
    broken
        && rest
            .next()
            .is_some_and(|inline| picture_of(inline).is_some() || matches!(inline, Inline::Note(..)))
}

/// Takes the marks of notes out of a line, in order, and what holds nothing without them.
pub(super) fn take_notes(inlines: &mut Inlines) -> Inlines {
    let mut notes = Vec::new();
    let mut rest = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        if matches!(inline, Inline::Note(..)) {
            notes.push(inline);
            continue;
        }
        if let Some(content) = inline.content_mut() {
            let mut inside = take_notes(content);
            let emptied = content.is_empty() && !inside.is_empty();
            notes.append(&mut inside);
            if emptied {
                continue;
            }
        }
        rest.push(inline);
    }
    *inlines = rest;
    notes
}
