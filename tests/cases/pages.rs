//! Lines and pages.
