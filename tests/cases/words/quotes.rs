//! Quotation marks, spaces and words of each passage in its own language.

use super::{assert_says, sound_with};

const GERMAN: &str = "lang: de\ntitle: Worte\n";

#[test]
fn a_passage_has_the_marks_of_its_language_and_the_text_behind_it_those_of_the_document() {
    for (language, written) in [
        ("fr", "«\u{a0}mot “x”\u{a0}»"),
        ("fr-CH", "«mot ‹x›»"),
        ("pl", "„mot «x»”"),
        ("sv", "”mot ’x’”"),
        ("en", "“mot ‘x’”"),
        ("es", "«mot “x”»"),
        ("da", "»mot ›x‹«"),
        ("ja", "“mot ‘x’”"),
        ("nl", "“mot ‘x’”"),
    ] {
        let text = format!("Vor \"a\".\n\n<div lang=\"{language}\">\n\n\"mot 'x'\"\n\n</div>\n\nNach \"b\".");
        let made = sound_with(GERMAN, &text);
        assert!(made.text.contains(written), "{language}: {}", made.text);
        assert!(made.xhtml.contains(written), "{language}: {}", made.xhtml);
        assert_says(&made, "Vor „a“.");
        assert_says(&made, "Nach „b“.");
    }
}

#[test]
fn every_tag_that_says_a_language_opens_a_passage() {
    for (start, end) in [
        ("<p lang=\"sv\">", "</p>"),
        ("<blockquote lang=\"sv\">", "</blockquote>"),
        ("<section lang='sv'>", "</section>"),
        ("<article xml:lang=\"sv\">", "</article>"),
        ("<span lang=\"sv\">", "</span>"),
        ("<em lang=\"sv\">", "</em>"),
        ("<ul lang=\"sv\"><li>", "</li></ul>"),
    ] {
        let made = sound_with(GERMAN, &format!("A \"a\".\n\n{start}Han sa \"hej\" nu.{end}\n\nB \"b\"."));
        assert_says(&made, "Han sa ”hej” nu.");
        assert_says(&made, "B „b“.");
    }
}

#[test]
fn passages_within_passages_end_with_their_own_tags() {
    let made = sound_with(
        GERMAN,
        "<div lang=\"fr\">\n\nUn \"a\".\n\n<div lang=\"sv\">\n\nTvå \"b\".\n\n</div>\n\nTrois \"c\" et <span lang=\"en\">four \"d\"</span> \"e\".\n\n</div>\n\nFünf \"f\".",
    );
    assert!(made.text.contains("Un «\u{a0}a\u{a0}»."), "{}", made.text);
    assert_says(&made, "Två ”b”.");
    assert!(made.text.contains("four “d” «\u{a0}e\u{a0}»."), "{}", made.text);
    assert_says(&made, "Fünf „f“.");
}

#[test]
fn a_passage_within_a_quotation_begins_with_its_own_outer_marks() {
    let made =
        sound_with(GERMAN, "Er rief: \"Sie sagte <span lang=\"en\">\"so 'it' is\"</span> laut.\" Gut.");
    assert_says(&made, "Er rief: „Sie sagte “so ‘it’ is” laut.“ Gut.");
}

#[test]
fn french_spaces_stand_in_french_passages_alone() {
    let made =
        sound_with(GERMAN, "Was? So: ja!\n\n<div lang=\"fr\">\n\nQuoi? Ainsi: oui!\n\n</div>\n\nUnd? Ja!");
    assert!(made.text.contains("Quoi\u{202f}? Ainsi\u{a0}: oui\u{202f}!"), "{}", made.text);
    assert!(made.text.contains("Was? So: ja!") && made.text.contains("Und? Ja!"), "{}", made.text);
}

#[test]
fn headings_cells_items_captions_and_notes_of_a_passage_are_of_its_language() {
    let made = sound_with(
        GERMAN,
        "<div lang=\"sv\">\n\n## Rubrik \"a\"\n\n- Punkt \"b\"\n\n| Cell \"c\" |\n|---|\n| \"d\" |\n\n> Citat \"e\"\n\n\
         ![Bild \"f\"](none.png)\n\nNot.[^n]\n\n[^n]: Text \"g\"\n\n</div>\n\nEnde \"h\".",
    );
    for words in
        ["Rubrik ”a”", "Punkt ”b”", "Cell ”c”", "”d”", "Citat ”e”", "Bild ”f”", "Text ”g”", "Ende „h“."]
    {
        assert_says(&made, words);
    }
}
