//! Work and memory stay in proportion to the input.
