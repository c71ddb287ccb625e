//! Pictures: sizes, captions, damaged files.

mod captions;
mod sizes;
