//! Blocks → XHTML.

use super::{Piece, Writer};
use crate::model::{
    Admonition, AdmonitionKind, Block, BlockId, BlockKind, Code, Heading, Part, Piece as RunPiece, Resolved,
    Run, SpanId, SpanKind, Token,
};
use crate::resolve::{admonition_direction, blocks_direction, heading_side, text_direction};

/// The pieces of the style sheet for headings of level 1 to 6.
const HEADINGS: [Piece; 6] =
    [Piece::Heading1, Piece::Heading2, Piece::Heading3, Piece::Heading4, Piece::Heading5, Piece::Heading6];

impl Writer<'_> {
    /// Appends blocks, one after another.
    pub fn blocks(&mut self, blocks: &[Block<Resolved>]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// The blocks of a list's item: the paragraphs of a tight one are lines, not paragraphs.
    pub(super) fn item_blocks(&mut self, blocks: &[Block<Resolved>], tight: bool) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if tight => {
                    self.raw("<div>");
                    self.text_of(block.id, content);
                    self.raw("</div>\n");
                }
                // It stays beside the item's mark.
                BlockKind::Paragraph(content) if !content.is_empty() => {
                    self.uses(Piece::Paragraph);
                    self.raw("<p>");
                    self.text_of(block.id, content);
                    self.raw("</p>\n");
                }
                _ => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(block.id, heading),
            BlockKind::Paragraph(content) if content.is_empty() => {}
            BlockKind::Paragraph(content) if self.manuscript.verse.contains(&block.id) => {
                self.uses(Piece::Verse);
                self.raw("<div class=\"verse\">\n");
                self.part(Part::Block(block.id), "", content, |writer| writer.verse(content));
                self.raw("</div>\n");
            }
            BlockKind::Paragraph(content) => {
                self.uses(Piece::Paragraph);
                self.raw("<p");
                let around = self.turn(text_direction(content, self.direction));
                self.raw(">");
                self.text_of(block.id, content);
                self.raw("</p>\n");
                self.turn_back(around);
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => self.definition_list(block.id, definitions),
            BlockKind::Quote(blocks) => {
                self.uses(Piece::Quote);
                self.raw("<blockquote");
                let around = self.turn(blocks_direction(blocks, self.direction));
                self.class_if_turned(Piece::TurnedQuote);
                self.raw(">\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
                self.turn_back(around);
            }
            BlockKind::Code(code) => self.code(block.id, code),
            BlockKind::Figure(figure) => self.figure(block.id, figure),
            BlockKind::Table(table) => self.table(block.id, table),
            BlockKind::Math(math) => {
                self.uses(Piece::MathBlock);
                self.raw("<p class=\"math\"");
                self.reads_rightwards();
                self.raw(">");
                self.part_whole(Part::Block(block.id));
                self.pieces(&math.content, SpanId::WHOLE);
                self.raw("</p>\n");
            }
            BlockKind::Admonition(admonition) => self.admonition(block.id, admonition),
            BlockKind::Break => {
                self.uses(Piece::Break);
                self.part_whole(Part::Block(block.id));
                self.raw("<hr class=\"scene\"/>\n");
            }
        }
    }

    /// Lines of verse, each in an element of its own, so that its rest can be indented.
    fn verse(&mut self, run: &Run) {
        let mut pieces = run.pieces(SpanId::WHOLE).peekable();
        while pieces.peek().is_some() {
            self.raw("<div class=\"line\">");
            for piece in pieces.by_ref() {
                match piece {
                    RunPiece::Words(at, words) => self.read(at, words),
                    RunPiece::Span(_, span) if span.kind == SpanKind::Break => {
                        self.pass(span);
                        break;
                    }
                    RunPiece::Span(id, span) => self.span(run, id, span),
                }
            }
            self.raw("</div>\n");
        }
    }

    /// The text of a block.
    pub(super) fn text_of(&mut self, block: BlockId, run: &Run) {
        self.part(Part::Block(block), "", run, |writer| writer.words(run));
    }

    /// A heading: a part's is a first-level one too, since it stands alone in its file.
    fn heading(&mut self, block: BlockId, heading: &Heading<Resolved>) {
        let level = heading.level.clamp(1, 6);
        let name = char::from(b'0' + level);
        self.out.push_str("<h");
        self.out.push(name);
        self.attribute("id", &heading.anchor.0);
        if heading.level == 0 {
            self.uses(Piece::Part);
            self.attribute("class", "part");
        } else {
            self.uses(HEADINGS[usize::from(level) - 1]);
        }
        let around = self.turn(heading_side(&heading.content, self.direction));
        self.raw(">");
        let label = &heading.label;
        let lead = if label.is_empty() { String::new() } else { format!("{label}\u{2002}") };
        self.part(Part::Block(block), &lead, &heading.content, |writer| {
            if !label.is_empty() {
                writer.raw("<span class=\"number\">");
                writer.read_from(0, label);
                writer.raw("</span>");
                writer.read_from(label.len(), &lead[label.len()..]);
            }
            writer.words(&heading.content);
        });
        self.turn_back(around);
        self.out.push_str("</h");
        self.out.push(name);
        self.raw(">\n");
    }

    /// Code. Its tabs stay, against the advice to write spaces: who copies a makefile needs them.
    fn code(&mut self, block: BlockId, code: &Code<Resolved>) {
        self.uses(Piece::CodeBlock);
        if !code.caption.is_empty() {
            self.uses(Piece::Figure);
            self.uses(Piece::Caption);
            self.raw("<figure>\n<figcaption");
            let around = self.turn(heading_side(&code.caption, self.direction));
            self.raw(">");
            self.part(Part::Caption(block), "", &code.caption, |writer| writer.words(&code.caption));
            self.raw("</figcaption>\n");
            self.turn_back(around);
        }
        self.raw("<pre");
        self.reads_rightwards();
        self.raw("><code");
        if !code.language.is_empty() {
            self.attribute("class", &format!("language-{}", code.language));
        }
        self.raw(">");
        let mut tokens = code.tokens.as_slice();
        let mut start = 0;
        for (nth, line) in (0..).zip(code.text.split_inclusive('\n')) {
            let end = start + line.len();
            let own = tokens.iter().take_while(|token| token.range.end <= end).count();
            let (here, later) = tokens.split_at(own);
            self.part(Part::Line(block, nth), line, &Run::default(), |writer| {
                writer.line_of_code(line, start, here)
            });
            (tokens, start) = (later, end);
        }
        self.raw("</code></pre>\n");
        if !code.caption.is_empty() {
            self.raw("</figure>\n");
        }
    }

    /// A line that stands at `start` in its listing, with its own `tokens`. What stands out by its ink
    /// alone on paper is left to the reader's colours, which no ink suits on white, sepia and black.
    fn line_of_code(&mut self, line: &str, start: usize, tokens: &[Token]) {
        let mut at = 0;
        for Token { range, kind } in tokens {
            let look = self.manuscript.style.code.tokens.of(*kind);
            if !look.bold && !look.italic {
                continue;
            }
            let (from, to) = (range.start - start, range.end - start);
            self.read_from(at, &line[at..from]);
            self.uses(Piece::Token(*kind));
            self.raw("<span class=\"");
            self.raw(kind.name());
            self.raw("\">");
            self.read_from(from, &line[from..to]);
            self.raw("</span>");
            at = to;
        }
        self.read_from(at, &line[at..]);
    }

    fn admonition(&mut self, block: BlockId, admonition: &Admonition<Resolved>) {
        let is_quoted = admonition.kind.is_quoted();
        self.uses(if is_quoted { Piece::Abstract } else { Piece::Admonition });
        // `doc-tip` and `notice` are what the vocabularies know; the rest are notes by the way.
        let (class, role) = match admonition.kind {
            AdmonitionKind::Note => ("admonition note-box", " role=\"note\""),
            AdmonitionKind::Tip => ("admonition tip", " epub:type=\"tip\" role=\"doc-tip\""),
            AdmonitionKind::Important => ("admonition important", " epub:type=\"notice\" role=\"note\""),
            AdmonitionKind::Warning => ("admonition warning", " epub:type=\"notice\" role=\"note\""),
            AdmonitionKind::Caution => ("admonition caution", " epub:type=\"notice\" role=\"note\""),
            AdmonitionKind::Abstract => ("abstract", " epub:type=\"abstract\" role=\"doc-abstract\""),
            AdmonitionKind::Aside => ("admonition", ""),
        };
        let element = if is_quoted { "section" } else { "aside" };
        self.raw("<");
        self.raw(element);
        self.raw(" class=\"");
        self.raw(class);
        let direction = admonition_direction(admonition, self.direction);
        if direction != self.document_direction() && !is_quoted {
            self.uses(Piece::TurnedAdmonition);
            self.raw(" turned");
        }
        self.raw("\"");
        self.raw(role);
        let around = self.turn(direction);
        self.raw(">\n");
        if !admonition.label.is_empty() || !admonition.title.is_empty() {
            self.uses(Piece::AdmonitionTitle);
            self.raw("<p class=\"admonition-title\">");
            let lead = self.manuscript.style.words.before_title(&admonition.label, &admonition.title);
            self.part(Part::Title(block), &lead, &admonition.title, |writer| {
                writer.read_from(0, &lead);
                writer.words(&admonition.title);
            });
            self.raw("</p>\n");
        }
        self.blocks(&admonition.blocks);
        self.raw("</");
        self.raw(element);
        self.raw(">\n");
        self.turn_back(around);
    }
}
