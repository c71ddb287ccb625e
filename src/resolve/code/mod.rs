//! A listing's language and text → its [`Token`]s, so that every edition sets them apart alike.
//!
//! One pass from left to right over a table of languages ([`grammars`]): comments, strings,
//! numbers and known words, which is what print sets apart. It looks back at nothing, so its time
//! grows with the text and with nothing else.

mod grammar;
mod grammars;

mod session;
mod tags;
mod words;

use crate::model::{Token, TokenKind};

/// A longer listing is data rather than code, and stays plain.
const MOST_BYTES: usize = 256 << 10;
/// So is one with a line longer than this.
const LONGEST_LINE: usize = 2000;

/// The tokens of `text`, in order; none where the language is unknown.
pub(super) fn tokens(language: &str, text: &str) -> Vec<Token> {
    if text.len() > MOST_BYTES || text.split('\n').any(|line| line.len() > LONGEST_LINE) {
        return Vec::new();
    }
    let name = language.to_ascii_lowercase();
    let mut found = Found { text, tokens: Vec::new() };
    match name.as_str() {
        "console" | "terminal" | "shell-session" | "shellsession" | "session" | "cmd" | "bat" | "doscon" => {
            session::console(&mut found);
        }
        "diff" | "patch" | "udiff" => session::patch(&mut found),
        "html" | "xml" | "svg" | "xhtml" | "htm" | "vue" | "rss" | "plist" | "xsl" | "mathml" => {
            tags::read(&mut found);
        }
        _ => {
            if let Some(grammar) = grammars::of(&name) {
                words::read(grammar, &mut found);
            }
        }
    }
    found.tokens
}

/// A listing and what has been found in it.
struct Found<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

impl Found<'_> {
    /// Adds `start..end`, line by line, without the blanks at each line's beginning.
    fn add(&mut self, start: usize, end: usize, kind: TokenKind) {
        let mut at = start;
        for line in self.text[start..end].split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            let range = at + blank..at + line.trim_end().len();
            if range.start < range.end {
                self.tokens.push(Token { range, kind });
            }
            at += line.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    /// The tokens as `kind:words`.
    fn told(language: &str, text: &str) -> String {
        let told = tokens(language, text);
        told.iter()
            .map(|token| format!("{:?}:{}", token.kind, &text[token.range.clone()]))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn rust_is_told_apart() {
        let code = "#[test]\nfn longest<'a>(x: &'a str) -> Vec<u8> { // it's\n    println!(\"{x}\\\"\", 'x', 1_0.5e3)\n}";
        assert_eq!(
            told("rust", code),
            "Meta:#[test] Keyword:fn Function:longest Type:str Type:Vec Type:u8 Comment:// it's \
             Function:println! String:\"{x}\\\"\" String:'x' Number:1_0.5e3"
        );
        assert_eq!(
            told("rs", "/* a /* b */\nc */ r#\"a\"b\"#"),
            "Comment:/* a /* b */ Comment:c */ String:r#\"a\"b\"#"
        );
    }

    #[test]
    fn a_quote_without_an_end_is_no_string() {
        assert_eq!(told("js", "don't // a\nlet x = 'b'"), "Comment:// a Keyword:let String:'b'");
        assert_eq!(told("python", "'''a\nb''' + f(x)"), "String:'''a String:b''' Function:f");
    }

    #[test]
    fn data_has_keys() {
        assert_eq!(told("json", "{\"a\": [\"b\", true]}"), "Key:\"a\" String:\"b\" Number:true");
        assert_eq!(told("toml", "[a.b]\nc-d = \"e\" # f"), "Meta:[a.b] Key:c-d String:\"e\" Comment:# f");
        assert_eq!(told("yaml", "- a: http://b # c\n  d: 'e'"), "Key:a Comment:# c Key:d String:'e'");
    }

    #[test]
    fn shells_sessions_tags_and_patches_are_read() {
        assert_eq!(
            told("sh", "if [ $x ]; then echo \"#$y\"; fi # z"),
            "Keyword:if Key:$x Keyword:then Function:echo String:\"#$y\" Keyword:fi Comment:# z"
        );
        assert_eq!(told("console", "$ ls -l\na b\n"), "Meta:$ Typed:ls -l");
        assert_eq!(
            told("html", "<!-- a --><p class=\"b\">don't &amp;</p>"),
            "Comment:<!-- a --> Keyword:<p Key:class String:\"b\" Keyword:> Number:&amp; Keyword:</p Keyword:>"
        );
        assert_eq!(told("diff", "@@ -1 +1 @@\n-a\n+b\n c"), "Meta:@@ -1 +1 @@ Removed:-a Added:+b");
    }

    #[test]
    fn unknown_languages_long_lines_and_hostile_text_stay_plain() {
        assert!(tokens("text", "if 1").is_empty());
        assert!(tokens("rust", &"x ".repeat(2000)).is_empty());
        for hostile in ["\"", "'", "/*", "r#\"", "#[", "<", "<!--", "$", "'\\", "\u{1F600}'", "0x", "é("] {
            for language in ["rust", "js", "python", "html", "yaml", "tex", "console", "diff", "sh", "json"] {
                tokens(language, hostile);
                tokens(language, &hostile.repeat(50));
            }
        }
    }

    #[test]
    fn tokens_come_in_order_and_stay_in_their_line() {
        let text = "a = \"\"\"b\nc\"\"\"; fn x() /* y\n\n z */ 1";
        for language in ["rust", "python", "js", "scala", "yaml", "html"] {
            let found = tokens(language, text);
            assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{language}");
            assert!(found.iter().all(|token| !text[token.range.clone()].contains('\n')), "{language}");
        }
    }
}
