//! Drawings: what is drawn, and what is reported instead.
