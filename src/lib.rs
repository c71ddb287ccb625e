//! Pressroom: one Markdown source, parsed once, written as a PDF, an EPUB and a plain-text file.
//!
//! ```text
//! files → source → parse → gather → resolve → layout ─┬→ backend: PDF  ─┐
//!                                      │              │            EPUB ├→ verify → output → files
//!                                      └──────────────┴→           text ┘
//! ```
//!
//! # The tour
//!
//! Text flows one way, and each folder is one wheel of the mill.
//!
//! 1. [`source`] reads files, from the disk or another [`World`](source::World): Markdown, settings, fonts.
//!    Its [`Sources`] is one document.
//! 2. [`parse`] makes a [`Document<Parsed>`](model::Document) of it: blocks and inlines, as typed.
//! 3. [`gather`] reads the pictures that these name. What comes behind reads nothing.
//! 4. [`resolve`] decides everything that becomes words, once, for all editions: numbers, labels,
//!    notes, quotes, references, contents. Its [`Manuscript`] is what a
//!    backend may read. The look comes from [`style`], the faces from [`font`].
//! 5. [`layout`] breaks lines and pages, if an edition needs [`Pages`](layout::Pages).
//! 6. Each [`backend`] writes one [`edition`](edition::Edition); what two of them share as XHTML and CSS is
//!    in [`markup`].
//! 7. A [`reader`] for each format reads the finished editions again, and [`verify`] compares what they say,
//!    as a [`transcript`], with the manuscript, token by token.
//! 8. [`output`] puts the bytes into files, whole or not at all.
//!
//! All along, [`diagnostic`] collects what there is to say, with its place as a [`span`], and
//! [`report`] shows it at the end. [`batch`] does this for many documents at once, and [`cli`] is
//! the command. [`export`] is the pipeline:
//!
//! ```no_run
//! use pressroom::diagnostic::Diagnostics;
//! use pressroom::{backend, source};
//!
//! let mut diagnostics = Diagnostics::new();
//! let inputs = source::find("article.md".as_ref(), None).expect("there is an article");
//! let sources = source::open(&inputs[0], &source::Request::default(), &mut diagnostics);
//! let export = pressroom::export(&sources, backend::ALL, &mut diagnostics);
//! for edition in export.editions {
//!     if let Some(bytes) = edition.bytes() {
//!         let name = format!("article.{}", edition.backend.extension());
//!         pressroom::output::write(name.as_ref(), bytes).expect("the folder can be written to");
//!     }
//! }
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use backend::Backend;
use diagnostic::{Diagnostics, Reported};
use edition::Edition;
use model::FileName;
use resolve::Manuscript;
use source::Sources;
use verify::{Finished, PageMap, Verdict};

pub mod backend;
pub mod batch;
pub mod cli;
pub mod diagnostic;
pub mod edition;
pub mod font;
pub mod gather;
pub mod inspect;
pub mod layout;
pub mod letters;
pub mod markup;
pub mod model;
pub mod output;
pub mod parse;
pub mod raster;
pub mod reader;
pub mod report;
pub mod resolve;
pub mod source;
pub mod span;
pub mod style;
pub mod transcript;
pub mod verify;

/// What became of one document.
#[derive(Debug)]
pub struct Export {
    /// The document's title, never empty.
    pub title: String,
    /// What its editions are called instead of after its source, if its author says so.
    pub slug: Option<FileName>,
    /// How many pages it has, or `None` if no edition needed pages.
    pub pages: Option<usize>,
    /// The editions, in the order in which they were asked for.
    pub editions: Vec<Exported>,
    /// What came of reading the editions again, if that was asked for.
    pub verdict: Option<Verdict>,
    /// Where the pages of the PDF begin in the other editions, if that was asked for and there is a PDF.
    pub page_map: Option<PageMap>,
    /// How long each stage took, in order. Backends run side by side, so their times overlap.
    pub times: Vec<(&'static str, Duration)>,
}

/// Whether a map of the pages is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapping {
    /// It is.
    Wanted,
    /// It is not.
    Unwanted,
}

/// What a backend made of a document.
pub struct Exported {
    /// Who wrote it.
    pub backend: &'static dyn Backend,
    /// The edition, or the proof that the reason why there is none has been reported.
    pub edition: Result<Edition, Reported>,
}

impl Exported {
    /// The bytes of an edition that was written, and is one file.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.edition.as_ref().ok()?.file()
    }

    /// The same, taken out of it.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        self.edition.ok()?.into_file()
    }
}

impl std::fmt::Debug for Exported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.edition.as_ref().map(Edition::size);
        f.debug_struct("Exported").field("backend", &self.backend.name()).field("size", &size).finish()
    }
}

/// Sends one document through all stages, once, and writes an edition with each of `backends`.
///
/// An edition that fails does not stop the others. Nothing is written to disk.
pub fn export(sources: &Sources, backends: &[&'static dyn Backend], diagnostics: &mut Diagnostics) -> Export {
    write_editions(sources, backends, diagnostics).1
}

/// The same, and then reads the finished editions and compares them with the manuscript, and the
/// manuscript with the sources.
pub fn export_and_verify(
    sources: &Sources,
    backends: &[&'static dyn Backend],
    mapping: Mapping,
    diagnostics: &mut Diagnostics,
) -> Export {
    let (manuscript, mut export) = write_editions(sources, backends, diagnostics);
    let start = Instant::now();
    let editions: Vec<Finished<'_>> = export
        .editions
        .iter()
        .filter_map(|exported| {
            let Exported { backend, edition } = exported;
            let (edition, reader) = (edition.as_ref().ok()?, backend.reader()?);
            Some(Finished { name: backend.name(), edition, reader })
        })
        .collect();
    export.verdict = Some(verify::verify_all(sources, &manuscript, &editions, diagnostics));
    if mapping == Mapping::Wanted {
        export.page_map = verify::page_map(sources, &manuscript, &editions);
    }
    export.times.push(("verify", start.elapsed()));
    export
}

/// Parses the sources and decides everything that their editions share.
pub fn manuscript(sources: &Sources, diagnostics: &mut Diagnostics) -> Manuscript {
    resolved(sources, diagnostics, &mut Watch::start())
}

fn resolved(sources: &Sources, diagnostics: &mut Diagnostics, watch: &mut Watch) -> Manuscript {
    let document = parse::parse(sources, diagnostics);
    watch.lap("parse");
    let gathered = gather::gather(document, sources);
    watch.lap("gather");
    let fonts = Arc::new(font::Library::new(&sources.fonts, diagnostics));
    watch.lap("fonts");
    let manuscript = resolve::resolve(gathered, sources, fonts, diagnostics);
    watch.lap("resolve");
    manuscript
}

fn write_editions(
    sources: &Sources,
    backends: &[&'static dyn Backend],
    diagnostics: &mut Diagnostics,
) -> (Manuscript, Export) {
    let mut watch = Watch::start();
    let manuscript = resolved(sources, diagnostics, &mut watch);
    let needs_pages = backends.iter().any(|backend| backend.needs_pages(&manuscript));
    let pages = needs_pages.then(|| layout::layout(&manuscript, diagnostics));
    watch.lap("layout");

    // Each backend has diagnostics of its own, put together in the order of the backends, so that
    // what is said does not hang on which of them is quicker.
    let written: Vec<_> = backends
        .par_iter()
        .map(|&backend| {
            let watch = Instant::now();
            let mut diagnostics = Diagnostics::new();
            let edition = write_edition(backend, &manuscript, pages.as_ref(), &mut diagnostics);
            (Exported { backend, edition }, diagnostics, watch.elapsed())
        })
        .collect();
    let mut editions = Vec::new();
    for (edition, found, time) in written {
        watch.times.push((edition.backend.name(), time));
        diagnostics.append(found);
        editions.push(edition);
    }
    let title = manuscript.document.metadata.title.clone();
    let slug = manuscript.document.metadata.slug.clone();
    let pages = pages.map(|pages| pages.pages.len());
    (manuscript, Export { title, slug, pages, editions, verdict: None, page_map: None, times: watch.times })
}

/// Sends one document through all stages and all backends, for what they have to say of it.
pub fn check(sources: &Sources, diagnostics: &mut Diagnostics) -> Export {
    let export = export(sources, backend::ALL, diagnostics);
    Export { editions: Vec::new(), ..export }
}

/// The edition, or the report of why there is none, be it that the backend panicked.
fn write_edition(
    backend: &dyn Backend,
    manuscript: &resolve::Manuscript,
    pages: Option<&layout::Pages>,
    diagnostics: &mut Diagnostics,
) -> Result<Edition, Reported> {
    batch::caught(|| backend.write(manuscript, pages, diagnostics)).unwrap_or_else(|fault| {
        let doing = format!("writing the {} edition", backend.name());
        Err(diagnostics.fail(fault.diagnostic(&doing)))
    })
}

/// Measures stages, for people who wait; no time reaches an edition.
struct Watch {
    since: Instant,
    times: Vec<(&'static str, Duration)>,
}

impl Watch {
    fn start() -> Self {
        Self { since: Instant::now(), times: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.times.push((stage, now - self.since));
        self.since = now;
    }
}
