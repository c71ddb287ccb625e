//! What a shop would refuse or its readers show badly, by the profile that was asked for.
//!
//! The limits are those that the shops publish: Kindle Publishing Guidelines (2024), Kobo's "EPUB
//! specification" on GitHub, Apple's "Books Asset Guide" (5.3).

use super::cover::Cover;
use super::pictures::moves;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, EpubProfile, Image, Resolved, Run, SpanKind, Visitor, walk_blocks};
use crate::resolve::{Format, Manuscript};
use crate::span::Span;

/// Characters of an alternative text that Kindle reads aloud.
const KINDLE_WORDS: usize = 140;
/// The least width and height of a cover for Kindle's shop, and the least width for Apple's.
const KINDLE_COVER: [u32; 2] = [625, 1000];
const APPLE_COVER: u32 = 1400;
/// Columns of a table that fit a reader of six inches, by Kobo.
const KOBO_COLUMNS: usize = 4;
/// Levels of the contents that Kobo's and Kindle's readers show.
const LEVELS: [(EpubProfile, u8); 2] = [(EpubProfile::Kobo, 3), (EpubProfile::Kindle, 2)];

/// Reports what the shop of the profile would mind.
pub(super) fn report(manuscript: &Manuscript, cover: Option<&Cover>, diagnostics: &mut Diagnostics) {
    let profile = manuscript.document.preferences.epub.profile.unwrap_or_default();
    if profile == EpubProfile::General {
        return;
    }
    let mut inspector = Inspector { profile, manuscript, diagnostics };
    inspector.cover(cover);
    inspector.contents();
    let document = &manuscript.document;
    walk_blocks(&document.blocks, &mut inspector);
    document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut inspector));
}

struct Inspector<'a> {
    profile: EpubProfile,
    manuscript: &'a Manuscript,
    diagnostics: &'a mut Diagnostics,
}

impl Inspector<'_> {
    fn warn(&mut self, span: Option<Span>, message: String, help: &str) {
        self.diagnostics.add(Diagnostic::warning(Code::Shop, span, message).with_help(help));
    }

    fn cover(&mut self, cover: Option<&Cover>) {
        let span = self.manuscript.document.cover.as_ref().map(|cover| cover.span);
        let Some(cover) = cover else {
            let message = format!("the shops of `{}` take no book without a cover", self.profile.name());
            return self.warn(
                None,
                message,
                "name a picture, `cover: cover.jpg`, or set `cover: true` in `[epub]`",
            );
        };
        let Cover::Given(picture) = cover else { return };
        let asset = self.manuscript.asset(*picture);
        let [width, height] = match self.profile {
            EpubProfile::Kindle => KINDLE_COVER,
            EpubProfile::Apple => [APPLE_COVER; 2],
            EpubProfile::Kobo | EpubProfile::General => [0; 2],
        };
        if asset.format != Format::Svg && (asset.width < width || asset.height < height) {
            let message = format!(
                "the cover has {} × {} pixels, and the shops of `{}` ask for {width} × {height} at least",
                asset.width,
                asset.height,
                self.profile.name()
            );
            self.warn(span, message, "give a larger picture: 1600 × 2560 pixels suit all shops");
        }
    }

    fn contents(&mut self) {
        let Some((_, most)) = LEVELS.iter().find(|(profile, _)| *profile == self.profile) else { return };
        let levels = self.manuscript.contents.iter().map(|entry| entry.level.max(1)).max().unwrap_or(0);
        if levels > *most {
            let message = format!(
                "the contents have {levels} levels, and the readers of `{}` show {most}",
                self.profile.name()
            );
            self.diagnostics.add(
                Diagnostic::note(Code::Shop, None, message).with_help(format!("set `toc-depth: {most}`")),
            );
        }
    }

    fn image(&mut self, image: &Image<Resolved>) {
        let letters = image.alternative.chars().count();
        if self.profile == EpubProfile::Kindle && letters > KINDLE_WORDS {
            let message =
                format!("the alternative text has {letters} characters, and Kindle reads {KINDLE_WORDS}");
            let help = "say the rest in the text or in the caption";
            self.diagnostics.add(Diagnostic::note(Code::Shop, image.span, message).with_help(help));
        }
        let moving = image.picture.is_some_and(|picture| moves(self.manuscript.asset(picture)));
        if moving && self.profile != EpubProfile::Apple {
            let message =
                format!("the readers of `{}` show the first picture of an animation", self.profile.name());
            self.warn(Some(image.span), message, "put a picture in its place that says it without moving");
        }
    }
}

impl Visitor<Resolved> for Inspector<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            BlockKind::Figure(figure) => self.image(&figure.image),
            BlockKind::Table(table)
                if self.profile == EpubProfile::Kobo && table.alignments.len() > KOBO_COLUMNS =>
            {
                let message = format!(
                    "the table has {} columns, and readers of six inches have room for {KOBO_COLUMNS}",
                    table.alignments.len()
                );
                self.diagnostics.add(
                    Diagnostic::note(Code::Shop, block.span, message)
                        .with_help("turn its columns into rows, or divide it"),
                );
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &Run) {
        for (_, span) in text.spans() {
            if let SpanKind::Image(image) = &span.kind {
                self.image(image);
            }
        }
    }
}
