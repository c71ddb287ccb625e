//! What `resolve` decides, on documents built by hand.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use pressroom::diagnostic::{Code, Diagnostics};
use pressroom::font::Library;
use pressroom::gather::gather;
use pressroom::model::{
    Block, BlockId, BlockKind, Date, Document, Figure, Heading, Image, Inline, Item, Language, Link, List,
    ListKind, Metadata, Note, Parsed, Person, PictureSize, Preferences, Run, SpanKind, Target,
};
use pressroom::resolve::{Format, Manuscript, resolve};
use pressroom::source::{Piece, Sources};
use pressroom::span::{FileId, Span};

fn library() -> Arc<Library> {
    static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| Arc::new(Library::new(&[], &mut Diagnostics::new()))).clone()
}

/// Sources of chapters that lie in a folder `/book`, which need not be there.
fn sources(files: &[&str]) -> Sources {
    let mut sources = Sources::default();
    sources.root = PathBuf::from("/book");
    for file in files {
        let id = sources.add(*file, Some(PathBuf::from("/book").join(file)), " ".repeat(500));
        sources.pieces.push(Piece::Chapter { file: id, depth: 0, title: None, numbered: true });
    }
    sources
}

/// Builds documents; each block has a place and a name of its own.
#[derive(Default)]
struct Builder {
    file: u32,
    blocks: Vec<Block<Parsed>>,
    notes: Vec<Note<Parsed>>,
}

impl Builder {
    fn span(&self) -> Span {
        let at = self.blocks.len() + self.notes.len() * 20;
        Span::new(FileId(self.file), at..at + 1)
    }

    fn block(&mut self, kind: BlockKind<Parsed>) -> &mut Self {
        let id = BlockId((self.blocks.len() + 1000 * self.notes.len()) as u32);
        self.blocks.push(Block { span: self.span(), id, kind });
        self
    }

    fn paragraph(&mut self, content: Vec<Inline<Parsed>>) -> &mut Self {
        self.block(BlockKind::Paragraph(content))
    }

    fn heading(&mut self, level: u8, words: &str, anchor: Option<&str>) -> &mut Self {
        let content = vec![text(words)];
        let anchor = anchor.map(str::to_owned);
        self.block(BlockKind::Heading(Heading {
            level,
            anchor,
            label: (),
            numbered: true,
            listed: true,
            content,
        }))
    }

    fn link(&mut self, target: &str) -> &mut Self {
        let span = self.span();
        self.paragraph(vec![link_at(span, target, "words")])
    }

    fn picture(&mut self, path: &str) -> &mut Self {
        let image = Image {
            span: self.span(),
            picture: path.into(),
            alternative: "alt".into(),
            decorative: false,
            size: PictureSize::default(),
        };
        self.block(BlockKind::Figure(Figure {
            image,
            anchor: None,
            label: (),
            caption: vec![text("It's a caption")],
        }))
    }

    fn note(&mut self, name: &str, content: Vec<Inline<Parsed>>) -> &mut Self {
        let span = self.span();
        let id = BlockId(5000 + self.notes.len() as u32);
        let blocks = vec![Block { span, id, kind: BlockKind::Paragraph(content) }];
        self.notes.push(Note { span, name: name.to_owned(), label: (), blocks });
        self
    }

    fn document(&mut self, language: &str) -> Document<Parsed> {
        Document {
            metadata: Metadata {
                title: "A title".into(),
                language: Language::new(language).expect("a tag"),
                ..Metadata::default()
            },
            preferences: Preferences::default(),
            cover: None,
            blocks: std::mem::take(&mut self.blocks),
            notes: std::mem::take(&mut self.notes),
        }
    }

    fn resolve(&mut self, sources: &Sources) -> (Manuscript, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let manuscript = resolve(gather(self.document("en"), sources), sources, library(), &mut diagnostics);
        (manuscript, diagnostics)
    }
}

fn text(words: &str) -> Inline<Parsed> {
    Inline::Text(words.to_owned())
}

fn link_at(span: Span, target: &str, words: &str) -> Inline<Parsed> {
    Inline::Link(Link { span, target: target.into(), title: String::new(), content: vec![text(words)] })
}

fn reference(name: &str) -> Inline<Parsed> {
    Inline::Note(name.to_owned(), Span::new(FileId(0), 0..1))
}

/// The codes in the order in which they were found.
fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The words of a paragraph in `language` once they are settled.
fn set_line(language: &str, line: Vec<Inline<Parsed>>) -> String {
    let mut builder = Builder::default();
    let document = builder.paragraph(line).document(language);
    let manuscript = resolve(
        gather(document, &sources(&["a.md"])),
        &sources(&["a.md"]),
        library(),
        &mut Diagnostics::new(),
    );
    let BlockKind::Paragraph(content) = &manuscript.document.blocks[0].kind else { panic!("a paragraph") };
    content.plain_text()
}

fn set(language: &str, words: &str) -> String {
    set_line(language, vec![text(words)])
}

/// The targets of the paragraphs that hold a link.
fn targets(manuscript: &Manuscript) -> Vec<String> {
    let blocks = manuscript.document.blocks.iter();
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(content) => content.spans().find_map(|(_, span)| match &span.kind {
                SpanKind::Link { target, .. } => Some(match target {
                    Target::Anchor(anchor) => format!("#{}", anchor.0),
                    Target::Address(address) => address.clone(),
                    Target::Nowhere => "nowhere".to_owned(),
                }),
                _ => None,
            }),
            _ => None,
        })
        .collect()
}

/// The anchors of headings and figures, in order.
fn anchors(manuscript: &Manuscript) -> Vec<&str> {
    let blocks = manuscript.document.blocks.iter();
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => Some(heading.anchor.0.as_str()),
            BlockKind::Figure(figure) => Some(figure.anchor.0.as_str()),
            _ => None,
        })
        .collect()
}

fn check(language: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(typed, wanted)| (typed, wanted, set(language, typed)))
        .filter(|(_, wanted, set)| *wanted != set)
        .map(|(typed, wanted, set)| format!("{typed:?}\n  became {set:?}\n  wanted {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

#[test]
fn quotes_in_english() {
    check(
        "en",
        &[
            (r#""Hello," she said."#, "“Hello,” she said."),
            (r#"He said "she said 'no' to me"."#, "He said “she said ‘no’ to me”."),
            (r#""'Tis true," he said; "'no' was said.""#, "“’Tis true,” he said; “‘no’ was said.”"),
            ("don't, can't, I'll, O'Neill", "don’t, can’t, I’ll, O’Neill"),
            ("the dogs' bowls and James's", "the dogs’ bowls and James’s"),
            ("in the '90s, '68 and rock 'n' roll", "in the ’90s, ’68 and rock ’n’ roll"),
            ("'Twas brillig, give 'em 'til noon", "’Twas brillig, give ’em ’til noon"),
            (r#"("so")"#, "(“so”)"),
            (r#"He left -- "at once" --"#, "He left – “at once” –"),
            (r#""I was—" he began"#, "“I was—” he began"),
            (r#"6' 2" tall, 5'11", a 27.5" wheel"#, "6′ 2″ tall, 5′11″, a 27.5″ wheel"),
            (r#"51°30'26" N"#, "51°30′26″ N"),
            (r#"born in "1990" or "12""#, "born in “1990” or “12”"),
            ("“already” ‘set’ it’s", "“already” ‘set’ it’s"),
            ("wait... what....", "wait… what…."),
            ("one---two, 1--2, a - b, a-b", "one—two, 1–2, a - b, a-b"),
            ("use --help or (-v), <!-- x --> ---- ./...", "use --help or (-v), <!-- x --> ---- ./..."),
            (r#"see https://x.org/a--b'c"d"#, "see https://x.org/a--b'c“d"),
            (r#""First paragraph that goes on"#, "“First paragraph that goes on"),
            ("'Well,' he said", "‘Well,’ he said"),
            ("'Well, he said", "‘Well, he said"),
            ("'foo 'bar' baz'", "‘foo ‘bar’ baz’"),
            (r#"'"double in single"'"#, "‘“double in single”’"),
            (r#""'single in double'""#, "“‘single in double’”"),
            (r#""Monitor 21"" and "Monitor""#, "“Monitor 21″” and “Monitor”"),
            (r#"The dog---"'man's' best friend""#, "The dog—“‘man’s’ best friend”"),
            (r#"I thought "... oh no; what is that?""#, "I thought “… oh no; what is that?”"),
            (r#""(hai)"."#, "“(hai)”."),
            (r#""a" "b""#, "“a” “b”"),
            (r#"""#, "“"),
            ("'", "’"),
        ],
    );
}

#[test]
fn quotes_by_language() {
    let double = r#"(a) "outer 'inner' words" z"#;
    let cases = [
        ("fr", "(a) «\u{A0}outer “inner” words\u{A0}» z"),
        ("de", "(a) „outer ‚inner‘ words“ z"),
        ("de-CH", "(a) «outer ‹inner› words» z"),
        ("es", "(a) «outer “inner” words» z"),
        ("it", "(a) «outer “inner” words» z"),
        ("pt", "(a) “outer ‘inner’ words” z"),
        ("pt-BR", "(a) “outer ‘inner’ words” z"),
        ("pt-PT", "(a) «outer “inner” words» z"),
        ("nl", "(a) “outer ‘inner’ words” z"),
        ("pl", "(a) „outer «inner» words” z"),
        ("ru", "(a) «outer „inner“ words» z"),
        ("uk", "(a) «outer „inner“ words» z"),
        ("cs", "(a) „outer ‚inner‘ words“ z"),
        ("hu", "(a) „outer »inner« words” z"),
        ("sv", "(a) ”outer ’inner’ words” z"),
        ("fi", "(a) ”outer ’inner’ words” z"),
        ("da", "(a) »outer ›inner‹ words« z"),
        ("nb", "(a) «outer ‘inner’ words» z"),
        ("el", "(a) «outer “inner” words» z"),
        ("tr", "(a) “outer ‘inner’ words” z"),
        ("km", "(a) “outer ‘inner’ words” z"),
        ("zh", "(a) “outer ‘inner’ words” z"),
        ("ja", "(a) “outer ‘inner’ words” z"),
        ("ar", "(a) «outer “inner” words» z"),
        ("he", "(a) ”outer ’inner’ words” z"),
        ("xx", "(a) “outer ‘inner’ words” z"),
    ];
    for (language, wanted) in cases {
        assert_eq!(set(language, double), wanted, "{language}");
    }
}

#[test]
fn marks_of_single_languages() {
    check(
        "fr",
        &[
            ("Quoi ? Non ! Si ; voici : ça", "Quoi\u{202F}? Non\u{202F}! Si\u{202F}; voici\u{A0}: ça"),
            ("Quoi? Non! Oui?!", "Quoi\u{202F}? Non\u{202F}! Oui\u{202F}?!"),
            ("« mot » et «mot»", "«\u{A0}mot\u{A0}» et «\u{A0}mot\u{A0}»"),
            (r#"" Bonjour ", dit-il"#, "«\u{A0}Bonjour\u{A0}», dit-il"),
            (r#"l'"homme" d'aujourd'hui"#, "l’«\u{A0}homme\u{A0}» d’aujourd’hui"),
            ("à 10:30, http://a.org/?q", "à 10:30, http://a.org/?q"),
            ("«\u{A0}mot\u{A0}» déjà\u{202F}!", "«\u{A0}mot\u{A0}» déjà\u{202F}!"),
        ],
    );
    check("fr-CA", &[("Quoi? voici : \"ça\"", "Quoi? voici\u{A0}: «\u{A0}ça\u{A0}»")]);
    check(
        "fr-CH",
        &[("Quoi ? voici: \"ça\" et « ça »", "Quoi\u{202F}? voici\u{202F}: «ça» et «\u{202F}ça\u{202F}»")],
    );
    check("nl", &[("'s avonds in 't bos, foto's", "’s avonds in ’t bos, foto’s")]);
    check(
        "de",
        &[
            ("wie z. B. hier, i. d. R. so.", "wie z.\u{202F}B. hier, i.\u{202F}d.\u{202F}R. so."),
            ("der Satz. Beide; z.B. eng", "der Satz. Beide; z.B. eng"),
        ],
    );
    check("de", &[("Wie geht's? \"Gut\", so 'n Ding", "Wie geht’s? „Gut“, so ’n Ding")]);
    check("he", &[("צה\"ל אמר \"שלום\" ג'ירפה", "צה״ל אמר ”שלום” ג׳ירפה")]);
    check("ja", &[("彼は\"はい\"と言った", "彼は「はい」と言った")]);
    check("zh", &[("他说\"好\"。", "他说“好”。")]);
    check("zh-Hant", &[("他說\"好'的'\"。", "他說「好『的』」。")]);
    check("ru", &[("--- Привет, \"друг\"", "— Привет, «друг»")]);
    check("uk", &[("п'ять", "п’ять")]);
    check("km", &[("គាត់និយាយថា \"បាទ\" ។", "គាត់និយាយថា “បាទ” ។")]);
}

#[test]
fn a_quotation_goes_through_emphasis_but_not_into_code() {
    let line = vec![
        text("He said \""),
        Inline::Emphasis(vec![text("it's \"here\"")]),
        Inline::Code("\"--x\"".into()),
        text("\". So `"),
        Inline::Code("f".into()),
        text("'s\""),
        reference("gone"),
    ];
    assert_eq!(set_line("en", line), "He said “it’s ‘here’\"--x\"”. So `f’s”[^gone]");
}

#[test]
fn a_link_that_shows_its_address_keeps_it() {
    let span = Span::new(FileId(0), 0..1);
    let line = vec![text("\"see\" "), link_at(span, "https://a.org/x--y...", "https://a.org/x--y...")];
    assert_eq!(set_line("en", line), "“see” https://a.org/x--y...");
}

#[test]
fn line_ends_become_spaces_where_the_script_has_them() {
    let join = |before: &str, after: &str| set_line("zh", vec![text(before), Inline::SoftBreak, text(after)]);
    assert_eq!(join("one", "two"), "one two");
    assert_eq!(join("中文", "文字"), "中文文字");
    assert_eq!(join("中文，", "文字"), "中文，文字");
    assert_eq!(join("中文", "word"), "中文 word");
    assert_eq!(join("한국", "말"), "한국 말");
    assert_eq!(join("ខ្មែរ\u{200B}", "អក្សរ"), "ខ្មែរ\u{200B}អក្សរ");
}

#[test]
fn slugs_are_those_of_github() {
    let cases = [
        ("Getting Started", "getting-started"),
        ("What's new in v1.2.3?", "whats-new-in-v123"),
        ("C++ & Rust -- a comparison", "c--rust----a-comparison"),
        ("snake_case and `code`", "snake_case-and-code"),
        ("日本語の見出し", "日本語の見出し"),
        ("Über Größe", "über-größe"),
        ("ខ្មែរ", "ខ្មែរ"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Emoji 🎉 here", "emoji--here"),
        ("Getting Started", "getting-started-1"),
        ("getting started", "getting-started-2"),
        ("x² ½ ①", "x--"),
        ("1 starts with a digit", "s-1-starts-with-a-digit"),
        ("!!!", "section"),
        ("???", "section-1"),
    ];
    let mut builder = Builder::default();
    cases.iter().for_each(|(words, _)| {
        builder.heading(1, words, None);
    });
    let (manuscript, _) = builder.resolve(&sources(&["a.md"]));
    let wanted: Vec<&str> = cases.iter().map(|(_, slug)| *slug).collect();
    assert_eq!(anchors(&manuscript), wanted);
}

#[test]
fn names_that_are_given_win_and_the_first_keeps_them() {
    let mut builder = Builder::default();
    builder.heading(1, "Intro", None).heading(2, "Setup", None).heading(2, "Setup", Some("intro"));
    builder.heading(2, "Other", Some("intro")).link("#intro").link("#other").link("#intro-1");
    let (manuscript, diagnostics) = builder.resolve(&sources(&["a.md"]));
    assert_eq!(anchors(&manuscript), ["intro-1", "setup", "intro", "other"]);
    assert_eq!(targets(&manuscript), ["#intro", "#other", "#intro-1"]);
    assert_eq!(codes(&diagnostics), [Code::DuplicateAnchor, Code::DuplicateAnchor]);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.span.is_some() && diagnostic.labels.len() == 1));
}

#[test]
fn names_become_xml_names() {
    let mut builder = Builder::default();
    for name in ["fig:press", "has space", "a\"b<c>", "1st", "-x", "_y", "日本"] {
        builder.heading(1, "Words", Some(name)).link(&format!("#{name}"));
    }
    let (manuscript, _) = builder.resolve(&sources(&["a.md"]));
    let wanted = ["fig-press", "has-space", "a-b-c", "s-1st", "s--x", "_y", "日本"];
    assert_eq!(anchors(&manuscript), wanted);
    assert_eq!(targets(&manuscript), wanted.map(|name| format!("#{name}")));
}

#[test]
fn anchors_are_unique_in_a_book_and_links_cross_its_files() {
    let mut builder = Builder::default();
    builder.heading(1, "One", None).heading(2, "Summary", None);
    builder.link("ch02.md").link("ch02.md#summary").link("ch02.html#summary").link("./ch02.md#SUMMARY");
    builder.link("ch02").link("One").link("#summary").link("ch03.md").link("../x/ch02.md").link("Three");
    builder.file = 1;
    builder.heading(1, "Two", None).heading(2, "Summary", None).link("#summary").link("ch01.md#summary");
    let (manuscript, diagnostics) = builder.resolve(&sources(&["ch01.md", "ch02.md"]));
    assert_eq!(anchors(&manuscript), ["one", "summary", "two", "ch02-summary"]);
    assert_eq!(
        targets(&manuscript),
        [
            "#two",
            "#ch02-summary",
            "#ch02-summary",
            "#ch02-summary",
            "#two",
            "#one",
            "#summary",
            "nowhere",
            "nowhere",
            "nowhere",
            "#ch02-summary",
            "#summary"
        ]
    );
    assert_eq!(codes(&diagnostics), [Code::UnknownTarget; 3]);
}

#[test]
fn fragments_may_be_raw_or_percent_encoded() {
    let mut builder = Builder::default();
    builder.heading(1, "日本語", None).link("#日本語").link("#%E6%97%A5%E6%9C%AC%E8%AA%9E").link("#日本");
    let (manuscript, diagnostics) = builder.resolve(&sources(&["a.md"]));
    assert_eq!(targets(&manuscript), ["#日本語", "#日本語", "nowhere"]);
    let help = diagnostics.iter().next().and_then(|diagnostic| diagnostic.help.as_deref());
    assert_eq!(help, Some("did you mean `#日本語`?"));
}

#[test]
fn addresses_are_checked_for_form() {
    let mut builder = Builder::default();
    let cases = [
        ("https://example.org/a b?q=\"x\"#f", "https://example.org/a%20b?q=%22x%22#f"),
        ("HTTP://example.org", "http://example.org"),
        ("//host/x", "https://host/x"),
        ("https://zh.wikipedia.org/wiki/中文", "https://zh.wikipedia.org/wiki/中文"),
        ("https://x.org/100%", "https://x.org/100%25"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("tel:+49 123", "tel:+49%20123"),
        ("ftp://a.org/", "ftp://a.org/"),
        ("http://[::1", "nowhere"),
        ("http://", "nowhere"),
        ("mailto:", "nowhere"),
        ("", "nowhere"),
        ("%zz", "nowhere"),
        ("C:\\x.md", "nowhere"),
        ("/docs/x", "nowhere"),
        ("../", "nowhere"),
        ("www.example.org", "nowhere"),
    ];
    for (target, _) in cases {
        builder.link(target);
    }
    let (manuscript, diagnostics) = builder.resolve(&sources(&["a.md"]));
    assert_eq!(targets(&manuscript), cases.map(|(_, wanted)| wanted));
    // The nine that lead nowhere, and the one that was mended.
    assert_eq!(codes(&diagnostics), [Code::UnknownTarget; 10]);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.span.is_some() && diagnostic.help.is_some()));
}

#[test]
fn unsafe_links_lose_their_target() {
    let mut builder = Builder::default();
    let targets_given = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "x-own:y",
    ];
    for target in targets_given {
        builder.link(target);
    }
    let (manuscript, diagnostics) = builder.resolve(&sources(&["a.md"]));
    assert_eq!(targets(&manuscript), ["nowhere"; 8]);
    assert_eq!(codes(&diagnostics), [Code::UnsafeTarget; 8]);
}

#[test]
fn a_link_to_the_beginning_of_a_text_without_headings_has_a_place_to_go() {
    let mut builder = Builder::default();
    builder.paragraph(vec![text("First.")]).link("#a-title").link("#top");
    let (manuscript, diagnostics) = builder.resolve(&sources(&["a.md"]));
    assert_eq!(targets(&manuscript), ["#_top", "#_top"]);
    let BlockKind::Paragraph(first) = &manuscript.document.blocks[0].kind else { panic!("a paragraph") };
    let first = first.spans().next().map(|(_, span)| &span.kind);
    assert!(matches!(first, Some(SpanKind::Anchor(anchor)) if anchor.0 == "_top"));
    assert_eq!(codes(&diagnostics), []);
}

#[test]
fn notes_come_in_the_order_of_their_first_reference() {
    let mut builder = Builder::default();
    builder.paragraph(vec![text("x"), reference("b"), reference("a"), reference("B"), reference("gone")]);
    builder.note("a", vec![text("first")]);
    builder.note("unused", vec![text("never"), reference("only-here")]);
    builder.note("b", vec![text("see"), reference("c")]);
    builder.note("c", vec![text("ring"), reference("b"), reference("c")]);
    builder.note("only-here", vec![text("x")]);
    let (manuscript, diagnostics) = builder.resolve(&sources(&["a.md"]));
    let notes: Vec<_> =
        manuscript.document.notes.iter().map(|note| (note.name.as_str(), note.label.as_str())).collect();
    assert_eq!(notes, [("b", "1"), ("c", "2"), ("a", "3")]);
    let BlockKind::Paragraph(content) = &manuscript.document.blocks[0].kind else { panic!("a paragraph") };
    let marks: Vec<_> = content
        .spans()
        .filter_map(|(_, span)| match &span.kind {
            SpanKind::Note(mark, _) => Some((mark.note, mark.occurrence)),
            _ => None,
        })
        .collect();
    assert_eq!(marks, [(0, 0), (2, 0), (0, 1)]);
    assert_eq!(content.plain_text(), "x[^gone]");
    assert_eq!(codes(&diagnostics), [Code::UnknownNote, Code::UnusedNote, Code::UnusedNote]);
}

#[test]
fn a_chain_of_notes_does_not_end_the_stack() {
    let mut builder = Builder::default();
    builder.paragraph(vec![reference("0")]);
    for note in 0..50_000 {
        let span = Span::new(FileId(0), 0..1);
        let kind = BlockKind::Paragraph(vec![reference(&(note + 1).to_string())]);
        let blocks = vec![Block { span, id: BlockId(note + 1), kind }];
        builder.notes.push(Note { span, name: note.to_string(), label: (), blocks });
    }
    let (manuscript, _) = builder.resolve(&sources(&["a.md"]));
    assert_eq!(manuscript.document.notes.len(), 50_000);
}

#[test]
fn headings_are_numbered_and_listed() {
    let mut builder = Builder::default();
    builder.heading(0, "Part", None).heading(1, "It's one", None).heading(2, "A", None);
    builder.heading(3, "Deep", None).heading(1, "Two", None);
    builder.block(BlockKind::Quote(vec![]));
    let mut document = builder.document("en");
    document.preferences.number_sections = Some(true);
    let manuscript = resolve(
        gather(document, &sources(&["a.md"])),
        &sources(&["a.md"]),
        library(),
        &mut Diagnostics::new(),
    );
    let contents: Vec<_> = manuscript
        .contents
        .iter()
        .map(|entry| (entry.level, entry.label.as_str(), entry.content.plain_text()))
        .collect();
    let wanted = [(0, "", "Part"), (1, "1", "It’s one"), (2, "1.1", "A"), (1, "2", "Two")];
    assert_eq!(contents, wanted.map(|(level, label, words)| (level, label, words.to_owned())));
}

#[test]
fn contents_hold_no_links_notes_or_anchors() {
    let mut builder = Builder::default();
    let span = Span::new(FileId(0), 0..1);
    let content = vec![
        Inline::Anchor(Some("here".into())),
        Inline::Emphasis(vec![link_at(span, "#here", "Words")]),
        reference("n"),
    ];
    builder.block(BlockKind::Heading(Heading {
        level: 1,
        anchor: None,
        label: (),
        numbered: true,
        listed: true,
        content,
    }));
    builder.note("n", vec![text("note")]);
    let (manuscript, _) = builder.resolve(&sources(&["a.md"]));
    let words = vec![Inline::Emphasis(vec![Inline::Text("Words".into())])];
    assert_eq!(manuscript.contents[0].content, Run::from(words));
    assert_eq!(manuscript.contents[0].anchor.0, "words");
}

#[test]
fn lists_count_and_figures_have_labels() {
    let mut builder = Builder::default();
    let item = || Item { span: Span::new(FileId(0), 0..1), marker: (), task: None, blocks: vec![] };
    builder.block(BlockKind::List(List {
        kind: ListKind::Ordered(3),
        tight: true,
        items: vec![item(), item()],
    }));
    builder.picture("none.png");
    let document = builder.document("de");
    let mut diagnostics = Diagnostics::new();
    let manuscript =
        resolve(gather(document, &sources(&["a.md"])), &sources(&["a.md"]), library(), &mut diagnostics);
    let BlockKind::List(list) = &manuscript.document.blocks[0].kind else { panic!("a list") };
    assert_eq!(list.items.iter().map(|item| item.marker.as_str()).collect::<Vec<_>>(), ["3.", "4."]);
    let BlockKind::Figure(figure) = &manuscript.document.blocks[1].kind else { panic!("a figure") };
    assert_eq!((figure.label.as_str(), figure.anchor.0.as_str()), ("Abbildung 1", "figure-1"));
    assert_eq!(figure.image.picture, None);
    assert_eq!(codes(&diagnostics), [Code::MissingImage]);
}

#[test]
fn the_title_page_speaks_the_language() {
    let lines = |language: &str, date: &str| {
        let mut document = Builder::default().document(language);
        let person = |name: &str| Person {
            name: name.into(),
            file_as: None,
            role: "aut".into(),
            affiliation: Some("The Press".into()),
        };
        document.metadata.title = "It's \"so\"".into();
        document.metadata.authors = vec![person("Ada"), person("Grace"), person("Jean")];
        document.metadata.date = Date::parse(date);
        let manuscript = resolve(
            gather(document, &sources(&["a.md"])),
            &sources(&["a.md"]),
            library(),
            &mut Diagnostics::new(),
        );
        assert_eq!(manuscript.document.metadata.title, manuscript.front[0].text);
        manuscript.front.into_iter().map(|line| line.text).collect::<Vec<_>>()
    };
    assert_eq!(
        lines("en", "2023-06-19"),
        ["It’s “so”", "By Ada, Grace and Jean", "The Press", "19 June 2023"]
    );
    for (language, date, wanted) in [
        ("en-US", "2023-06-19", "June 19, 2023"),
        ("fr", "2023-06-19", "19 juin 2023"),
        ("fr", "2023-06-01", "1er juin 2023"),
        ("de", "2023-06-19", "19. Juni 2023"),
        ("es", "2023-06-19", "19 de junio de 2023"),
        ("ru", "2023-06", "июнь 2023"),
        ("pl", "2023-06-19", "19 czerwca 2023"),
        ("zh", "2023-06-19", "2023年6月19日"),
        ("ja", "2023", "2023年"),
        ("xx", "2023-06-09", "2023-06-09"),
    ] {
        assert_eq!(lines(language, date).last().map(String::as_str), Some(wanted), "{language}");
    }
}

mod pictures {
    use super::*;

    /// A folder with `files`, and sources of one text in it.
    fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Sources) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it is there");
        for (name, bytes) in files {
            std::fs::write(root.join(name), bytes).expect("written");
        }
        let mut sources = Sources::default();
        sources.root = root.clone();
        let file = sources.add("a.md", Some(root.join("a.md")), " ".repeat(100));
        sources.pieces.push(Piece::Chapter { file, depth: 0, title: None, numbered: true });
        (folder, sources)
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_luma8(width, height)
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("written");
        bytes.into_inner()
    }

    fn resolve_pictures(files: &[(&str, &[u8])]) -> (Manuscript, Diagnostics) {
        let (_folder, sources) = folder(files);
        let mut builder = Builder::default();
        files.iter().for_each(|(name, _)| {
            builder.picture(name);
        });
        builder.resolve(&sources)
    }

    /// What is wrong with one picture.
    fn complaint(name: &str, bytes: &[u8]) -> String {
        let (manuscript, diagnostics) = resolve_pictures(&[(name, bytes)]);
        assert!(manuscript.assets.is_empty());
        let diagnostic = diagnostics.iter().next().expect("a complaint");
        assert_eq!(diagnostic.code, Code::BadImage);
        diagnostic.message.clone()
    }

    #[test]
    fn equal_pictures_are_one() {
        let (one, other) = (png(3, 2), png(2, 3));
        let files: &[(&str, &[u8])] = &[("A b.png", &one), ("copy.jpg", &one), ("a-b.png", &other)];
        let (manuscript, diagnostics) = resolve_pictures(files);
        let assets: Vec<_> = manuscript
            .assets
            .iter()
            .map(|asset| (asset.name.as_str(), asset.format, asset.width, asset.height))
            .collect();
        assert_eq!(assets, [("a-b.png", Format::Png, 3, 2), ("a-b-2.png", Format::Png, 2, 3)]);
        assert_eq!(codes(&diagnostics), []);
    }

    #[test]
    fn a_jpeg_is_read_by_its_headers() {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(40, 20)
            .write_to(&mut bytes, image::ImageFormat::Jpeg)
            .expect("written");
        let mut bytes = bytes.into_inner();
        let (manuscript, _) = resolve_pictures(&[("a.jpg", &bytes)]);
        assert_eq!((manuscript.assets[0].width, manuscript.assets[0].height), (40, 20));
        assert_eq!(manuscript.assets[0].format, Format::Jpeg);

        // Turned by a quarter, as a camera says it.
        let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        bytes.splice(2..2, exif.iter().copied());
        let (manuscript, diagnostics) = resolve_pictures(&[("a.jpg", &bytes)]);
        assert_eq!(codes(&diagnostics), []);
        assert_eq!((manuscript.assets[0].width, manuscript.assets[0].height), (20, 40));

        bytes.truncate(bytes.len() - 2);
        let (manuscript, diagnostics) = resolve_pictures(&[("a.jpg", &bytes)]);
        assert_eq!(codes(&diagnostics), [Code::BadImage], "its end is missing, and no pixel");
        assert_eq!((manuscript.assets[0].width, manuscript.assets[0].height), (20, 40));
        assert!(complaint("a.jpg", &bytes[..60]).contains("cut off"));
    }

    #[test]
    fn what_is_broken_is_said_with_its_cause() {
        let mut broken = png(9, 9);
        let middle = broken.len() - 20;
        broken[middle] ^= 0xFF;
        for (name, bytes, cause) in [
            ("a.png", b"".as_slice(), "empty"),
            ("a.png", b"not a picture", "not PNG"),
            ("a.jpg", b"<html></html>", "not PNG"),
            ("a.png", broken.as_slice(), "CRC"),
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "never closed"),
            ("a.webp", b"RIFF\x0c\0\0\0WEBPVP8 ", ""),
        ] {
            let message = complaint(name, bytes);
            assert!(message.contains(cause), "{name}: {message}");
        }
    }

    #[test]
    fn size_is_read_before_the_picture_is() {
        let mut bomb = png(1, 1);
        bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        // The checksum of the head that says 60000 by 60000.
        bomb[29..33].copy_from_slice(&0x55F1_E4E7_u32.to_be_bytes());
        let message = complaint("bomb.png", &bomb);
        assert!(message.contains("60000 × 60000") || message.contains("CRC"), "{message}");
    }

    #[test]
    fn a_drawing_becomes_plain_shapes() {
        let svg = br#"<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"
            onload="x()"><script>alert(1)</script><rect width="9" height="9"/><text y="15">Hi</text>
            <image href="file:///etc/passwd" width="9" height="9"/><a href="javascript:x"><rect width="3" height="3"/></a></svg>"#;
        let (manuscript, diagnostics) = resolve_pictures(&[("a.svg", svg)]);
        // The script, and the file outside.
        assert_eq!(codes(&diagnostics), [Code::BadImage, Code::OutsideSource]);
        let asset = &manuscript.assets[0];
        assert_eq!((asset.width, asset.height, asset.format), (30, 20, Format::Svg));
        let written = std::str::from_utf8(&asset.bytes).expect("UTF-8");
        for gone in ["script", "onload", "passwd", "<text", "<image"] {
            assert!(!written.contains(gone), "{gone} in {written}");
        }
        assert!(written.contains("viewBox=\"0 0 30 20\""), "{written}");
        // The two rectangles, and the outlines of the word.
        assert!(written.matches("<path").count() >= 3, "{written}");
    }

    #[test]
    fn a_drawing_cannot_take_all_time_or_stack() {
        let mut bomb = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs>"#);
        bomb.push_str(r#"<rect id="x0" width="1" height="1"/>"#);
        for level in 1..30 {
            let uses = format!(r##"<use href="#x{}"/>"##, level - 1).repeat(10);
            bomb.push_str(&format!(r#"<g id="x{level}">{uses}</g>"#));
        }
        bomb.push_str(r##"</defs><use href="#x29"/></svg>"##);
        assert!(complaint("bomb.svg", bomb.as_bytes()).contains("shapes"));
        let deep = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}{}</svg>"#,
            "<g>".repeat(100_000),
            "</g>".repeat(100_000)
        );
        assert!(complaint("deep.svg", deep.as_bytes()).contains("nested"));
    }

    #[test]
    fn pictures_on_the_network_are_one_report() {
        let (_folder, sources) = folder(&[]);
        let mut builder = Builder::default();
        builder.picture("https://x.org/a.png").picture("https://x.org/b.png").picture("//x.org/c.png");
        let (_, diagnostics) = builder.resolve(&sources);
        assert_eq!(codes(&diagnostics), [Code::RemoteImage]);
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let (_folder, sources) = folder(&[]);
        let mut builder = Builder::default();
        builder.picture("../x.png").picture("/etc/passwd").picture("a\0b.png").picture(".");
        let (manuscript, diagnostics) = builder.resolve(&sources);
        assert!(manuscript.assets.is_empty());
        assert_eq!(
            codes(&diagnostics),
            [Code::OutsideSource, Code::MissingImage, Code::MissingImage, Code::BadImage]
        );
    }

    #[test]
    fn data_in_the_text_itself_is_a_picture() {
        let gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        let (_folder, sources) = folder(&[]);
        let (manuscript, diagnostics) = Builder::default().picture(gif).resolve(&sources);
        assert_eq!(codes(&diagnostics), []);
        assert_eq!(manuscript.assets[0].name, "picture.gif");
    }
}
