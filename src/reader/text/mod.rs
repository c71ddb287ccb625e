//! Reads text editions.

pub(crate) mod grammar;
