//! XHTML and CSS from the manuscript and the style sheet.
