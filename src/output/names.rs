//! Names → names that do not meet.

use std::collections::BTreeMap;

/// The file names given out in one run. Asked in the same order, it gives the same names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Each name, and how often it was asked for.
    taken: BTreeMap<String, usize>,
}

impl Names {
    /// None given out yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `name`, made by [`slug`](super::slug()), or the first of `name-2`, `name-3` … that was not
    /// given out before.
    pub fn unique(&mut self, name: &str) -> String {
        // Starting where the last search ended keeps ten thousand equal titles quick.
        let mut number = self.taken.get(name).copied().unwrap_or(0) + 1;
        let mut unique = if number == 1 { name.to_string() } else { format!("{name}-{number}") };
        while self.taken.contains_key(&unique) {
            number += 1;
            unique = format!("{name}-{number}");
        }
        self.taken.insert(name.to_string(), number);
        self.taken.entry(unique.clone()).or_insert(1);
        unique
    }
}
