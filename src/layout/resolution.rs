//! Pages → what is said of pictures that have too few pixels for their size on paper.

use std::collections::BTreeMap;

use super::pages::{ItemKind, Pages, Sp};
use super::paragraph::Compositor;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    AssetId, Block, BlockId, BlockKind, Image, Resolved, Run, SpanKind, Visitor, walk_blocks,
};
use crate::resolve::{Asset, Format};
use crate::span::Span;
use crate::style::Dpi;

/// Hundredths of the measure below which a width is not worth asking for.
const NARROWEST: i64 = 5;

/// Warns of each picture of pixels that would look coarse, once, where it stands largest.
pub(super) fn report_coarse(compositor: &Compositor<'_>, pages: &Pages, diagnostics: &mut Diagnostics) {
    let manuscript = compositor.manuscript;
    let mut largest: BTreeMap<AssetId, (Sp, Option<BlockId>)> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let ItemKind::Picture(picture) = &item.kind {
            let known = largest.entry(picture.asset).or_insert((picture.width, item.block()));
            if picture.width > known.0 {
                *known = (picture.width, item.block());
            }
        }
    }
    let least = manuscript.style.picture.min_dpi;
    let coarse: Vec<_> = largest
        .into_iter()
        .filter_map(|(id, (width, block))| {
            let asset = manuscript.asset(id);
            let dpi = resolution(asset, width)?;
            (dpi < least).then_some((id, block, dpi))
        })
        .collect();
    if coarse.is_empty() {
        return;
    }
    let mut places = Places { block: None, found: BTreeMap::new() };
    walk_blocks(&manuscript.document.blocks, &mut places);
    manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut places));
    for (id, block, dpi) in coarse {
        let asset = manuscript.asset(id);
        let span = places.found.get(&(block, id)).copied();
        let message = format!("the image `{}` has only {} dpi at its size in print", asset.name, dpi.0);
        diagnostics.add(
            Diagnostic::warning(Code::LowResolution, span, message).with_help(advice(asset, compositor)),
        );
    }
}

/// The pixels per inch of a picture so wide; `None` for a drawing, which has none.
fn resolution(asset: &Asset, width: Sp) -> Option<Dpi> {
    match asset.format {
        Format::Svg => None,
        Format::Png | Format::Jpeg | Format::Gif | Format::WebP => {
            let dots = i64::from(asset.width) * 72 * Sp::PER_PT / width.0.max(1);
            Some(Dpi(u32::try_from(dots).unwrap_or(u32::MAX)))
        }
    }
}

/// The width at which a picture has the pixels it needs.
fn advice(asset: &Asset, compositor: &Compositor<'_>) -> String {
    let least = compositor.manuscript.style.picture.min_dpi.0;
    let width = i64::from(asset.width) * 72 * Sp::PER_PT / i64::from(least.max(1));
    let millimetres = width * 254 / (720 * Sp::PER_PT);
    let share = width * 100 / compositor.text_place().measure.0.max(1);
    let asked = match share {
        NARROWEST..100 => format!(", `{{width={share}%}}`"),
        _ => String::new(),
    };
    format!("it has {least} dpi at a width of {millimetres} mm{asked}; else give it more pixels")
}

/// Where each picture of each block stands in the source.
struct Places {
    block: Option<BlockId>,
    found: BTreeMap<(Option<BlockId>, AssetId), Span>,
}

impl Places {
    fn add(&mut self, image: &Image<Resolved>) {
        if let Some(id) = image.picture {
            self.found.entry((self.block, id)).or_insert(image.span);
        }
    }
}

impl Visitor<Resolved> for Places {
    fn block(&mut self, block: &Block<Resolved>) {
        self.block = Some(block.id);
        if let BlockKind::Figure(figure) = &block.kind {
            self.add(&figure.image);
        }
    }

    fn text(&mut self, text: &Run) {
        for (_, span) in text.spans() {
            if let SpanKind::Image(image) = &span.kind {
                self.add(image);
            }
        }
    }
}
