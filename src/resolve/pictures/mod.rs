//! Paths of pictures → [`Asset`]s, each picture once.

mod bounds;
mod finding;
mod jpeg;
mod raster;
pub(super) mod size;
mod svg;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use finding::Findings;

use super::slug::{file_name, stem};
use super::targets::shortened;
use super::{Asset, Format};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::font::Library;
use crate::gather::Files;
use crate::model::{AssetId, Block, Image, Note, Parsed, percent_decoded, walk_images};
use crate::source::Refusal;
use crate::span::{FileId, Span};

/// The pictures of a document.
pub(super) struct Pictures {
    assets: Vec<Asset>,
    /// By the file that names it and the path as written; `None` for one that cannot be shown.
    found: BTreeMap<(FileId, String), Option<AssetId>>,
}

impl Pictures {
    /// The picture that `path`, written in `file`, means.
    pub fn find(&self, file: FileId, path: &str) -> Option<AssetId> {
        self.found.get(&(file, path.to_owned())).copied().flatten()
    }

    /// A picture by its name.
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.0]
    }

    /// All of them, in the order of first use.
    pub fn into_assets(self) -> Vec<Asset> {
        self.assets
    }
}

/// What is known of a picture after a look at its data.
struct Looked {
    format: Format,
    /// New data, for one that is rewritten.
    rewritten: Option<Vec<u8>>,
    width: u32,
    height: u32,
    density: Option<f32>,
    /// What is lost of it.
    findings: Findings,
    /// How much work it is to draw, in the units of [`svg`].
    work: u64,
}

/// What makes two pictures one: their data and, if that names other files, the folder that it names them in.
type Sameness<'d> = (&'d [u8], Option<(FileId, Option<String>)>);

/// The most work for all drawings of a document together.
const MOST_WORK: u64 = 15_000_000_000;

/// Looks at all pictures that the text, its notes and its cover name. What cannot be shown is
/// reported where it is first named.
pub(super) fn load(
    blocks: &[Block<Parsed>],
    notes: &[Note<Parsed>],
    cover: Option<&Image<Parsed>>,
    (files, language): (&Files, &str),
    fonts: &Arc<Library>,
    diagnostics: &mut Diagnostics,
) -> Pictures {
    let mut uses = Uses::default();
    cover.into_iter().for_each(|cover| uses.add(cover));
    walk_images(blocks, |image| uses.add(image));
    notes.iter().for_each(|note| walk_images(&note.blocks, |image| uses.add(image)));
    let uses = uses.found;

    let read: Vec<_> = uses.par_iter().map(|used| files.get(used.span.file, &used.path)).collect();
    // Equal data is one picture, by whatever path it comes, unless it names files of its folder.
    let mut distinct: BTreeMap<Sameness<'_>, usize> = BTreeMap::new();
    let mut firsts: Vec<(&[u8], svg::Place<'_>)> = Vec::new();
    let mut which: Vec<usize> = Vec::with_capacity(uses.len());
    for (used, bytes) in uses.iter().zip(&read) {
        let Ok(bytes) = bytes else {
            which.push(usize::MAX);
            continue;
        };
        let place = svg::Place::of(files, used.span.file, &used.path, language);
        let folder = svg::names_files(bytes).then(|| place.key());
        let at = *distinct.entry((bytes, folder)).or_insert_with(|| {
            firsts.push((bytes, place));
            firsts.len() - 1
        });
        firsts[at].1.add_shown(used.shown);
        which.push(at);
    }
    let drawing = svg::Drawing::new(fonts);
    let mut looked: Vec<_> = firsts.par_iter().map(|(bytes, place)| look(bytes, place, &drawing)).collect();
    refuse_work(&mut looked);

    let mut pictures = Pictures { assets: Vec::new(), found: BTreeMap::new() };
    let mut ids: Vec<Option<AssetId>> = vec![None; looked.len()];
    let mut names = BTreeSet::new();
    let mut remote = Vec::new();
    for ((used, bytes), which) in uses.iter().zip(&read).zip(which) {
        let id = match bytes {
            Err(Refusal::Remote) => {
                remote.push(used);
                None
            }
            Err(refusal) => {
                diagnostics.add(used.refused(refusal));
                None
            }
            Ok(bytes) => match &looked[which] {
                Err(cause) => {
                    let message = format!("the image `{}` cannot be used: {cause}", shortened(&used.path));
                    diagnostics.add(Diagnostic::warning(Code::BadImage, used.span, message));
                    None
                }
                Ok(looked) => Some(*ids[which].get_or_insert_with(|| {
                    for found in looked.findings.diagnostics(&shortened(&used.path), used.span) {
                        diagnostics.add(found);
                    }
                    pictures.assets.push(Asset {
                        name: unique_name(&mut names, &used.path, looked.format),
                        format: looked.format,
                        bytes: looked.rewritten.as_deref().map_or_else(|| bytes.clone(), Arc::from),
                        width: looked.width,
                        height: looked.height,
                        density: looked.density,
                    });
                    AssetId(pictures.assets.len() - 1)
                })),
            },
        };
        pictures.found.insert((used.span.file, used.path.clone()), id);
    }
    report_remote(&remote, diagnostics);
    pictures
}

/// What a picture is, by its first bytes, and whether it can be drawn; else why not.
fn look(bytes: &[u8], place: &svg::Place<'_>, drawing: &svg::Drawing) -> Result<Looked, String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    match raster::format_of(bytes) {
        Some(format) => raster::look(bytes, format),
        None => drawing
            .look(bytes, place)
            .unwrap_or_else(|| Err("its data is not PNG, JPEG, GIF, WebP or SVG".to_owned())),
    }
}

/// Refuses the drawings that are too much together, those that come last first.
fn refuse_work(looked: &mut [Result<Looked, String>]) {
    let mut sum = 0_u64;
    for looked in looked {
        let work = looked.as_ref().map_or(0, |looked| looked.work);
        sum = sum.saturating_add(work);
        if work > 0 && sum > MOST_WORK {
            *looked = Err("it is too complex, together with the drawings before it".to_owned());
        }
    }
}

/// A file name that no other picture has.
fn unique_name(names: &mut BTreeSet<String>, path: &str, format: Format) -> String {
    let path = if path.starts_with("data:") { "" } else { path };
    let stem = file_name(&percent_decoded(stem(path)));
    let extension = format.extension();
    let numbered = (2_u32..).map(|number| format!("{stem}-{number}.{extension}"));
    std::iter::once(format!("{stem}.{extension}"))
        .chain(numbered)
        .find(|name| names.insert(name.clone()))
        .expect("there is always one more number")
}

/// One report for all pictures on the network, since a text has none or many.
fn report_remote(remote: &[&Use], diagnostics: &mut Diagnostics) {
    let Some(first) = remote.first() else { return };
    let path = shortened(&first.path);
    let message = match remote.len() - 1 {
        0 => format!("the image `{path}` is on the network and is not fetched"),
        1 => format!("the image `{path}` and another one are on the network and are not fetched"),
        others => format!("the image `{path}` and {others} others are on the network and are not fetched"),
    };
    diagnostics.add(
        Diagnostic::warning(Code::RemoteImage, first.span, message)
            .with_help("save it beside the text; until then its alternative text stands in its place"),
    );
}

/// A picture named in a text.
struct Use {
    span: Span,
    path: String,
    /// In how large, where it is shown largest.
    shown: svg::Shown,
}

impl Use {
    fn refused(&self, refusal: &Refusal) -> Diagnostic {
        let path = shortened(&self.path);
        let place = "its alternative text stands in its place";
        match refusal {
            Refusal::Missing | Refusal::Remote => {
                Diagnostic::warning(Code::MissingImage, self.span, format!("there is no image `{path}`"))
                    .with_help(format!("paths start at the folder of the text; {place}"))
            }
            Refusal::Outside => Diagnostic::warning(
                Code::OutsideSource,
                self.span,
                format!("the image `{path}` is outside the source's folder and is not read"),
            )
            .with_help(format!("put it into the folder of the text; {place}")),
            Refusal::NotAFile | Refusal::TooLarge(_) | Refusal::Unreadable(_) => Diagnostic::warning(
                Code::BadImage,
                self.span,
                format!("the image `{path}` cannot be used: {refusal}"),
            ),
        }
    }
}

/// Gathers pictures on a walk, each path of a file once.
#[derive(Default)]
struct Uses {
    found: Vec<Use>,
    seen: BTreeMap<(FileId, String), usize>,
}

impl Uses {
    fn add(&mut self, image: &Image<Parsed>) {
        let shown = if image.size.is_own() { svg::Shown::Natural } else { svg::Shown::Sized };
        let at = *self.seen.entry((image.span.file, image.picture.clone())).or_insert_with(|| {
            self.found.push(Use { span: image.span, path: image.picture.clone(), shown });
            self.found.len() - 1
        });
        if shown == svg::Shown::Sized {
            self.found[at].shown = shown;
        }
    }
}
