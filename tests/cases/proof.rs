//! Editions that nobody touched are not blamed.
