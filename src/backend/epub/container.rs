//! Files → the archive: epub-builder puts the book together, and a pass over what it made sets
//! right what it leaves open.
//!
//! epub-builder gets the text, the style sheet, the names of the pictures. What it writes itself
//! is not kept where it falls short of EPUB 3.3: its package document gives the same id to
//! languages and authors, knows no roles and no properties, reads the clock and chance; its
//! navigation has no landmarks without titles, its NCX no identifier. The pass puts ours in
//! their places, checks every name, sees that the archive holds what the manifest lists and
//! nothing more, orders the entries, and gives all one time and one mode: equal books are equal
//! bytes.

use std::collections::BTreeSet;
use std::io::{self, Cursor, Write};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::identifier;
use super::names::{NAV, STYLESHEET};
use crate::resolve::Manuscript;

/// The folder that epub-builder puts everything into.
const FOLDER: &str = "OEBPS/";
const CONTAINER: &str = "META-INF/container.xml";
const PACKAGE: &str = "content.opf";
const NCX: &str = "toc.ncx";
/// Readable by all, writable by the owner.
const MODE: u32 = 0o644;
/// What epub-builder adds for embedded faces, of which there are none.
const APPLE: &str = "META-INF/com.apple.ibooks.display-options.xml";

/// Everything that goes into the archive.
pub(super) struct Parts<'a> {
    /// The package document.
    pub package: String,
    /// The navigation document.
    pub navigation: String,
    /// The NCX.
    pub ncx: String,
    /// The style sheet.
    pub stylesheet: String,
    /// The files of the text, in reading order: name and XHTML.
    pub text: Vec<(String, String)>,
    /// The fonts: address, media type and data.
    pub fonts: Vec<(&'a str, &'static str, &'a [u8])>,
    /// The pictures: address, media type and data.
    pub pictures: Vec<(&'a str, &'static str, &'a [u8])>,
}

/// Why there is no archive. Each is a fault of the program.
#[derive(Debug)]
pub(super) enum Fault {
    /// epub-builder refuses.
    Builder(epub_builder::Error),
    /// The archive cannot be read or written.
    Archive(zip::result::ZipError),
    /// A name that is not safe everywhere.
    Name(String),
    /// What the manifest lists and what the archive holds are not the same.
    Manifest(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Builder(error) => write!(f, "the EPUB cannot be put together: {error}"),
            Fault::Archive(error) => write!(f, "the EPUB's archive cannot be written: {error}"),
            Fault::Name(name) => write!(f, "the EPUB would hold a file of the unsafe name `{name}`"),
            Fault::Manifest(name) => write!(f, "`{name}` is not both in the EPUB and in its manifest"),
        }
    }
}

impl From<epub_builder::Error> for Fault {
    fn from(error: epub_builder::Error) -> Self {
        Fault::Builder(error)
    }
}

impl From<zip::result::ZipError> for Fault {
    fn from(error: zip::result::ZipError) -> Self {
        Fault::Archive(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Fault::Archive(error.into())
    }
}

/// Puts the parts into one archive.
pub(super) fn assemble(manuscript: &Manuscript, parts: &Parts) -> Result<Vec<u8>, Fault> {
    let built = build(manuscript, parts)?;
    finish(&built, parts)
}

/// epub-builder's archive. Pictures have their places in it but not their data, which does not
/// shrink: the pass puts it in as it is.
fn build(manuscript: &Manuscript, parts: &Parts) -> Result<Vec<u8>, Fault> {
    let metadata = &manuscript.document.metadata;
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title(identifier::line(&metadata.title));
    builder.add_language(metadata.language.tag());
    builder.set_uuid(identifier::uuid(metadata));
    builder.stylesheet(parts.stylesheet.as_bytes())?;
    for (name, xhtml) in &parts.text {
        builder
            .add_content(EpubContent::new(name, xhtml.as_bytes()).title(name).reftype(ReferenceType::Text))?;
    }
    for (address, media_type, _) in parts.fonts.iter().chain(&parts.pictures) {
        builder.add_resource(*address, io::empty(), *media_type)?;
    }
    let mut built = Vec::new();
    builder.generate(&mut built)?;
    Ok(built)
}

/// The pass over what epub-builder made.
fn finish(built: &[u8], parts: &Parts) -> Result<Vec<u8>, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(built))?;
    check(archive.file_names(), &parts.package)?;
    let mut out = Archive { writer: ZipWriter::new(Cursor::new(Vec::with_capacity(built.len()))) };
    let inside = |name: &str| format!("{FOLDER}{name}");
    // The first entry tells the format of the whole, at a fixed place in the file, so it is not
    // compressed.
    out.add("mimetype", CompressionMethod::Stored, b"application/epub+zip")?;
    out.copy(&mut archive, CONTAINER)?;
    out.add(&inside(PACKAGE), CompressionMethod::Deflated, parts.package.as_bytes())?;
    out.add(&inside(NAV), CompressionMethod::Deflated, parts.navigation.as_bytes())?;
    out.add(&inside(NCX), CompressionMethod::Deflated, parts.ncx.as_bytes())?;
    for (name, _) in &parts.text {
        out.copy(&mut archive, &inside(name))?;
    }
    out.copy(&mut archive, &inside(STYLESHEET))?;
    for (address, _, data) in &parts.fonts {
        out.add(&inside(address), CompressionMethod::Deflated, data)?;
    }
    let mut pictures: Vec<_> = parts.pictures.iter().collect();
    pictures.sort_by_key(|(address, ..)| *address);
    for (address, media_type, data) in pictures {
        // All formats but this one are compressed already.
        let method = match *media_type {
            "image/svg+xml" => CompressionMethod::Deflated,
            _ => CompressionMethod::Stored,
        };
        out.add(&inside(address), method, data)?;
    }
    Ok(out.writer.finish()?.into_inner())
}

/// The archive that is handed out: one time and one mode for every entry.
struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    fn add(&mut self, name: &str, method: CompressionMethod, data: &[u8]) -> Result<(), Fault> {
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .unix_permissions(MODE)
            .compression_method(method);
        self.writer.start_file(name, options)?;
        Ok(self.writer.write_all(data)?)
    }

    /// An entry as epub-builder compressed it.
    fn copy(&mut self, from: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<(), Fault> {
        let entry = from.by_name(name)?;
        Ok(self.writer.raw_copy_file_touch(entry, DateTime::default(), Some(MODE))?)
    }
}

/// Sees that every name is safe on every system and for every reader, and that the archive and
/// the manifest name the same files.
fn check<'a>(names: impl Iterator<Item = &'a str>, package: &str) -> Result<(), Fault> {
    let mut found = BTreeSet::new();
    for name in names.filter(|name| !["mimetype", CONTAINER, APPLE].contains(name)) {
        match name.strip_prefix(FOLDER).filter(|inside| is_safe(inside)) {
            Some(PACKAGE) => {}
            Some(inside) => drop(found.insert(inside)),
            None => return Err(Fault::Name(name.to_owned())),
        }
    }
    let listed: BTreeSet<&str> = package
        .split("<item ")
        .skip(1)
        .filter_map(|item| item.split_once("href=\"")?.1.split('"').next())
        .collect();
    match found.symmetric_difference(&listed).next() {
        Some(name) => Err(Fault::Manifest((*name).to_owned())),
        None => Ok(()),
    }
}

/// Whether `name` leads nowhere but into the book's folder, and is no other one's in capitals.
fn is_safe(name: &str) -> bool {
    name.split('/').all(|part| {
        part.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
            && !part.contains("..")
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use super::{Fault, check, is_safe};

    #[test]
    fn unsafe_names_are_refused() {
        for name in ["../evil.css", "/evil.css", "a//b", "a\\b", "A.xhtml", "a b", "", "a/..", ".hidden", "é"]
        {
            assert!(!is_safe(name), "{name}");
        }
        assert!(is_safe("images/press-room_2.jpg"));
        let names = ["mimetype", "OEBPS/../evil.css"];
        assert!(matches!(check(names.into_iter(), ""), Err(Fault::Name(_))));
    }

    #[test]
    fn the_manifest_and_the_archive_agree() {
        let manifest = "<item id=\"a\" href=\"a.xhtml\" media-type=\"x\"/>";
        let names = ["mimetype", "OEBPS/content.opf", "OEBPS/a.xhtml"];
        assert!(check(names.into_iter(), manifest).is_ok());
        assert!(matches!(check(names.into_iter(), ""), Err(Fault::Manifest(_))));
        assert!(matches!(check(names[..2].iter().copied(), manifest), Err(Fault::Manifest(_))));
    }
}
