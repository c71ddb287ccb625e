//! Many documents: each on its way through the pipeline, several at once, told of in order.
//!
//! In go the documents' inputs and the pipeline as a function; out come what it made of each, in
//! the order of the inputs, whatever the order in which the threads finished.

mod document;
mod fault;
mod guard;
mod pool;
mod progress;
mod write;

pub use document::{Worked, work_on};
pub use fault::{Fault, caught, silence_panics};
pub use pool::{Event, in_order, with_threads};
pub use progress::Progress;
pub use write::{Destination, Document, Kind, NamedTarget, Output, PAGE_MAP, Writer, Written, edition_name};
