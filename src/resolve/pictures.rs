//! Paths of pictures → [`Asset`]s, each picture once.

use std::sync::Arc;

use super::Asset;
use crate::diagnostic::Diagnostics;
use crate::font::Library;
use crate::model::{AssetId, Block, Image, Note, Parsed};
use crate::source::Sources;
use crate::span::FileId;

#[derive(Default)]
pub(super) struct Pictures {
    assets: Vec<Asset>,
}

impl Pictures {
    pub fn find(&self, _file: FileId, _path: &str) -> Option<AssetId> {
        None
    }

    pub fn into_assets(self) -> Vec<Asset> {
        self.assets
    }
}

pub(super) fn load(
    _blocks: &[Block<Parsed>],
    _notes: &[Note<Parsed>],
    _cover: Option<&Image<Parsed>>,
    _sources: &Sources,
    _fonts: &Arc<Library>,
    _diagnostics: &mut Diagnostics,
) -> Pictures {
    Pictures::default()
}
