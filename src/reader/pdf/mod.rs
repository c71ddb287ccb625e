//! Reads pdf editions.

pub(crate) mod tags;
