//! Markdown in, model out: the traps of real documents, and that no word is lost.

#[path = "support/effort.rs"]
#[expect(dead_code, reason = "no program is run here")]
mod effort;

use effort::assert_in_proportion;
use pressroom::diagnostic::{Code, Diagnostics};
use pressroom::model::{
    Block, BlockKind, Cell, CellContent, Document, Inline, ListKind, Parsed, Scope, Spans,
};
use pressroom::parse::parse;
use pressroom::source::{Piece, Sources};

/// One file as a document.
fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    let file = sources.add("test.md", None, text.to_owned());
    sources.pieces = vec![Piece::Chapter { file, depth: 0, title: None, numbered: true }];
    sources
}

fn read(text: &str) -> (Document<Parsed>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let document = parse(&sources(text), &mut diagnostics);
    (document, diagnostics)
}

/// The model of `text`, one block a line.
fn shown(text: &str) -> String {
    let (document, _) = read(text);
    let mut out = String::new();
    show_blocks(&document.blocks, 0, &mut out);
    for note in &document.notes {
        out.push_str(&format!("note {}\n", note.name));
        show_blocks(&note.blocks, 1, &mut out);
    }
    out
}

/// What is said of a text, but for what it does not say itself: a title, a language.
fn codes(text: &str) -> Vec<Code> {
    codes_of(&read(text).1)
}

fn codes_of(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).filter(|code| *code != Code::Assumed).collect()
}

fn show_blocks(blocks: &[Block<Parsed>], depth: usize, out: &mut String) {
    for block in blocks {
        let pad = "  ".repeat(depth);
        out.push_str(&pad);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let anchor = heading.anchor.as_ref().map_or(String::new(), |name| format!(" #{name}"));
                let numbered = if heading.numbered { "" } else { " unnumbered" };
                out.push_str(&format!("h{}{anchor}{numbered} {}\n", heading.level, line(&heading.content)));
            }
            BlockKind::Paragraph(content) => out.push_str(&format!("p {}\n", line(content))),
            BlockKind::List(list) => {
                let kind = match list.kind {
                    ListKind::Bullet => "list".to_owned(),
                    ListKind::Ordered(start) => format!("list from {start}"),
                };
                out.push_str(&format!("{kind}{}\n", if list.tight { "" } else { " loose" }));
                for item in &list.items {
                    let task = item.task.map_or("", |done| if done { " [x]" } else { " [ ]" });
                    out.push_str(&format!("{pad}  item{task}\n"));
                    show_blocks(&item.blocks, depth + 2, out);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                out.push_str("definitions\n");
                for definition in definitions {
                    out.push_str(&format!("{pad}  term {}\n", line(&definition.term)));
                    for blocks in &definition.definitions {
                        out.push_str(&format!("{pad}  is\n"));
                        show_blocks(blocks, depth + 2, out);
                    }
                }
            }
            BlockKind::Quote(blocks) => {
                out.push_str("quote\n");
                show_blocks(blocks, depth + 1, out);
            }
            BlockKind::Code(code) => {
                let caption = if code.caption.is_empty() { String::new() } else { line(&code.caption) };
                let head = code.head.as_ref();
                let head = head.map_or(String::new(), |it| format!("[{} {}] ", it.file, it.number));
                out.push_str(&format!("code {:?} {:?} {head}{caption}", code.language, code.text));
                out.truncate(out.trim_end().len());
                out.push('\n');
            }
            BlockKind::Figure(figure) => {
                let anchor = figure.anchor.as_ref().map_or(String::new(), |name| format!(" #{name}"));
                out.push_str(&format!("figure{anchor} {}", line(&[Inline::Image(figure.image.clone())])));
                if !figure.caption.is_empty() {
                    out.push_str(&format!(" caption {}", line(&figure.caption)));
                }
                out.push('\n');
            }
            BlockKind::Table(table) => {
                out.push_str(&format!("table {}", table.alignments.len()));
                if !table.caption.is_empty() {
                    out.push_str(&format!(" caption {}", line(&table.caption)));
                }
                out.push('\n');
                for (nth, row) in table.rows().enumerate() {
                    let mark = if nth < table.head.len() { "head" } else { "row" };
                    let cells: Vec<_> = row.cells.iter().map(cell).collect();
                    out.push_str(&format!("{pad}  {mark} {}\n", cells.join(" | ")));
                }
            }
            BlockKind::Math(math) => out.push_str(&format!("math {:?}\n", math.tex)),
            BlockKind::Admonition(admonition) => {
                let title = line(&admonition.title);
                let kind = format!("{:?}", admonition.kind).to_lowercase();
                out.push_str(format!("{kind} {title}").trim_end());
                out.push('\n');
                show_blocks(&admonition.blocks, depth + 1, out);
            }
            BlockKind::Break => out.push_str("break\n"),
        }
    }
}

/// A cell, behind what is not usual of it; blocks are parted by slashes.
fn cell(cell: &Cell<Parsed>) -> String {
    let mut said = String::new();
    if cell.spans != Spans::ONE {
        said = format!("{}×{} ", cell.spans.columns(), cell.spans.rows());
    }
    if let Some(scope @ (Scope::Row | Scope::ColumnGroup | Scope::RowGroup)) = cell.scope {
        said.push_str(&format!("{scope:?} "));
    }
    match cell.content() {
        CellContent::Blocks(blocks) => {
            let mut text = String::new();
            show_blocks(blocks, 0, &mut text);
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            said + &lines.join(" / ")
        }
        CellContent::Line(..) | CellContent::Nothing => {
            said + &cell.line().map(|it| line(it)).unwrap_or_default()
        }
    }
}

fn line(content: &[Inline<Parsed>]) -> String {
    let within = |mark: &str, content: &[Inline<Parsed>]| format!("{mark}({})", line(content));
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Emphasis(content) => within("em", content),
            Inline::Strong(content) => within("strong", content),
            Inline::Strike(content) => within("strike", content),
            Inline::Subscript(content) => within("sub", content),
            Inline::Superscript(content) => within("sup", content),
            Inline::SmallCaps(content) => within("caps", content),
            Inline::Ruby(base, reading) => within(&format!("ruby {reading} "), base),
            Inline::Foreign(passage, content) => {
                let name = passage.language().map_or(passage.direction().name(), |language| language.tag());
                within(name, content)
            }
            Inline::Code(text) => format!("`{text}`"),
            Inline::Math(math) => format!("math({})", math.tex),
            Inline::Link(link) => format!("[{}]({})", line(&link.content), link.target),
            Inline::Note(name, _) => format!("[^{name}]"),
            Inline::Image(image) => {
                let width = image.size.width.map_or(String::new(), |width| format!(" {width}"));
                format!("![{}]({}{width})", image.alternative, image.picture)
            }
            Inline::Anchor(name) => format!("<#{}>", name.as_deref().unwrap_or_default()),
            Inline::SoftBreak => "/".to_owned(),
            Inline::HardBreak => "//".to_owned(),
        })
        .collect()
}

/// Checks the model of a text against what it should be, line by line.
#[track_caller]
fn check(text: &str, expected: &str) {
    let expected: Vec<_> =
        expected.lines().skip(1).map(|line| line.strip_prefix("        ").unwrap_or(line)).collect();
    let expected = expected.join("\n");
    assert_eq!(shown(text).trim_end(), expected.trim_end(), "\nthe text was:\n{text}");
}

#[test]
fn blocks_of_every_kind() {
    check(
        "# T\n\nOne *two* **three** ~~four~~ `five`\nsix\\\nseven H~2~O x^2^.\n\n## B {#b .unnumbered}\n\n- a\n- [x] b\n\n3. c\n\n   d\n\n> q\n\n> [!TIP]\n> t\n\n```rust,ignore\nfn\n\nx\n```\n\nterm\n: meaning\n\n| a | b |\n|:-:|--|\n| 1 |\n\n---\n\nN[^n].\n\n[^n]: note\n",
        "
        p One em(two) strong(three) strike(four) `five`/six//seven Hsub(2)O xsup(2).
        h1 #b unnumbered B
        list
          item
            p a
          item [x]
            p b
        list from 3 loose
          item
            p c
            p d
        quote
          p q
        tip
          p t
        code \"rust\" \"fn\\n\\nx\"
        definitions
          term term
          is
            p meaning
        table 2
          head a | b
          row 1 | 
        break
        p N[^n].
        note n
          p note",
    );
}

#[test]
fn dollars_in_prose_are_words() {
    check(
        "Wages of US$0.50, and some devices as cheap as US$4 like [Wio](https://a.org/$x).\n\nPut it in *$HOME/.cargo/bin*. Ensure that this directory is in your `$PATH` and $HOME/bin:$PATH.\n\n`$a$` and\n\n    $b$\n\n[x](/a$b$c \"t $d$\") <https://a.org/$e$f>",
        "
        p Wages of US$0.50, and some devices as cheap as US$4 like [Wio](https://a.org/$x).
        p Put it in em($HOME/.cargo/bin). Ensure that this directory is in your `$PATH` and $HOME/bin:$PATH.
        p `$a$` and
        code \"\" \"$b$\"
        p [x](/a$b$c) [https://a.org/$e$f](https://a.org/$e$f)",
    );
}

#[test]
fn formulas_are_kept_to_the_letter() {
    check(
        "So $a_1 * b_2 * c$ and $\\{x\\}$ and $x<y$ for $n$th.\n\n$$\na\n- b &= c\n$$\n\nText\n$$x$$\nmore $$y$$ end.\n\n> $$\n> a\n> b\n> $$\n\n| a |\n|---|\n| $|x|$ |\n\n**$z$** and [$w$](u), $K$*-fold* `$a$ b $c$`",
        "
        p So math(a_1 * b_2 * c) and math(\\{x\\}) and math(x<y) for math(n)th.
        math \"\\na\\n- b &= c\\n\"
        p Text
        math \"x\"
        p more math(y) end.
        quote
          math \"\\na\\nb\\n\"
        table 1
          head a
          row math(|x|)
        p strong(math(z)) and [math(w)](u), math(K)em(-fold) `$a$ b $c$`",
    );
}

#[test]
fn stars_beside_chinese_marks_are_emphasis() {
    check(
        "**公开不同的。**公开项目，**重点**是。中**「文」**字 `**。**中` \u{3002}*a*",
        "
        p strong(公开不同的。)公开项目，strong(重点)是。中strong(「文」)字 `**。**中` 。em(a)",
    );
}

#[test]
fn a_fence_holds_lists_apart() {
    check(
        "::: a\n- one\n:::\n\n::: b\n- two\n:::\n",
        "
        list
          item
            p one
        list
          item
            p two",
    );
}

#[test]
fn a_definition_needs_a_space() {
    check(
        "Ship it\n:smile:\n\nA\n:) b\n\nTerm\n: is this\n",
        "
        p Ship it/:smile:
        p A/:) b
        definitions
          term Term
          is
            p is this",
    );
}

#[test]
fn metadata_in_the_middle_is_text() {
    check(
        "First.\n\n---\na: b\n---\n\nLast.",
        "
        p First.
        break
        h1 a: b
        p Last.",
    );
}

#[test]
fn a_rule_at_the_start_is_no_front_matter() {
    check(
        "---\nJust words in between.\n\nMore.\n\n---\n",
        "
        break
        p Just words in between.
        p More.
        break",
    );
}

#[test]
fn brackets_in_a_link_are_no_wikilink() {
    check(
        "[[1]](https://a.org) [[Page|words]] [[Page]] if [[ -f x ]] `[[1]](x)`",
        "
        p [[1]](https://a.org) [words](Page) [Page](Page) if [[ -f x ]] `[[1]](x)`",
    );
}

#[test]
fn bare_addresses_are_links() {
    check("See https://a.org/b_c_d. And *www.a.org* or a.b@c.org, [not https://x.org](y) `https://z`", "
        p See [https://a.org/b_c_d](https://a.org/b_c_d). And em([www.a.org](http://www.a.org)) or [a.b@c.org](mailto:a.b@c.org), [not https://x.org](y) `https://z`");
}

#[test]
fn a_bare_address_knows_its_place() {
    let text = "a *b* &amp; https://a.org/x.";
    let (document, _) = read(text);
    let BlockKind::Paragraph(content) = &document.blocks[0].kind else { panic!("a paragraph") };
    let span = content.iter().find_map(|inline| match inline {
        Inline::Link(link) => Some(link.span),
        _ => None,
    });
    assert_eq!(span.map(|span| &text[span.range()]), Some("https://a.org/x"));
}

#[test]
fn a_picture_alone_is_a_figure() {
    check(
        "![A *press*](p.jpg){width=50% #fig:press}\n\n![alt](q.png 'The title')\n\nin ![x](y){width=20px} line\n\n![](z.svg){alt='told'}\n\n- ![i](i.png)\n\n[![l](l.png)](u)",
        "
        figure #fig:press ![A press](p.jpg 50%) caption A em(press)
        figure ![alt](q.png) caption The title
        p in ![x](y 20px) line
        figure ![told](z.svg)
        list
          item
            figure ![i](i.png) caption i
        p [![l](l.png)](u)",
    );
}

#[test]
fn braces_that_are_words_stay() {
    check(
        "# The set {a, b}\n\n# {{ title }}\n\n## B {#b .c}\n\nx {width=50%} y\n",
        "
        h1 The set {a, b}
        h1 {{ title }}
        h2 #b B
        p x {width=50%} y",
    );
}

#[test]
fn lines_for_site_generators_are_taken_out() {
    let text = "::: note Mind the gap\n- a\n- b\n:::\n\npara\n{: .lead}\n\n```\n::: kept\n{: .kept}\n```\n\n* toc\n{:toc}\n";
    check(
        text,
        "
        p Mind the gap
        list
          item
            p a
          item
            p b
        p para
        code \"\" \"::: kept\\n{: .kept}\"
        list
          item
            p toc",
    );
    assert_eq!(codes(text), [Code::TemplateTag, Code::TemplateTag]);
}

#[test]
fn template_tags_are_reported_once_a_kind() {
    let text = "{{< img >}} {{< img >}}\n\n{% image %}\n\n`{% x %}`\n\n{{ y }}\n";
    assert_eq!(codes(text), [Code::TemplateTag, Code::TemplateTag, Code::TemplateTag]);
    assert!(shown(text).contains("{{< img >}} {{< img >}}"));
}

#[test]
fn notes_are_collected_and_checked() {
    let text = "A[^1] b[^x] c[^no].\n\n> [^1]: First\n\n[^x]: Twice\n\n    more\n\n[^x]: Again\n";
    check(
        text,
        "
        p A[^1] b[^x] c[^no].
        note 1
          p First
        note x
          p Twice
          p more
        note x-2
          p Again",
    );
    let (_, diagnostics) = read(text);
    let codes = codes_of(&diagnostics);
    assert_eq!(codes, [Code::UnknownNote, Code::DuplicateNote]);
    assert_eq!(diagnostics.iter().nth(1).map(|diagnostic| diagnostic.labels.len()), Some(1));
}

#[test]
fn inline_html_is_mapped() {
    check(
        "a<br>b <em>c <b>d</em> e</b> <kbd>Ctrl</kbd> H<sub>2</sub> <a href='u' id='n'>v</a> <span class=x>w</span> <!-- gone --><a name=here></a>*f <i>g* h</i>",
        "
        p a//b em(c strong(d)) e `Ctrl` Hsub(2) <#n>[v](u) w <#here>em(f em(g)) h",
    );
}

#[test]
fn html_and_markdown_interleave() {
    check(
        "<div align=center>\n\n# H\n\ntext</div>\n\n<details><summary>Sum <b>up</b></summary>\n\n- in\n\nlast</details>\n\nout\n\n> <aside>\n> q\n\nafter </aside> x\n\n</div></p>\n\ny",
        "
        p text
        aside Sum strong(up)
          list
            item
              p in
          p last
        p out
        quote
          aside
            p q
        p after  x
        p y",
    );
}

#[test]
fn html_blocks_become_blocks() {
    check(
        "<figure id=f>\n<img src=a.png alt=Alt width='40%'>\n<figcaption>Cap <i>x</i></figcaption>\n</figure>\n\n<ul><li>a<li>b<ul><li>c</ul></ul>\n\n<h2 id=h>Head</h2>\n\n<pre><code class='language-js'>x &lt; y\n\nz</code></pre>\n\n<hr>\n\n<blockquote>q</blockquote>\n<dl><dt>t<dd>d</dl>\n<p><input type=checkbox checked> done</p>\n\n<ol start=3><li><input type=checkbox> no</ol>",
        "
        figure #f ![Alt](a.png 40%) caption Cap em(x)
        list
          item
            p a
          item
            p b
            list
              item
                p c
        h1 #h Head
        code \"js\" \"x < y\\n\\nz\"
        break
        quote
          p q
        definitions
          term t
          is
            p d
        p ☑ done
        list from 3
          item [ ]
            p no",
    );
}

#[test]
fn html_tables_become_tables() {
    check(
        "<table><caption>C</caption><thead><tr><th>a<th align=right>b</thead><tr><td rowspan=2>1<td>2<tr><td><p>3<p>4</table>\n\n<table><tr><td colspan=2>w</td></tr><tr><td>\n\n- x\n- y\n\n</td><td>z</td></tr> stray</table>",
        "
        table 2 caption C
          head a | b
          row 1×2 1 | 2
          row p 3 / p 4
        p stray
        table 2
          row 2×1 w
          row list / item / p x / item / p y | z",
    );
}

#[test]
fn a_row_that_is_too_long_keeps_its_words() {
    let text = "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | three | *four* |\n";
    check(
        text,
        "
        table 2
          head a | b
          row 1 | 
          row 1 | 2 three | *four*",
    );
    assert_eq!(codes(text), [Code::Overfull]);
}

#[test]
fn anchors_lead_to_what_follows() {
    check(
        "<a id=\"one\"></a>\n\n## H\n\n<a name=two></a>\nwords\n\n<div id=three></div>\n\n```\nc\n```\n\nlast",
        "
        h1 #one H
        p <#two>words
        code \"\" \"c\"
        p <#three>last",
    );
    check(
        "x\n\n<a id=\"one\"></a>\n\n## H\n\n<a name=two></a>\nwords\n\ny\n\n## G",
        "
        p x
        h1 #one H
        p <#two>words
        p y
        h1 G",
    );
}

#[test]
fn a_listing_gives_its_code_a_caption() {
    check(
        "<Listing number=\"1-2\" file-name=\"src/main.rs\" caption=\"A `Vec<T>` *here*\">\n\n```rust\nx\n```\n\n</Listing>\n\nafter",
        "
        code \"rust\" \"x\" [src/main.rs 1-2] A `Vec<T>` em(here)
        p after",
    );
}

#[test]
fn unknown_tags_are_reported_once_and_their_text_kept() {
    let text = "A <foo>b</foo> <foo>c</foo> <script>d()</script> e\n\n<script>\nf()\n</script>\n\n<style>g{}</style> h\n\n<template>i</template>\n\n<script> j";
    check(
        text,
        "
        p A b c  e
        p h
        p j",
    );
    let found = codes(text);
    assert_eq!(found, [Code::RawHtml; 4]);
}

#[test]
fn deep_nesting_is_made_flat() {
    for text in [
        format!("{}end", "> ".repeat(10_000)),
        format!("{}x{}", "*a _b ".repeat(20_000), "c_ d*".repeat(20_000)),
        "<div><blockquote>".repeat(5_000) + "x",
        "<b><i>".repeat(5_000) + "x",
        (0..300).map(|depth| format!("{}- i{depth}\n", "  ".repeat(depth))).collect(),
    ] {
        let deep = codes(&text).into_iter().filter(|code| *code == Code::TooDeep).count();
        assert_eq!(deep, 1, "{}", &text[..20]);
        assert_eq!(lost(&text), Vec::<String>::new(), "{}", &text[..20]);
    }
}

#[test]
fn levels_are_counted_one_by_one() {
    check(
        "x\n\n## A\n\n#### B\n\n#### C\n\n### D\n\n## E\n\n##### F",
        "
        p x
        h1 A
        h2 B
        h2 C
        h2 D
        h1 E
        h2 F",
    );
    assert_eq!(codes("x\n\n## A\n\n#### B\n\n#### C\n\n## E\n\n##### F"), [Code::SkippedHeading; 2]);
}

// ---- Settings --------------------------------------------------------------------------------

#[test]
fn front_matter_fills_the_metadata() {
    let (document, diagnostics) = read(
        "---\ntitle: The *Press*\nsubtitle: 1.10\nauthor:\n  - Jane Austen\n  - name: Bob\n    role: editor\n    file-as: B, Bob\n    affiliation: House\naffiliation: Home\ndate: 2023-06-19\nlang: pt_BR\nsummary: >\n  Two\n  lines\npublisher: P\nlicense: CC0\nisbn: 9780000000002\ncover: c.png\ntags: [a, b]\nseries: {name: S, position: 2}\ntoc: yes\ntoc-depth: 2\nnumber_sections: true\nkind: book\npage-size: a5\nfont-size: 10.5\nhyphenate: false\nhyphenation: [Phnom, data-base]\nlayout: post\nextra: {a: 1, b: [x, y]}\n---\n# The Press\n\ntext\n",
    );
    let metadata = &document.metadata;
    assert_eq!(metadata.title, "The *Press*");
    assert_eq!(metadata.subtitle.as_deref(), Some("1.10"));
    let people: Vec<_> = metadata
        .authors
        .iter()
        .map(|person| {
            (&*person.name, &*person.role, person.file_as.as_deref(), person.affiliation.as_deref())
        })
        .collect();
    assert_eq!(
        people,
        [("Jane Austen", "aut", None, Some("Home")), ("Bob", "edt", Some("B, Bob"), Some("House"))]
    );
    assert_eq!(metadata.date.map(|date| date.iso()).as_deref(), Some("2023-06-19"));
    assert_eq!(metadata.language.tag(), "pt-BR");
    assert_eq!(metadata.description.as_deref(), Some("Two lines"));
    assert_eq!(metadata.identifier.as_deref(), Some("9780000000002"));
    assert_eq!(metadata.keywords, ["a", "b"]);
    assert_eq!(metadata.series.as_ref().and_then(|series| series.position.as_deref()), Some("2"));
    assert_eq!(metadata.other.get("extra").map(String::as_str), Some("a: 1; b: x, y"));
    let wishes = &document.preferences;
    assert_eq!((wishes.toc, wishes.toc_depth, wishes.number_sections), (Some(true), Some(2), Some(true)));
    assert_eq!((wishes.font_size, wishes.hyphenate), (Some(10.5), Some(false)));
    assert_eq!(wishes.hyphenation, ["Phnom", "data-base"]);
    assert_eq!(document.cover.as_ref().map(|cover| &*cover.picture), Some("c.png"));
    // The heading that repeats the title is taken out, the unknown keys are named together.
    assert_eq!(document.blocks.len(), 1);
    let said: Vec<_> = diagnostics.iter().map(|diagnostic| (diagnostic.code, &*diagnostic.message)).collect();
    assert_eq!(said, [(Code::UnknownKey, "these keys have no meaning here: `layout`, `extra`")]);
}

/// Each diagnostic as `line:column code message`.
fn placed(text: &str) -> Vec<String> {
    let sources = sources(text);
    let mut diagnostics = Diagnostics::new();
    parse(&sources, &mut diagnostics);
    let place = |span: Option<pressroom::span::Span>| {
        span.map_or("?".to_owned(), |span| {
            let at = sources.locate(span);
            format!("{}:{}", at.line, at.column)
        })
    };
    let told = diagnostics.iter().filter(|diagnostic| diagnostic.code != Code::Assumed);
    told.map(|d| format!("{} {} {}", place(d.span), d.code.name(), d.message)).collect()
}

#[test]
fn faults_in_front_matter_are_placed_in_the_file() {
    assert_eq!(
        placed("---\ntitle: x\ndate: soon\ntoc: 3\nlang: [en]\n---\nw"),
        [
            "3:7 bad-value `date` should be a date, `2023-06-19`, `2023-06` or `2023`",
            "4:6 bad-value `toc` should be true or false",
            "5:7 bad-value `lang` should be a language tag, `en` or `pt-BR`",
        ]
    );
    let yaml = placed("---\ntitle: x\nb: \"open\n---\nw");
    assert!(yaml.len() == 1 && yaml[0].contains(" front-matter "), "{yaml:?}");
    assert!(yaml[0].starts_with("3:") || yaml[0].starts_with("4:"), "{yaml:?}");
    let toml = placed("+++\ntitle = [\n+++\nw");
    assert!(toml.len() == 1 && toml[0].starts_with("2:"), "{toml:?}");
    assert_eq!(placed("---\ntitle: x\n\nw"), ["1:1 front-matter front matter is opened and not closed"]);
}

#[test]
fn bombs_in_front_matter_are_bounded() {
    let bomb = |levels: usize| {
        let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..levels {
            let list = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{list}]\n"));
        }
        bomb + "---\nwords"
    };
    /// A name, how often it is repeated, and the text.
    type Repeated = (&'static str, usize, fn(usize) -> String);
    let texts: [Repeated; 5] = [
        ("open brackets", 20_000, |count| format!("---\na: {}\n---\nwords", "[".repeat(count))),
        // Its length grows with the square: the work may, too.
        ("keys within keys", 25_000_000, |bytes| {
            let deep = (0..(bytes / 2).isqrt()).map(|depth| format!("{}a:\n", " ".repeat(depth)));
            format!("---\n{}\n---\nwords", deep.collect::<String>())
        }),
        ("open brackets in TOML", 20_000, |count| format!("+++\na = {}\n+++\nwords", "[".repeat(count))),
        ("a long key in TOML", 20_000, |count| {
            format!("+++\n{} = 1\n+++\nwords", vec!["a"; count].join("."))
        }),
        ("an alias of itself", 4, |_| "---\na: &a [*a]\n---\nwords".to_owned()),
    ];
    let refuses = |text: &str| {
        let (document, diagnostics) = read(text);
        assert_eq!(document.blocks.len(), 1);
        let head: String = text.chars().take(30).collect();
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == Code::FrontMatter), "{head}");
    };
    assert_in_proportion("aliases of aliases", 48, move |levels| refuses(&bomb(levels)));
    for (name, size, text) in texts {
        assert_in_proportion(name, size, move |size| refuses(&text(size)));
    }
}

#[test]
fn toml_front_matter_is_read() {
    let (document, _) = read(
        "+++\ntitle = \"Z\"\ndate = 2024-02-29\nauthors = [\"A\", \"B\"]\n[extra]\nx = 1\n[taxonomies]\ntags = [\"t\"]\n+++\nw",
    );
    assert_eq!(document.metadata.title, "Z");
    assert_eq!(document.metadata.date.map(|date| date.iso()).as_deref(), Some("2024-02-29"));
    assert_eq!(document.metadata.authors.len(), 2);
    assert_eq!(document.metadata.other.get("taxonomies").map(String::as_str), Some("tags: t"));
}

#[test]
fn the_command_line_is_strongest() {
    let mut sources = sources("---\ntitle: Front\nauthor: F\n---\nw");
    let settings = "title = 'Settings'\nauthor = 'S'\ndate = 2020-01-01\npublisher = 'S'\n";
    sources.settings = Some(sources.add("pressroom.toml", None, settings.to_owned()));
    let setting =
        |key: &str, value: &str| pressroom::source::Override { key: key.into(), value: value.into() };
    sources.overrides = vec![setting("title", "Line"), setting("toc", "false"), setting("date", "2021")];
    let document = parse(&sources, &mut Diagnostics::new());
    let metadata = &document.metadata;
    assert_eq!((&*metadata.title, &*metadata.authors[0].name, metadata.authors.len()), ("Line", "F", 1));
    assert_eq!(metadata.date.map(|date| date.iso()).as_deref(), Some("2021"));
    assert_eq!(metadata.publisher.as_deref(), Some("S"));
    assert_eq!(document.preferences.toc, Some(false));
}

#[test]
fn the_title_is_found() {
    let title = |text: &str| {
        let (document, _) = read(text);
        (document.metadata.title, document.blocks.len())
    };
    assert_eq!(title("# One *two*\n\nw"), ("One two".into(), 1));
    assert_eq!(title("# One\n\nw\n\n# Two"), ("One".into(), 3));
    assert_eq!(title("## One\n\nw"), ("One".into(), 2));
    assert_eq!(title("w"), ("test".into(), 1));
    assert_eq!(title("---\ntitle: one!\n---\n# One\n\nw"), ("one!".into(), 1));
    assert_eq!(title("---\ntitle: Other\n---\n# One\n\nw"), ("Other".into(), 2));
    // What a title cannot hold stays in the text.
    assert_eq!(title("# One[^1]\n\n[^1]: n"), ("One".into(), 1));
}

#[test]
fn a_book_is_put_together() {
    let mut sources = Sources::default();
    sources.root = "/books/mine".into();
    let book = "[book]\ntitle = 'The Book'\nauthors = ['A']\nlanguage = 'de'\n[output.html]\nx = 1\n";
    sources.book = Some(sources.add("book.toml", None, book.to_owned()));
    let one = sources.add("one.md", None, "# One\n\na[^1]\n\n### Deep\n\n[^1]: n1\n".to_owned());
    let two = sources.add("two.md", None, "---\ntitle: Two\nx: y\n---\nb[^1]\n\n[^1]: n2\n".to_owned());
    let summary = sources.add("SUMMARY.md", None, "# Part\n".to_owned());
    let span = pressroom::span::Span::new(summary, 0..6);
    let chapter = |file, depth, title: &str, numbered| Piece::Chapter {
        file,
        depth,
        title: Some(title.into()),
        numbered,
    };
    sources.pieces = vec![
        chapter(one, 0, "first", false),
        Piece::Part { title: "Part".into(), span },
        chapter(two, 1, "second", true),
        Piece::Draft { title: "Later".into(), depth: 0, span },
    ];
    let mut diagnostics = Diagnostics::new();
    let document = parse(&sources, &mut diagnostics);
    let mut out = String::new();
    show_blocks(&document.blocks, 0, &mut out);
    assert_eq!(
        out,
        "h1 unnumbered One\np a[^0:1]\nh2 unnumbered Deep\nh0 unnumbered Part\nh2 Two\np b[^2:1]\nh1 Later\n"
    );
    let notes: Vec<_> = document.notes.iter().map(|note| &*note.name).collect();
    assert_eq!(notes, ["0:1", "2:1"]);
    let metadata = &document.metadata;
    assert_eq!((&*metadata.title, metadata.language.tag()), ("The Book", "de"));
    let codes = codes_of(&diagnostics);
    assert_eq!(codes, [Code::FrontMatter, Code::SkippedHeading]);
    let ids: Vec<_> = document.blocks.iter().map(|block| block.id.0).collect();
    assert_eq!(ids, [0, 1, 2, 3, 4, 5, 6]);
}

// ---- No word is lost -------------------------------------------------------------------------

/// All that a reader can see, in one string.
fn words_of(document: &Document<Parsed>) -> String {
    let mut text = document.metadata.title.clone();
    text.push('\n');
    push_blocks(&document.blocks, &mut text);
    document.notes.iter().for_each(|note| push_blocks(&note.blocks, &mut text));
    text
}

fn push_blocks(blocks: &[Block<Parsed>], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => push_line(&heading.content, out),
            BlockKind::Paragraph(content) => push_line(content, out),
            BlockKind::List(list) => list.items.iter().for_each(|item| push_blocks(&item.blocks, out)),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    push_line(&definition.term, out);
                    definition.definitions.iter().for_each(|blocks| push_blocks(blocks, out));
                }
            }
            BlockKind::Quote(blocks) => push_blocks(blocks, out),
            BlockKind::Code(code) => {
                push_line(&code.caption, out);
                out.push_str(&code.text);
            }
            BlockKind::Figure(figure) => {
                out.push_str(&figure.image.alternative);
                if pressroom::model::plain_text(&figure.caption) != figure.image.alternative {
                    out.push('\n');
                    push_line(&figure.caption, out);
                }
            }
            BlockKind::Table(table) => {
                push_line(&table.caption, out);
                table.cells().for_each(|cell| push_blocks(&cell.blocks, out));
            }
            BlockKind::Math(math) => out.push_str(&math.tex),
            BlockKind::Admonition(admonition) => {
                push_line(&admonition.title, out);
                push_blocks(&admonition.blocks, out);
            }
            BlockKind::Break => {}
        }
        out.push('\n');
    }
}

fn push_line(content: &[Inline<Parsed>], out: &mut String) {
    push_inlines(content, out);
    out.push('\n');
}

fn push_inlines(content: &[Inline<Parsed>], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Math(math) => out.push_str(&math.tex),
            Inline::Image(image) => out.push_str(&image.alternative),
            Inline::SoftBreak | Inline::HardBreak => out.push('\n'),
            Inline::Note(..) | Inline::Anchor(_) => {}
            other => push_inlines(other.content(), out),
        }
    }
}

/// What pulldown-cmark sees in the text, by itself: the words of its texts and codes. Not its own
/// reading of formulas, which is the trap.
fn words_expected(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser};
    let mut options = Options::all();
    options.remove(Options::ENABLE_MATH);
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    options.remove(Options::ENABLE_OLD_FOOTNOTES);
    options.insert(Options::ENABLE_FOOTNOTES);
    let mut words = Vec::new();
    let mut metadata = false;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(pulldown_cmark::Tag::MetadataBlock(_)) => metadata = words.is_empty(),
            Event::End(pulldown_cmark::TagEnd::MetadataBlock(_)) => metadata = false,
            Event::Text(text) | Event::Code(text) if !metadata => {
                let split = text.split(|c: char| !c.is_alphanumeric());
                words.extend(split.filter(|word| !word.is_empty()).map(str::to_owned));
            }
            _ => {}
        }
    }
    words
}

/// The words that are expected and that the model lacks, or has too few letters for.
fn lost(text: &str) -> Vec<String> {
    lost_of(text, text)
}

fn lost_of(text: &str, seen: &str) -> Vec<String> {
    let (document, _) = read(text);
    let found = words_of(&document);
    let mut letters = std::collections::BTreeMap::new();
    found.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *letters.entry(c).or_insert(0i64) += 1);
    let expected = words_expected(seen);
    let mut missing: Vec<String> = Vec::new();
    let parts: std::collections::BTreeSet<&str> =
        found.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for word in &expected {
        word.chars().for_each(|c| *letters.entry(c).or_insert(0) -= 1);
        if !parts.contains(word.as_str()) && !found.contains(word.as_str()) {
            missing.push(word.clone());
        }
    }
    let short: Vec<String> =
        letters.iter().filter(|(_, count)| **count < 0).map(|(c, count)| format!("{c}×{}", -count)).collect();
    if !short.is_empty() {
        missing.push(format!("letters {}", short.join(" ")));
    }
    missing
}

fn corpora() -> Option<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let there = folder.is_dir();
    if !there {
        println!("skipped: {} is not there", folder.display());
    }
    there.then_some(folder)
}

fn markdown_files(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("readable").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(&path, files);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "md" || (ending == "txt" && path.ends_with("spec.txt")))
        {
            files.push(path);
        }
    }
}

/// As `source` hands it on.
fn normalised(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[test]
fn the_specification_passes_through() {
    let Some(corpora) = corpora() else { return };
    let spec = std::fs::read_to_string(corpora.join("open/13-stress/spec.txt")).expect("readable");
    let fence = "`".repeat(32);
    let mut count = 0;
    let mut bad = Vec::new();
    for part in spec.split(&format!("{fence} example\n")).skip(1) {
        let example =
            part.split("\n.\n").next().unwrap_or_default().trim_start_matches(".\n").replace('→', "\t");
        count += 1;
        let lost = lost(&example);
        if !lost.is_empty() {
            bad.push(format!("example {count}: lost {lost:?} of {example:?}\n{}", shown(&example)));
        }
    }
    assert!(count > 600, "{count} examples");
    assert!(bad.is_empty(), "{} of {count}\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn the_corpora_pass_through() {
    let Some(corpora) = corpora() else { return };
    let mut files = Vec::new();
    markdown_files(&corpora, &mut files);
    let mut bad = Vec::new();
    for file in &files {
        let text = normalised(&String::from_utf8_lossy(&std::fs::read(file).expect("readable")));
        // What is written for a site generator and taken out, with a report.
        let seen: String = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(":::") && *line != "{:auto\\_ids}\n")
            .collect();
        let lost = lost_of(&text, &seen.replace("){alt=", "){"));
        if !lost.is_empty() {
            bad.push(format!("{}: {} {:?}", file.display(), lost.len(), &lost[..lost.len().min(8)]));
        }
    }
    println!("{} files", files.len());
    assert!(bad.is_empty(), "{} of {}\n{}", bad.len(), files.len(), bad.join("\n"));
}

/// HTML without its tags and comments.
fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        words.push(' ');
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let mut quote = None;
        let end = after.char_indices().find(|(_, c)| match (quote, c) {
            (None, '>') => true,
            (None, '"' | '\'') => {
                quote = Some(*c);
                false
            }
            (Some(open), c) if open == *c => {
                quote = None;
                false
            }
            _ => false,
        });
        rest = end.map_or("", |(at, _)| &after[at + 1..]);
    }
    words.push_str(rest);
    words
}

/// The text of HTML blocks and lines is not among the parser's texts: seen by a scan of its own.
#[test]
fn the_text_in_html_passes_through() {
    let Some(corpora) = corpora() else { return };
    let mut files = Vec::new();
    markdown_files(&corpora.join("open"), &mut files);
    let mut bad = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("spec.txt")) {
        use pulldown_cmark::{Event, Options, Parser};
        let text = normalised(&String::from_utf8_lossy(&std::fs::read(file).expect("readable")));
        let options = Options::all() - Options::ENABLE_MATH;
        let mut html = String::new();
        for event in Parser::new_ext(&text, options) {
            match event {
                Event::Html(part) => html.push_str(&part),
                Event::End(pulldown_cmark::TagEnd::HtmlBlock) => html.push('\u{0}'),
                _ => {}
            }
        }
        let (document, _) = read(&text);
        let found = words_of(&document);
        for block in html.split('\u{0}') {
            if block.contains("<script") || block.contains("<style") {
                continue;
            }
            for word in without_tags(block).split(|c: char| !c.is_alphanumeric() && c != '&' && c != ';') {
                if word.contains(['&', ';']) {
                    continue;
                }
                if !found.contains(word) {
                    bad.push(format!("{}: {word}", file.display()));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}\n{}", bad.len(), bad[..bad.len().min(40)].join("\n"));
}

#[test]
fn hostile_files_take_work_in_proportion() {
    let Some(corpora) = corpora() else { return };
    let folder = std::env::temp_dir().join(format!("pressroom-hostile-{}", std::process::id()));
    let generator = corpora.join("../hostile/generate.py");
    let made = std::process::Command::new("python3").arg(generator).arg(&folder).output();
    if !made.is_ok_and(|made| made.status.success()) {
        return println!("skipped: the generator does not run here");
    }
    let mut files = Vec::new();
    markdown_files(&folder, &mut files);
    let mut bad = Vec::new();
    for file in &files {
        let text = normalised(&String::from_utf8_lossy(&std::fs::read(file).expect("readable")));
        let name = file.strip_prefix(&folder).expect("walked from there").display();
        let (of_thread, whole) = (name.to_string(), text.clone());
        // As often as there are quarters of it: a pass that grows with the square is found, or does not end.
        assert_in_proportion(&of_thread, 4, move |quarters| {
            let end = (0..=whole.len() * quarters / 4).rev().find(|at| whole.is_char_boundary(*at));
            drop(read(&whole[..end.unwrap_or(0)]));
        });
        let (document, diagnostics) = read(&text);
        println!("{name}: {} blocks", document.blocks.len());
        for diagnostic in diagnostics.iter().take(4) {
            println!("    {:?} {:?} {}", diagnostic.severity, diagnostic.code, diagnostic.message);
        }
        let lost = if name.to_string().starts_with("xss") { Vec::new() } else { lost(&text) };
        if !lost.is_empty() {
            bad.push(format!("{name}: lost {:?}", &lost[..lost.len().min(8)]));
        }
    }
    std::fs::remove_dir_all(&folder).expect("made here");
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    /// Pieces that mean something to Markdown, HTML or us.
    const PIECES: &[&str] = &[
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~",
        "~~",
        "^",
        "$",
        "$$",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "![",
        "](u)",
        "[^a]",
        "[^a]: ",
        "{",
        "}",
        "{: .a}",
        "{width=50%}",
        ":",
        ": ",
        ":::",
        "::: note\n",
        "\n",
        "\n\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "- [ ] ",
        "# ",
        "## ",
        "| a | b |\n|---|---|\n",
        "|",
        "---\n",
        "+++\n",
        "a: b\n",
        "    ",
        "\t",
        "\\",
        "&amp;",
        "&#0;",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<div>",
        "</div>",
        "<p>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<pre>",
        "</pre>",
        "<code>",
        "<a href=x>",
        "</a>",
        "<a id=y>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<img src=z alt=w>",
        "<h2>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<blockquote>",
        "<!--",
        "-->",
        "<?x",
        "<br>",
        "<Listing caption=\"c `d`\">",
        "</Listing>",
        "<template>",
        "</template>",
        "<input type=checkbox>",
        "https://a.org",
        "www.b.org",
        "c@d.org",
        "\u{1}",
        "\u{2}",
        "\u{0}",
        "word",
        "Wort",
        "слово",
        "文字",
        " ",
        " ",
        "5",
        "\u{301}",
        "{% t %}",
        "{{< s >}}",
        "'",
        "\"",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::with_cases(4_000) })]

        #[test]
        fn any_string_goes_in(text in "\\PC{0,60}") {
            let (document, _) = read(&text);
            prop_assert!(!document.metadata.title.is_empty());
        }

        #[test]
        fn no_word_is_lost(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
            let text = pieces.concat();
            let (document, _) = read(&text);
            // What is dropped with a report, and what front matter takes, is no text.
            let dropped = ["template", "script", "---\n", "+++\n", "width", "{: ", ":::"].iter().any(|mark| text.contains(mark));
            // In a wikilink the parser leaves entities as they are; where we see none they are decoded.
            let entity = text.contains("[[") && (text.contains('&') || text.contains("]](") || text.contains("]]["));
            if !dropped && !entity {
                prop_assert_eq!(lost(&text), Vec::<String>::new(), "{:?}\n{}", text, shown(&text));
            }
            check_spans(&document.blocks, &text)?;
        }
    }

    fn check_spans(blocks: &[Block<Parsed>], text: &str) -> Result<(), TestCaseError> {
        for block in blocks {
            let range = block.span.range();
            prop_assert!(range.start <= range.end && range.end <= text.len(), "{:?} in {:?}", range, text);
            prop_assert!(
                text.is_char_boundary(range.start) && text.is_char_boundary(range.end),
                "{:?} in {:?}",
                range,
                text
            );
            if let BlockKind::Quote(blocks) = &block.kind {
                check_spans(blocks, text)?;
            }
        }
        Ok(())
    }
}

#[test]
fn what_a_document_does_not_say_is_told() {
    let assumed = |text: &str| {
        let said = read(text).1;
        said.iter().filter(|it| it.code == Code::Assumed).map(|it| it.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(assumed("Words.").len(), 2, "neither language nor title");
    assert!(assumed("# Title\n\nWords.")[0].contains("`en` is assumed"));
    assert!(assumed("---\nlang: fr\n---\n\n# Titre\n").is_empty());
}
