//! The sizes of roles in a file, against the style sheet: an edition that says the same must not look as
//! if it did not.

use crate::style::Role;

/// How far a size may be from the style sheet's, in ems: the files round it.
const TOLERANCE: f32 = 0.02;

/// A role whose size is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OffSize {
    /// The role.
    pub(super) role: Role,
    /// Its size, in that of running text.
    pub(super) found: f32,
    /// What was expected.
    pub(super) expected: f32,
}

/// The sizes that are not as `expected` of their roles.
pub(super) fn off(sizes: &[(Role, f32)], expected: impl Fn(Role) -> Option<f32>) -> Vec<OffSize> {
    let off = |(role, found): &(Role, f32)| {
        let expected = expected(*role)?;
        ((found - expected).abs() > TOLERANCE).then_some(OffSize { role: *role, found: *found, expected })
    };
    sizes.iter().filter_map(off).collect()
}
