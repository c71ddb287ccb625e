//! A PDF, read: its pages' texts by their marks, its tag tree, and all that a summary tells.

mod cmap;
mod content;
mod lean;
mod precheck;
mod read;
mod tags;
mod target;
mod told;

pub use content::Shown;
pub use read::PdfFile;
pub use tags::{Element, Node};
pub(super) use told::told;
