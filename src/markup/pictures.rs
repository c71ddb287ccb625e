//! Pictures and figures → XHTML.

use super::{Piece, Writer, words};
use crate::model::{Figure, Image, Resolved};

impl Writer<'_> {
    /// A picture among words; its alternative text where there is no picture.
    pub(super) fn image(&mut self, image: &Image<Resolved>) {
        self.picture(image, &image.alternative);
    }

    /// A figure: picture, label and caption.
    pub(super) fn figure(&mut self, figure: &Figure<Resolved>) {
        self.uses(Piece::Figure);
        self.raw("<figure");
        self.attribute("id", &figure.anchor.0);
        self.raw(">");
        // A caption made from the alternative text would be read out twice: the label is enough.
        let caption = words(&figure.caption);
        let alternative = if caption.trim() == figure.image.alternative.trim() && !figure.label.is_empty() {
            &figure.label
        } else {
            &figure.image.alternative
        };
        self.picture(&figure.image, alternative);
        if !figure.caption.is_empty() || !figure.label.is_empty() {
            self.uses(Piece::Caption);
            self.raw("\n<figcaption>");
            self.label(&self.manuscript.style.words.before_caption(&figure.label, &figure.caption));
            self.inlines(&figure.caption);
            self.raw("</figcaption>");
        }
        self.raw("</figure>\n");
    }

    /// The label before a caption, if there is one.
    pub(super) fn label(&mut self, lead: &str) {
        let label = lead.trim_end();
        if !label.is_empty() {
            self.raw("<span class=\"label\">");
            self.text(label);
            self.raw("</span>");
            self.text(&lead[label.len()..]);
        }
    }

    fn picture(&mut self, image: &Image<Resolved>, alternative: &str) {
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
        if let Some(width) = image.width {
            self.used.widths.insert(width);
            self.attribute("class", &format!("w{width}"));
        }
        self.attribute("src", places.picture(id));
        self.attribute("alt", alternative);
        if alternative.is_empty() {
            self.attribute("role", "presentation");
        }
        self.raw("/>");
    }
}
