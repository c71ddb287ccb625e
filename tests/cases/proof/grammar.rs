//! Random documents, made of every construct in every other: numbers in, Markdown out.

/// Makes a document of a list of choices. When they are used up, the first of each kind is chosen, which
/// holds nothing else.
pub struct Author<'c> {
    choices: &'c [u16],
    at: usize,
    notes: Vec<String>,
}

const WORDS: [&str; 24] = [
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
];

/// Words that look like signs of Markdown, of HTML or of the text edition.
const ODD: [&str; 72] = [
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
];

const LONG: [&str; 4] = [
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrikationsgeschichtsschreibung",
    "https://example.org/a/very/long/address/that/no/line/can/hold/without/standing/out/of/it?x=1&y=%20z#frag",
    "anÄußerstÜberlangesÖffentlichesWortMitUmlautenÄÖÜßäöüÄußerstÜberlangesÖffentlichesWort",
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
];

const CODE: [&str; 26] = [
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
];

const LANGUAGES: [&str; 14] =
    ["en", "de", "fr", "es", "it", "ja", "zh", "ru", "el", "pl", "nl", "sv", "fi", "tr"];

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
        let kinds = if depth > 4 { 8 } else { 22 };
        match self.pick(kinds) {
            0 | 1 => self.text(1).lines().map(str::to_owned).collect(),
            2 => {
                let level = "#".repeat(1 + self.pick(6));
                vec![format!("{level} {}", self.line())]
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
            _ => {
                let line = self.line();
                vec![format!("<div>{line}</div>")]
            }
        }
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
        vec![format!("![{alternative}](p.png{title})")]
    }

    /// A text of one line.
    fn line(&mut self) -> String {
        let text = self.text(2).replace(['\n', '\u{2028}'], " ");
        text.trim_start_matches(['#', '-', '+', '=', ':', ' ']).to_owned()
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
        let kinds = if depth > 4 { 12 } else { 26 };
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
                let name = self.pick(6).to_string();
                let mark = format!("[^{name}]");
                if !self.notes.contains(&name) {
                    self.notes.push(name);
                }
                mark
            }
            21 => format!("<sup>{}</sup>", inner(self)),
            22 => format!("<sub>{}</sub>", self.one(&["2", "i", "max", " ", "a b"])),
            23 => format!("${}$", self.one(&["0", "x^2", "\\alpha", "a_i + b", "\\frac12", "\\text{if}"])),
            24 => {
                self.one(&["<https://example.org/c>", "https://e.org/d.", "a@b.org", "<a@b.org>"]).to_owned()
            }
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
