//! The corpora laid out, once for all tests of a file.

use std::sync::{Arc, LazyLock};

use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::layout::Pages;
use pressroom::resolve::Manuscript;
use pressroom::source::{self, Input, Request};
use pressroom::{gather, layout, parse, resolve};
use rayon::prelude::*;

/// A document, laid out.
pub struct Laid {
    /// What it is called in a complaint.
    pub name: String,
    pub manuscript: Manuscript,
    pub pages: Pages,
}

/// Lays an input out.
pub fn lay_out(input: &Input) -> Laid {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let document = parse::parse(&sources, &mut diagnostics);
    let fonts = Arc::new(Library::new(&sources.fonts, &mut diagnostics));
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut diagnostics);
    let pages = layout::layout(&manuscript, &mut diagnostics);
    let path = match input {
        Input::File { path, .. } => path.as_path(),
        Input::Book { folder } => folder.as_path(),
        Input::Stdin { root } => root.as_path(),
    };
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let name = parts[parts.len().saturating_sub(2)..].join("/");
    Laid { name, manuscript, pages }
}

/// All documents of the corpora; none where they are not at hand.
pub static DOCUMENTS: LazyLock<Vec<Laid>> =
    LazyLock::new(|| super::corpora::inputs().par_iter().map(lay_out).collect());
