//! What random documents have found: editions that were right and were blamed, or that were wrong.

use super::super::support::export;
use super::none_is_blamed;

#[test]
fn a_mark_behind_a_blank_is_shown() {
    let documents = [
        "4 \u{301}",
        "a \u{301} b",
        ") \u{301}\u{308}",
        "\u{301}",
        "# Head \u{301}\n\nText.",
        "- item \u{301}",
        "| a \u{301} |\n|---|\n| b \u{20D7} |",
        "*a* \u{301}",
        "a\\\n\u{301}",
        "a\n\u{301}",
        "`a \u{301}`",
        "word \u{5B0}",
    ];
    none_is_blamed(&documents);
    for document in documents {
        let mark = document.chars().find(|c| *c >= '\u{300}').expect("each has one");
        let made = export(document);
        assert!(made.pdf_words().contains(mark), "{document}: {}", made.pdf_words());
        assert!(made.text.contains(mark), "{document}: {}", made.text);
    }
}

#[test]
fn a_formula_is_no_reference_to_a_note() {
    let documents = [
        "$[^1]$\n\n[^1]: unread",
        "$a[^1]$\n\n[^1]: unread",
        "$[^1]^2 + [^2]$\n\n[^1]: unread\n\n[^2]: unread",
        "Cost $x_{[^1]}$ here.\n\n[^1]: unread",
        "$$\n[^1]\n$$\n\n[^1]: unread",
        "> $[^1]$\n\n[^1]: unread",
        "- $[^1]$\n\n[^1]: unread",
        "$\\frac{1}\n{[^1]}$\n\n[^1]: unread",
    ];
    none_is_blamed(&documents);
    for document in documents {
        let made = export(document);
        assert!(!made.text.contains("unread"), "{}", made.text);
        assert_eq!(made.with_code("unused-note").len(), document.matches("]:").count(), "{document}");
    }
    none_is_blamed(&[
        "It was $5[^1] and $6.\n\n[^1]: In dollars.",
        "$x$[^1] and $y$.\n\n[^1]: A note.",
        "$[^1]$ and[^1].\n\n[^1]: A note.",
    ]);
    assert!(export("It was $5[^1] and $6.\n\n[^1]: In dollars.").text.contains("In dollars."));
}

#[test]
fn attributes_may_say_other_words_for_a_picture() {
    none_is_blamed(&[
        "![words](p.png \"Title\"){alt=\"other\"}",
        "![words](p.png){alt=other}",
        "![words](p.png){#there alt=\"other\" width=50%}",
        "![words](p.png){: alt=\"other\"}",
        "![words](p.png){fig-alt=\"other\"}",
        "![words](p.png \"Title\"){alt=\"\"}",
        "![*em* words](p.png){alt=}",
        "a ![words](p.png){alt=\"other\"} b",
        "[![words](p.png){alt=\"other\"}](https://example.org/)",
        "![words [^1]](p.png){alt=\"other\"}\n\n[^1]: A note.",
        "![default=\"x\"](p.png){.default}",
    ]);
}

#[test]
fn headings_of_marks_alone_are_for_nobody() {
    none_is_blamed(&[
        "# [^1][^2]\n\n[^1]: One.\n\n[^2]: Two.",
        "# *[^1][^2]*\n\n[^1]: One.\n\n[^2]: Two.",
        "# [^1][^1]\n\nText.\n\n[^1]: One.",
        "## [^1][^2][^3]\n\nText.\n\n[^1]: One.\n\n[^2]: Two.\n\n[^3]: Three.",
        "# [[^1][^2]](https://example.org/)\n\n[^1]: One.\n\n[^2]: Two.",
        "# ,[^1][^2]\n\n[^1]: One.\n\n[^2]: Two.",
        "# a[^1][^2]\n\n[^1]: One.\n\n[^2]: Two.",
        "> # [^1][^2]\n\n[^1]: One.\n\n[^2]: Two.",
        "- # [^1][^2]\n\n[^1]: One.\n\n[^2]: Two.",
        "<h2>[^1][^2]</h2>\n\n[^1]: One.\n\n[^2]: Two.",
    ]);
}

#[test]
fn the_size_of_a_heading_is_that_of_its_letters() {
    none_is_blamed(&[
        "# *>*[^1][^5]\n\nWords.\n\n[^1]: One.\n\n[^5]: Five.",
        "# *a*[^1][^5]\n\nWords.\n\n[^1]: One.\n\n[^5]: Five.",
        "## `code`[^1][^5]\n\nWords.\n\n[^1]: One.\n\n[^5]: Five.",
        "# **!**[^1][^5]\n\n# Letters\n\nWords.\n\n[^1]: One.\n\n[^5]: Five.",
        "# ?![^1][^5]\n\nWords.\n\n[^1]: One.\n\n[^5]: Five.",
    ]);
}

#[test]
fn emphasis_around_nothing_takes_no_blank_along() {
    none_is_blamed(&[
        "*\u{200B}*a",
        "**\u{200B}**a",
        "a *\u{200B}*b",
        "a <em></em>b",
        "a<em> </em>b",
        "a <b><i></i></b>b",
        "- <em></em>a",
        "a [<b></b>](https://example.org/)b",
        "| <em></em>a |\n|---|\n| <s></s>b |",
        "# <em></em>a",
    ]);
}

#[test]
fn the_first_line_of_code_may_be_the_note_that_lines_are_folded() {
    let note = "NOTE: '\\' line wrapping per RFC 8792";
    let long = "this line of code is so long that it has to be folded into two lines at least";
    let fence = |lines: &[&str]| format!("```\n{}\n```", lines.join("\n"));
    let documents = [
        format!("{}\n\n{}", fence(&[note]), fence(&[long])),
        format!("{}\n{}", fence(&[note]), fence(&[note, long])),
        format!("{}\n\n{}\n\n{}", fence(&[note]), fence(&[note]), fence(&[long])),
        format!("{}\n\nNOTE:", fence(&[note])),
        format!("{}\n\n{note}", fence(&[note])),
        fence(&[note, note, long]),
        fence(&[note, note, "short"]),
        fence(&[note, long]),
        fence(&[note, "", long]),
        format!("{}\n\n{}", fence(&[note, "short"]), fence(&[long])),
        format!("- {}\n\n  {}", fence(&[note]).replace('\n', "\n  "), fence(&[long]).replace('\n', "\n  ")),
        format!("Note[^1].\n\n[^1]:\n    {}\n", fence(&[note, long]).replace('\n', "\n    ")),
        format!("    {note}\n\nNOTE:"),
        format!("---\ntext: {{ width: 40 }}\n---\n\n{}\n\n{}", fence(&[note]), fence(&[long])),
        format!("---\ntext: {{ width: 40 }}\n---\n\n{}", fence(&[note, long])),
    ];
    none_is_blamed(&documents.each_ref().map(String::as_str));
}

#[test]
fn a_line_of_code_that_ends_in_a_mark_is_not_put_together_with_the_next() {
    let long = "日本語のとても長い行がここにあり、七十二桁には収まらないので折り返されることになります。";
    none_is_blamed(&[
        &format!(">>```\n>>\\\n>>\\{long}\n>>```"),
        &format!(">>>>```\n>>>>\\\n>>>>\\{long}\n>>>>```"),
        &format!("- - ```\n    \\\n    \\{long}\n    ```"),
        &format!("```\n\\\n\\{long}\n```"),
        &format!("```\n                    a \\\n                    \\ {long}\n```"),
        &format!(">>```\n>>a\\\n>>    {long}\n>>```"),
    ]);
}

#[test]
fn marks_on_what_looks_like_the_number_of_a_link_are_words() {
    none_is_blamed(&[
        "<kbd>[L1]</kbd>\u{301}[](https://example.org/)",
        "\\[L1]\u{301} [a](https://example.org/)",
        "\\[L1]\u{20DD}[a](https://example.org/)",
        "\\[L1] \u{301}[a](https://example.org/)",
        "[a](https://example.org/)\u{301}",
        "---\ntext: { page-marks: true }\n---\n\n\\[p. 1]\u{301} words",
    ]);
}

#[test]
fn marks_behind_links_struck_out_are_of_their_words() {
    none_is_blamed(&[
        "~~https://example.org/g~~\u{301}",
        "*https://example.org/g*\u{301}",
        "~~a~~\u{301}",
        "**a@b.org**\u{308}",
        "[g](https://example.org/)\u{301}",
        "`g`\u{301}",
        "<https://example.org/g>\u{301}",
        "    o~\u{301}",
        "    a^\u{301}",
        "```\no~\u{301}\n```",
    ]);
}

#[test]
fn a_name_without_a_note_is_a_word_within_brackets() {
    none_is_blamed(&[
        "[[^](https://example.org/)",
        "[[^g](https://example.org/s)",
        "[[^)](https://example.org/s)",
        "[a [^] b](https://example.org/)",
        "[a [^g] b](https://example.org/)",
        "[[^]](https://e.org/)",
        "[a[^g]](https://e.org/)\n\n- [^g]: In a list.",
        "[a[^G]](https://e.org/)\n\n> [^g]: In a quotation.",
    ]);
}

#[test]
fn a_missing_picture_is_said_once_by_its_caption() {
    none_is_blamed(&[
        "![a ](missing.png)",
        "![[[]] ][picture]\n\n[picture]: missing.png",
        "![ a](missing.png \"a\")",
        "![*a* ](missing.png)",
        "![a\u{200B}](missing.png)",
        "![a](missing.png \" a \")",
    ]);
    let made = export("![one boat ](missing.png)");
    assert_eq!(made.pdf_words().matches("one boat").count(), 1, "{}", made.pdf_words());
}

#[test]
fn links_around_nothing_leave_what_is_raised_as_it_is() {
    none_is_blamed(&[
        "<sup>2[` `](https://example.org/)</sup>",
        "<sup>[` `](https://example.org/)2</sup>",
        "<sup>2[**\u{200B}**](https://example.org/)</sup>",
        "<sub>2<em> </em></sub>",
        "<sup>2<b></b>3</sup>",
        "<sup>[2](https://example.org/)</sup>",
        "<sup>*2*</sup>",
        "<sup>a b</sup>",
    ]);
    assert!(export("m<sup>2[` `](https://example.org/)</sup>").text.contains('²'));
}

#[test]
fn the_address_of_a_link_without_words_and_a_word_behind_it_are_one() {
    none_is_blamed(&["[](h)b", "a [](h)b", "[](h)b c", "[](https://example.org/)b", "- [](h)b", "*[](h)*b"]);
}

#[test]
fn brackets_within_brackets_belong_to_the_nearest() {
    none_is_blamed(&[
        "[[$y[3]]()",
        "[[a[1]](https://example.org/)",
        "[[1]](https://example.org/)",
        "[[a[1]b]](https://example.org/)",
        "x [[a[1]][ref] y\n\n[ref]: https://example.org/",
        "[[[1]]](https://example.org/)",
        "[[a]1]](https://example.org/)",
    ]);
    let made = export("[[a[1]](https://example.org/)");
    assert!(made.xhtml.contains("<p>[<a href=\"https://example.org/\">a[1]</a></p>"), "{}", made.xhtml);
}

#[test]
fn formulas_in_the_words_of_a_picture_are_words() {
    none_is_blamed(&[
        "![$x$y]()",
        "g![$x$e[]]()",
        "![$n$th](p.png)",
        "![a $x$ b](p.png \"Title\")",
        "$x$y and $n$th",
        "x ![$\\alpha$s](p.png) y",
    ]);
}

#[test]
fn pictures_without_an_address_are_their_words() {
    none_is_blamed(&[
        "<img alt=n>r",
        "<img alt=n src=\"\">r",
        "a<img alt=n>r",
        "<b><img alt=n></b>r",
        "[[![]]()][picture]\n\n[picture]: p.png",
    ]);
}

#[test]
fn letters_of_any_length_may_follow_a_backslash_in_a_formula() {
    none_is_blamed(&[
        "$\\ O’N$",
        "$\\ ab日$",
        "$x\\é’日$",
        "$\\ov日$",
        "$a \\over b$",
        "$\\overé$",
        "$\\ 日$",
        "$a\\ ’$",
    ]);
}
