//! Finished bytes → files: whole or not at all, under names that are safe everywhere.
//!
//! [`slug()`] makes a file name from a title, [`write()`] puts an edition in its place, [`stage()`] does
//! so later, [`place()`] and [`identity()`] say which file a path means, and [`sweep()`] removes what a
//! killed run has left.

mod limit;
mod nameless;
mod place;
mod slug;
mod sweep;
mod write;

pub use place::{identity, place};
pub use slug::slug;
pub use sweep::sweep;
pub use write::{Staged, Target, stage, write};
