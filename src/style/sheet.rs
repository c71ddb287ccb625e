//! The built-in style sheet, and what an author's wishes change in it.

use super::page::DEFAULT_FORMAT;
use super::{
    Align, Capitals, Colour, Em, Face, Family, Figures, Fractions, Kept, LetterRules, Lines, PageStyle,
    ParagraphRules, Plain, Pt, Roles, Scripts, Style, Words, page_style, words,
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
    /// The bullets of a list within a list within a list; deeper ones use the last.
    pub bullets: [Bullet; 3],
    /// The boxes of tasks that are open and done.
    pub tasks: [Bullet; 2],
    /// What stands between two scenes.
    pub scene_break: &'static str,
    /// How far a list's text hangs, in the body's size.
    pub list_indent: Em,
    /// The ink of links.
    pub link: Colour,
    /// The shade behind code and admonitions.
    pub shade: Colour,
    /// The ink of rules and frames.
    pub rule: Colour,
    /// The thickness of rules.
    pub rule_width: Pt,
    /// The size of sub- and superscripts and note marks, in the text they stand in.
    pub script_size: Em,
    /// How far superscripts rise, in the text they stand in.
    pub superscript_rise: Em,
    /// How far subscripts fall, in the text they stand in.
    pub subscript_fall: Em,
    /// Fractions, and how what is raised and lowered is drawn.
    pub letters: LetterRules,
    /// Code among words, in the text it stands in: monospaced faces look large.
    pub inline_code_size: Em,
    /// The way back from a note to where it is referred to, as text and not as an emoji.
    pub back: &'static str,
    /// How paragraphs are broken into lines.
    pub paragraph: ParagraphRules,
    /// The rules of the plain-text edition that no role carries.
    pub text: TextRules,
}

/// A mark in front of an item, for print and screen, and for plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bullet {
    /// In the PDF and the EPUB.
    pub print: &'static str,
    /// In the text edition, ASCII alone.
    pub plain: &'static str,
}

/// The rules of the plain-text edition that no role carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRules {
    /// Columns of a line.
    pub width: usize,
    /// Columns of the title block's lines.
    pub title_width: usize,
    /// Around emphasis.
    pub emphasis: &'static str,
    /// Around strong emphasis.
    pub strong: &'static str,
    /// Around struck words.
    pub strike: &'static str,
    /// Around code among words.
    pub code: &'static str,
    /// Length of the rule above a chapter's notes, in columns.
    pub note_rule: usize,
    /// Columns by which a list stands in from the text around it, and a level of the contents
    /// from the level above.
    pub step: usize,
    /// Columns by which a definition stands in from its term, and the rest of an over-long verse
    /// or line of code from its beginning.
    pub hang: usize,
    /// Blank lines after the title block.
    pub after_front: u8,
    /// In front of a link's number.
    pub link: &'static str,
    /// At the end of a line of code that goes on in the next.
    pub fold: char,
    /// Around the mark above, in front of code that has been folded.
    pub fold_note: [&'static str; 2],
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
            bullets: [
                Bullet { print: "•", plain: "-" },
                Bullet { print: "–", plain: "*" },
                Bullet { print: "◦", plain: "+" },
            ],
            tasks: [Bullet { print: "☐", plain: "[ ]" }, Bullet { print: "☑", plain: "[x]" }],
            scene_break: "* * *",
            list_indent: Em(1.5),
            link: Colour(0x1a, 0x3e, 0x6e),
            shade: Colour(0xf3, 0xf2, 0xee),
            rule: Colour(0x66, 0x66, 0x66),
            rule_width: Pt(0.5),
            script_size: Em(0.66),
            superscript_rise: Em(0.36),
            subscript_fall: Em(0.15),
            letters: LetterRules { scripts: Scripts::Drawn, fractions: Fractions::AsWritten },
            inline_code_size: Em(0.88),
            back: "↩\u{fe0e}",
            paragraph: std::env::var("PR")
                .ok()
                .and_then(|t| toml::from_str(&t).map_err(|e| eprintln!("{e}")).ok())
                .unwrap_or(ParagraphRules::BUILT_IN), // HACK
            text: TextRules {
                width: 72,
                title_width: 48,
                emphasis: "_",
                strong: "*",
                strike: "~~",
                code: "`",
                note_rule: 20,
                step: 2,
                hang: 4,
                after_front: 2,
                link: "L",
                fold: '\\',
                fold_note: ["NOTE: '", "' line wrapping per RFC 8792"],
            },
        }
    }
}

/// The built-in look: Libertinus for reading, Source Sans for finding, Source Code for code.
///
/// Space before and after is in lines of body text and follows one series for all media: 3, 1.5,
/// 1, 0.5 in print are 4, 2, 2, 1 blank lines in plain text.
fn roles(page: &PageStyle, division: Division, hyphenate: bool) -> Roles {
    let leading = page.leading.0 / page.size.0;
    let body = Style {
        face: face(Family::Serif, false, false),
        // Books are read, and old-style figures stand quietly among words.
        figures: match division {
            Division::Book => Figures::OldStyle,
            Division::Article => Figures::Lining,
        },
        capitals: Capitals::AsWritten,
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
        // As high as the capitals beside them.
        figures: Figures::Lining,
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
            figures: Figures::Lining,
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
            figures: Figures::Tabular,
            size: Em(0.82),
            leading: Em(1.25),
            align: Align::Left,
            hyphenate: false,
            ..small
        },
        table_cell: Style { figures: Figures::Tabular, align: Align::Left, leading: Em(1.25), ..small },
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
            figures: Figures::Lining,
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
            figures: Figures::Lining,
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
