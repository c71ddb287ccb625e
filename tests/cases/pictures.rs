//! Pictures: sizes, captions, damaged files.
