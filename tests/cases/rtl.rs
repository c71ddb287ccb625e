//! Text that is read from right to left: where it stands, and how it comes out of the PDF.

use std::fs;
use std::sync::Arc;

use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::inspect::PdfFile;
use pressroom::layout::{GlyphRun, Item, ItemKind, Page};
use pressroom::model::Part;
use pressroom::source::{self, Request};
use pressroom::{gather, layout, parse, resolve};

use super::support::{Exported, export};

const HEBREW: &str = "אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר סוס כלב חתול דג ציפור עץ פרח ים הר נהר \
    ספר עט שולחן כיסא חלון דלת קיר גג רצפה מדרגות";
const ARABIC: &str = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا وضميرا وعليهم أن يعامل \
    بعضهم بعضا بروح الإخاء بلا تمييز لأن الإسلام والأمل للجميع";

/// The pages of a document in a language.
fn pages(language: &str, markdown: &str) -> Vec<Page> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("doc.md");
    fs::write(&path, format!("---\nlang: {language}\n---\n\n{markdown}")).expect("the folder is ours");
    let mut said = Diagnostics::new();
    let input = source::find(&path, None).expect("there is a document").remove(0);
    let sources = source::open(&input, &Request::default(), &mut said);
    let document = parse::parse(&sources, &mut said);
    let fonts = Arc::new(Library::new(&sources.fonts, &mut said));
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut said);
    layout::layout(&manuscript, &mut said).pages
}

/// The first page of it.
fn page(language: &str, markdown: &str) -> Page {
    pages(language, markdown).remove(0)
}

fn runs(page: &Page) -> impl Iterator<Item = (&Item, &GlyphRun)> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some((item, &**run)),
        _ => None,
    })
}

/// The width of a run in points.
fn width(run: &GlyphRun) -> f64 {
    run.glyphs.iter().map(|glyph| glyph.advance.to_pt()).sum()
}

/// What a run says, as it is read.
fn said(run: &GlyphRun) -> String {
    match run.leftwards {
        true => run.glyphs.iter().rev().map(|it| &run.text[it.start as usize..it.end as usize]).collect(),
        false => run.text.clone(),
    }
}

/// From where to where, in points, the runs reach that say `words`, or that do so together with others
/// on their line.
fn extent(page: &Page, words: &str) -> [f64; 2] {
    let (item, run) = runs(page)
        .find(|(_, run)| said(run).contains(words))
        .unwrap_or_else(|| panic!("`{words}` is on no line"));
    [item.x.to_pt(), item.x.to_pt() + width(run)]
}

/// From where to where the texts of a kind reach, in the order of the page.
fn extents(page: &Page, wanted: impl Fn(Part) -> bool) -> Vec<[f64; 2]> {
    let mut found: Vec<(Part, [f64; 2])> = Vec::new();
    for (item, run) in runs(page) {
        let Some(part) = item.origin.map(|origin| origin.part).filter(|part| wanted(*part)) else { continue };
        let left = item.x.to_pt();
        let right = left + width(run);
        match found.iter_mut().find(|(known, _)| *known == part) {
            Some((_, reach)) => *reach = [reach[0].min(left), reach[1].max(right)],
            None => found.push((part, [left, right])),
        }
    }
    found.into_iter().map(|(_, reach)| reach).collect()
}

/// The left and right edges of the fills on a page.
fn fills(page: &Page) -> Vec<[f64; 2]> {
    let of = |item: &Item| match &item.kind {
        ItemKind::Fill(fill) => Some([item.x.to_pt(), item.x.to_pt() + fill.width.to_pt()]),
        _ => None,
    };
    page.items.iter().filter_map(of).collect()
}

/// The words of a text, without the signs around them and the marks over them.
fn words(text: &str) -> Vec<String> {
    let kept = |c: char| {
        c.is_alphanumeric() && !matches!(c, '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
    };
    let is_mark = |c: char| matches!(c, '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}' | '\u{200C}');
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let words = text.split(|c| !kept(c)).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The words of the PDF in the order in which the file shows them.
fn shown(made: &Exported) -> Vec<String> {
    let file = PdfFile::read(&made.pdf).expect("it can be read");
    let texts = file.shown.iter().flat_map(|page| page.sequences.values().map(String::as_str));
    words(&texts.collect::<String>())
}

/// Exports a text and checks that all editions say it, and that the PDF shows its words as they are read.
fn assert_read(language: &str, text: &str) -> Exported {
    let made = export(&format!("---\nlang: {language}\n---\n\n{text}\n"));
    assert_eq!(made.errors, 0, "{text}: {:?}", made.diagnostics);
    assert!(made.verified, "{text}: {:?}", made.diagnostics);
    // The file has no blanks between paragraphs and cells; that words are parted, the editions agree.
    let (shown, wanted) = (shown(&made).concat(), words(text).concat());
    assert!(shown.contains(&wanted), "{text}\nis shown as {shown}");
    made
}

#[test]
fn lines_of_hebrew_are_shown_in_the_order_of_reading() {
    for text in [
        format!("{HEBREW} {HEBREW} {HEBREW}"),
        format!("**פתיחה מודגשת:** {HEBREW} *נטוי* {HEBREW} **סוף**."),
        format!("בשנת 1948 היו 650,000 תושבים, {HEBREW} 12.5 {HEBREW} 3:45"),
        format!("השפה Rust היא {HEBREW} Visual Studio Code {HEBREW} ועוד OK! {HEBREW}"),
        format!("שלום (עולם) [קטע], \"ציטוט כאן\"; {HEBREW}! ג'ירפה וצה\"ל {HEBREW} (סוף)."),
        format!("# {HEBREW} {HEBREW}"),
        format!("הפקודה `cargo build --release` {HEBREW} `fn main()` {HEBREW}."),
    ] {
        assert_read("he", &text);
    }
}

#[test]
fn lines_of_arabic_persian_and_urdu_are_shown_in_the_order_of_reading() {
    assert_read("ar", &format!("{ARABIC} {ARABIC}"));
    assert_read(
        "ar",
        &format!("لغة Rust سريعة، والإصدار 1.75 صدر في 2023 مع cargo build و`cargo run`. {ARABIC} (انظر 3)"),
    );
    assert_read(
        "ar",
        "الْحَمْدُ لِلَّهِ رَبِّ الْعَالَمِينَ الرَّحْمَٰنِ الرَّحِيمِ مَالِكِ يَوْمِ الدِّينِ إِيَّاكَ نَعْبُدُ وَإِيَّاكَ نَسْتَعِينُ اهْدِنَا الصِّرَاطَ",
    );
    assert_read(
        "he",
        "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ וְהָאָרֶץ הָיְתָה תֹהוּ וָבֹהוּ וְחֹשֶׁךְ עַל פְּנֵי תְהוֹם וְרוּחַ אֱלֹהִים מְרַחֶפֶת",
    );
    assert_read(
        "fa",
        "زبان‌های هندواروپایی که در کشورهای ایران، افغانستان به آن سخن می‌گویند. سال ۱۴۰۲ و کتاب‌های خوب می‌خوانیم.",
    );
    assert_read(
        "ur",
        "اردو برصغیر پاک و ہند کی معیاری زبانوں میں سے ایک ہے۔ یہ پاکستان کی قومی زبان ہے جبکہ بھارت کی چھ ریاستوں کی زبان ہے۔",
    );
}

#[test]
fn words_from_right_to_left_in_other_lines_are_shown_in_their_place() {
    for text in [
        "The word كتاب means book, and مكتبة means library; here the line ends and كتب عربية جديدة are books.",
        "- `{% if (first or second) and third %}` — شروط مُجمّعة\n- `{% for x in y %}` — حلقة — `{{ x }}` — طباعة القيمة",
        "We say שלום עולם, and then בוקר טוב to everyone (ערב טוב) in the town; מה שלומך היום means how are you.",
        "12 העץ 34 word, 5 מילים 6.",
    ] {
        assert_read("en", text);
    }
}

#[test]
fn cells_items_and_notes_are_shown_one_after_the_other() {
    let made = assert_read("he", "| שם | תיאור ארוך |\n|--|--|\n| דנה כהן | גרה בחיפה |\n| משה | 12.5 |");
    assert!(made.xhtml.contains("<table>"), "{}", made.xhtml);
    for text in [
        format!("- {HEBREW}\n- {HEBREW}\n    1. {HEBREW}\n\n> {HEBREW} {HEBREW}"),
        format!("{HEBREW}[^a] {HEBREW}\n\n[^a]: {HEBREW} {HEBREW}"),
        format!("{HEBREW}[^a] {HEBREW}[^b]\n\n[^a]: {HEBREW}\n\n[^b]: note (in English)"),
    ] {
        let made = export(&format!("---\nlang: he\n---\n\n{text}\n"));
        assert!(made.verified && made.errors == 0, "{text}: {:?}", made.diagnostics);
    }
}

#[test]
fn brackets_come_out_as_they_were_typed() {
    let made = assert_read("he", "# פרק (ראשון)\n\nשלום (עולם) [א] {ב} <ג> 123, OK! סוף.");
    let file = PdfFile::read(&made.pdf).expect("it can be read");
    let text: String = file.shown[0].sequences.values().map(String::as_str).collect();
    for words in ["פרק (ראשון)", "שלום (עולם) [א] {ב} <ג> 123, OK! סוף."] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn lists_have_their_markers_on_the_right() {
    let page =
        page("he", "- פריט אחד\n- פריט שני\n    - מקונן\n\n1. ראשון\n2. שני\n\n- [ ] משימה\n- [x] בוצע\n");
    let markers = extents(&page, |part| matches!(part, Part::Marker(..)));
    assert_eq!(markers.len(), 7);
    for (words, marker) in
        ["פריט אחד", "פריט שני", "מקונן", "ראשון", "שני", "משימה", "בוצע"].into_iter().zip(&markers)
    {
        // `שני` is found in `פריט שני` first.
        if words != "שני" {
            let [_, right] = extent(&page, words);
            assert!(
                marker[0] >= right,
                "the marker of `{words}` stands at {marker:?}, its text ends at {right}"
            );
            assert!(marker[0] - right < 20.0, "the marker of `{words}` stands beside it");
        }
    }
    let [_, outer] = extent(&page, "פריט אחד");
    let [_, inner] = extent(&page, "מקונן");
    assert!(inner < outer, "what is nested is indented on the right");
}

#[test]
fn definitions_quotations_and_boxes_are_indented_on_the_right() {
    let text = format!("מונח\n:   הגדרה\n\nטקסט\n\n> ציטוט {HEBREW}\n\n> [!NOTE]\n> לקורא {HEBREW}\n");
    let page = page("he", &text);
    let [_, edge] = extent(&page, "טקסט");
    for inner in ["הגדרה", "ציטוט", "לקורא"] {
        assert!(extent(&page, inner)[1] < edge - 5.0, "`{inner}` is not indented");
    }
    assert!((extent(&page, "מונח")[1] - edge).abs() < 0.1);
    let bars = fills(&page);
    assert!(
        !bars.is_empty() && bars.iter().all(|bar| (bar[1] - edge).abs() < 0.1),
        "{bars:?} are on the right"
    );
}

#[test]
fn tables_start_on_the_right_and_keep_what_was_asked_for() {
    let text =
        "טקסט\n\n| א | ב | ג |\n|--|:--|--:|\n| ערך ארוך יותר | קצר | 12.5 |\n| נ | משהו ארוך | 7.25 |\n";
    let page = page("he", text);
    let [_, edge] = extent(&page, "טקסט");
    let [first, second, third] = ["ערך ארוך", "קצר", "12.5"].map(|words| extent(&page, words));
    assert!(first[0] > second[1] && second[0] > third[1], "{first:?} {second:?} {third:?}");
    assert!((first[1] - edge).abs() < 0.1, "the table stands at {first:?}");
    assert!((extent(&page, "נ")[1] - edge).abs() < 0.1, "cells start on the right");
    let long = extent(&page, "משהו");
    assert!((long[0] - second[0]).abs() < 0.1, "left is left: {long:?} {second:?}");
    assert!(fills(&page).iter().all(|rule| (rule[1] - edge).abs() < 0.1));
}

#[test]
fn code_reads_from_left_to_right() {
    let page = page("he", "טקסט\n\n```\n\"שלום\": 1, // הערה\n```\n\nהפקודה `foo(bar)` כאן.\n");
    let line = runs(&page).filter(|(item, _)| matches!(item.origin.map(|it| it.part), Some(Part::Line(..))));
    let lefts: Vec<_> = line.map(|(item, _)| item.x).collect();
    assert!(lefts.len() > 2 && lefts.is_sorted(), "{lefts:?}");
    let (_, run) = runs(&page).find(|(_, run)| run.text.contains("foo")).expect("it is set");
    assert_eq!(run.text, "foo(bar)", "its bracket stays behind it");
}

#[test]
fn contents_and_notes_are_mirrored() {
    let text = format!("# פרק ראשון\n\n{HEBREW}[^1]\n\n# פרק שני\n\nסוף\n\n[^1]: הערה קצרה\n");
    let made = pages("he\ntoc: true", &text);
    let numbers = extents(&made[0], |part| matches!(part, Part::ListPage(..)));
    let entries = extents(&made[0], |part| matches!(part, Part::ListEntry(..)));
    assert_eq!(numbers.len(), 2);
    assert!(numbers.iter().all(|number| entries.iter().all(|entry| number[1] < entry[0])));
    let body =
        made.iter().find(|page| runs(page).any(|(_, run)| said(run).contains("הערה"))).expect("there is one");
    let mark = extents(body, |part| matches!(part, Part::NoteMark(_)))[0];
    assert!(mark[0] > extent(body, "הערה")[1], "the mark stands in front of the note");
    let rule = fills(body)[0];
    assert!((rule[1] - mark[1]).abs() < 0.1, "the rule {rule:?} starts where the mark does");
}

#[test]
fn passages_are_set_in_their_own_direction() {
    let arabic = "<div lang=\"ar\" dir=\"rtl\">\n\nفقرة أولى\n\n- بند\n\n| اسم | عدد |\n|--|--|\n| أحمد | 5 |\n\n</div>";
    let english = page("en", &format!("Some words\n\n{arabic}\n\n- item\n"));
    let markers = extents(&english, |part| matches!(part, Part::Marker(..)));
    assert!(markers[0][0] > extent(&english, "بند")[1] && markers[1][1] < extent(&english, "item")[0]);
    assert!(extent(&english, "اسم")[0] > extent(&english, "عدد")[1]);
    assert!(extent(&english, "فقرة")[0] > 200.0 && extent(&english, "Some")[0] < 100.0);

    let latin = "<div lang=\"en\" dir=\"ltr\">\n\nA paragraph\n\n- item\n\n> Quoted words\n\n</div>";
    let hebrew = page("he", &format!("מילים\n\n{latin}\n\n- פריט\n"));
    let markers = extents(&hebrew, |part| matches!(part, Part::Marker(..)));
    assert!(markers[0][1] < extent(&hebrew, "item")[0] && markers[1][0] > extent(&hebrew, "פריט")[1]);
    assert!(extent(&hebrew, "A paragraph")[0] < 100.0 && extent(&hebrew, "מילים")[0] > 200.0);
}

#[test]
fn a_name_in_latin_letters_does_not_turn_a_text() {
    let page = page("he", "PDF הוא פורמט\n\n# Rust\n\n- Cargo\n");
    let edge = runs(&page).map(|(item, run)| item.x.to_pt() + width(run)).fold(0.0, f64::max);
    assert!((extent(&page, "PDF")[1] - edge).abs() < 0.1, "the paragraph starts on the right");
    assert!((extent(&page, "Rust")[1] - edge).abs() < 0.1, "the heading does");
    let marker = extents(&page, |part| matches!(part, Part::Marker(..)))[0];
    assert!(marker[0] > extent(&page, "Cargo")[1], "and the list");
}

#[test]
fn the_epub_says_which_way_its_parts_read() {
    let text = "מילים `foo(bar)`\n\n```\nx\n```\n\n<div lang=\"en\">\n\nWords\n\n- item\n\n> [!TIP]\n> words\n\n</div>\n";
    let made = export(&format!("---\nlang: he\n---\n\n{text}"));
    assert!(made.verified && made.errors == 0, "{:?}", made.diagnostics);
    for markup in [
        "<code dir=\"ltr\">foo(bar)</code>",
        "<pre dir=\"ltr\">",
        "<p dir=\"ltr\"><span lang=\"en\" xml:lang=\"en\">Words</span></p>",
        "<ul dir=\"ltr\" class=\"turned\">",
        "<aside class=\"admonition tip turned\"",
    ] {
        assert!(made.xhtml.contains(markup), "no {markup} in {}", made.xhtml);
    }
    let made =
        export("---\nlang: en\n---\n\nWords\n\nפסקה בעברית\n\n- פריט\n\n| א | ב |\n|--|--|\n| ג | ד |\n");
    for markup in
        ["<p dir=\"rtl\">פסקה בעברית</p>", "<ul dir=\"rtl\" class=\"turned\">", "<table dir=\"rtl\">"]
    {
        assert!(made.xhtml.contains(markup), "no {markup} in {}", made.xhtml);
    }
}
