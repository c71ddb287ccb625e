//! The pieces of the style sheet, in the order in which they are written.

use super::rule::{Rule, bullet_type, em, number};
use super::{Css, Piece};
use crate::markup::pictures::size_class;
use crate::model::{Division, Extent, TokenKind, Unit};
use crate::style::{Align, Family, Kept, Role, Style};

impl Css<'_> {
    pub(super) fn faces(&mut self) {
        for face in self.faces {
            let rule = Rule::default()
                .set("font-family", format!("\"{}\"", face.family))
                .set("font-style", if face.italic { "italic" } else { "normal" })
                .set("font-weight", if face.bold { "bold" } else { "normal" })
                .set("src", format!("url({})", face.address));
            self.rule("@font-face", rule);
        }
        // The reader's face is replaced only if the author asked for it.
        if self.faces.iter().any(|face| face.serves.is_some()) {
            self.rule("body", Rule::default().set("font-family", self.family(Family::Serif)));
        }
        let mut languages: Vec<&str> = self.faces.iter().flat_map(|face| &face.languages).copied().collect();
        languages.dedup();
        for language in languages {
            let family = self.family(Family::Serif);
            self.rule(&format!(":lang({language})"), Rule::default().set("font-family", family));
        }
    }

    pub(super) fn text(&mut self) {
        let body = self.of(Role::Body);
        let paragraph = Rule::default()
            .set("margin", self.margins(&body))
            .set("text-align", self.align(body.align))
            .set("text-indent", "0")
            .hyphens(if body.hyphenate { "auto" } else { "none" })
            .set("orphans", "2")
            .set("widows", "2");
        self.when(Piece::Paragraph, "p", paragraph);
        // Only what follows another paragraph is indented; so the first after anything is not.
        self.when(Piece::Paragraph, "p + p", Rule::default().set("text-indent", em(body.indent.0)));
        let verse = Rule::default()
            .set("margin", "1em 0")
            .set("text-align", self.align(Align::Left))
            .set("text-indent", "0")
            .hyphens("none");
        self.when(Piece::Verse, "div.verse", verse);
        let turnover = self.style.paragraph.turnover.0;
        let padding = format!("padding-{}", self.start);
        let line = Rule::default().set(&padding, em(turnover)).set("text-indent", em(-turnover));
        self.when(Piece::Verse, "div.line", line);
    }

    pub(super) fn headings(&mut self) {
        let levels = [
            (Piece::Heading1, 1, "h1"),
            (Piece::Heading2, 2, "h2"),
            (Piece::Heading3, 3, "h3"),
            (Piece::Heading4, 4, "h4"),
            (Piece::Heading5, 5, "h5"),
            (Piece::Heading6, 6, "h6"),
        ];
        for (piece, level, selector) in levels {
            self.display(piece, selector, &self.of(Role::Heading(level)));
        }
        self.display(Piece::Part, "h1.part", &self.of(Role::Part));
    }

    pub(super) fn title(&mut self) {
        let lines = [
            (Piece::Title, Role::Title, "h1.title"),
            (Piece::Subtitle, Role::Subtitle, "p.subtitle"),
            (Piece::Author, Role::Author, "p.author"),
            (Piece::Contributor, Role::Contributor, "p.contributor"),
            (Piece::Affiliation, Role::Affiliation, "p.affiliation"),
            (Piece::Imprint, Role::Imprint, "p.imprint"),
            (Piece::Colophon, Role::Colophon, "p.colophon"),
        ];
        for (piece, role, selector) in lines {
            let mut style = self.of(role);
            // A title that has its page to itself does not stick to the top of it.
            if role == Role::Title && self.style.division == Division::Book {
                style.before = self.of(Role::Part).before;
            }
            self.display(piece, selector, &style);
        }
        if self.style.division == Division::Article {
            let below = em(self.style.front.after_title.0 * self.line().0);
            self.when(Piece::Title, "header", Rule::default().set("margin-bottom", below));
        }
    }

    pub(super) fn lists(&mut self) {
        let indent = em(self.style.list.indent.0);
        let padding = format!("padding-{}", self.start);
        let list = |rule: Rule| rule.set("margin", "0.5em 0").set(&padding, &indent);
        let [first, second, third] =
            self.style.list.bullets.each_ref().map(|bullet| bullet_type(&bullet.print));
        self.when(Piece::BulletList, "ul", list(Rule::default()).set("list-style-type", first));
        self.when(Piece::NestedBullets, "li ul", Rule::default().set("list-style-type", second));
        self.when(Piece::NestedBullets, "li li ul", Rule::default().set("list-style-type", third));
        self.when(Piece::OrderedList, "ol", list(Rule::default()));
        let turned = Rule::default().set(&padding, "0").set(&format!("padding-{}", self.end), &indent);
        self.when(Piece::TurnedBullets, "ul.turned", turned.clone());
        self.when(Piece::TurnedSteps, "ol.turned", turned);
        let tight = Rule::default().set("margin-bottom", "0").set("margin-top", "0");
        self.when(Piece::NestedBullets, "li ul", tight.clone());
        self.when(Piece::NestedSteps, "li ol", tight);
        self.when(Piece::Task, "li.task", Rule::default().set("list-style-type", "none"));
        let term = self.of(Role::Term);
        if self.used.has(Piece::DefinitionList) && term.kept == Kept::WithNext {
            self.whole[1].push("dt");
        }
        let rightwards = Rule::default().set("margin", format!("0 0 0.5em {indent}"));
        let leftwards = Rule::default().set("margin", format!("0 {indent} 0.5em 0"));
        let [definition, turned] =
            if self.start == "left" { [rightwards, leftwards] } else { [leftwards, rightwards] };
        self.when(Piece::DefinitionList, "dl", Rule::default().set("margin", "0.5em 0"));
        let term = self
            .face(&term)
            .set("font-weight", if term.face.bold { "bold" } else { "normal" })
            .set("margin", self.margins(&term));
        self.when(Piece::DefinitionList, "dt", term);
        self.when(Piece::DefinitionList, "dd", definition);
        self.when(Piece::TurnedDefinition, "dd.turned", turned);
    }

    pub(super) fn set_apart(&mut self) {
        let quote = self.of(Role::Quote);
        let rule = self.face(&quote).set("margin", self.margins(&quote));
        self.when(Piece::Abstract, "section.abstract", rule.clone());
        self.when(Piece::Quote, "blockquote", rule);
        let turned = self.margins_from(self.end, &quote);
        if turned != self.margins(&quote) {
            let turned = Rule::default().set("margin", turned);
            self.when(Piece::TurnedQuote, "blockquote.turned", turned);
        }
        let admonition = self.of(Role::Admonition);
        let rule = self
            .face(&admonition)
            .set("margin", self.margins(&admonition))
            .set(&format!("border-{}", self.start), self.stroke())
            .set(&format!("padding-{}", self.start), em(admonition.left.0));
        self.when(Piece::Admonition, "aside.admonition", rule);
        let turned = Rule::default()
            .set("margin", self.margins_from(self.end, &admonition))
            .set(&format!("border-{}", self.start), "none")
            .set(&format!("padding-{}", self.start), "0")
            .set(&format!("border-{}", self.end), self.stroke())
            .set(&format!("padding-{}", self.end), em(admonition.left.0));
        self.when(Piece::TurnedAdmonition, "aside.turned", turned);
        self.display(Piece::AdmonitionTitle, "p.admonition-title", &self.of(Role::AdmonitionTitle));
        // The title is no paragraph that the text goes on from.
        let next = Rule::default().set("text-indent", "0");
        self.when(Piece::AdmonitionTitle, "p.admonition-title + p", next);
        self.display(Piece::MathBlock, "p.math", &self.of(Role::Math));
        let next = Rule::default().set("text-indent", "0");
        self.when(Piece::MathBlock, "p.math + p", next);
        let line = self.stroke();
        let rule = Rule::default()
            .set("border", "none")
            .set("border-top", line)
            .set("margin", format!("{} auto", em(self.line().0)))
            .set("width", "25%");
        self.when(Piece::Break, "hr.scene", rule);
    }

    pub(super) fn code(&mut self) {
        let code = self.of(Role::Code);
        let block = self
            .face(&code)
            .set("line-height", number(self.style.leading(&code).0))
            .set("margin", self.margins(&code))
            .set("border", self.stroke())
            .set("padding", "0.5em")
            // Code reads from left to right.
            .set("text-align", "left")
            .set("white-space", "pre-wrap")
            .set("overflow-wrap", "anywhere")
            .set("tab-size", "4")
            .hyphens("none");
        self.when(Piece::CodeBlock, "pre", block);
        let inline = Rule::default()
            .set("font-family", self.family(Family::Mono))
            .set("font-size", em(self.style.inline_code_size.0))
            .set("overflow-wrap", "break-word")
            .hyphens("none");
        self.when(Piece::InlineCode, "code", inline);
        // Inside a block the block's own size counts.
        let inside = Rule::default().set("font-family", self.family(Family::Mono)).set("font-size", "1em");
        self.when(Piece::CodeBlock, "pre code", inside);
        for kind in TokenKind::ALL {
            let look = self.style.code.tokens.of(kind);
            let rule = if look.bold { Rule::default().set("font-weight", "bold") } else { Rule::default() };
            let rule = if look.italic { rule.set("font-style", "italic") } else { rule };
            self.when(Piece::Token(kind), &format!(".{}", kind.name()), rule);
        }
    }

    pub(super) fn pictures(&mut self) {
        let body = self.line().0;
        self.when(Piece::Cover, ".cover", Rule::default().set("margin", "0").set("text-align", "center"));
        let figure =
            Rule::default().set("margin", format!("{} 0", em(body))).set("text-align", "center").whole();
        self.when(Piece::Figure, "figure", figure);
        let image = Rule::default().set("max-width", "100%").set("max-height", "95vh").set("height", "auto");
        // What is drawn in black on nothing would be lost in the night.
        let image = image.set("background-color", "#fff");
        for piece in [Piece::Image, Piece::Cover].into_iter().filter(|piece| self.used.has(*piece)).take(1) {
            self.when(piece, "img", image.clone());
        }
        for width in self.used.widths.clone() {
            let rule = Rule::default().set("width", length(width, "%"));
            self.rule(&format!("img.{}", size_class('w', width)), rule);
        }
        for height in self.used.heights.clone() {
            // A share of a height that is not fixed is none (CSS 2, 10.5), but one of the screen's is.
            let rule = Rule::default().set("height", length(height, "vh"));
            self.rule(&format!("img.{}", size_class('h', height)), rule);
        }
        let caption = self.of(Role::Caption);
        let rule = self
            .face(&caption)
            .set("font-style", if caption.face.italic { "italic" } else { "normal" })
            .set("margin", self.margins(&caption))
            .set("text-align", self.align(caption.align))
            .hyphens("none");
        self.when(Piece::Caption, "figcaption", rule.clone());
        self.when(Piece::TableCaption, "caption", rule);
        let missing = Rule::default().set("border", self.stroke()).set("padding", "0.25em");
        self.when(Piece::Missing, ".missing", missing);
    }

    pub(super) fn tables(&mut self) {
        let body = self.line().0;
        let [head, cell] = [self.of(Role::TableHead), self.of(Role::TableCell)];
        let line = self.stroke();
        let table = Rule::default()
            .set("border-collapse", "collapse")
            .set("border-top", &line)
            .set("border-bottom", &line)
            .set("margin", format!("{} 0", em(body)));
        self.when(Piece::Table, "table", table);
        let rule = |css: &Self, style: &Style| {
            css.face(style)
                .set("font-weight", if style.face.bold { "bold" } else { "normal" })
                .set("line-height", number(css.style.leading(style).0))
                .set("padding", "0.25em 0.5em")
                .set("text-align", css.align(style.align))
        };
        let [th, td] = [rule(self, &head), rule(self, &cell)];
        self.when(Piece::TableHead, "th", th.set("vertical-align", "bottom"));
        self.when(Piece::TableHead, "thead", Rule::default().set("border-bottom", &line));
        let td = td.set("vertical-align", "top");
        self.when(Piece::Table, "td", td.clone());
        self.when(Piece::Stub, ".stub", td);
        // They stand as their cell does, a little apart.
        let blocks = Rule::default().set("text-align", "inherit").set("text-indent", "0");
        self.when(Piece::CellBlocks, "td p, th p", blocks.set("margin", "0.25em 0"));
        self.when(Piece::Left, ".left", Rule::default().set("text-align", "left"));
        self.when(Piece::Centre, ".centre", Rule::default().set("text-align", "center"));
        self.when(Piece::Right, ".right", Rule::default().set("text-align", "right"));
    }

    pub(super) fn inlines(&mut self) {
        let script = em(self.style.script_size.0);
        // Without a height of their own the lines stay evenly spaced.
        let small = |rise: String| {
            Rule::default().set("font-size", &script).set("line-height", "0").set("vertical-align", rise)
        };
        let rise = em(self.style.superscript_rise.0 / self.style.script_size.0);
        let fall = em(-self.style.subscript_fall.0 / self.style.script_size.0);
        self.when(Piece::Superscript, "sup", small(rise.clone()));
        self.when(Piece::Subscript, "sub", small(fall));
        let reference = small(rise).set("font-weight", "normal").set("font-style", "normal");
        self.when(Piece::NoteReference, ".noteref", reference);
        self.when(Piece::SmallCaps, ".smallcaps", Rule::default().set("font-variant", "small-caps"));
        self.when(Piece::Math, "span.math", Rule::default().hyphens("none"));
    }

    pub(super) fn notes(&mut self) {
        let note = self.of(Role::Note);
        let rule = self.face(&note).set("margin", "0.5em 0");
        self.when(Piece::Note, "aside.note", rule);
        let first = Rule::default()
            .set("border-top", self.stroke())
            .set("margin-top", "2em")
            .set("padding-top", "0.5em");
        self.when(Piece::Note, "aside.first", first);
        let space = format!("margin-{}", self.end);
        self.when(Piece::Note, ".mark", Rule::default().set(&space, "0.25em"));
        let turned = Rule::default().set(&space, "0").set(&format!("margin-{}", self.start), "0.25em");
        self.when(Piece::TurnedMark, "span.turned", turned);
    }

    pub(super) fn contents(&mut self) {
        let padding = format!("padding-{}", self.start);
        let indent = em(self.style.list.indent.0);
        let list = Rule::default().set("list-style-type", "none").set("margin", "0").set(&padding, indent);
        self.when(Piece::Contents, "nav ol", list);
        let top = Rule::default().set(&padding, "0");
        self.when(Piece::Contents, "nav > ol", top);
        self.when(Piece::Contents, "nav li", Rule::default().set("margin", "0.25em 0"));
    }
}

/// A length as CSS has it, a share as one of `whole`. A pixel is written as what it is, 0.75 points: it is
/// as long as those on paper.
fn length(extent: Extent, whole: &str) -> String {
    match extent.unit() {
        Unit::Percent => format!("{}{whole}", extent.number()),
        Unit::Pixel => {
            let points = Extent::new(extent.thousandths().saturating_mul(3) / 4, Unit::Point);
            points.map_or("0".to_owned(), |points| points.to_string())
        }
        _ => extent.to_string(),
    }
}
