//! Pages as text: a line for each item, so that a difference reads as "the line moved by 2 pt".

use std::fmt;

use super::pages::{ItemKind, Orientation, Page, Pages, Sp};

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for page in &self.pages {
            write!(f, "{page}")?;
        }
        for place in &self.destinations {
            let (x, y) = (points(place.x), points(place.y));
            writeln!(f, "place {} on page {} at {x},{y}", place.anchor.0, place.page + 1)?;
        }
        Ok(())
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turned = match self.orientation {
            Orientation::Upright => "",
            Orientation::Turned => ", turned",
        };
        writeln!(f, "page {} ({} × {}{turned})", self.label, points(self.width), points(self.height))?;
        for item in &self.items {
            write!(f, "  {},{} {:?} ", points(item.x), points(item.y), item.role)?;
            match &item.kind {
                ItemKind::Glyphs(run) => {
                    let text = run.text.replace('\u{AD}', "-");
                    writeln!(f, "face {} {} {:?}", run.face.0, points(run.size), text)?;
                }
                ItemKind::Fill(fill) => {
                    writeln!(f, "fill {} × {}", points(fill.width), points(fill.height))?;
                }
                ItemKind::Picture(picture) => {
                    let (width, height) = (points(picture.width), points(picture.height));
                    writeln!(f, "picture {width} × {height} {:?}", picture.alternative)?;
                }
                ItemKind::Link(link) => writeln!(f, "link {} {:?}", points(link.width), link.target)?,
            }
        }
        Ok(())
    }
}

/// A length in points, to a hundredth.
fn points(length: Sp) -> String {
    let text = format!("{:.2}", length.to_pt());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
