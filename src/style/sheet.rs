//! The built-in style sheet, and what an author's wishes change in it.

use super::page::DEFAULT_FORMAT;
use super::{
    Align, Bullet, Colour, Em, Face, Family, FrontRules, FurnitureRules, Kept, Lines, ListRules, NoteRules,
    PageStyle, Percent, Plain, Pt, Roles, Style, TextRules, Words, page_style, words,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Division, Language, Preferences};

/// Everything that decides the look of all editions.
#[derive(Clone, Debug, PartialEq)]
pub struct StyleSheet {
    /// The page of the print edition.
    pub page: PageStyle,
    /// How each role looks.
    pub roles: Roles,
    /// The words that the editions add, in the document's language.
    pub words: Words,
    /// How the document is divided.
    pub division: Division,
    /// Whether there is a list of contents.
    pub contents: bool,
    /// The deepest heading level in the contents, 1 to 6.
    pub contents_depth: u8,
    /// Whether headings are numbered.
    pub numbered: bool,
    /// Words with the points where they may be divided, `Phnom`, `data-base`.
    pub hyphenation: Vec<String>,
    /// What stands between two scenes.
    pub scene_break: String,
    /// The ink of links.
    pub link: Colour,
    /// The shade behind code and admonitions.
    pub shade: Colour,
    /// The ink of rules and frames.
    pub rule: Colour,
    /// The thickness of rules.
    pub rule_width: Pt,
    /// The thickness of the bar beside an admonition.
    pub bar_width: Pt,
    /// The size of sub- and superscripts and note marks, in the text they stand in.
    pub script_size: Em,
    /// How far superscripts rise, in the text they stand in.
    pub superscript_rise: Em,
    /// How far subscripts fall, in the text they stand in.
    pub subscript_fall: Em,
    /// Code among words, in the text it stands in: monospaced faces look large.
    pub inline_code_size: Em,
    /// Lists.
    pub list: ListRules,
    /// Notes.
    pub note: NoteRules,
    /// Title page, title block and contents.
    pub front: FrontRules,
    /// Running heads and page numbers.
    pub furniture: FurnitureRules,
    /// The rules of the plain-text edition that no role carries.
    pub text: TextRules,
}

const INK: Colour = Colour::BLACK;
const SOFT: Colour = Colour(0x44, 0x44, 0x44);
const PLAIN: Plain = Plain { overline: None, underline: None, before: 1, after: 1, indent: 0 };

const fn face(family: Family, bold: bool, italic: bool) -> Face {
    Face { family, bold, italic }
}

impl StyleSheet {
    /// The style sheet for a document of `division` in `language`, with `wishes` granted where
    /// they can be; what cannot is reported.
    pub fn new(
        division: Division,
        language: &Language,
        wishes: &Preferences,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut page = page_style(DEFAULT_FORMAT).expect("the default format is in the table");
        if let Some(name) = &wishes.page_size {
            match page_style(name) {
                Some(known) => page = known,
                None => diagnostics.add(
                    Diagnostic::warning(Code::BadValue, None, format!("there is no page size `{name}`"))
                        .with_help(format!(
                            "the page sizes are {}",
                            PageStyle::names().collect::<Vec<_>>().join(", ")
                        )),
                ),
            }
        }
        if let Some(size) = wishes.font_size {
            if (5.0..=40.0).contains(&size) {
                page = page.with_size(Pt(size));
            } else {
                diagnostics.add(
                    Diagnostic::warning(Code::BadValue, None, format!("a font size of {size} is not used"))
                        .with_help("give a size from 5 to 40 points"),
                );
            }
        }
        Self {
            page,
            roles: roles(&page, division, wishes.hyphenate.unwrap_or(true)),
            words: words(language),
            division,
            contents: wishes.toc.unwrap_or(division == Division::Book),
            contents_depth: wishes.toc_depth.unwrap_or(2).clamp(1, 6),
            numbered: wishes.number_sections.unwrap_or(false),
            hyphenation: wishes.hyphenation.clone(),
            scene_break: "* * *".to_owned(),
            link: Colour(0x1a, 0x3e, 0x6e),
            shade: Colour(0xf3, 0xf2, 0xee),
            rule: Colour(0x66, 0x66, 0x66),
            rule_width: Pt(0.5),
            bar_width: Pt(1.5),
            script_size: Em(0.66),
            superscript_rise: Em(0.36),
            subscript_fall: Em(0.15),
            inline_code_size: Em(0.88),
            list: ListRules {
                indent: Em(1.5),
                gap: Em(0.45),
                space: Lines(0.5),
                bullets: [bullet("•", "-"), bullet("–", "*"), bullet("◦", "+")],
                tasks: [bullet("☐", "[ ]"), bullet("☑", "[x]")],
            },
            note: NoteRules {
                gap: Em(0.4),
                indent: Em(1.2),
                space: Lines(0.1),
                apart: Lines(1.5),
                rule: Percent(33),
                back: "↩\u{fe0e}".to_owned(),
            },
            front: FrontRules {
                drop: Percent(28),
                after_title: Lines(2.0),
                leader: Em(0.9),
                indent: Em(1.4),
                chapter_space: Lines(0.25),
            },
            furniture: FurnitureRules { longest: 120 },
            text: TextRules {
                width: 72,
                title_width: 48,
                emphasis: "_".to_owned(),
                strong: "*".to_owned(),
                strike: "~~".to_owned(),
                code: "`".to_owned(),
                note_rule: 20,
                step: 2,
                hang: 4,
                after_front: 2,
                link: "L".to_owned(),
                fold: '\\',
                fold_note: ["NOTE: '", "' line wrapping per RFC 8792"].map(str::to_owned),
            },
        }
    }
}

fn bullet(print: &str, plain: &str) -> Bullet {
    Bullet { print: print.to_owned(), plain: plain.to_owned() }
}

/// The built-in look: Libertinus for reading, Source Sans for finding, Source Code for code.
///
/// Space before and after is in lines of body text and follows one series for all media: 3, 1.5,
/// 1, 0.5 in print are 4, 2, 2, 1 blank lines in plain text.
fn roles(page: &PageStyle, division: Division, hyphenate: bool) -> Roles {
    let leading = page.leading.0 / page.size.0;
    let body = Style {
        face: face(Family::Serif, false, false),
        size: Em(1.0),
        leading: Em(leading),
        colour: INK,
        align: Align::Justify,
        hyphenate,
        indent: Em(1.25),
        left: Em(0.0),
        right: Em(0.0),
        before: Lines(0.0),
        after: Lines(0.0),
        kept: Kept::Loose,
        plain: PLAIN,
    };
    let small = Style { size: Em(0.86), leading: Em(leading * 0.97), indent: Em(0.0), ..body };
    let heading = |size: f32, bold: bool, italic: bool, before: f32, after: f32, plain: Plain| Style {
        face: face(if bold { Family::Sans } else { Family::Serif }, bold, italic),
        size: Em(size),
        leading: Em(1.2),
        align: Align::Left,
        hyphenate: false,
        indent: Em(0.0),
        before: Lines(before),
        after: Lines(after),
        kept: Kept::WithNext,
        plain,
        ..body
    };
    let plain_heading =
        |underline, before, after| Plain { underline: Some(underline), before, after, ..PLAIN };
    let plain_part = Plain { overline: Some('='), ..plain_heading('=', 4, 2) };
    let title = Style {
        align: if division == Division::Book { Align::Centre } else { Align::Left },
        ..heading(2.0, true, false, 0.0, 0.5, PLAIN)
    };
    let [chapter_size, chapter_after] = if division == Division::Book { [1.7, 2.0] } else { [1.3, 0.5] };
    Roles {
        title,
        subtitle: Style { face: face(Family::Serif, false, true), size: Em(1.3), ..title },
        author: Style {
            face: face(Family::Serif, false, false),
            size: Em(1.15),
            after: Lines(0.25),
            ..title
        },
        imprint: Style {
            face: face(Family::Serif, false, false),
            size: Em(0.95),
            colour: SOFT,
            after: Lines(0.0),
            ..title
        },
        part: Style { align: Align::Centre, ..heading(2.0, true, false, 3.0, 2.0, plain_part) },
        headings: [
            heading(chapter_size, true, false, 1.5, chapter_after, plain_heading('=', 4, 2)),
            heading(1.2, true, false, 1.5, 0.5, plain_heading('-', 2, 1)),
            heading(1.05, true, false, 1.0, 0.25, plain_heading('~', 2, 1)),
            heading(1.0, true, true, 1.0, 0.0, plain_heading('.', 1, 1)),
            heading(1.0, false, true, 0.5, 0.0, plain_heading('^', 1, 1)),
            heading(1.0, false, true, 0.5, 0.0, plain_heading('"', 1, 1)),
        ],
        body,
        quote: Style {
            size: Em(0.95),
            left: Em(1.5),
            right: Em(1.5),
            before: Lines(0.5),
            after: Lines(0.5),
            plain: Plain { indent: 4, ..PLAIN },
            ..body
        },
        code: Style {
            face: face(Family::Mono, false, false),
            size: Em(0.82),
            leading: Em(1.3),
            align: Align::Left,
            hyphenate: false,
            indent: Em(0.0),
            before: Lines(0.5),
            after: Lines(0.5),
            plain: Plain { indent: 4, ..PLAIN },
            ..body
        },
        caption: Style {
            align: Align::Left,
            before: Lines(0.25),
            after: Lines(0.25),
            colour: SOFT,
            plain: Plain { after: 0, indent: 4, ..PLAIN },
            ..small
        },
        note: Style { plain: Plain { before: 0, ..PLAIN }, ..small },
        table_head: Style {
            face: face(Family::Sans, true, false),
            size: Em(0.82),
            leading: Em(1.25),
            align: Align::Left,
            hyphenate: false,
            ..small
        },
        table_cell: Style { align: Align::Left, leading: Em(1.25), ..small },
        term: Style {
            face: face(Family::Serif, true, false),
            align: Align::Left,
            indent: Em(0.0),
            before: Lines(0.25),
            kept: Kept::WithNext,
            plain: Plain { after: 0, ..PLAIN },
            ..body
        },
        admonition_title: Style {
            face: face(Family::Sans, true, false),
            align: Align::Left,
            hyphenate: false,
            kept: Kept::WithNext,
            plain: Plain { after: 0, ..PLAIN },
            ..small
        },
        admonition: Style {
            size: Em(0.94),
            left: Em(1.0),
            before: Lines(0.75),
            after: Lines(0.75),
            plain: Plain { indent: 4, ..PLAIN },
            ..body
        },
        math: Style {
            align: Align::Centre,
            hyphenate: false,
            indent: Em(0.0),
            before: Lines(0.5),
            after: Lines(0.5),
            plain: Plain { indent: 4, ..PLAIN },
            ..body
        },
        contents: Style {
            align: Align::Left,
            hyphenate: false,
            indent: Em(0.0),
            plain: Plain { before: 0, after: 0, ..PLAIN },
            ..body
        },
        running_head: Style {
            face: face(Family::Serif, false, true),
            size: Em(0.9),
            align: Align::Centre,
            hyphenate: false,
            indent: Em(0.0),
            colour: SOFT,
            ..body
        },
        folio: Style { size: Em(0.95), align: Align::Centre, hyphenate: false, indent: Em(0.0), ..body },
    }
}
