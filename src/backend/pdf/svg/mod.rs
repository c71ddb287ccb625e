//! SVG → a form of vectors. What vectors cannot say (filters, masks, patterns) is for pixels.

mod form;
mod gradient;
mod outline;
mod shapes;

pub(super) use form::Form;
pub(super) use shapes::form;
