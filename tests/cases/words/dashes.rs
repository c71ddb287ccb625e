//! `--` and `---`: dashes between words, hyphens where they are meant.

use super::{assert_says, sound};

#[test]
fn two_hyphens_are_a_dash_behind_whatever_ends_a_word() {
    let made = sound(
        "\"A rope\"--so they said. 'A rope'--so. It's--well; the dogs'--and. Stop!--he; what?--she; on.--Then; \
         (a)--b; \"Stop!\"--he; \"No.\"--\"Yes.\"",
    );
    assert_says(
        &made,
        "“A rope”–so they said. ‘A rope’–so. It’s–well; the dogs’–and. Stop!–he; what?–she; on.–Then; \
         (a)–b; “Stop!”–he; “No.”–“Yes.”",
    );
}

#[test]
fn emphasis_code_and_links_part_no_dash_from_its_word() {
    let made = sound("*a*--b, **a**--b, `a`--b, a--*b*, a--`b`, a--[b](https://example.org/).");
    for dashed in
        ["<em>a</em>–b", "<strong>a</strong>–b", "<code>a</code>–b", "a–<em>b</em>", "a–<code>b</code>"]
    {
        assert!(made.xhtml.contains(dashed), "{dashed}: {}", made.xhtml);
    }
    assert!(made.xhtml.contains("a–<a href="), "{}", made.xhtml);
}

#[test]
fn three_hyphens_are_a_longer_dash() {
    assert_says(&sound("\"Here\"---there, so---yes, `x`---no, end.---Start"), "“Here”—there, so—yes,");
}

#[test]
fn a_dash_may_stand_at_the_end_or_the_beginning_of_a_line() {
    let made = sound("One--\ntwo; \"three\"\n--four; five!\n--six; seven\n-- eight.");
    assert_says(&made, "One– two; “three” –four; five! –six; seven – eight.");
}

#[test]
fn dashes_stand_in_headings_cells_items_notes_and_captions() {
    let made = sound(
        "## \"One\"--head\n\n- \"two\"--item\n\n| \"three\"--head | x |\n|---|---|\n| \"four\"--cell | -- |\n\n\
         > \"five\"--quote\n\nTerm \"six\"--t\n: \"seven\"--d\n\nN[^n].\n\n[^n]: \"eight\"--note",
    );
    for word in ["One”–head", "two”–item", "three”–head", "four”–cell", "five”–quote", "six”–t", "seven”–d"]
    {
        assert_says(&made, word);
    }
    assert_says(&made, "eight”–note");
}

#[test]
fn options_arrows_rows_and_addresses_keep_their_hyphens() {
    let made = sound(
        "Use --verbose, (--quiet), \"--help\", [--all] and --level=3; run cargo test -- --nocapture or git log -- \
         -p. Not -->, <--, ----, -----, nor a|--|b. See https://example.org/a--b and `c -- d`.\n\n\
         <!-- a -- b -->\n\n    code --x -- y",
    );
    for kept in [
        "Use --verbose, (--quiet), “--help”, [--all] and --level=3;",
        "cargo test -- --nocapture or git log -- -p.",
        "nor a|--|b.",
        "https://example.org/a--b",
        "c -- d",
        "code --x -- y",
    ] {
        assert_says(&made, kept);
    }
    assert!(made.text.contains("Not -->, <--, ----, -----,"), "{}", made.text);
}

#[test]
fn dashes_between_spaces_and_numbers_stay_what_they_were() {
    assert_says(
        &sound("He left -- then --- came back; 1990--1995; he --But no."),
        "He left – then — came back; 1990–1995; he –But no.",
    );
}
