//! Random documents, made of every construct in every other: numbers in, Markdown out.

/// Makes a document of a list of choices. When they are used up, the first of each kind is chosen, which
/// holds nothing else.
pub struct Author<'c> {
    choices: &'c [u16],
    at: usize,
    notes: Vec<String>,
}

const WORDS: [&str; 30] = [
    "harbour",
    "a",
    "boats",
    "I",
    "straße",
    "naïve",
    "re-read",
    "12",
    "3.5",
    "it's",
    "“quoted”",
    "end.",
    "и",
    "слово",
    "λόγος",
    "日本語の文",
    "한국어",
    "ไทย",
    "x",
    "well—no",
    "and/or",
    "e.g.",
    "2020–24",
    "O’Neil",
    "مرحبا",
    "النص العربي ١٢",
    "שלום",
    "עברית (abc) 12",
    "\"typed\"",
    "so --- well...",
];

/// Words that look like signs of Markdown, of HTML or of the text edition.
const ODD: [&str; 88] = [
    "\\*",
    "\\_a\\_",
    "a\\_b",
    "\\\\",
    "\\`",
    "~",
    "\\~\\~x\\~\\~",
    "[1]",
    "[2\\]",
    "[L1]",
    "[L2] x",
    "[p. 3]",
    "[p. iv]",
    "1\\.",
    "2)",
    "•",
    "• x",
    "–",
    "───",
    "│ a",
    "┌──",
    "└──",
    "├──",
    "+--",
    "+-+-+",
    "\\| a \\|",
    "\\> a",
    "══════",
    "======",
    "\\------",
    "--------------------",
    "\\* \\* \\*",
    "Figure 1: x",
    "[Image: x]",
    "[Image]",
    "[ ]",
    "[x] done",
    "Links",
    "Notes",
    "NOTE: '\\\\' line wrapping per RFC 8792",
    "Vec<T>s",
    "Option<U>al",
    "a<b>c</b>d",
    "super<wbr>cali",
    "<ruby>base<rt>top</rt></ruby>",
    "a&nbsp;b",
    "a&shy;b",
    "a&zwj;b",
    "a\u{200B}b",
    "a\u{200B}",
    "👩‍👩‍👧",
    "🇨🇭🇫🇷",
    "e\u{301}a\u{308}",
    "a\u{FE0F}",
    "\u{301}x",
    "&amp;lt;",
    "&#42;x&#42;",
    "<kbd>K</kbd>",
    "<q>said</q>",
    "<!-- not seen -->",
    "x^2^",
    "H~2~O",
    "$",
    "$5 and $6",
    "{.a}",
    "{#b}",
    "(c)",
    "http",
    "\u{2028}",
    "\t",
    "^()",
    "_(",
    "\u{301}",
    "\u{202B}x\u{202C}",
    "\u{200F}",
    "\u{2066}a\u{2069}",
    ":100:",
    ": x",
    "| x",
    "{width=50%}",
    "[^unknown]",
    "[x][nowhere]",
    "&lt;b&gt;",
    "&zwnj;",
    "\u{AD}",
    "$x$y",
    "== x",
    "\u{3000}",
];

const LONG: [&str; 4] = [
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrikationsgeschichtsschreibung",
    "https://example.org/a/very/long/address/that/no/line/can/hold/without/standing/out/of/it?x=1&y=%20z#frag",
    "anÄußerstÜberlangesÖffentlichesWortMitUmlautenÄÖÜßäöüÄußerstÜberlangesÖffentlichesWort",
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
];

const CODE: [&str; 32] = [
    "let x = 1;",
    "    indented",
    "\tfn tab()",
    "",
    "# comment",
    "+-----+",
    "| box |",
    "┌───┐",
    "│ a │",
    "└───┘",
    "┌──",
    "* * *",
    "*",
    "\\",
    "ends \\",
    "--------------------",
    "Title",
    "=====",
    "[1] note",
    "[L1] https://a.b",
    "Links",
    "a  b   c  ",
    "a line of code that is far too long to stand in seventy-two columns and so it has to be folded, with a \\ in it",
    "                                  a line that is far in and too long, so it is folded where there is little room",
    "NOTE: '\\' line wrapping per RFC 8792",
    "日本語のとても長い行がここにあり、七十二桁には収まらないので折り返されることになります。どうでしょうか。",
    "$ make",
    "<b>&amp;</b>",
    "מילים let שלום = 1;",
    "1. one",
    "> quoted",
    "a_word_of_code_that_has_no_space_in_it_at_all_and_is_far_wider_than_any_edition_can_show_on_a_line",
];

/// Tags around whole blocks.
const CONTAINERS: [&str; 16] = [
    "<div dir=\"rtl\">",
    "<div dir=\"ltr\">",
    "<div lang=\"ar\">",
    "<div lang=\"fr\">",
    "<section>",
    "<blockquote>",
    "<aside>",
    "<center>",
    "<figure>",
    "<ul>",
    "<dl>",
    "<unknown>",
    "<details>",
    "<div hidden>",
    "<p>",
    "<td>",
];

/// Blocks in one line of HTML.
const HTML: [&str; 18] = [
    "<h2 id=\"there\">LINE</h2>",
    "<p dir=\"rtl\">LINE</p>",
    "<p align=\"center\">LINE</p>",
    "<ul><li>LINE</li><li><p>two</p></li></ul>",
    "<ol start=\"4\"><li>LINE</li><li>two<ul><li>three</li></ul></li></ol>",
    "<dl><dt>LINE</dt><dd>one</dd><dd>two</dd></dl>",
    "<figure><img src=\"p.png\" alt=\"a boat\"><figcaption>LINE</figcaption></figure>",
    "<figure><p>LINE</p></figure>",
    "<pre>LINE</pre>",
    "<pre><code class=\"language-c\">LINE</code></pre>",
    "<blockquote>LINE<p>two</p></blockquote>",
    "<table><caption>LINE</caption><tr><th>a</th><td>b</td></tr></table>",
    "<table><thead><tr><th>LINE</th><th>h</th></tr></thead><tr><td>LINE</td></tr></table>",
    "<img src=\"p.png\" width=\"40\" alt=\"LINE\">",
    "<br>LINE<hr>LINE",
    "<p>LINE",
    "LINE</div>",
    "<a name=\"there\"></a>LINE",
];

/// Tags around words.
const SPANS: [&str; 24] = [
    "<span lang=\"fr\">IN</span>",
    "<span lang=\"ar\">IN</span>",
    "<span dir=\"rtl\">IN</span>",
    "<span dir=\"ltr\">IN</span>",
    "<span class=\"smallcaps\">IN</span>",
    "<em>IN</em>",
    "<b>IN</b>",
    "<del>IN</del>",
    "<code>IN</code>",
    "<kbd>IN</kbd>",
    "<a href=\"https://e.org/m\">IN</a>",
    "<a href=\"#there\">IN</a>",
    "<mark>IN</mark>",
    "<abbr title=\"x\">IN</abbr>",
    "<small>IN</small>",
    "<bdi>IN</bdi>",
    "<span hidden>IN</span>",
    "<sub>IN</sub>",
    "<b><i>IN</b></i>",
    "<em>IN",
    "IN</em>",
    "<img src=\"p.png\" alt=\"a\">IN",
    "<q>IN</q>",
    "<!-- IN -->",
];

const LANGUAGES: [&str; 17] =
    ["en", "de", "fr", "es", "it", "ja", "zh", "ru", "el", "pl", "nl", "sv", "fi", "tr", "ar", "he", "th"];

impl<'c> Author<'c> {
    pub fn new(choices: &'c [u16]) -> Self {
        Self { choices, at: 0, notes: Vec::new() }
    }

    fn pick(&mut self, of: usize) -> usize {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(choice) % of
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.pick(of.len())]
    }

    /// The whole document.
    pub fn document(&mut self) -> String {
        let mut text = self.front();
        for _ in 0..1 + self.pick(8) {
            let block = self.block(0);
            text.push_str(&block.join("\n"));
            text.push_str("\n\n");
        }
        // A note may refer to others.
        let mut nth = 0;
        while nth < self.notes.len() && nth < 12 {
            let name = self.notes[nth].clone();
            let lines = self.blocks(2);
            text.push_str(&format!("[^{name}]: {}\n\n", indented(&lines, "    ").trim_start()));
            nth += 1;
        }
        for name in &self.notes[nth..] {
            text.push_str(&format!("[^{name}]: Short.\n\n"));
        }
        if self.pick(9) == 8 { text.replace('\n', "\r\n") } else { text }
    }

    fn front(&mut self) -> String {
        let mut lines = vec!["---".to_owned(), format!("lang: {}", self.one(&LANGUAGES))];
        let title =
            self.one(&["Title", "Harbour *boats*", "A `title` & more: so", "Links", "\u{c9}t\u{e9} 2"]);
        lines.push(format!("title: {title:?}"));
        let options = [
            "",
            "",
            "",
            "kind: book",
            "kind: book\ntoc: true",
            "toc: true\nnumber-sections: true",
            "text: { ascii: true }",
            "text: { links: inline }",
            "text: { page-marks: true }",
            "text: { width: 40 }",
            "theme: manual",
            "isbn: 978-0-306-40615-7\nauthor: [A B, 'C: D']",
            "text: { links: none, crlf: true }",
            "kind: book\ntext: { form-feed: true, page-marks: true }",
            "toc: true\nabstract: What it *says*, in `brief`.",
            "kind: book\ntoc: true\nlists: [figures, tables]\nabstract: \"One.\\n\\n- two\\n- three\"",
            "columns: 2\nsubtitle: Under\nseries: Of *more*",
            "line-numbers: true\ntext: { width: 60, ascii: true, links: inline }",
            "kind: book\ntheme: article\nnumber-sections: true\ntranslator: T U",
            "page-size: a6\ntext: { width: 40, page-marks: true }",
        ];
        lines.push(self.one(&options).to_owned());
        lines.push("---\n\n".to_owned());
        lines.join("\n")
    }

    fn blocks(&mut self, depth: usize) -> Vec<String> {
        let mut lines = self.block(depth);
        for _ in 0..self.pick(3) {
            lines.push(String::new());
            lines.extend(self.block(depth));
        }
        lines
    }

    fn block(&mut self, depth: usize) -> Vec<String> {
        let kinds = if depth > 4 { 8 } else { 35 };
        match self.pick(kinds) {
            0 | 1 => self.text(1).lines().map(str::to_owned).collect(),
            2 => {
                let level = "#".repeat(1 + self.pick(6));
                let behind =
                    self.one(&["", "", "", " #", " {#there}", " {-}", " {.unnumbered .unlisted}", " {x}"]);
                vec![format!("{level} {}{behind}", self.line())]
            }
            3 => self.code(),
            4 => vec![self.one(&["***", "---", "* * *", "<hr>"]).to_owned()],
            5 => self.table(),
            6 => self.figure(),
            7 => vec![
                self.one(&["#", "## ", "<p></p>", "<!-- x -->", "-", "1.", "> ", "<br>", "&nbsp;"])
                    .to_owned(),
            ],
            8 | 9 => self.list(depth, "-"),
            10 => self.list(depth, "1."),
            11 => {
                let marker = self.one(&["*", "+", "0.", "999999999.", "7)", "- [ ]", "- [x]", "3. [x]"]);
                self.list(depth, marker)
            }
            12 | 13 => prefixed(&self.blocks(depth + 1), "> "),
            14 => {
                let kind = self.one(&["NOTE", "TIP", "WARNING"]);
                let mut lines = vec![format!("> [!{kind}]")];
                lines.extend(prefixed(&self.blocks(depth + 1), "> "));
                lines
            }
            15 => {
                let mut lines = vec![self.line()];
                for _ in 0..1 + self.pick(2) {
                    let inner = self.blocks(depth + 1);
                    lines.push(format!(": {}", indented(&inner, "  ").trim_start()));
                }
                lines
            }
            16 => self.html_table(),
            17 => {
                let mut lines = vec!["<details><summary>More</summary>".to_owned(), String::new()];
                lines.extend(self.blocks(depth + 1));
                lines.extend(["".to_owned(), "</details>".to_owned()]);
                lines
            }
            18 => vec![format!(
                "$$\n{}\n$$",
                self.one(&["x^2", "\\frac{a}{b}", "\\sum_i a_i \\\\ b", "\\text{if } x"])
            )],
            19 => {
                let mut lines = self.list(depth, "-");
                lines.push(self.one(&["", "<!-- -->"]).to_owned());
                lines.extend(self.list(depth, "*"));
                lines
            }
            20 => {
                let rule = self.one(&["===", "---"]);
                vec![self.line(), rule.to_owned()]
            }
            21 => {
                let line = self.line();
                vec![format!("<div>{line}</div>")]
            }
            22 => {
                let mut lines = vec![self.one(&CONTAINERS).to_owned(), String::new()];
                lines.extend(self.blocks(depth + 1));
                let name = lines[0][1..].split([' ', '>']).next().unwrap_or_default();
                let end = format!("</{name}>");
                lines.extend([String::new(), end]);
                lines
            }
            23 => {
                let line = self.line();
                vec![self.one(&HTML).replace("LINE", &line)]
            }
            24 => {
                let mut lines = self.code();
                if self.pick(2) == 1 {
                    lines.push(String::new());
                }
                lines.extend(self.code());
                lines
            }
            25 => (0..2 + self.pick(4)).map(|_| format!("{}  ", self.line())).collect(),
            26 => {
                let mut lines = self.figure();
                lines.push(format!("*{}*", self.line()));
                lines
            }
            27 => vec!["![one](p.png) ![](p.png)".to_owned(), format!("{} ![two](p.png)", self.line())],
            28 => {
                let columns = 2 + self.pick(3);
                let mut lines = vec!["| a ".repeat(columns) + "|", "|---".repeat(columns) + "|"];
                for _ in 0..1 + self.pick(3) {
                    let cells: Vec<String> =
                        (0..columns).map(|_| self.text(1).replace('\n', " ").replace('|', "\\|")).collect();
                    lines.push(format!("| {} |", cells.join(" | ")));
                }
                lines
            }
            // Enough for several pages.
            30 => vec![self.long_text(40)],
            31 => {
                let mut lines = vec![self.long_text(3)];
                for _ in 0..2 {
                    let more = self.long_text(30);
                    lines.extend([String::new(), more]);
                }
                lines
            }
            32 => {
                let (cell, other) = (self.one(&LONG).to_owned(), self.line().replace('|', "\\|"));
                vec![format!("| {cell} | {other} |"), "|---|--:|".to_owned(), format!("| {other} | {cell} |")]
            }
            33 => {
                let (one, two) = (self.line(), self.line());
                vec![
                    format!("[{one}][ref] and [ref] and ![{two}][picture]"),
                    String::new(),
                    "[ref]: https://e.org/ref \"Title\"".to_owned(),
                    "[picture]: p.png".to_owned(),
                ]
            }
            29 => {
                let lang = self.one(&["NOTE", "IMPORTANT", "CAUTION"]);
                vec![format!("> [!{lang}]"), format!("> {}", self.line())]
            }
            _ => {
                let mut lines = Vec::new();
                for _ in 0..2 + self.pick(2) {
                    lines.push(self.line());
                    lines.push(format!(": {}", self.line()));
                    if self.pick(2) == 1 {
                        lines.push(format!(": {}", self.line()));
                    }
                    lines.push(String::new());
                }
                lines
            }
        }
    }

    /// A paragraph of so many texts, in one line.
    fn long_text(&mut self, count: usize) -> String {
        let texts: Vec<String> = (0..1 + self.pick(count)).map(|_| self.line()).collect();
        let words = self.one(&[
            "harbour and boats",
            "straße, λόγος; слово",
            "שלום עולם",
            "日本語の文",
            "a [link](https://e.org/z) on",
        ]);
        texts.iter().map(|text| format!("{text} {}", [words; 9].join(" "))).collect::<Vec<_>>().join(" ")
    }

    fn list(&mut self, depth: usize, marker: &str) -> Vec<String> {
        let loose = self.pick(3) == 2;
        let mut lines = Vec::new();
        let bare = marker.split(' ').next().unwrap_or(marker).len() + 1;
        for nth in 0..1 + self.pick(3) {
            if loose && nth > 0 {
                lines.push(String::new());
            }
            let inner = match self.pick(4) {
                0 => self.blocks(depth + 1),
                _ => self.block(depth + 1),
            };
            let body = indented(&inner, &" ".repeat(bare));
            lines.extend(format!("{marker} {}", body.trim_start()).lines().map(str::to_owned));
        }
        lines
    }

    fn code(&mut self) -> Vec<String> {
        let count = 1 + self.pick(5);
        let inner: Vec<String> = (0..count).map(|_| self.one(&CODE).to_owned()).collect();
        if self.pick(4) == 3 {
            return inner.iter().map(|line| format!("    {line}")).collect();
        }
        let language = self.one(&["", "text", "rust", "c"]);
        let mut lines = vec![format!("````{language}")];
        lines.extend(inner);
        lines.push("````".to_owned());
        lines
    }

    fn table(&mut self) -> Vec<String> {
        let columns = 1 + self.pick(4);
        let row = |author: &mut Self| {
            let cells: Vec<String> = (0..columns).map(|_| author.cell()).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = vec![row(self)];
        lines.push(format!("|{}", self.one(&["---|", ":-:|", "--:|"]).repeat(columns)));
        for _ in 0..self.pick(4) {
            lines.push(row(self));
        }
        lines
    }

    fn cell(&mut self) -> String {
        match self.pick(5) {
            0 => String::new(),
            1 => self.one(&WORDS).to_owned(),
            _ => self.line().replace('|', "\\|"),
        }
    }

    fn html_table(&mut self) -> Vec<String> {
        let mut lines = vec!["<table>".to_owned()];
        for _ in 0..1 + self.pick(3) {
            let cells = [
                "<td></td>",
                "<td>a</td>",
                "<th>h</th>",
                "<td><p>a</p><p>b</p></td>",
                "<td><ul><li>a</li><li>b</li></ul></td>",
                "<td colspan=\"2\">wide</td>",
                "<td><pre>x  y\nz</pre></td>",
                "<td>a<br>b</td>",
            ];
            let row: String = (0..self.pick(4)).map(|_| self.one(&cells)).collect();
            lines.push(format!("<tr>{row}</tr>"));
        }
        lines.push("</table>".to_owned());
        lines
    }

    fn figure(&mut self) -> Vec<String> {
        let alternative = self.one(&["", "a boat", "two\nlines", "\\*a\\* \\[b\\]", "a & b <c>", "Figure 1"]);
        let title = self.one(&["", " \"The caption\"", " \"a boat\"", " \"*em* `code`\""]);
        let size = self.one(&[
            "",
            "",
            "{width=50%}",
            "{width=2cm height=40pt}",
            "{.decorative}",
            "{#there alt=\"other\"}",
        ]);
        vec![format!("![{alternative}](p.png{title}){size}")]
    }

    /// A text of one line.
    fn line(&mut self) -> String {
        let text = self.text(2).replace(['\n', '\u{2028}'], " ");
        text.trim_start_matches(['#', '-', '+', '=', ':', ' ']).to_owned()
    }

    /// The name of a note, which is written at the end.
    fn note(&mut self) -> String {
        let name = self.pick(6).to_string();
        if !self.notes.contains(&name) {
            self.notes.push(name.clone());
        }
        name
    }

    fn text(&mut self, depth: usize) -> String {
        let mut text = self.inline(depth);
        for _ in 0..self.pick(if depth > 2 { 3 } else { 14 }) {
            text.push_str(self.one(&[" ", " ", " ", " ", "", "\n", "  \n", "\\\n", "<br>"]));
            text.push_str(&self.inline(depth));
        }
        text
    }

    fn inline(&mut self, depth: usize) -> String {
        let kinds = if depth > 4 { 12 } else { 32 };
        let kind = self.pick(kinds);
        let inner = |author: &mut Self| author.text(depth + 2);
        match kind {
            0..=5 => self.one(&WORDS).to_owned(),
            6..=9 => self.one(&ODD).to_owned(),
            10 => self.one(&LONG).to_owned(),
            11 => format!(
                "`{}`",
                self.one(&[
                    "code",
                    "a b",
                    " ",
                    "*x*",
                    "a\\b",
                    "[1]",
                    "<T>",
                    "a long piece of code that stands in the text and is wider than any line of it"
                ])
            ),
            12 | 13 => format!("*{}*", inner(self)),
            14 | 15 => format!("**{}**", inner(self)),
            16 => format!("~~{}~~", inner(self)),
            17 | 18 => {
                let address = self.one(&[
                    "https://example.org/a",
                    "https://example.org/b_c",
                    "<https://e.org/x (y)>",
                    "https://e.org/%25%20x",
                    "#there",
                    "https://e.org \"A title\"",
                    "mailto:a@b.org",
                    "https://e.org/(a)",
                    "other.md",
                ]);
                format!("[{}]({address})", inner(self))
            }
            19 => format!("![{}](p.png)", self.one(&["", "a boat", "a [b] c", "Image: x"])),
            20 => {
                let name = self.note();
                format!("[^{name}]")
            }
            21 => format!("<sup>{}</sup>", inner(self)),
            22 => format!("<sub>{}</sub>", self.one(&["2", "i", "max", " ", "a b"])),
            23 => format!("${}$", self.one(&["0", "x^2", "\\alpha", "a_i + b", "\\frac12", "\\text{if}"])),
            24 => {
                self.one(&["<https://example.org/c>", "https://e.org/d.", "a@b.org", "<a@b.org>"]).to_owned()
            }
            25 | 26 => {
                let inside = inner(self).replace('\n', " ");
                self.one(&SPANS).replace("IN", &inside)
            }
            27 => {
                let (name, inside) = (self.note(), inner(self));
                self.one(&[
                    "[[IN](https://e.org/j)[^N]](https://e.org/k)",
                    "$a[^N]$",
                    "[^N][^N]",
                    "*[^N]*",
                    "IN[^N]",
                    "![IN[^N]](p.png)",
                    "[[^N]IN](https://e.org/l)",
                ])
                .replace("IN", &inside)
                .replace('N', &name)
            }
            28 => format!("~~{}~~{}", inner(self), self.one(&["\u{301}", "x", "\u{FE0F}", "\u{200D}"])),
            29 => format!(
                "![a boat](p.png){}",
                self.one(&["{width=10px}", "{.decorative}", "{height=50%}", "{x}"])
            ),
            _ => self
                .one(&[
                    "[ ](https://e.org/e)",
                    "[](https://e.org/f)",
                    "[![](p.png)](https://e.org/g)",
                    "[a ](https://e.org/h)b",
                    "<a href=\"https://e.org/i\"><sup>x</sup></a>",
                ])
                .to_owned(),
        }
    }
}

fn prefixed(lines: &[String], prefix: &str) -> Vec<String> {
    lines.iter().flat_map(|line| line.split('\n')).map(|line| format!("{prefix}{line}")).collect()
}

fn indented(lines: &[String], prefix: &str) -> String {
    let lines: Vec<String> = lines
        .iter()
        .flat_map(|line| line.split('\n'))
        .map(|line| if line.is_empty() { String::new() } else { format!("{prefix}{line}") })
        .collect();
    lines.join("\n")
}
