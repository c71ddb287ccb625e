//! Reads EPUBs, by their spine and their XHTML.

mod spine;

use usvg::roxmltree::Document;

use super::carried::bare;
use super::{
    Carried, Content, Context, Facts, Fields, Maker, Means, Places, Reader, Readout, Unread, ending, file,
    look,
};
use crate::edition::Edition;
use crate::inspect::{self, EpubFile, Sections, Unreadable};
use crate::transcript::PROPERTY;

/// Reads EPUBs.
pub struct Epub;

impl Reader for Epub {
    fn name(&self) -> &'static str {
        "EPUB"
    }

    fn title(&self) -> &'static str {
        "the EPUB"
    }

    /// A ZIP archive that says so: by its first entry (OCF 3.3, 4.3), by the container that it holds, or, if
    /// it is damaged, by its name. Other formats are archives too.
    fn recognises(&self, name: &str, edition: &Edition) -> bool {
        let Some(bytes) = edition.file().filter(|bytes| bytes.starts_with(b"PK\x03\x04")) else {
            return false;
        };
        let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|some| some == words);
        ending(name) == "epub"
            || holds(&bytes[..bytes.len().min(128)], b"mimetypeapplication/epub+zip")
            || holds(bytes, b"META-INF/container.xml")
    }

    fn read(&self, edition: &Edition, context: &Context<'_>) -> Result<Readout, Unread> {
        let epub = EpubFile::read(file(edition)?)?;
        let said = spine::read(&epub, context.style)?;
        let facts = facts(&epub)?;
        let sizes = look::of_epub(&epub);
        let navigation = epub.navigation.into_iter().map(|text| (spine::NAVIGATION, text));
        Ok(Readout {
            content: Content::Full(said),
            places: Places::Files((0..).zip(epub.spine).chain(navigation).collect()),
            means: Means { tabs: true, tex: false, links: true },
            facts,
            sizes,
            loose: 0,
        })
    }

    fn carried(&self, edition: &Edition) -> Carried {
        let epub = file(edition).and_then(EpubFile::read);
        epub.and_then(|epub| Ok(carried(&epub.package.xml()?))).unwrap_or_default()
    }

    fn inspect(&self, edition: &Edition, sections: Sections) -> Result<String, Unreadable> {
        inspect::of_epub(file(edition)?, sections)
    }
}

/// The texts of all elements of this name in the package document.
fn all(package: &Document<'_>, name: &str) -> Vec<String> {
    let nodes = package.descendants().filter(|node| node.tag_name().name() == name);
    nodes.filter_map(|node| node.text().map(str::to_owned)).collect()
}

fn first(package: &Document<'_>, name: &str) -> Option<String> {
    all(package, name).into_iter().next()
}

fn fingerprint(package: &Document<'_>) -> Option<String> {
    let property = format!("pressroom:{PROPERTY}");
    let carried = package.descendants().find(|node| node.attribute("property") == Some(property.as_str()))?;
    carried.text().map(|text| text.trim().to_owned())
}

fn facts(epub: &EpubFile) -> Result<Facts, Unreadable> {
    let package = &epub.package.xml()?;
    let page_list = spine::page_list(epub)?;
    let fields = Fields {
        title: first(package, "title"),
        authors: all(package, "creator"),
        contributors: all(package, "contributor"),
        language: first(package, "language"),
        date: first(package, "date"),
        publishers: all(package, "publisher"),
        rights: first(package, "rights"),
        identifier: first(package, "identifier"),
        description: first(package, "description"),
        keywords: all(package, "subject"),
    };
    Ok(Facts {
        fields: Some(fields),
        contents: Some(spine::contents(epub)?),
        pages: (!page_list.is_empty()).then(|| page_list.iter().map(|(label, _)| label.clone()).collect()),
        page_list,
        fingerprint: fingerprint(package),
    })
}

fn carried(package: &Document<'_>) -> Carried {
    let fingerprint = fingerprint(package);
    Carried {
        maker: Maker::of(fingerprint.is_some()),
        fingerprint,
        identifier: first(package, "identifier").as_deref().map(bare),
        language: first(package, "language").map(|tag| tag.trim().to_owned()),
    }
}
