//! Characters and the faces that show them.
