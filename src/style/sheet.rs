//! The style sheet, and what an author's wishes change in it.

use serde::Deserialize;

use super::{
    BindingRules, ChapterRules, CodeRules, Colour, Columns, Dpi, Em, FrontRules, FurnitureRules, Leading,
    LetterRules, ListRules, NoteRules, PageStyle, PaginationRules, ParagraphRules, PictureRules, PrintRules,
    Pt, Roles, Style, TableRules, TextForm, TextRules, Words, page_style, words,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Division, Language, Preferences, Sides, Wish};

/// Everything that decides the look of all editions. A theme says it all but what the document
/// itself decides.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StyleSheet {
    /// The words that the editions add, in the document's language.
    #[serde(skip)]
    pub words: Words,
    /// How the document is divided.
    #[serde(skip)]
    pub division: Division,
    /// Words with the points where they may be divided, `Phnom`, `data-base`.
    #[serde(skip)]
    pub hyphenation: Vec<String>,
    /// The page of the print edition.
    pub page: PageStyle,
    /// How each role looks.
    pub roles: Roles,
    /// Whether there is a list of contents. In a theme: whether a book has one.
    pub contents: bool,
    /// The deepest heading level in the contents, 1 to 6.
    #[serde(deserialize_with = "super::unit::whole::<1, 6, _, _>")]
    pub contents_depth: u8,
    /// Whether headings are numbered.
    pub numbered: bool,
    /// What stands between two scenes.
    pub scene_break: String,
    /// The ink of links.
    pub link: Colour,
    /// The shade behind code and admonitions.
    pub shade: Colour,
    /// The ink of rules and frames.
    pub rule: Colour,
    /// The thickness of rules.
    #[serde(deserialize_with = "super::unit::thickness")]
    pub rule_width: Pt,
    /// The thickness of the bar beside an admonition.
    #[serde(deserialize_with = "super::unit::thickness")]
    pub bar_width: Pt,
    /// The size of sub- and superscripts and note marks, in the text they stand in.
    #[serde(deserialize_with = "super::unit::size")]
    pub script_size: Em,
    /// How far superscripts rise, in the text they stand in.
    pub superscript_rise: Em,
    /// How far subscripts fall, in the text they stand in.
    pub subscript_fall: Em,
    /// The size of a reading above words, in the text it stands in.
    #[serde(deserialize_with = "super::unit::size")]
    pub ruby_size: Em,
    /// How far its baseline stands above that of the words, in the text it stands in.
    pub ruby_rise: Em,
    /// Fractions, and how what is raised and lowered is drawn.
    pub letters: LetterRules,
    /// Code among words, in the text it stands in: monospaced faces look large.
    #[serde(deserialize_with = "super::unit::size")]
    pub inline_code_size: Em,
    /// The sides that are printed, and the spine.
    pub binding: BindingRules,
    /// Where chapters open.
    pub chapter: ChapterRules,
    /// Code in blocks.
    pub code: CodeRules,
    /// Tables.
    pub table: TableRules,
    /// Pictures.
    pub picture: PictureRules,
    /// Lists.
    pub list: ListRules,
    /// Notes.
    pub note: NoteRules,
    /// Title page, title block and contents.
    pub front: FrontRules,
    /// Running heads and page numbers.
    pub furniture: FurnitureRules,
    /// How paragraphs are broken into lines.
    pub paragraph: ParagraphRules,
    /// How pages are ended.
    pub pagination: PaginationRules,
    /// The rules of the plain-text edition that no role carries.
    pub text: TextRules,
    /// How the plain-text edition is written.
    #[serde(skip)]
    pub text_form: TextForm,
    /// How it is printed.
    #[serde(skip)]
    pub print: PrintRules,
}

impl StyleSheet {
    /// This sheet, as a theme has it, for a document of `division` in `language`, with `wishes`
    /// granted where they can be; what cannot is reported.
    #[must_use]
    pub fn granting(
        self,
        division: Division,
        language: &Language,
        wishes: &Preferences,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut sheet = Self {
            words: words(language),
            division,
            hyphenation: wishes.hyphenation.clone(),
            contents: wishes.toc.unwrap_or(self.contents && division == Division::Book),
            contents_depth: wishes.toc_depth.unwrap_or(self.contents_depth).clamp(1, 6),
            numbered: wishes.number_sections.unwrap_or(self.numbered),
            ..self
        };
        if let Some(Wish { text: name, span }) = &wishes.page_size {
            match page_style(name) {
                Some(page) => sheet.page = page,
                None => diagnostics.add(
                    Diagnostic::warning(Code::BadValue, *span, format!("there is no page size `{name}`"))
                        .with_help(format!(
                            "the page sizes are {}",
                            PageStyle::names().collect::<Vec<_>>().join(", ")
                        )),
                ),
            }
        }
        if wishes.columns == Some(2) && sheet.page.columns == Columns::One {
            sheet.page = sheet.page.in_two_columns();
        }
        if let Some(size) = wishes.font_size {
            if (5.0..=40.0).contains(&size) {
                sheet.page = sheet.page.with_size(Pt(size));
            } else {
                diagnostics.add(
                    Diagnostic::warning(Code::BadValue, None, format!("a font size of {size} is not used"))
                        .with_help("give a size from 5 to 40 points"),
                );
            }
        }
        if let Some(numbers) = wishes.line_numbers {
            sheet.code.numbers = numbers;
        }
        if let Some(dots) = wishes.max_dpi {
            sheet.picture.max_dpi = Dpi(dots);
        }
        if let Some(sides) = wishes.sides {
            sheet.binding.sides = sides;
        }
        if sheet.binding.sides == Sides::One {
            sheet.page = sheet.page.one_sided();
        }
        sheet.print = PrintRules::granting(&wishes.print, wishes.pdf_standards.as_ref());
        sheet.rule_width = Pt(sheet.rule_width.0.max(sheet.print.thinnest.0));
        sheet.picture.min_dpi = sheet.print.min_dpi.unwrap_or(sheet.picture.min_dpi);
        sheet.text_form = TextForm::granting(&wishes.text);
        if let Some(width) = wishes.text.width {
            sheet.text.width = width;
            sheet.text.title_width = sheet.text.title_width.min(width);
        }
        if wishes.hyphenate == Some(false) {
            sheet.roles.all_mut().for_each(|style| style.hyphenate = false);
        }
        sheet
    }

    /// This sheet for a book of so many characters, whose spine takes of the margins what its
    /// thickness asks for.
    #[must_use]
    pub fn bound(self, characters: usize) -> Self {
        match (self.division, self.binding.sides) {
            (Division::Book, Sides::Two) => {
                let gutter = self.binding.gutter_of(self.page.pages_for(characters));
                Self { page: self.page.with_gutter(gutter), ..self }
            }
            (Division::Article, _) | (_, Sides::One) => self,
        }
    }

    /// From baseline to baseline of `style`, in its own size.
    pub fn leading(&self, style: &Style) -> Em {
        match style.leading {
            Leading::Own(em) => em,
            Leading::Body(lines) => Em(lines.0 * (self.page.leading.0 / self.page.size.0) / style.size.0),
        }
    }
}
