//! Faults that readers met, each as a small document with what is right.

mod support;

mod addresses;
mod budgets;
mod glyphs;
mod hostile_editions;
mod markdown;
mod math;
mod output;
mod pages;
mod pictures;
mod proof;
mod rtl;
mod ruby;
mod svg;
mod tables;
mod words;
