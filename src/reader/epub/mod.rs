//! Reads epub editions.

pub(crate) mod spine;
