//! The style sheet → CSS for reading systems, with the rules that a book uses and no others.
//!
//! A reader's own wishes come first: no size, face or leading of running text, no colour of
//! words and no ground under them, so that night mode and large print work; lengths in em; no
//! page break that the division into files does not make already.

mod pieces;
mod rule;

use self::rule::{Rule, em, number};
use super::{Piece, Used};
use crate::model::Direction;
use crate::resolve::Manuscript;
use crate::style::{Align, Capitals, Colour, Em, Family, Kept, Role, Style, StyleSheet};

/// Said twice, since browsers set the generic face alone in a smaller size of their own.
const MONOSPACE: &str = "monospace, monospace";

/// A face that goes along with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceRule {
    /// The name under which it is asked for.
    pub family: String,
    /// The family whose text it sets first, or `None` for a face that only helps out.
    pub serves: Option<Family>,
    /// The languages that cannot do without it.
    pub languages: Vec<&'static str>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Where it is.
    pub address: String,
}

/// The CSS for `manuscript`, where `used` is used and `faces` go along.
pub fn stylesheet(manuscript: &Manuscript, used: &Used, faces: &[FaceRule]) -> String {
    let [start, end] = match Direction::of(&manuscript.document.metadata.language) {
        Direction::Rightwards => ["left", "right"],
        Direction::Leftwards => ["right", "left"],
    };
    let mut css = Css {
        style: &manuscript.style,
        used,
        faces,
        start,
        end,
        whole: [Vec::new(), Vec::new()],
        out: String::new(),
    };
    css.faces();
    css.text();
    css.headings();
    css.title();
    css.lists();
    css.set_apart();
    css.code();
    css.pictures();
    css.tables();
    css.inlines();
    css.notes();
    css.contents();
    css.shared();
    css.out
}

struct Css<'a> {
    style: &'a StyleSheet,
    used: &'a Used,
    faces: &'a [FaceRule],
    /// The side where a line begins.
    start: &'static str,
    /// The side where a line ends.
    end: &'static str,
    /// What is not hyphenated, and what stays with what follows: said once for all.
    whole: [Vec<&'static str>; 2],
    out: String,
}

impl Css<'_> {
    fn rule(&mut self, selector: &str, rule: Rule) {
        if !rule.0.is_empty() {
            self.out.push_str(&format!("{selector} {{\n{}}}\n", rule.0));
        }
    }

    /// Writes the rule only if `piece` is used.
    fn when(&mut self, piece: Piece, selector: &str, rule: Rule) {
        if self.used.has(piece) {
            self.rule(selector, rule);
        }
    }

    /// The height of a line of body text, in the body's size.
    fn line(&self) -> Em {
        self.style.leading(&self.style.roles.body)
    }

    fn of(&self, role: Role) -> Style {
        *self.style.roles.of(role)
    }

    fn align(&self, align: Align) -> &'static str {
        match align {
            Align::Justify => "justify",
            // Where texts read both ways, it depends on the text.
            Align::Left if self.used.has(Piece::Turned) => "start",
            Align::Left => self.start,
            Align::Centre => "center",
        }
    }

    /// A thin line in the ink of rules: a border is not text, and shows on white and on black.
    fn stroke(&self) -> String {
        let Colour(red, green, blue) = self.style.rule;
        format!("{}pt solid #{red:02x}{green:02x}{blue:02x}", number(self.style.rule_width.0))
    }

    /// Margins from the lines before and after and the indents, in the role's own size.
    fn margins(&self, style: &Style) -> String {
        self.margins_from(self.start, style)
    }

    /// The same in a text whose lines begin on the side `start`.
    fn margins_from(&self, start: &str, style: &Style) -> String {
        let body = self.line().0 / style.size.0;
        let side = |indent: Em| em(indent.0 / style.size.0);
        let [left, right] =
            if start == "left" { [style.left, style.right] } else { [style.right, style.left] };
        let [top, right, bottom, left] =
            [em(style.before.0 * body), side(right), em(style.after.0 * body), side(left)];
        match (right == left, top == bottom) {
            (true, true) if top == right => top,
            (true, true) => format!("{top} {right}"),
            (true, false) => format!("{top} {right} {bottom}"),
            (false, _) => format!("{top} {right} {bottom} {left}"),
        }
    }

    /// The faces for a family, the book's own first.
    fn family(&self, family: Family) -> String {
        let mut names: Vec<String> = Vec::new();
        let serves = |face: &&FaceRule| face.serves == Some(family);
        let own = self.faces.iter().filter(serves);
        let helpers = self.faces.iter().filter(|face| face.serves.is_none());
        for face in own.chain(helpers) {
            let name = format!("\"{}\"", face.family);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.push(
            match family {
                Family::Serif => "serif",
                Family::Sans => "sans-serif",
                Family::Mono => MONOSPACE,
            }
            .to_owned(),
        );
        names.join(", ")
    }

    /// Size, cut and alignment.
    fn face(&self, style: &Style) -> Rule {
        let mut rule = Rule::default();
        match style.face.family {
            Family::Serif => {}
            family => rule = rule.set("font-family", self.family(family)),
        }
        if style.size.0 == 1.0 { rule } else { rule.set("font-size", em(style.size.0)) }
    }

    /// Writes everything about words that stand by themselves, a heading or a line of the title
    /// page, if `piece` is used.
    fn display(&mut self, piece: Piece, selector: &'static str, style: &Style) {
        if !self.used.has(piece) {
            return;
        }
        let mut rule = self
            .face(style)
            .set("font-style", if style.face.italic { "italic" } else { "normal" })
            .set("font-weight", if style.face.bold { "bold" } else { "normal" })
            .set("line-height", number(self.style.leading(style).0))
            .set("margin", self.margins(style))
            .set("text-align", self.align(style.align));
        match style.capitals {
            Capitals::AsWritten => {}
            Capitals::AllSmall => rule = rule.set("font-variant", "all-small-caps"),
            Capitals::Small => rule = rule.set("font-variant", "small-caps"),
        }
        if selector.starts_with("p.") {
            rule = rule.set("text-indent", em(style.indent.0));
        } else if style.size.0 == 1.0 {
            // Headings have sizes of their own in every reading system.
            rule = rule.set("font-size", "1em");
        }
        self.rule(selector, rule);
        if !style.hyphenate {
            self.whole[0].push(selector);
        }
        match style.kept {
            Kept::Loose => {}
            Kept::WithNext => self.whole[1].push(selector),
        }
    }

    /// What many have in common.
    fn shared(&mut self) {
        let [unbroken, kept] = std::mem::take(&mut self.whole).map(|selectors| selectors.join(", "));
        if !unbroken.is_empty() {
            self.rule(&unbroken, Rule::default().hyphens("none"));
        }
        if !kept.is_empty() {
            let rule = Rule::default().set("page-break-after", "avoid").set("break-after", "avoid");
            self.rule(&kept, rule);
        }
    }
}
