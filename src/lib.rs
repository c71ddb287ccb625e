//! Pressroom: one Markdown source, parsed once, written as a PDF, an EPUB and a plain-text file.
//!
//! ```text
//! files → source → parse → resolve → layout ─┬→ backend: PDF  ─┐
//!                             │              │            EPUB ├→ output → files
//!                             └──────────────┴→           text ┘
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod backend;
pub mod batch;
pub mod cli;
pub mod diagnostic;
pub mod font;
pub mod layout;
pub mod markup;
pub mod model;
pub mod output;
pub mod parse;
pub mod report;
pub mod resolve;
pub mod source;
pub mod span;
pub mod style;
