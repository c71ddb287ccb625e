//! Pages: lines, lengths of paragraphs, marks of notes, verse, headings and their figures, and how long setting takes.

mod headings;
mod lengths;
mod lines;
mod marks;
mod speed;

use std::fs;
use std::sync::Arc;

use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::layout::Pages;
use pressroom::resolve::Manuscript;
use pressroom::source::{self, Request};
use pressroom::{gather, layout, parse, resolve};

/// A document, laid out.
struct Laid {
    manuscript: Manuscript,
    pages: Pages,
}

/// Lays out `doc.md` with this text; `k.svg`, 300 × 200 pixels, and `tall.svg`, which is higher than a
/// page, lie beside it.
fn lay(markdown: &str) -> Laid {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let drawing = |width: u32, height: u32| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>\
             <rect width='{width}' height='{height}'/></svg>"
        )
    };
    for (name, text) in
        [("doc.md", markdown), ("k.svg", &drawing(300, 200)), ("tall.svg", &drawing(300, 900))]
    {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    let mut diagnostics = Diagnostics::new();
    let inputs = source::find(&folder.path().join("doc.md"), None).expect("there is a document");
    let sources = source::open(&inputs[0], &Request::default(), &mut diagnostics);
    let document = parse::parse(&sources, &mut diagnostics);
    let fonts = Arc::new(Library::new(&sources.fonts, &mut diagnostics));
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut diagnostics);
    let pages = layout::layout(&manuscript, &mut diagnostics);
    Laid { manuscript, pages }
}

/// A fixed series of numbers, so that every run tries the same documents.
fn series(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    }
}
