//! The settings that a document has: those nearest to it.

use std::path::Path;

use super::text::{Name, add};
use super::world::{canonical, is_there};
use super::{Sources, path};
use crate::diagnostic::Diagnostics;

/// Reads the `pressroom.toml` beside the source, or else the nearest one above it in the root.
pub(super) fn find_settings(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let world = sources.world.clone();
    let place = canonical(&*world, folder);
    let found = place
        .ancestors()
        .take_while(|above| above.starts_with(&sources.root))
        .chain([sources.root.as_path()])
        .map(|above| above.join("pressroom.toml"))
        .find(|file| is_there(&*world, file));
    let Some(file) = found else { return };
    let shown = if file.parent() == Some(&place) {
        folder.join("pressroom.toml")
    } else if folder.is_absolute() {
        file.clone()
    } else {
        path::way(&canonical(&*world, Path::new(".")), &file)
    };
    let bytes = sources.bytes(&file);
    let name = Name { shown: path::shown(&shown), location: Some(file) };
    sources.settings = add(bytes, name, sources, diagnostics);
}
