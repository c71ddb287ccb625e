//! A text's inlines and pieces → the kids of its element.

use std::collections::BTreeSet;

use super::element::{Annotation, Element, Kid, Kind};
use super::shown::{Piece, Shown};
use crate::model::{Inline, Origin, Part, Resolved, counts};

/// What the pages show of the text `part`, which `inlines` make up, as kids of its element.
pub(super) fn text(shown: &Shown, part: Part, inlines: &[Inline<Resolved>]) -> Vec<Kid> {
    let pieces = shown.of(part);
    let links = shown.links(part);
    if links.is_empty() && pieces.iter().all(|piece| piece.origin.inline == 0) {
        return pieces.iter().map(|piece| Kid::Sequence(piece.place)).collect();
    }
    let mut counted = vec![Counted { around: 0, inline: None }];
    count(inlines, 0, &mut counted);
    let mut writer = Writer { counted, links, root: Vec::new(), open: Vec::new(), seen: BTreeSet::new() };
    for piece in pieces {
        writer.piece(piece);
    }
    writer.close(0);
    writer.unseen();
    writer.root
}

/// An inline that counts, and the number of the one around it. Number 0 is the text itself.
struct Counted<'m> {
    around: u32,
    inline: Option<&'m Inline<Resolved>>,
}

/// Counts inlines in the order in which they start, as the layout does.
fn count<'m>(inlines: &'m [Inline<Resolved>], around: u32, counted: &mut Vec<Counted<'m>>) {
    for inline in inlines {
        let mut within = around;
        if counts(inline) {
            within = counted.len() as u32;
            counted.push(Counted { around, inline: Some(inline) });
        }
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => count(content, within, counted),
            Inline::Link(link) => count(&link.content, within, counted),
            Inline::Math(math) => count(&math.content, within, counted),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Note(..)
            | Inline::Image(_)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}

struct Writer<'a> {
    counted: Vec<Counted<'a>>,
    links: &'a [(Origin, Annotation)],
    root: Vec<Kid>,
    /// The elements that are open, the outermost first, by their inlines' numbers.
    open: Vec<(u32, Element)>,
    /// The numbers of the inlines that have become elements.
    seen: BTreeSet<u32>,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece) {
        let path = self.path(piece.origin.inline);
        let shared = self.open.iter().zip(&path).take_while(|((open, _), wanted)| open == *wanted).count();
        self.close(shared);
        for &number in &path[shared..] {
            if let Some(inline) = self.counted[number as usize].inline {
                let element = self.element(number, inline, piece);
                self.open.push((number, element));
            }
        }
        let kids = self.open.last_mut().map_or(&mut self.root, |(_, element)| &mut element.kids);
        kids.push(Kid::Sequence(piece.place));
    }

    /// The numbers of the inlines around one, from the outermost to itself.
    fn path(&self, inline: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = inline;
        while let Some(counted) = self.counted.get(at as usize).filter(|_| at != 0) {
            path.push(at);
            at = counted.around;
        }
        path.reverse();
        path
    }

    /// Closes the elements within the first `depth` that are open.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some((number, mut element)) = self.open.pop() else { return };
            self.seen.insert(number);
            let links = self.annotations(number).map(Kid::Annotation).collect::<Vec<_>>();
            if let Some(Inline::Note(..)) = self.counted[number as usize].inline
                && !links.is_empty()
            {
                element.kids.extend(links);
                element = Element::new(Kind::Reference, vec![Element { kind: Kind::Link, ..element }.into()]);
            } else {
                element.kids.extend(links);
            }
            let kids = self.open.last_mut().map_or(&mut self.root, |(_, around)| &mut around.kids);
            kids.push(element.into());
        }
    }

    /// Adds the links of which nothing is read: those around a picture that only decorates.
    fn unseen(&mut self) {
        // The text's own link is its caller's.
        let unseen = |inline: u32| inline != 0 && !self.seen.contains(&inline);
        let links = self.links.iter().filter(|(origin, _)| unseen(origin.inline));
        for (_, annotation) in links {
            self.root.push(Element::new(Kind::Link, vec![Kid::Annotation(*annotation)]).into());
        }
    }

    fn annotations(&self, number: u32) -> impl Iterator<Item = Annotation> {
        // They are in the order of their inlines.
        let from = self.links.partition_point(|(origin, _)| origin.inline < number);
        let links = self.links[from..].iter().take_while(move |(origin, _)| origin.inline == number);
        links.map(|(_, annotation)| *annotation)
    }

    fn element(&self, number: u32, inline: &Inline<Resolved>, piece: &Piece) -> Element {
        let kind = match inline {
            Inline::Emphasis(_) => Kind::Emphasis,
            Inline::Strong(_) => Kind::Strong,
            Inline::Strike(_) => Kind::Strike,
            Inline::Subscript(_) => Kind::Subscript,
            Inline::Superscript(_) => Kind::Superscript,
            Inline::Code(_) => Kind::Code,
            Inline::Math(_) => Kind::Formula,
            Inline::Note(..) => Kind::Reference,
            Inline::Image(_) => Kind::InlineFigure,
            // A link without an annotation leads nowhere.
            Inline::Link(_) if self.annotations(number).next().is_some() => Kind::Link,
            Inline::Link(_)
            | Inline::Text(_)
            | Inline::SmallCaps(_)
            | Inline::Foreign(..)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => Kind::Span,
        };
        let mut element = Element::new(kind, Vec::new());
        match inline {
            Inline::Foreign(language, _) => element.language = Some(language.tag().to_owned()),
            Inline::Math(math) => element.alternative = Some(math.tex.clone()),
            Inline::Image(image) if piece.area.is_some() => {
                element.alternative = Some(image.alternative.clone());
                element.area = piece.area.map(|area| (piece.place.page, area));
            }
            // A picture that is missing is told of by its words.
            Inline::Image(_) => element.kind = Kind::Missing,
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strike(_)
            | Inline::Subscript(_)
            | Inline::Superscript(_)
            | Inline::Code(_)
            | Inline::Note(..)
            | Inline::Link(_)
            | Inline::Text(_)
            | Inline::SmallCaps(_)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
        element
    }
}
