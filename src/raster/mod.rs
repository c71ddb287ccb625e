//! Pages and drawings → pixels.

mod drawing;
mod page;
mod scaled;

pub use drawing::drawing;
pub use page::{Raster, page};
pub use scaled::scaled;
