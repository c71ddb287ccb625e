//! Characters and the faces that show them.

use pressroom::backend;
use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::layout::{ItemKind, Pages, layout};
use pressroom::source::{self, Request};

use crate::support::export;

/// A text of some length, in which a few signs are few.
const LONG: &str = "Ordinary words that every face has, again and again, to be read without any trouble. ";

fn laid_out(markdown: &str) -> (pressroom::resolve::Manuscript, Pages) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("doc.md");
    std::fs::write(&path, markdown).expect("the folder is ours");
    let mut found = Diagnostics::new();
    let inputs = source::find(&path, None).expect("there is a document");
    let sources = source::open(&inputs[0], &Request::default(), &mut found);
    let manuscript = pressroom::manuscript(&sources, &mut found);
    let pages = layout(&manuscript, &mut found);
    (manuscript, pages)
}

/// Each glyph of the pages: the text it shows, its face, and where it starts and ends.
fn glyphs(markdown: &str) -> Vec<(String, String, i64, i64)> {
    let (manuscript, pages) = laid_out(markdown);
    let mut all = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        let mut x = item.x.0;
        for glyph in &run.glyphs {
            let text = run.text[glyph.start as usize..glyph.end as usize].to_owned();
            all.push((text, manuscript.fonts.face(run.face).name().to_owned(), x, x + glyph.advance.0));
            x += glyph.advance.0;
        }
    }
    all
}

#[test]
fn scripts_without_a_face_are_an_error_that_says_what_to_do() {
    for (text, script) in [
        ("모든 사람은 자유로운 존재로 태어났다", "Hangul"),
        ("সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা", "Bengali"),
        ("மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே", "Tamil"),
        ("ᏂᎦᏓ ᎠᏂᏴᏫ ᏂᎨᎫᏓᎸᎾ", "Cherokee"),
        ("ყველა ადამიანი იბადება თავისუფალი", "Georgian"),
    ] {
        let exported = export(text);
        let told = exported.with_code("missing-glyph");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("Error[missing-glyph] no face has "), "{told:?}");
        assert!(told[0].contains(script), "{told:?}");
        assert!(exported.verified && !exported.pdf.is_empty());
    }
}

#[test]
fn the_error_names_a_family_to_look_for() {
    let (manuscript, _) = laid_out("---\nlang: zh-TW\n---\n\n這個體裁與歷來學習經驗無關\n");
    let missing = manuscript.missing_glyphs.expect("traditional forms are missing");
    assert_eq!(missing.severity, Severity::Error);
    assert!(
        missing.help.is_some_and(|help| help.contains("`--font-path`") && help.contains("“Noto Sans TC”"))
    );
}

#[test]
fn a_few_missing_letters_are_a_warning_with_counts_and_a_place() {
    let exported = export(&format!("{LONG}{LONG}{LONG}\n\nHere 한 and 한 stand.\n"));
    let told = exported.with_code("missing-glyph");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("3:6 Warning[missing-glyph]"), "{told:?}");
    assert!(told[0].contains("Hangul (1 character, 2 in all)"), "{told:?}");
}

#[test]
fn editions_that_readers_show_in_their_own_fonts_do_not_ask_for_a_face() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("doc.md");
    std::fs::write(&path, "모든 사람은 자유로운 존재").expect("the folder is ours");
    for name in ["epub", "text", "pdf"] {
        let mut found = Diagnostics::new();
        let inputs = source::find(&path, None).expect("there is a document");
        let sources = source::open(&inputs[0], &Request::default(), &mut found);
        let backends: Vec<_> = backend::ALL.iter().copied().filter(|it| it.name() == name).collect();
        pressroom::export(&sources, &backends, &mut found);
        assert_eq!(found.count(Severity::Error), usize::from(name == "pdf"), "{name}");
    }
}

#[test]
fn scripts_with_a_face_are_drawn() {
    for text in [
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน",
        "يولد جميع الناس أحرارًا متساوين في الكرامة",
        "Tất cả mọi người sinh ra đều được tự do",
        "Ὅλοι οἱ ἄνθρωποι γεννιοῦνται ἐλεύθεροι ᾧ ᾴ",
        "ˈfəʊnɪm ɕ ʑ ɻ ɢ ʡ t͡s ẽ",
        "𝒜 𝔅 𝕮 𝓓 𝖤 𝙵 𝟞",
        "सभी मनुष्यों को गौरव",
        "所有的人生而自由",
    ] {
        let exported = export(&format!("{text}\n"));
        assert!(exported.with_code("missing-glyph").is_empty(), "{text}: {:?}", exported.diagnostics);
        assert!(exported.verified, "{text}");
    }
}

#[test]
fn frames_are_drawn_from_the_face_that_has_them() {
    let all = glyphs("```\n┌─┐│x\n```\n\nProse ╠══ here and `╚═` there.\n");
    for sign in ["┌", "─", "│", "╠", "═", "╚"] {
        let found: Vec<_> = all.iter().filter(|(text, ..)| text == sign).collect();
        assert!(!found.is_empty(), "{sign}");
        assert!(found.iter().all(|(_, face, ..)| face.starts_with("Source Code Pro")), "{found:?}");
    }
    assert!(export("A ┏━┓ b ▒ c\n").with_code("missing-glyph").is_empty());
}

#[test]
fn columns_of_code_stand_below_each_other() {
    // Each line has the same columns before its last sign.
    let all = glyphs("```\nabcdef|\n✓≤★→➜∀|\n中文你|\n😀🚀é̃x|\nﬁ½‑ⅳ♜ |\n1️⃣👍🏽ab|\n```\n");
    let ends: Vec<i64> = all.iter().filter(|(text, ..)| text == "|").map(|(_, _, start, _)| *start).collect();
    assert_eq!(ends.len(), 6);
    let most = ends.iter().map(|end| (end - ends[0]).abs()).max();
    assert!(most.is_some_and(|most| most < 2_000), "{ends:?}");
}

#[test]
fn sequences_are_one_sign_or_one_report() {
    let all = glyphs("Keys 2️⃣ #⃣ and 👋🏾 👩🏼‍🔬 🇫🇷 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👪 here.\n");
    for sequence in ["2️⃣", "#⃣", "👋🏾", "👩🏼‍🔬", "🇫🇷", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"]
    {
        let found: Vec<_> = all.iter().filter(|(text, ..)| text == sequence).collect();
        assert_eq!(found.len(), 1, "{sequence}: {all:?}");
        assert!(["Noto Emoji", "Noto Sans Symbols 2"].contains(&found[0].1.as_str()), "{found:?}");
    }
    let exported = export(&format!("{LONG}\n\nNo such sign: 🐉\u{200D}🧱, and none 🐉\u{200D}🧱.\n"));
    let told = exported.with_code("missing-glyph");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("U+1F409 U+200D U+1F9F1 (2 times)"), "{told:?}");
    assert!(exported.verified);
}

#[test]
fn a_letter_keeps_its_place_without_a_mark_that_no_face_has() {
    let exported = export("A word with q\u{1AB0} in it.\n");
    let told = exported.with_code("missing-glyph");
    assert_eq!(told.len(), 1, "{:?}", exported.diagnostics);
    assert!(told[0].contains("Warning[missing-glyph]"), "{told:?}");
    let all = glyphs("A word with q\u{1AB0} in it.\n");
    assert!(all.iter().any(|(text, face, ..)| text == "q\u{1AB0}" && face == "Libertinus Serif"), "{all:?}");
}

#[test]
fn compatible_characters_are_drawn_by_others_and_stay_as_they_are() {
    let text = "ﬁrst xⱼ ㎏ Ⅻ ½ ﷺ ｱ no\u{2011}break a\u{2007}b";
    let exported = export(&format!("{text}\n\n`a\u{2011}b ﬁ ⅻ`\n"));
    assert!(exported.with_code("missing-glyph").is_empty(), "{:?}", exported.diagnostics);
    assert!(exported.verified);
    assert!(exported.text.contains("ﬁrst xⱼ ㎏ Ⅻ ½"), "{}", exported.text);
    let words = exported.pdf_words();
    assert!(words.contains("ﬁrst xⱼ ㎏"), "{words}");
}

#[test]
fn private_characters_are_no_letters_of_our_faces() {
    let exported = export(&format!("{LONG}\n\nAn icon \u{E000} and \u{F013}.\n"));
    let told = exported.with_code("missing-glyph");
    assert!(told[0].contains("U+E000, U+F013"), "{told:?}");
}

#[test]
fn words_that_cannot_be_shown_are_not_divided() {
    let word = "თავისუფალიადამიანებისა";
    let (_, pages) = laid_out(&format!("---\nlang: ka\n---\n\n{}\n", [word; 60].join(" ")));
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let hyphens = items.filter(|item| matches!(&item.kind, ItemKind::Glyphs(run) if run.hyphen)).count();
    assert_eq!(hyphens, 0);
}
