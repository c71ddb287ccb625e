//! Attributes of headings: `{-}`, `{.unnumbered}`, `{.unlisted}`.

use super::{Exported, assert_says, sound_with};

const NUMBERED: &str = "lang: en\ntitle: Heads\ntoc: true\ntoc-depth: 6\nnumber-sections: true\n";

/// The headings of the text edition, and the entries of its contents.
fn heads(made: &Exported) -> (Vec<String>, Vec<String>) {
    let lines: Vec<&str> = made.text.lines().collect();
    let is_rule = |line: &&str| line.len() > 1 && line.chars().all(|c| matches!(c, '=' | '-' | '~'));
    let heads = lines.windows(2).filter(|pair| is_rule(&pair[1]) && !pair[0].is_empty());
    let contents = lines.iter().skip_while(|line| **line != "Contents").skip(2);
    let contents = contents.take_while(|line| !line.is_empty()).map(|line| line.trim().to_owned());
    (heads.map(|pair| pair[0].to_owned()).collect(), contents.collect())
}

#[test]
fn headings_without_a_number_do_not_count() {
    let made = sound_with(
        NUMBERED,
        "# Preface {-}\n\na\n\n# Thanks {.unnumbered}\n\nb\n\n# One\n\n## Sub\n\n## Aside {- #aside}\n\n### Below\n\n## Last\n\n\
         Two {.unnumbered .wide key=\"a value\"}\n===\n\n# Three {: -}\n\n# Four\n\nSee [it](#aside).",
    );
    let wanted =
        ["Preface", "Thanks", "1 One", "1.1 Sub", "Aside", "Below", "1.2 Last", "Two", "Three", "2 Four"];
    let (heads, contents) = heads(&made);
    assert_eq!(heads, wanted);
    assert_eq!(contents, wanted);
    assert!(made.xhtml.contains("id=\"aside\"") && made.diagnostics.is_empty(), "{:?}", made.diagnostics);
}

#[test]
fn an_unlisted_heading_is_in_the_text_and_in_no_contents() {
    let made = sound_with(
        NUMBERED,
        "# One\n\n## Hidden {.unnumbered .unlisted}\n\n### Below it\n\n## Shown\n\n# Quiet {-  .unlisted}\n\n# Listed {.unlisted}\n\nEnd.",
    );
    let (heads, contents) = heads(&made);
    assert_eq!(heads, ["1 One", "Hidden", "Below it", "1.1 Shown", "Quiet", "2 Listed"]);
    assert_eq!(contents, ["1 One", "1.1 Shown", "2 Listed"]);
}

#[test]
fn classes_of_html_headings_are_heeded() {
    let made = sound_with(
        NUMBERED,
        "<h1 class=\"unnumbered\">Front</h1>\n\n<h1>One</h1>\n\n<h2 class=\"x unlisted unnumbered\">Quiet</h2>\n\nEnd.",
    );
    let (heads, contents) = heads(&made);
    assert_eq!(heads, ["Front", "1 One", "Quiet"]);
    assert_eq!(contents, ["Front", "1 One"]);
}

#[test]
fn braces_that_hold_words_are_words() {
    let made = sound_with(
        "lang: en\ntitle: Sets\n",
        "# The set {a, b}\n\n# Of one {x}\n\n# None {}\n\n# Of f{y}\n\nEnd.",
    );
    for words in ["The set {a, b}", "Of one {x}", "None {}", "Of f{y}"] {
        assert_says(&made, words);
    }
}

#[test]
fn a_name_on_a_heading_without_words_leads_to_what_follows() {
    let made = sound_with("lang: en\ntitle: Names\n", "# One\n\n## {#here}\n\nWords.\n\nSee [it](#here).");
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
    assert!(made.xhtml.contains("id=\"here\""), "{}", made.xhtml);
}
