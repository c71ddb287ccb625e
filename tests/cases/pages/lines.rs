//! Lines: no space is blown up, whatever stands beside it.

use harfrust::GlyphId;
use pressroom::layout::{GlyphRun, ItemKind};

use super::{Laid, lay, series};

/// How many times its natural width a space between words may have, and what rounding adds.
const WIDEST: f64 = 3.02;

/// The widest space of a document, in its natural width, and the line it stands on.
fn widest_space(laid: &Laid) -> (f64, String) {
    let items = laid.pages.pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_) => None,
    });
    let mut widest = (0.0, String::new());
    for run in runs {
        for glyph in &run.glyphs {
            let shown = &run.text[glyph.start as usize..glyph.end as usize];
            let times = glyph.advance.0 as f64 / natural(laid, run, glyph.id);
            if matches!(shown, " " | "\u{A0}") && times > widest.0 {
                widest = (times, run.text.clone());
            }
        }
    }
    widest
}

fn natural(laid: &Laid, run: &GlyphRun, glyph: u16) -> f64 {
    let face = laid.manuscript.fonts.face(run.face);
    let advance = face.font().glyph_metrics().h_advance(GlyphId::new(u32::from(glyph)));
    (f64::from(advance) * run.size.0 as f64 / f64::from(face.units_per_em())).max(1.0)
}

fn assert_no_space_is_blown_up(markdown: &str) {
    let (times, line) = widest_space(&lay(markdown));
    assert!(times > 0.0, "there are spaces in {markdown:?}");
    assert!(times < WIDEST, "a space of {times:.2} times its width in {line:?} of {markdown:?}");
}

/// Text that UAX 14 and the patterns do not divide.
const LONG: &str = "http:QQ1xkcd0bghtrw2mnpQ3zzklr4vbnmt5xcvwq6rtzpl7kjhgf8dsxyz9";

#[test]
fn a_line_before_a_long_word_is_ragged() {
    for lead in ["–", "A", "see", "See the", "In the harbour of"] {
        for after in ["", " and more words, as many as it takes to fill two lines or three of the page"] {
            assert_no_space_is_blown_up(&format!("---\nlang: en\n---\n\n{lead} {LONG}{after} end.\n"));
            assert_no_space_is_blown_up(&format!(
                "---\nlang: en\n---\n\n{lead} `{LONG}{LONG}`{after} end.\n"
            ));
        }
    }
}

#[test]
fn it_is_so_in_lists_notes_quotes_captions_and_columns() {
    let words = format!("One word {LONG} and so on to the end of it {LONG} again.");
    let body = format!(
        "- {words}\n- a\n  - {words}\n\n1. {words}\n\n> {words}\n\n> [!NOTE]\n> {words}\n\nTerm\n: {words}\n\n\
         | a | b |\n|---|---|\n| {words} | {words} |\n\n![x](k.svg \"{words}\")\n\nA note.[^n]\n\n[^n]: {words}\n"
    );
    for front in ["", "columns: 2\n", "page-size: 80x120mm\n", "theme: book\n", "theme: manual\n"] {
        for language in ["en", "de", "fr"] {
            assert_no_space_is_blown_up(&format!("---\nlang: {language}\n{front}---\n\n{body}"));
        }
    }
}

#[test]
fn it_is_so_in_hebrew() {
    let words = "שלום עולם זה ספר על נמל ועל סירות קטנות בים";
    assert_no_space_is_blown_up(&format!("---\nlang: he\n---\n\n{words} {LONG} {words} {LONG}\n"));
}

#[test]
fn no_random_paragraph_has_a_space_that_is_blown_up() {
    let mut next = series(2024);
    for _ in 0..24 {
        let size = 70 + next(80);
        let mut text = format!("---\nlang: en\npage-size: {size}x150mm\n---\n\n");
        for _ in 0..6 {
            for _ in 0..12 + next(30) {
                let letters = if next(6) == 0 { 12 + next(40) } else { 1 + next(9) };
                text.extend((0..letters).map(|_| char::from(b'b' + next(5) as u8)));
                text.push(' ');
            }
            text.push_str("\n\n");
        }
        assert_no_space_is_blown_up(&text);
    }
}
