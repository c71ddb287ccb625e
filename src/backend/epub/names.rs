//! The names of files that a book has once.

/// The name of the style sheet: epub-builder knows it by no other.
pub(super) const STYLESHEET: &str = "stylesheet.css";

/// The name of the navigation document.
pub(super) const NAV: &str = "nav.xhtml";

/// The name of the picture of one that is set in type.
pub(super) const TYPESET: &str = "images/typeset-cover.png";
