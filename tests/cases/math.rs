//! Formulas as linear text: no two that differ come out alike.
