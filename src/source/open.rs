//! An [`Input`] → the [`Sources`] of one document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::find::folder_of;
use super::nearest::find_settings;
use super::text::{Name, add, report_if_blank};
use super::world::{LIMIT, canonical};
use super::{Disk, Input, Override, Piece, Refusal, Sources, World, book, fonts, path, theme};
use crate::diagnostic::Diagnostics;

/// What the command line asks of all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Settings above those of front matter and settings files.
    pub overrides: Vec<Override>,
    /// `.ttf` and `.otf` files, and folders of them.
    pub font_paths: Vec<PathBuf>,
}

/// Reads the document at `input`. What cannot be read is reported; if that is the document itself,
/// it has no pieces.
pub fn open(input: &Input, request: &Request, diagnostics: &mut Diagnostics) -> Sources {
    open_in(Arc::new(Disk), input, request, diagnostics)
}

/// The same in any world; what the document names is read from there, too.
pub fn open_in(
    world: Arc<dyn World>,
    input: &Input,
    request: &Request,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let mut sources = Sources::new(world.clone());
    let world = &*world;
    sources.overrides.clone_from(&request.overrides);
    match input {
        Input::File { path, root } => open_file(path, root, &mut sources, diagnostics),
        Input::Book { folder } => book::open(folder, &mut sources, diagnostics),
        Input::Stdin { root } => open_stdin(root, &mut sources, diagnostics),
    }
    theme::read_all(&mut sources);
    for file in fonts::files(world, &request.font_paths, diagnostics) {
        sources.named.add(&file);
        sources.fonts.extend(fonts::font(world, &file, diagnostics));
    }
    sources
}

fn open_file(path: &Path, root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let world = sources.world.clone();
    let folder = folder_of(path);
    sources.root = canonical(&*world, root);
    sources.named.add(path);
    let location = canonical(&*world, folder).join(path.file_name().unwrap_or_default());
    find_settings(folder, sources, diagnostics);
    whole(
        world.read(path, LIMIT),
        Name { shown: path::shown(path), location: Some(location) },
        sources,
        diagnostics,
    );
}

fn open_stdin(root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let world = sources.world.clone();
    sources.root = canonical(&*world, root);
    find_settings(Path::new("."), sources, diagnostics);
    // Where standard input is a file, it is one that the document is made from.
    sources.named.add(Path::new("/dev/stdin"));
    let bytes = world.standard_input(LIMIT);
    whole(bytes, Name { shown: "<stdin>".to_string(), location: None }, sources, diagnostics);
}

/// Makes a file the one piece of its document.
fn whole(bytes: Result<Vec<u8>, Refusal>, name: Name, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    if let Some(file) = add(bytes, name, sources, diagnostics) {
        report_if_blank(file, sources, diagnostics);
        sources.pieces.push(Piece::Chapter { file, depth: 0, title: None, numbered: false });
    }
}
