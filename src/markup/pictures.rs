//! Pictures and figures → XHTML.

use super::{Piece, Writer};
use crate::model::{BlockId, Extent, Figure, Image, Part, Resolved, Run, Unit};
use crate::resolve::heading_side;

/// The name of the class of pictures so wide or so high: `w50`, `h2-5cm`.
pub(super) fn size_class(side: char, extent: Extent) -> String {
    let unit = if extent.unit() == Unit::Percent { "" } else { extent.unit().name() };
    format!("{side}{}{unit}", extent.number().replace('.', "-"))
}

impl Writer<'_> {
    /// A figure: picture, label and caption.
    pub(super) fn figure(&mut self, block: BlockId, figure: &Figure<Resolved>) {
        self.uses(Piece::Figure);
        self.raw("<figure");
        self.attribute("id", &figure.anchor.0);
        self.raw(">");
        // A caption made from the alternative text would be read out twice: the label is enough.
        let caption = figure.caption.plain_text();
        let alternative = if caption.trim() == figure.image.alternative.trim() && !figure.label.is_empty() {
            &figure.label
        } else {
            &figure.image.alternative
        };
        self.part_whole(Part::Block(block));
        // The caption of a picture that is missing may say the same already.
        if figure.image.picture.is_some() || caption.trim() != figure.image.alternative.trim() {
            self.picture(&figure.image, alternative);
        }
        if !figure.caption.is_empty() || !figure.label.is_empty() {
            self.uses(Piece::Caption);
            self.raw("\n<figcaption");
            let around = self.turn(heading_side(&figure.caption, self.direction));
            self.raw(">");
            self.caption(block, &figure.label, &figure.caption);
            self.raw("</figcaption>");
            self.turn_back(around);
        }
        self.raw("</figure>\n");
    }

    /// A caption, with the label before it, if there is one.
    pub(super) fn caption(&mut self, block: BlockId, label: &str, caption: &Run) {
        let lead = self.manuscript.style.words.before_caption(label, caption);
        self.part(Part::Caption(block), &lead, caption, |writer| {
            let label = lead.trim_end();
            if !label.is_empty() {
                writer.raw("<span class=\"label\">");
                writer.read_from(0, label);
                writer.raw("</span>");
                writer.read_from(label.len(), &lead[label.len()..]);
            }
            writer.words(caption);
        });
    }

    /// A picture; its alternative text where there is none.
    pub(super) fn picture(&mut self, image: &Image<Resolved>, alternative: &str) {
        let Some(id) = image.picture else {
            if !image.alternative.is_empty() {
                self.uses(Piece::Missing);
                self.raw("<span class=\"missing\">");
                self.text(&image.alternative);
                self.raw("</span>");
            }
            return;
        };
        self.uses(Piece::Image);
        let places = self.places;
        self.raw("<img");
        let classes = image.size.width.map(|width| size_class('w', width));
        let classes = classes.into_iter().chain(image.size.height.map(|height| size_class('h', height)));
        let classes: Vec<String> = classes.collect();
        if !classes.is_empty() {
            self.used.widths.extend(image.size.width);
            self.used.heights.extend(image.size.height);
            self.attribute("class", &classes.join(" "));
        }
        self.attribute("src", places.picture(id));
        self.attribute("alt", alternative);
        if alternative.is_empty() {
            self.attribute("role", "presentation");
        }
        self.raw("/>");
    }
}
