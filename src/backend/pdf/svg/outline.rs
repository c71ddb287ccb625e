//! Paths → operators, with as many decimals as their plane needs.

use usvg::tiny_skia_path::{Path, PathSegment, Transform};

/// A plane's longest side is divided at least into so many steps: on a poster's metre, a
/// thousandth of a millimetre.
const STEPS: f32 = 1_000_000.0;

/// The most decimals that a number gets.
const MOST_DECIMALS: usize = 9;

/// How many decimals a number needs in a plane that is drawn `scale` times as large and is then
/// part of a drawing `longest` wide or high.
pub(super) fn decimals(scale: f32, longest: f32) -> usize {
    let mut decimals = 2;
    let mut step = 0.01;
    while step * scale * STEPS > longest && decimals < MOST_DECIMALS {
        step /= 10.0;
        decimals += 1;
    }
    decimals
}

/// How many times as large things are drawn, in the direction that grows most.
pub(super) fn scale(t: Transform) -> f32 {
    let across = t.sx.abs().max(t.ky.abs());
    let down = t.kx.abs().max(t.sy.abs());
    across.max(down)
}

/// Writes a number with at most so many decimals, and a blank.
pub(super) fn push(out: &mut Vec<u8>, value: f32, decimals: usize) {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    out.extend_from_slice(if matches!(text, "" | "-" | "-0") { b"0" } else { text.as_bytes() });
    out.push(b' ');
}

/// Writes a change of the plane. What it multiplies may be large, so it is not rounded.
pub(super) fn push_transform(out: &mut Vec<u8>, t: Transform) {
    for value in [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty] {
        push(out, value, 12);
    }
    out.extend_from_slice(b"cm\n");
}

/// Writes a path, to be painted or to clip.
pub(super) fn push_path(out: &mut Vec<u8>, path: &Path, decimals: usize) {
    let mut last = (0.0, 0.0);
    let mut draw = |values: &[f32], operator: &[u8]| {
        values.iter().for_each(|value| push(out, *value, decimals));
        out.extend_from_slice(operator);
    };
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                draw(&[to.x, to.y], b"m\n");
                last = (to.x, to.y);
            }
            PathSegment::LineTo(to) => {
                draw(&[to.x, to.y], b"l\n");
                last = (to.x, to.y);
            }
            PathSegment::QuadTo(by, to) => {
                // A quadratic curve raised to a cubic one.
                let towards = |end: f32, by: f32| end + (by - end) * 2.0 / 3.0;
                let one = [towards(last.0, by.x), towards(last.1, by.y)];
                let two = [towards(to.x, by.x), towards(to.y, by.y)];
                draw(&[one[0], one[1], two[0], two[1], to.x, to.y], b"c\n");
                last = (to.x, to.y);
            }
            PathSegment::CubicTo(one, two, to) => {
                draw(&[one.x, one.y, two.x, two.y, to.x, to.y], b"c\n");
                last = (to.x, to.y);
            }
            PathSegment::Close => draw(&[], b"h\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_plane_gets_more_decimals() {
        assert_eq!(decimals(1.0, 1000.0), 3);
        assert_eq!(decimals(1.0, 1.0), 6);
        assert_eq!(decimals(100.0, 100.0), 6);
        assert_eq!(decimals(0.001, 1000.0), 2);
    }

    #[test]
    fn numbers_are_plain() {
        let mut out = Vec::new();
        for value in [0.0, -0.000_000_01, 1.5, -20.0, 0.123_456_7, f32::NAN, 1e-20] {
            push(&mut out, value, 6);
        }
        assert_eq!(String::from_utf8(out).expect("ASCII"), "0 0 1.5 -20 0.123457 0 0 ");
    }
}
