//! The sheet around a page: its boxes, and the marks outside the page.

use lopdf::{Dictionary, Object, dictionary};

use super::object::{bound_size, number, push_length};
use crate::layout::{Page, Sp};
use crate::model::TrimMark;
use crate::style::{PrintRules, Pt};

/// How long the lines of marks are.
const LONG: f32 = 14.0;
/// From the bleed to the marks.
const APART: f32 = 3.0;
/// How thick they are.
const THICK: f32 = 0.25;
/// From the middle of a registration mark to its circle.
const RADIUS: f32 = 4.0;
/// How far the two points that bend a quarter of a circle stand from its ends, in its radius.
const BEND: f32 = 0.552_285;

/// The boxes of a page (ISO 32000-1, 14.11.2), the trimmed page's lower left at 0. A page that
/// needs nothing around it has all of them at its edge.
pub(super) fn boxes(page: &Page, rules: &PrintRules) -> Dictionary {
    let around = |length: Pt| {
        let length = Sp::from_pt(length);
        let [width, height] = bound_size(page);
        let low = number(Sp(-length.0));
        Object::Array(vec![low.clone(), low, number(width + length), number(height + length)])
    };
    dictionary! {
        "MediaBox" => around(rules.around()),
        "BleedBox" => around(rules.bleed),
        "TrimBox" => around(Pt(0.0)),
    }
}

/// The colour space of marks, which stand on every plate.
pub(super) fn registration() -> Object {
    let darker = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![1.into()],
        "C1" => vec![0.into()],
        "N" => 1,
    };
    Object::Array(vec!["Separation".into(), "All".into(), "DeviceGray".into(), Object::Dictionary(darker)])
}

/// The content stream that draws the marks around a page; empty if there are none.
pub(super) fn marks(page: &Page, rules: &PrintRules) -> Vec<u8> {
    let mut pen = Pen(Vec::new());
    if rules.marks.is_empty() {
        return pen.0;
    }
    let [width, height] = bound_size(page).map(|side| side.to_pt() as f32);
    let from = rules.bleed.0 + APART;
    pen.put("/Artifact<</Type/Page>>BDC\nq /Marks CS 1 SCN\n");
    pen.numbers(&[THICK]);
    pen.put("w\n");
    if rules.marks.contains(&TrimMark::Crop) {
        for (x, outwards) in [(0.0, -1.0), (width, 1.0)] {
            for (y, upwards) in [(0.0, -1.0), (height, 1.0)] {
                pen.line([x + outwards * from, y], [x + outwards * (from + LONG), y]);
                pen.line([x, y + upwards * from], [x, y + upwards * (from + LONG)]);
            }
        }
    }
    if rules.marks.contains(&TrimMark::Registration) {
        let out = from + LONG / 2.0;
        for middle in [
            [width / 2.0, -out],
            [width / 2.0, height + out],
            [-out, height / 2.0],
            [width + out, height / 2.0],
        ] {
            pen.cross(middle);
        }
    }
    pen.put("Q\nEMC\n");
    pen.0
}

/// Draws lines.
struct Pen(Vec<u8>);

impl Pen {
    fn put(&mut self, operators: &str) {
        self.0.extend_from_slice(operators.as_bytes());
    }

    fn numbers(&mut self, points: &[f32]) {
        points.iter().for_each(|value| push_length(&mut self.0, Sp::from_pt(Pt(*value))));
    }

    fn line(&mut self, from: [f32; 2], to: [f32; 2]) {
        self.numbers(&from);
        self.put("m ");
        self.numbers(&to);
        self.put("l S\n");
    }

    /// A cross in a circle.
    fn cross(&mut self, [x, y]: [f32; 2]) {
        let reach = RADIUS * 1.6;
        self.line([x - reach, y], [x + reach, y]);
        self.line([x, y - reach], [x, y + reach]);
        self.numbers(&[x + RADIUS, y]);
        self.put("m ");
        let mut at = [1.0, 0.0];
        for next in [[0.0, 1.0], [-1.0, 0.0], [0.0, -1.0], [1.0, 0.0]] {
            let point = |part: [f32; 2], other: [f32; 2]| {
                [0, 1].map(|axis| [x, y][axis] + RADIUS * (part[axis] + BEND * other[axis]))
            };
            self.numbers(&point(at, next));
            self.numbers(&point(next, at));
            self.numbers(&point(next, [0.0, 0.0]));
            self.put("c ");
            at = next;
        }
        self.put("S\n");
    }
}
