//! A link's address as typed → where it leads.

use super::address::{self, Flaw, Judged};
use super::anchors::Anchors;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Target, percent_decoded};
use crate::source::{self, Sources};
use crate::span::{FileId, Span};

/// Where a link leads.
pub(super) enum Lead {
    /// There.
    To(Target),
    /// There, though the address was not valid as it was written.
    Mended(Target, Flaw),
    /// To the document's beginning, where no heading stands.
    Top,
    /// Nowhere, and why.
    Nowhere(Reason),
}

/// Why a link leads nowhere.
pub(super) enum Reason {
    /// Its scheme is not one that a document may follow.
    Unsafe,
    /// It has no address.
    Empty,
    /// Its address is not valid, because of this.
    Faulty(String),
    /// This chapter is there, but not that place in it.
    NoPlace(FileId),
    /// The document has no such chapter.
    NoChapter,
    /// Looks like the name of a site.
    NoScheme,
}

impl Reason {
    /// The report on a link to `target` that stands at `span`; `near` is the place that was perhaps
    /// meant, `#name`.
    pub fn diagnostic(&self, span: Span, target: &str, near: Option<String>) -> Diagnostic {
        let target = shortened(target);
        let unknown = |message: String| Diagnostic::warning(Code::UnknownTarget, span, message);
        match self {
            Self::Unsafe => Diagnostic::warning(
                Code::UnsafeTarget,
                span,
                format!("the link to `{target}` is not one that a document may follow"),
            )
            .with_help("links may lead to `https:`, `http:`, `ftp:`, `mailto:` and `tel:` addresses"),
            Self::Empty => {
                unknown("the link has no address".to_owned()).with_help("put an address into the parentheses")
            }
            Self::Faulty(why) => unknown(format!("`{target}` is not an address: {why}"))
                .with_help("no edition links to it, its words stay; write it as `https://example.org/`"),
            Self::NoPlace(_) => {
                unknown(format!("there is no place called `{target}`")).with_help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "give a heading the name `{#…}`, or link to a heading's words in lower case"
                        .to_owned(),
                })
            }
            Self::NoChapter => unknown(format!("`{target}` is not part of this document"))
                .with_help("link to its address on the web, or make it a chapter"),
            Self::NoScheme => unknown(format!("`{target}` is not part of this document"))
                .with_help(format!("if it is a site, write `https://{target}`")),
        }
    }
}

impl Flaw {
    /// The report on a link to `target` that stands at `span`, and that was mended.
    pub fn diagnostic(&self, span: Span, target: &str) -> Diagnostic {
        let message = format!("the address `{}` {}", shortened(target), self.what);
        Diagnostic::warning(Code::UnknownTarget, span, message).with_help(self.help)
    }
}

/// Where `target`, written in `file`, leads.
pub(super) fn lead(sources: &Sources, anchors: &Anchors, file: FileId, target: &str) -> Lead {
    // Browsers drop these, so a scheme may hide behind them.
    let bare: String = target.trim().chars().filter(|c| !c.is_control()).collect();
    let is_chapter = |path: &str| source::chapter_at(sources, file, path).is_some();
    if let Some((scheme, rest)) = scheme(&bare) {
        let path = bare.split('#').next().unwrap_or_default();
        return match scheme.as_str() {
            "http" | "https" | "ftp" => outside(address::web(&scheme, rest)),
            "mailto" => outside(address::mail(rest)),
            "tel" => outside(address::telephone(rest)),
            "javascript" | "vbscript" | "data" | "file" => Lead::Nowhere(Reason::Unsafe),
            _ if is_chapter(path) => local(sources, anchors, file, &bare),
            // A drive.
            _ if scheme.len() == 1 => Lead::Nowhere(Reason::NoChapter),
            _ => Lead::Nowhere(Reason::Unsafe),
        };
    }
    match bare.strip_prefix("//") {
        Some(_) => outside(address::web("https", &bare)),
        None if bare.is_empty() => Lead::Nowhere(Reason::Empty),
        None => local(sources, anchors, file, &bare),
    }
}

/// The scheme in lower case, and what comes after its colon.
fn scheme(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn outside(judged: Judged) -> Lead {
    match judged {
        Judged::Sound(address) => Lead::To(Target::Address(address)),
        Judged::Mended(address, flaw) => Lead::Mended(Target::Address(address), flaw),
        Judged::Faulty(why) => Lead::Nowhere(Reason::Faulty(why)),
    }
}

/// A place in this document.
fn local(sources: &Sources, anchors: &Anchors, file: FileId, target: &str) -> Lead {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let to = |anchor: &crate::model::Anchor| Lead::To(Target::Anchor(anchor.clone()));
    let chapter = if path.is_empty() { Some(file) } else { source::chapter_at(sources, file, path) };
    let Some(chapter) = chapter else {
        // `[[Words of a heading]]`, `[[Name of a chapter]]`
        let words = percent_decoded(path);
        if let Some(anchor) = anchors.heading(&words).filter(|_| fragment.is_empty()) {
            return to(anchor);
        }
        let named = Some(path).filter(|path| !path.contains('/')).and_then(|path| anchors.chapter(path));
        if let Some(chapter) = named {
            return place(anchors, chapter, fragment);
        }
        let site = path.starts_with("www.");
        return Lead::Nowhere(if site { Reason::NoScheme } else { Reason::NoChapter });
    };
    place(anchors, chapter, fragment)
}

/// The place called `fragment` in `chapter`; without a fragment, the chapter's beginning.
fn place(anchors: &Anchors, chapter: FileId, fragment: &str) -> Lead {
    let to = |anchor: &crate::model::Anchor| Lead::To(Target::Anchor(anchor.clone()));
    if let Some(anchor) =
        Some(fragment).filter(|name| !name.is_empty()).and_then(|name| anchors.find(chapter, name))
    {
        return to(anchor);
    }
    let beginning = fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || anchors.is_title(fragment);
    match anchors.top(chapter) {
        Some(top) if beginning => to(top),
        None if beginning => Lead::Top,
        _ => Lead::Nowhere(Reason::NoPlace(chapter)),
    }
}

/// Looks for the names that were perhaps meant by links that lead nowhere.
pub(super) struct Suggestions {
    /// How many pairs of characters may still be compared, in the whole document: comparing every
    /// dead link with every name would take time with the square of the text.
    budget: usize,
}

impl Suggestions {
    /// Ready to begin.
    pub fn new() -> Self {
        /// Enough for a hundred dead links in a long book.
        const BUDGET: usize = 100_000_000;
        Self { budget: BUDGET }
    }

    /// The place in `chapter`, `#name`, that differs least from the one in `target`, if it differs
    /// little enough to be meant.
    pub fn nearest(&mut self, anchors: &Anchors, chapter: FileId, target: &str) -> Option<String> {
        let (_, fragment) = target.split_once('#')?;
        let wanted: Vec<char> = percent_decoded(fragment).to_lowercase().chars().take(80).collect();
        let limit = (wanted.len() / 3).max(1);
        let mut nearest: Option<(usize, &str)> = None;
        for name in anchors.names(chapter) {
            self.budget = self.budget.checked_sub(wanted.len() * name.len().min(80) + 1)?;
            let distance = distance(&wanted, name, limit);
            if distance <= limit && nearest.is_none_or(|nearest| (distance, name) < nearest) {
                nearest = Some((distance, name));
            }
        }
        nearest.map(|(_, name)| format!("#{name}"))
    }
}

/// How many characters must be put in, left out or changed; more than `limit` as soon as it is.
fn distance(wanted: &[char], name: &str, limit: usize) -> usize {
    let name: Vec<char> = name.chars().collect();
    if name.len().abs_diff(wanted.len()) > limit {
        return limit + 1;
    }
    let mut above: Vec<usize> = (0..=name.len()).collect();
    for (row, character) in wanted.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in name.iter().enumerate() {
            let changed = above[column] + usize::from(character != other);
            line.push(changed.min(above[column + 1] + 1).min(line[column] + 1));
        }
        above = line;
    }
    above[name.len()]
}

/// A target as a message shows it: what does not show is written as its code point.
pub(super) fn shortened(target: &str) -> String {
    const SHOWN: usize = 80;
    let target = target.trim();
    let mut shown = String::new();
    for (nth, character) in target.chars().enumerate() {
        match character {
            _ if nth == SHOWN => return shown + "…",
            ' ' => shown.push(' '),
            character if address::is_unseen(character) => {
                shown.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
            }
            character => shown.push(character),
        }
    }
    shown
}
