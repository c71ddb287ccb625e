//! Glyphs → the operator that shows them.

use std::io::Write;

use super::object::push_length;
use crate::layout::{GlyphRun, Sp};

/// A gap of so many thousandths of the size is a blank to readers.
const SEEN_AS_BLANK: i64 = 80;

/// A text-showing operator being written. The pen moves in thousandths of an em, as the font's
/// widths say; where a glyph should stand elsewhere, the difference is written between the codes.
pub(super) struct Show {
    /// The size, as wide as letters are drawn.
    pub em: i64,
    /// Room after each code, in thousandths of the size.
    pub tracking: i64,
    /// Where the pen is, in thousandths of the size.
    pub pen: i64,
    /// Where the next glyph belongs, from the run's start.
    pub reached: Sp,
    pub open: Open,
}

/// How far the operator is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Nothing,
    Array,
    /// An array, and a string in it.
    Codes,
}

impl Show {
    /// An operator for glyphs of a run, with the pen where the first of them belongs.
    pub fn of(run: &GlyphRun) -> Self {
        Self {
            // Widths and shifts are scaled with the letters.
            em: (run.size.0 * (1000 + i64::from(run.scale)) / 1000).max(1),
            tracking: i64::from(run.tracking),
            pen: 0,
            reached: Sp(0),
            open: Open::Nothing,
        }
    }

    /// Shows a glyph by its code and its width, moved from where it belongs.
    pub fn glyph(&mut self, out: &mut Vec<u8>, code: u16, width: i64, x_offset: Sp, rise: Sp) {
        if rise != Sp(0) {
            self.close(out);
            push_length(out, rise);
            out.extend_from_slice(b"Ts\n");
        }
        let wanted = ((self.reached.0 + x_offset.0) * 1000 + self.em / 2).div_euclid(self.em);
        if self.open == Open::Nothing {
            out.push(b'[');
            self.open = Open::Array;
        }
        if wanted != self.pen {
            if self.open == Open::Codes {
                out.push(b'>');
            }
            let _ = write!(out, "{}", self.pen - wanted);
            self.open = Open::Array;
            self.pen = wanted;
        }
        if self.open == Open::Array {
            out.push(b'<');
            self.open = Open::Codes;
        }
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(code >> shift) & 15]));
        self.pen += width + self.tracking;
        if rise != Sp(0) {
            self.close(out);
            out.extend_from_slice(b"0 Ts\n");
        }
    }

    /// Whether readers see a blank between the last glyph and where the next one belongs.
    pub fn is_behind(&self) -> bool {
        let end = (self.reached.0 * 1000 + self.em / 2).div_euclid(self.em);
        end - self.pen > SEEN_AS_BLANK
    }

    /// Ends the operator, if it is open.
    pub fn close(&mut self, out: &mut Vec<u8>) {
        match self.open {
            Open::Nothing => {}
            Open::Array => out.extend_from_slice(b"]TJ\n"),
            Open::Codes => out.extend_from_slice(b">]TJ\n"),
        }
        self.open = Open::Nothing;
    }
}
