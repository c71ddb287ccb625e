//! Files: nothing of the author is overwritten, and names stay the same.

mod guard;
mod honest;
mod names;
mod proof;
mod run;
