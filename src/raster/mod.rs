//! Pages and drawings → pixels.

mod drawing;
mod page;

pub use drawing::drawing;
pub use page::{Raster, page};
