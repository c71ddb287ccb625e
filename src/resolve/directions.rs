//! Which way texts and blocks read: one judgement for all editions.
//!
//! Words that are marked with a direction or a language read as it does. Other text among text that reads from left
//! to right reads as its first letter does (UAX #9, P2). Among text that reads from right to left a
//! text goes with it if any of its letters does, since it may well begin with a name in Latin letters.
//! A block of several texts turns from what is around it only if each of its texts does.

use unicode_bidi::{BidiClass, bidi_class};

use crate::model::{
    Admonition, Block, BlockKind, Definition, Direction, List, Piece, Resolved, Run, SpanId, SpanKind, Table,
};

/// What a text says of its direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Judged {
    /// By its `dir` or its language.
    Marked(Direction),
    /// By its letters.
    Seen(Direction),
    /// Nothing.
    Open,
}

/// The direction of a text among text that reads `around`.
pub fn text_direction(content: &Run, around: Direction) -> Direction {
    match judge(content, around) {
        Judged::Marked(direction) | Judged::Seen(direction) => direction,
        Judged::Open => around,
    }
}

/// The direction of words among text that reads `around`.
pub fn words_direction(words: &str, around: Direction) -> Direction {
    let mut letters = Letters { around, found: None };
    letters.read(words);
    letters.found.unwrap_or(around)
}

/// The side on which a heading or a caption starts, among text that reads `around`: short words in
/// Latin letters do not leave the side of all other headings.
pub fn heading_side(content: &Run, around: Direction) -> Direction {
    match judge(content, around) {
        Judged::Marked(direction) => direction,
        Judged::Seen(Direction::Leftwards) => Direction::Leftwards,
        Judged::Seen(Direction::Rightwards) | Judged::Open => around,
    }
}

/// The direction of a quotation, a note, or anything that holds `blocks`.
pub fn blocks_direction(blocks: &[Block<Resolved>], around: Direction) -> Direction {
    let mut texts = Texts { around, judged: Vec::new() };
    texts.blocks(blocks);
    texts.direction()
}

/// The direction of a list.
pub fn list_direction(list: &List<Resolved>, around: Direction) -> Direction {
    let mut texts = Texts { around, judged: Vec::new() };
    list.items.iter().for_each(|item| texts.blocks(&item.blocks));
    texts.direction()
}

/// The direction of a list of definitions.
pub fn definitions_direction(definitions: &[Definition<Resolved>], around: Direction) -> Direction {
    let mut texts = Texts { around, judged: Vec::new() };
    texts.definitions(definitions);
    texts.direction()
}

/// The direction of a text that is set apart.
pub fn admonition_direction(admonition: &Admonition<Resolved>, around: Direction) -> Direction {
    let mut texts = Texts { around, judged: Vec::new() };
    texts.admonition(admonition);
    texts.direction()
}

/// The direction in which a table's columns follow each other.
pub fn table_direction(table: &Table<Resolved>, around: Direction) -> Direction {
    let mut texts = Texts { around, judged: Vec::new() };
    texts.table(table);
    texts.direction()
}

fn judge(text: &Run, around: Direction) -> Judged {
    judge_within(text, SpanId::WHOLE, around)
}

fn judge_within(text: &Run, within: SpanId, around: Direction) -> Judged {
    let mut shown = text.pieces(within).filter(|piece| match piece {
        Piece::Words(_, words) => !words.trim().is_empty(),
        Piece::Span(_, span) => !matches!(span.kind, SpanKind::Anchor(_) | SpanKind::Break),
    });
    if let (Some(Piece::Span(id, span)), None) = (shown.next(), shown.next()) {
        match &span.kind {
            SpanKind::Foreign(passage) => return Judged::Marked(passage.direction()),
            SpanKind::Emphasis | SpanKind::Strong => return judge_within(text, id, around),
            _ => {}
        }
    }
    let mut letters = Letters { around, found: None };
    letters.run(text, within);
    letters.found.map_or(Judged::Open, Judged::Seen)
}

/// Looks for the letters that say a text's direction.
struct Letters {
    around: Direction,
    found: Option<Direction>,
}

impl Letters {
    fn run(&mut self, text: &Run, within: SpanId) {
        for piece in text.pieces(within) {
            if self.is_settled() {
                return;
            }
            match piece {
                Piece::Words(_, words) => self.read(words),
                Piece::Span(id, span) => match &span.kind {
                    // Words that are marked stand apart from those around them.
                    SpanKind::Foreign(passage) if passage.direction() != self.around => {}
                    SpanKind::Image(image) if image.picture.is_none() => self.read(&image.alternative),
                    SpanKind::Image(_) | SpanKind::Note(..) => {}
                    _ => self.run(text, id),
                },
            }
        }
    }

    /// Whether no letter can change what is found.
    fn is_settled(&self) -> bool {
        match self.around {
            Direction::Rightwards => self.found.is_some(),
            Direction::Leftwards => self.found == Some(Direction::Leftwards),
        }
    }

    fn read(&mut self, words: &str) {
        for character in words.chars() {
            if self.is_settled() {
                return;
            }
            match bidi_class(character) {
                BidiClass::L => self.found = Some(Direction::Rightwards),
                BidiClass::R | BidiClass::AL => self.found = Some(Direction::Leftwards),
                _ => {}
            }
        }
    }
}

/// The texts of blocks.
struct Texts {
    around: Direction,
    judged: Vec<Judged>,
}

impl Texts {
    fn text(&mut self, content: &Run) {
        self.judged.push(judge(content, self.around));
    }

    fn blocks(&mut self, blocks: &[Block<Resolved>]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.text(&heading.content),
                BlockKind::Paragraph(content) => self.text(content),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::DefinitionList(definitions) => self.definitions(definitions),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Figure(figure) => self.text(&figure.caption),
                BlockKind::Table(table) => self.table(table),
                BlockKind::Admonition(admonition) => self.admonition(admonition),
                // Code and formulas read from left to right everywhere.
                BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Break => {}
            }
        }
    }

    fn definitions(&mut self, definitions: &[Definition<Resolved>]) {
        for definition in definitions {
            self.text(&definition.term);
            definition.definitions.iter().for_each(|blocks| self.blocks(blocks));
        }
    }

    fn admonition(&mut self, admonition: &Admonition<Resolved>) {
        self.text(&admonition.title);
        self.blocks(&admonition.blocks);
    }

    fn table(&mut self, table: &Table<Resolved>) {
        self.text(&table.caption);
        table.cells().for_each(|cell| self.blocks(&cell.blocks));
    }

    fn direction(&self) -> Direction {
        let mut said = self.judged.iter().filter(|judged| **judged != Judged::Open).peekable();
        let nothing = said.peek().is_none();
        let turned = said.all(|judged| match (self.around, *judged) {
            (Direction::Rightwards, judged) => {
                matches!(judged, Judged::Marked(Direction::Leftwards) | Judged::Seen(Direction::Leftwards))
            }
            (Direction::Leftwards, judged) => judged == Judged::Marked(Direction::Rightwards),
        });
        match (self.around, turned && !nothing) {
            (around, false) => around,
            (Direction::Rightwards, true) => Direction::Leftwards,
            (Direction::Leftwards, true) => Direction::Rightwards,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks_direction, heading_side, text_direction};
    use crate::model::Direction::{Leftwards, Rightwards};
    use crate::model::{Block, BlockId, BlockKind, Inline, Language, Passage, Run};
    use crate::span::{FileId, Span};

    fn words(words: &str) -> Inline<crate::model::Resolved> {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn a_text_reads_as_its_language_or_its_letters_do() {
        let arabic = Passage::new(Language::new("ar"), None).expect("a language is given");
        let marked = |text: &str| Inline::Foreign(arabic.clone(), vec![words(text)]);
        let of = |content: Vec<Inline<_>>| {
            let text = Run::from(content);
            [Rightwards, Leftwards].map(|around| text_direction(&text, around))
        };
        assert_eq!(of(vec![words("12.5 — ")]), [Rightwards, Leftwards], "as what is around it");
        assert_eq!(of(vec![words("Rust")]), [Rightwards, Rightwards]);
        assert_eq!(of(vec![words("«שלום» Rust")]), [Leftwards, Leftwards]);
        assert_eq!(of(vec![words("Rust שלום")]), [Rightwards, Leftwards], "a name may begin a text");
        assert_eq!(of(vec![marked("abc")]), [Leftwards, Leftwards]);
        assert_eq!(of(vec![marked("شروط"), words(" means terms")]), [Rightwards, Leftwards]);
        assert_eq!(heading_side(&"Rust".into(), Leftwards), Leftwards);
    }

    #[test]
    fn a_block_turns_if_all_its_texts_do() {
        let paragraph = |text: &str| {
            let kind = BlockKind::Paragraph(text.into());
            Block { span: Span::new(FileId(0), 0..0), id: BlockId(0), kind }
        };
        let quote = |texts: &[&str]| {
            let kind = BlockKind::Quote(texts.iter().map(|text| paragraph(text)).collect());
            Block { span: Span::new(FileId(0), 0..0), id: BlockId(0), kind }
        };
        let of = |texts: &[&str]| blocks_direction(&[quote(texts)], Rightwards);
        assert_eq!(of(&["שלום", "12", "עולם"]), Leftwards);
        assert_eq!(of(&["שלום", "world"]), Rightwards);
        assert_eq!(of(&[]), Rightwards);
        assert_eq!(blocks_direction(&[quote(&["world"])], Leftwards), Leftwards);
    }
}
