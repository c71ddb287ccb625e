//! Headings, figures, tables and named places → anchors, unique in the whole document.
//!
//! A name is first settled within its file, as a reader of that file on GitHub knows it: names
//! that the author gave win, headings get their slug, and a slug that is taken gets `-1`, `-2` …
//! Then it becomes unique in the document: of two files with one name the first keeps it, the
//! second puts its file's name in front. Links are looked up by the name within the file.

use std::collections::{BTreeMap, BTreeSet};

use super::slug::{heading_words, slug, stem, xml_name};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Anchor, Block, BlockId, BlockKind, Inline, Note, Parsed, Visitor, percent_decoded, walk_blocks,
    walk_inlines,
};
use crate::source::{Piece, Sources};
use crate::span::{FileId, Span};

/// All anchors of a document.
pub(super) struct Anchors {
    /// Of headings, figures and tables.
    blocks: BTreeMap<BlockId, Anchor>,
    /// By file and name as written.
    names: BTreeMap<(FileId, String), Anchor>,
    /// By file and name in lower case, the first of each.
    folded: BTreeMap<(FileId, String), Anchor>,
    /// By slug, wherever it is; the first of each.
    slugs: BTreeMap<String, Anchor>,
    /// The names that stand at a place among words, not at a block.
    inline: BTreeSet<(FileId, String)>,
    /// The first heading of each file.
    tops: BTreeMap<FileId, Anchor>,
    /// The chapters by the slug of their file's name.
    stems: BTreeMap<String, FileId>,
    /// The slug of the title, which is a heading no more.
    title: String,
}

impl Anchors {
    /// The anchor of the heading, figure or table `block`.
    pub fn of(&self, block: BlockId) -> Option<&Anchor> {
        self.blocks.get(&block)
    }

    /// The anchor at a place among words that the author calls `name`; `None` if the name went to
    /// another place.
    pub fn at_place(&self, file: FileId, name: &str) -> Option<&Anchor> {
        let key = (file, name.to_owned());
        if self.inline.contains(&key) { self.names.get(&key) } else { None }
    }

    /// The first heading of `file`.
    pub fn top(&self, file: FileId) -> Option<&Anchor> {
        self.tops.get(&file)
    }

    /// The place in `file` that the words after `#` mean: as written, then with percent signs
    /// decoded, then in any case, then as a heading's words.
    pub fn find(&self, file: FileId, fragment: &str) -> Option<&Anchor> {
        let decoded = percent_decoded(fragment);
        let exact = |name: &str| self.names.get(&(file, name.to_owned()));
        let folded = |name: String| self.folded.get(&(file, name));
        exact(fragment)
            .or_else(|| exact(&decoded))
            .or_else(|| folded(decoded.to_lowercase()))
            .or_else(|| Some(slug(&decoded)).filter(|slug| !slug.is_empty()).and_then(folded))
    }

    /// Whether the words after `#` mean the title, which has no place in the text.
    pub fn is_title(&self, fragment: &str) -> bool {
        !self.title.is_empty() && slug(&percent_decoded(fragment)) == self.title
    }

    /// The first heading, in any file, with these words.
    pub fn heading(&self, words: &str) -> Option<&Anchor> {
        Some(slug(words)).filter(|slug| !slug.is_empty()).and_then(|slug| self.slugs.get(&slug))
    }

    /// The chapter whose file has this name.
    pub fn chapter(&self, name: &str) -> Option<FileId> {
        self.stems.get(&slug(stem(name))).copied()
    }

    /// The names in `file`, in the order of the alphabet.
    pub fn names(&self, file: FileId) -> impl Iterator<Item = &str> {
        let range = (file, String::new())..(FileId(file.0 + 1), String::new());
        self.names.range(range).map(|((_, name), _)| name.as_str())
    }
}

/// What may be reached, in reading order.
struct Claim {
    place: Span,
    owner: Owner,
    /// The name the author gave.
    given: Option<String>,
    /// The name it has else; may be empty.
    otherwise: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Owner {
    Heading(BlockId),
    Figure(BlockId),
    Table(BlockId),
    Place,
}

/// Names everything in `blocks` and `notes` that can be linked to. `title` is the document's.
pub(super) fn name(
    blocks: &[Block<Parsed>],
    notes: &[Note<Parsed>],
    title: &str,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Anchors {
    let mut claims = Claims::default();
    walk_blocks(blocks, &mut claims);
    notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut claims));
    let mut claims = claims.found;
    let names = settle_in_files(&mut claims, diagnostics);
    let mut anchors = Anchors {
        blocks: BTreeMap::new(),
        names: BTreeMap::new(),
        folded: BTreeMap::new(),
        slugs: BTreeMap::new(),
        inline: BTreeSet::new(),
        tops: BTreeMap::new(),
        stems: BTreeMap::new(),
        title: slug(title),
    };
    for piece in &sources.pieces {
        if let Piece::Chapter { file, .. } = piece {
            anchors.stems.entry(slug(stem(sources.path(*file)))).or_insert(*file);
        }
    }
    let mut taken = Taken::default();
    for (claim, name) in claims.iter().zip(names) {
        let Some(name) = name else { continue };
        let file = claim.place.file;
        // A heading of signs alone has an empty slug.
        let nameless = claim.given.is_none() && claim.otherwise.is_empty();
        let valid = if nameless { format!("section{name}") } else { xml_name(&name) };
        let anchor = Anchor(taken.unique(&valid, || xml_name(stem(sources.path(file)))));
        match claim.owner {
            Owner::Heading(id) => {
                anchors.blocks.insert(id, anchor.clone());
                anchors.tops.entry(file).or_insert_with(|| anchor.clone());
                anchors.slugs.entry(claim.otherwise.clone()).or_insert_with(|| anchor.clone());
            }
            Owner::Figure(id) | Owner::Table(id) => {
                anchors.blocks.insert(id, anchor.clone());
            }
            Owner::Place => {
                anchors.inline.insert((file, name.clone()));
            }
        }
        anchors.folded.entry((file, name.to_lowercase())).or_insert_with(|| anchor.clone());
        anchors.names.insert((file, name), anchor);
    }
    // A heading with a name of the author's answers to its words as well, where nothing else does.
    for claim in claims.iter().filter(|claim| claim.given.is_some() && !claim.otherwise.is_empty()) {
        let key = (claim.place.file, claim.otherwise.clone());
        if let Owner::Heading(id) = claim.owner
            && let Some(anchor) = anchors.blocks.get(&id)
        {
            anchors.names.entry(key.clone()).or_insert_with(|| anchor.clone());
            anchors.folded.entry(key).or_insert_with(|| anchor.clone());
        }
    }
    anchors
}

/// The name of each claim within its file; `None` for a place whose name went to another.
fn settle_in_files(claims: &mut [Claim], diagnostics: &mut Diagnostics) -> Vec<Option<String>> {
    // What the author gave, first come first served.
    let mut given: BTreeMap<(FileId, String), Span> = BTreeMap::new();
    for claim in claims.iter_mut() {
        let Some(name) = claim.given.clone() else { continue };
        match given.get(&(claim.place.file, name.clone())) {
            None => {
                given.insert((claim.place.file, name), claim.place);
            }
            Some(first) => {
                diagnostics.add(
                    Diagnostic::warning(
                        Code::DuplicateAnchor,
                        claim.place,
                        format!("two places are called `{name}`"),
                    )
                    .with_label(*first, "the first, to which links lead")
                    .with_help("give this one another name"),
                );
                claim.given = None;
            }
        }
    }
    // Then the headings' slugs, and the figures' numbers.
    let mut slugs: BTreeMap<(FileId, String), u32> = BTreeMap::new();
    claims
        .iter()
        .map(|claim| {
            if claim.given.is_some() || claim.owner == Owner::Place {
                return claim.given.clone();
            }
            let key = |name: &str| (claim.place.file, name.to_owned());
            let mut name = claim.otherwise.clone();
            if let (Owner::Heading(_), Some(place)) = (claim.owner, given.get(&key(&name))) {
                diagnostics.add(
                    Diagnostic::warning(
                        Code::DuplicateAnchor,
                        *place,
                        format!("a heading has the name `{name}` too"),
                    )
                    .with_label(claim.place, "the heading, to which links do not lead")
                    .with_help("give one of them another name"),
                );
            }
            while slugs.contains_key(&key(&name)) || given.contains_key(&key(&name)) {
                let count = slugs.entry(key(&claim.otherwise)).or_insert(0);
                *count += 1;
                name = format!("{}-{count}", claim.otherwise);
            }
            slugs.entry(key(&name)).or_insert(0);
            Some(name)
        })
        .collect()
}

/// The names that are given away.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
    /// The last number put behind each name, so that a thousand equal ones are quick.
    last: BTreeMap<String, u32>,
}

impl Taken {
    fn unique(&mut self, name: &str, file: impl Fn() -> String) -> String {
        if self.names.insert(name.to_owned()) {
            return name.to_owned();
        }
        let longer = format!("{}-{name}", file());
        if self.names.insert(longer.clone()) {
            return longer;
        }
        let last = self.last.entry(longer.clone()).or_insert(1);
        loop {
            *last += 1;
            let numbered = format!("{longer}-{last}");
            if self.names.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// Gathers claims on a walk.
#[derive(Default)]
struct Claims {
    found: Vec<Claim>,
    figures: u32,
    pictures: u32,
    tables: u32,
    grids: u32,
    /// The block that the walk is at.
    at: Option<Span>,
}

impl Visitor<Parsed> for Claims {
    fn block(&mut self, block: &Block<Parsed>) {
        self.at = Some(block.span);
        match &block.kind {
            BlockKind::Heading(heading) => self.found.push(Claim {
                place: block.span,
                owner: Owner::Heading(block.id),
                given: heading.anchor.clone(),
                otherwise: slug(&heading_words(&heading.content)),
            }),
            BlockKind::Figure(figure) => {
                let (word, count) = match figure.caption.is_empty() {
                    true => ("picture", &mut self.pictures),
                    false => ("figure", &mut self.figures),
                };
                *count += 1;
                self.found.push(Claim {
                    place: block.span,
                    owner: Owner::Figure(block.id),
                    given: figure.anchor.clone(),
                    otherwise: format!("{word}-{count}"),
                });
            }
            BlockKind::Table(table) => {
                let (word, count) = match table.caption.is_empty() {
                    true => ("grid", &mut self.grids),
                    false => ("table", &mut self.tables),
                };
                *count += 1;
                self.found.push(Claim {
                    place: block.span,
                    owner: Owner::Table(block.id),
                    given: table.anchor.clone(),
                    otherwise: format!("{word}-{count}"),
                });
            }
            BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Math(_)
            | BlockKind::Admonition(_)
            | BlockKind::Break => {}
        }
    }

    fn text(&mut self, text: &Vec<Inline<Parsed>>) {
        let Some(place) = self.at else { return };
        walk_inlines(text, &mut |inline| {
            if let Inline::Anchor(Some(name)) = inline {
                let given = Some(name.clone());
                self.found.push(Claim { place, owner: Owner::Place, given, otherwise: String::new() });
            }
        });
    }
}
