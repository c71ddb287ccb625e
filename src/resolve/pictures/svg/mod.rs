//! SVG → plain shapes: no text, no script, nothing from outside.
//!
//! A drawing is rewritten twice. First its style sheets become attributes, its HTML text, and its
//! images data ([`prepare`]); what is lost on the way is found there. Then the shapes and the work
//! that they make are counted, and usvg makes plain shapes of all.

// Bytes → text → text that usvg draws as it was meant.
mod prepare;

// What that rests on: style sheets, HTML, images.
mod css;
mod foreign;
mod hrefs;
mod html;
mod properties;
mod selector;
mod styles;
mod syntax;

// How much there is to draw.
mod weight;
mod work;

// Drawn, and written out.
mod faces;
mod plain;
mod seen;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

use usvg::fontdb::Database;
use usvg::roxmltree::Document;

use super::super::Format;
use super::finding::{Findings, Kind};
use super::{Looked, raster};
use crate::font::Library;
use crate::gather::decode::{self, LARGEST, SVG, XLINK};
pub(super) use hrefs::Place;
pub(super) use work::Shown;

/// Elements nested deeper than this are refused: drawings have a dozen levels, and drawing them
/// takes room on the stack for each.
const DEEPEST: usize = 256;

/// The room on the stack for a drawing of [`DEEPEST`] levels.
const STACK: usize = 64 << 20;

/// The namespace of HTML within drawings.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Longest side, in pixels. A drawing has no pixels, so a larger one is only stated smaller.
const LONGEST_SIDE: f32 = 10_000.0;

/// Draws, with the faces of the document for words.
pub(super) struct Drawing {
    library: Arc<Library>,
    /// Made when the first drawing comes.
    faces: OnceLock<Arc<Database>>,
}

/// Whether data is a drawing that may name files by paths from its own folder.
pub(super) fn names_files(bytes: &[u8]) -> bool {
    // What is compressed or in wide characters may name anything.
    !bytes.is_ascii() || bytes.windows(4).any(|word| word == b"href")
}

impl Drawing {
    /// Will draw words in the faces of `library`.
    pub fn new(library: &Arc<Library>) -> Self {
        Self { library: library.clone(), faces: OnceLock::new() }
    }

    /// The drawing rewritten, or what is wrong with it; `None` if the data is no drawing.
    pub fn look(&self, bytes: &[u8], place: &Place<'_>) -> Option<Result<Looked, String>> {
        let text = match decode::text(bytes)? {
            Ok(text) => text,
            Err(why) => return Some(Err(why)),
        };
        Some(std::thread::scope(|scope| {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, || self.draw(text, place))
                .map_err(|error| error.to_string())?
                .join()
                .unwrap_or_else(|_| Err("it cannot be drawn".to_owned()))
        }))
    }

    fn draw(&self, text: String, place: &Place<'_>) -> Result<Looked, String> {
        let mut findings = Findings::default();
        let prepared = prepare::prepare(text, place, &hrefs::Means::new(&self.library), &mut findings)?;
        let document = Document::parse(&prepared).map_err(|error| error.to_string())?;
        weight::count(&document)?;
        let faces = self.faces.get_or_init(|| Arc::new(faces::database(&self.library)));
        let missing = Mutex::new(BTreeSet::new());
        let options = options(faces, &missing);
        let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|error| cause(&error))?;
        drop(options);
        for character in missing.into_inner().unwrap_or_default() {
            findings.add(Kind::Glyph, &char::to_string(&character), || None);
        }
        if !seen::shows(&tree) {
            return Err(match findings.first() {
                Some(clause) => format!("it draws nothing; it {clause}"),
                None => "it draws nothing".to_owned(),
            });
        }
        let work = work::count(&tree, place.shown())?;
        let written = tree.to_string(&usvg::WriteOptions {
            preserve_text: false,
            coordinates_precision: plain::decimals(&tree),
            // What they multiply may be large.
            transforms_precision: 8,
            indent: usvg::Indent::None,
            attributes_indent: usvg::Indent::None,
            ..usvg::WriteOptions::default()
        });
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
        let pixels = |length: f32| ((length * scale).ceil() as u32).max(1);
        let rewritten = plain::scaled(&plain::without_names(&written), [width, height], scale);
        // What is not well-formed would make the whole book unreadable.
        Document::parse(&rewritten).map_err(|_| "it cannot be written as plain shapes".to_owned())?;
        Ok(Looked {
            format: Format::Svg,
            rewritten: Some(rewritten.into_bytes()),
            width: pixels(width),
            height: pixels(height),
            density: None,
            findings,
            work,
        })
    }
}

/// How usvg draws: with these faces, and without reading anything.
fn options<'o>(faces: &Arc<Database>, missing: &'o Mutex<BTreeSet<char>>) -> usvg::Options<'o> {
    let mut options = usvg::Options {
        resources_dir: None,
        font_family: "Libertinus Serif".to_owned(),
        fontdb: faces.clone(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, data, options| embedded(data, options)),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    options.font_resolver.select_font = Box::new(faces::select);
    let fallback = usvg::FontResolver::default_fallback_selector();
    options.font_resolver.select_fallback = Box::new(move |character, used, faces| {
        let found = fallback(character, used, faces);
        if found.is_none()
            && !character.is_control()
            && !character.is_whitespace()
            && let Ok(mut missing) = missing.lock()
        {
            missing.insert(character);
        }
        found
    });
    options
}

/// A picture inside the drawing. [`prepare`] has looked at its data, and at what stands in it.
fn embedded(data: Arc<Vec<u8>>, options: &usvg::Options<'_>) -> Option<usvg::ImageKind> {
    match raster::format_of(&data) {
        Some(Format::Png) => Some(usvg::ImageKind::PNG(data)),
        Some(Format::Jpeg) => Some(usvg::ImageKind::JPEG(data)),
        Some(Format::Gif) => Some(usvg::ImageKind::GIF(data)),
        Some(Format::WebP) => Some(usvg::ImageKind::WEBP(data)),
        Some(Format::Svg) => None,
        None => usvg::Tree::from_data_nested(&data, options).ok().map(usvg::ImageKind::SVG),
    }
}

/// What is wrong, as the end of a sentence.
fn cause(error: &usvg::Error) -> String {
    match error {
        usvg::Error::ParsingFailed(error) => error.to_string(),
        usvg::Error::InvalidSize => "it has no size".to_owned(),
        usvg::Error::ElementsLimitReached => "it is made of too many shapes".to_owned(),
        usvg::Error::NotAnUtf8Str => "it is not UTF-8 text".to_owned(),
        usvg::Error::SvgzFeatureNotEnabled | usvg::Error::MalformedGZip => "it is compressed".to_owned(),
    }
}
