//! A run and its pieces on pages → the kids of its element.

use std::collections::BTreeSet;

use super::element::{Annotation, Element, Kid, Kind};
use super::shown::{Piece, Shown};
use crate::model::{Origin, Part, Run, SpanId, SpanKind};

/// What the pages show of the text `part`, which is `run`, as kids of its element.
pub(super) fn text(shown: &Shown, part: Part, run: &Run) -> Vec<Kid> {
    let pieces = shown.of(part);
    let links = shown.links(part);
    if links.is_empty() && pieces.iter().all(|piece| piece.origin.span == SpanId::WHOLE) {
        return pieces.iter().map(|piece| Kid::Sequence(piece.place)).collect();
    }
    let mut writer = Writer { run, links, root: Vec::new(), open: Vec::new(), seen: BTreeSet::new() };
    for piece in pieces {
        writer.piece(piece);
    }
    writer.close(0);
    writer.unseen();
    writer.root
}

struct Writer<'a> {
    run: &'a Run,
    links: &'a [(Origin, Annotation)],
    root: Vec<Kid>,
    /// The elements that are open, the outermost first, by their spans.
    open: Vec<(SpanId, Element)>,
    /// The spans that have become elements.
    seen: BTreeSet<SpanId>,
}

impl<'a> Writer<'a> {
    fn piece(&mut self, piece: &Piece) {
        let path = self.path(piece.origin.span);
        let shared =
            self.open.iter().zip(&path).take_while(|((open, _), (wanted, _))| open == wanted).count();
        self.close(shared);
        for (id, kind) in &path[shared..] {
            let element = self.element(*id, kind, piece);
            self.open.push((*id, element));
        }
        let kids = self.open.last_mut().map_or(&mut self.root, |(_, element)| &mut element.kids);
        kids.push(Kid::Sequence(piece.place));
    }

    /// The tagged spans around one, from the outermost to itself.
    fn path(&self, id: SpanId) -> Vec<(SpanId, &'a SpanKind)> {
        let run = self.run;
        let mut path = Vec::new();
        let mut at = id;
        while let Some(span) = run.span(at) {
            if span.kind.is_tagged() {
                path.push((at, &span.kind));
            }
            at = span.around;
        }
        path.reverse();
        path
    }

    /// Closes the elements within the first `depth` that are open.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some((id, mut element)) = self.open.pop() else { return };
            self.seen.insert(id);
            let links = self.annotations(id).map(Kid::Annotation).collect::<Vec<_>>();
            if element.kind == Kind::Reference && !links.is_empty() {
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
        let unseen = |id: SpanId| id != SpanId::WHOLE && !self.seen.contains(&id);
        let links = self.links.iter().filter(|(origin, _)| unseen(origin.span));
        for (_, annotation) in links {
            self.root.push(Element::new(Kind::Link, vec![Kid::Annotation(*annotation)]).into());
        }
    }

    fn annotations(&self, id: SpanId) -> impl Iterator<Item = Annotation> {
        // They are in the order of their spans.
        let from = self.links.partition_point(|(origin, _)| origin.span < id);
        let links = self.links[from..].iter().take_while(move |(origin, _)| origin.span == id);
        links.map(|(_, annotation)| *annotation)
    }

    fn element(&self, id: SpanId, kind: &SpanKind, piece: &Piece) -> Element {
        let of = |kind| Element::new(kind, Vec::new());
        match kind {
            SpanKind::Emphasis => of(Kind::Emphasis),
            SpanKind::Strong => of(Kind::Strong),
            SpanKind::Strike => of(Kind::Strike),
            SpanKind::Subscript => of(Kind::Subscript),
            SpanKind::Superscript => of(Kind::Superscript),
            SpanKind::Code => of(Kind::Code),
            SpanKind::Ruby => of(Kind::Ruby),
            SpanKind::RubyBase => of(Kind::RubyBase),
            SpanKind::Reading(_) => of(Kind::Reading),
            SpanKind::Note(..) => of(Kind::Reference),
            SpanKind::Math { tex, .. } => Element { alternative: Some(tex.clone()), ..of(Kind::Formula) },
            SpanKind::Foreign(passage) => {
                let language = passage.language().map(|language| language.tag().to_owned());
                Element { language, ..of(Kind::Span) }
            }
            // A link without an annotation leads nowhere.
            SpanKind::Link { .. } if self.annotations(id).next().is_some() => of(Kind::Link),
            SpanKind::Image(image) => match piece.area {
                Some(area) => Element {
                    alternative: Some(image.alternative.clone()),
                    area: Some((piece.place.page, area)),
                    ..of(Kind::InlineFigure)
                },
                // A picture that is missing is told of by its words.
                None => of(Kind::Missing),
            },
            SpanKind::Link { .. } | SpanKind::SmallCaps | SpanKind::Anchor(_) | SpanKind::Break => {
                of(Kind::Span)
            }
        }
    }
}
