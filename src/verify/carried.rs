//! A finished file → what it says of its making.

use super::reading::Format;
use crate::inspect::{EpubFile, PdfFile};
use crate::transcript::PROPERTY;

/// What a file says of its making, by which it is told which files are editions of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Its format; `None` if it is none of an edition.
    pub format: Option<Format>,
    /// The fingerprint of what it said when it was made.
    pub fingerprint: Option<String>,
    /// Its identifier: an ISBN, a UUID, an address.
    pub identifier: Option<String>,
    /// Who made it.
    pub maker: Maker,
}

/// Who made a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Maker {
    /// Pressroom: the file carries a fingerprint or says so.
    Pressroom,
    /// Another program.
    Other,
    /// It does not say: plain text, or a file that cannot be read.
    #[default]
    Unknown,
}

/// Reads what the file of these bytes carries; nothing of a file that cannot be read.
pub fn carried(bytes: &[u8]) -> Carried {
    let format = Format::of(bytes);
    let read = match format {
        Some(Format::Pdf) => of_pdf(bytes),
        Some(Format::Epub) => of_epub(bytes),
        Some(Format::Text) | None => None,
    };
    Carried { format, ..read.unwrap_or_default() }
}

fn of_pdf(bytes: &[u8]) -> Option<Carried> {
    let file = PdfFile::read(bytes).ok()?;
    let first = |name: &str| file.property(name).into_iter().next();
    let fingerprint = first(&format!("pressroom:{PROPERTY}"));
    let producer = first("pdf:Producer").or_else(|| file.information("Producer"));
    let is_ours = producer.is_some_and(|name| name.starts_with("Pressroom"));
    Some(Carried {
        maker: Maker::of(is_ours || fingerprint.is_some()),
        fingerprint,
        identifier: first("dc:identifier").map(|name| bare(&name)),
        format: None,
    })
}

fn of_epub(bytes: &[u8]) -> Option<Carried> {
    let file = EpubFile::read(bytes).ok()?;
    let package = file.package.xml().ok()?;
    let carried = format!("pressroom:{PROPERTY}");
    let mut nodes = package.descendants();
    let fingerprint = nodes.find(|node| node.attribute("property") == Some(carried.as_str()));
    let fingerprint = fingerprint.and_then(|node| node.text()).map(|text| text.trim().to_owned());
    let identifier = package.descendants().find(|node| node.tag_name().name() == "identifier");
    Some(Carried {
        maker: Maker::of(fingerprint.is_some()),
        fingerprint,
        identifier: identifier.and_then(|node| node.text()).map(bare),
        format: None,
    })
}

impl Maker {
    fn of(is_ours: bool) -> Self {
        if is_ours { Self::Pressroom } else { Self::Other }
    }
}

/// An identifier as both formats write it.
fn bare(identifier: &str) -> String {
    identifier.trim().trim_start_matches("urn:isbn:").to_owned()
}
