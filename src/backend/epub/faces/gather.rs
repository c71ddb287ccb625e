//! The manuscript → the characters that each face shows in it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::font::{FaceId, Serving, Shown};
use crate::model::{Block, BlockKind, Piece, Resolved, Run, SpanId, SpanKind, TokenKind};
use crate::resolve::Manuscript;
use crate::style::{Face, Family, Role, StyleSheet};

/// The characters of the text, by the faces that show them.
pub(super) fn gather(manuscript: &Manuscript) -> BTreeMap<FaceId, BTreeSet<char>> {
    let mut gatherer = Gatherer { style: &manuscript.style, by_cut: BTreeMap::new() };
    for line in &manuscript.front {
        gatherer.text(&line.text, gatherer.face(line.role));
    }
    gatherer.blocks(&manuscript.document.blocks, Role::Body);
    for note in &manuscript.document.notes {
        gatherer.blocks(&note.blocks, Role::Note);
    }
    let mut faces: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for (face, clusters) in gatherer.by_cut {
        for cluster in clusters {
            let Serving { face: id, shown } = manuscript.fonts.serve(face, &cluster);
            let drawn = match &shown {
                Shown::AsWritten => &cluster,
                Shown::As(other, _) | Shown::Part(other) => other,
                Shown::StandIn => continue,
            };
            // A reading system draws what is written, if it can.
            let all = cluster.chars().chain(drawn.chars()).filter(|it| manuscript.fonts.face(id).covers(*it));
            faces.entry(id).or_default().extend(all);
        }
    }
    faces
}

struct Gatherer<'a> {
    style: &'a StyleSheet,
    by_cut: BTreeMap<Face, BTreeSet<String>>,
}

impl Gatherer<'_> {
    fn face(&self, role: Role) -> Face {
        self.style.roles.of(role).face
    }

    fn text(&mut self, text: &str, face: Face) {
        let clusters = self.by_cut.entry(face).or_default();
        for cluster in text.graphemes(true).filter(|cluster| !cluster.chars().all(char::is_control)) {
            if !clusters.contains(cluster) {
                clusters.insert(cluster.to_owned());
            }
        }
    }

    /// Blocks whose paragraphs play the part of `role`.
    fn blocks(&mut self, blocks: &[Block<Resolved>], role: Role) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let face =
                        self.face(if heading.level == 0 { Role::Part } else { Role::Heading(heading.level) });
                    self.text(&heading.label, face);
                    self.run(&heading.content, face);
                }
                BlockKind::Paragraph(content) => self.run(content, self.face(role)),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks, role)),
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        self.run(&definition.term, self.face(Role::Term));
                        definition.definitions.iter().for_each(|blocks| self.blocks(blocks, role));
                    }
                }
                BlockKind::Quote(blocks) => self.blocks(blocks, Role::Quote),
                BlockKind::Code(code) => {
                    self.run(&code.caption, self.face(Role::Caption));
                    self.text(&code.text, self.face(Role::Code));
                    for token in &code.tokens {
                        self.token(&code.text[token.range.clone()], token.kind);
                    }
                }
                BlockKind::Figure(figure) => {
                    self.text(&figure.label, self.face(Role::Caption));
                    self.run(&figure.caption, self.face(Role::Caption));
                }
                BlockKind::Table(table) => {
                    self.text(&table.label, self.face(Role::Caption));
                    self.run(&table.caption, self.face(Role::Caption));
                    let heads = table.head.iter().flat_map(|row| &row.cells);
                    heads.for_each(|cell| self.blocks(&cell.blocks, Role::TableHead));
                    let body = table.body().flat_map(|row| &row.cells);
                    body.for_each(|cell| self.blocks(&cell.blocks, Role::of_cell(cell.scope)));
                }
                BlockKind::Math(math) => self.run(&math.content, self.face(Role::Math)),
                BlockKind::Admonition(admonition) => {
                    let title = self.face(Role::AdmonitionTitle);
                    self.text(&admonition.label, title);
                    self.run(&admonition.title, title);
                    let role = if admonition.kind.is_quoted() { Role::Quote } else { Role::Admonition };
                    self.blocks(&admonition.blocks, role);
                }
                BlockKind::Break => {}
            }
        }
    }

    fn token(&mut self, words: &str, kind: TokenKind) {
        let look = self.style.code.tokens.of(kind);
        if look.bold || look.italic {
            let face = self.face(Role::Code);
            let face = Face { bold: face.bold || look.bold, italic: face.italic || look.italic, ..face };
            self.text(words, face);
        }
    }

    fn run(&mut self, run: &Run, face: Face) {
        self.pieces(run, SpanId::WHOLE, face);
    }

    fn pieces(&mut self, run: &Run, within: SpanId, face: Face) {
        for piece in run.pieces(within) {
            match piece {
                Piece::Words(_, words) => self.text(words, face),
                Piece::Span(id, span) => match &span.kind {
                    SpanKind::Emphasis => self.pieces(run, id, Face { italic: !face.italic, ..face }),
                    SpanKind::Strong => self.pieces(run, id, Face { bold: true, ..face }),
                    SpanKind::Code => self.pieces(run, id, Face { family: Family::Mono, ..face }),
                    SpanKind::Reading(reading) => self.text(reading, face),
                    SpanKind::Image(image) => self.text(&image.alternative, face),
                    _ => self.pieces(run, id, face),
                },
            }
        }
    }
}
