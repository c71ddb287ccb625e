//! Files that were made to exhaust whoever reads them: they are read within limits, or refused in words.

use std::io::{Cursor, Write};

use pressroom::backend;
use pressroom::diagnostic::Diagnostics;
use pressroom::edition::Edition;
use pressroom::inspect::Sections;
use pressroom::verify::{Finished, verify};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::support::export;

/// A PDF of objects, each with its number.
fn pdf(objects: &[(usize, String)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (number, object) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let start = bytes.len();
    bytes.extend(
        format!("xref\n0 1\n0000000000 65535 f \n{table}trailer\n<</Size 9999/Root 1 0 R>>\n").as_bytes(),
    );
    bytes.extend(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<<{dictionary}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A PDF of a page with a content and a font, and what hangs on the catalog.
fn page(catalog: &str, content: &str, cmap: &str, more: &[(usize, String)]) -> Vec<u8> {
    let mut objects = vec![
        (1, format!("<</Type/Catalog/Pages 2 0 R{catalog}>>")),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (
            3,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
        ),
        (4, stream("", content)),
        (5, "<</Type/Font/Subtype/Type0/BaseFont/X/ToUnicode 6 0 R>>".to_owned()),
        (6, stream("", cmap)),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

/// A file whose cross-references are a stream of this dictionary.
fn cross_references(dictionary: &str) -> Vec<u8> {
    let stream = stream(&format!("/Type/XRef/Root 2 0 R{dictionary}"), "\u{1}\0\u{f}\0");
    format!("%PDF-1.7\n1 0 obj\n{stream}\nendobj\nstartxref\n9\n%%EOF\n").into_bytes()
}

/// An EPUB with one text, which its spine names so often.
fn epub(text: &str, times: usize) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>";
    let items: String = (0..times)
        .map(|nth| format!("<item id=\"a{nth}\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let spine: String = (0..times).map(|nth| format!("<itemref idref=\"a{nth}\"/>")).collect();
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in [("META-INF/container.xml", container), ("p.opf", &package), ("a.xhtml", text)] {
        archive.start_file(name, options).expect("memory takes it");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

/// What is said of a file when it is told of and when it is verified; nothing where it can be read.
fn said(bytes: &[u8]) -> [String; 2] {
    let edition = Edition::File(bytes.to_vec());
    let reader = backend::reader_of("file", &edition).expect("its first bytes say what it is");
    let told = reader.inspect(&edition, Sections { outline: true, tags: true, links: true });
    let mut found = Diagnostics::new();
    verify(None, &[Finished { name: "file", edition: &edition, reader }], &mut found);
    let verified = found.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("\n");
    [told.err().map(|why| why.to_string()).unwrap_or_default(), verified]
}

fn is_refused(name: &str, bytes: &[u8], why: &str) {
    for said in said(bytes) {
        assert!(said.contains(why), "{name}: {said:?} does not say {why:?}");
    }
}

/// The same of what only `verify` reads.
fn is_not_verified(name: &str, bytes: &[u8], why: &str) {
    let [_, verified] = said(bytes);
    assert!(verified.contains(why), "{name}: {verified:?} does not say {why:?}");
}

#[test]
fn cross_references_that_have_no_end_are_refused() {
    for (dictionary, why) in [
        ("/W[0 0 0]/Size 4000000000", "no such width"),
        ("/W[9223372036854775807 1 1]/Size 5", "no such width"),
        ("/#57[1 -2 1]/Size 5", "no such width"),
        ("/W[0 0 1]/Size 4000000000", "more cross-references"),
        ("/W[1 2 1]/Index[0 2147483647]/Size 5", "more cross-references"),
        ("/W[1 2 1]/Index[0 9 5 9223372036854775807 7 9223372036854775807]/Size 5", "more cross-references"),
    ] {
        is_refused(dictionary, &cross_references(dictionary), why);
    }
}

#[test]
fn texts_that_are_named_again_and_again_are_refused() {
    let words = format!("/P <</MCID 0>> BDC BT /F 9 Tf <{}> Tj ET EMC", "0041".repeat(4_000));
    let cmap = "1 beginbfrange <0000> <00FF> <0000> endbfrange";
    let root = "/StructTreeRoot 7 0 R";
    let tree = (7, "<</Type/StructTreeRoot/K 8 0 R>>".to_owned());
    let repeated = (8, format!("<</Type/StructElem/S/P/Pg 3 0 R/K[{}]>>", "0 ".repeat(100_000)));
    is_refused("one text", &page(root, &words, cmap, &[tree.clone(), repeated]), "too large");
    // Each level has the one below it ten times.
    let mut levels: Vec<(usize, String)> = (8..16)
        .map(|nth| {
            (nth, format!("<</Type/StructElem/S/Sect/K[{}]>>", format!("{} 0 R ", nth + 1).repeat(10)))
        })
        .collect();
    levels.push((16, "<</Type/StructElem/S/P/Pg 3 0 R/K 0>>".to_owned()));
    levels.push(tree.clone());
    is_refused("levels", &page(root, &words, cmap, &levels), "too large");
    let alt = (8, format!("<</Type/StructElem/S/Sect/K[{}]>>", "9 0 R ".repeat(100_000)));
    let shared = (9, format!("<</Type/StructElem/S/Figure/Alt({})>>", "a".repeat(10_000)));
    is_refused("one alternative", &page(root, &words, cmap, &[tree, alt, shared]), "too large");
}

#[test]
fn fonts_that_make_much_of_little_are_read_within_limits() {
    let long = format!("1 beginbfchar <0000> <{}> endbfchar", "0041".repeat(50_000));
    let codes = format!("BT /F 9 Tf <{}> Tj ET", "0000".repeat(1_200_000));
    is_refused("a code of many letters", &page("", &codes, &long, &[]), "too large");
    let ranges = "1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange ".repeat(20_000);
    assert_eq!(said(&page("", "BT /F 9 Tf <0041> Tj ET", &ranges, &[]))[0], "");
}

#[test]
fn trees_that_lead_back_into_themselves_are_read_to_their_limit() {
    let again = |catalog: &str, objects: &[(usize, String)]| {
        let bytes = page(catalog, "q Q", "", objects);
        let [told, _] = said(&bytes);
        assert!(told.is_empty() || told.contains("too large"), "{catalog}: {told}");
    };
    let own = |number: usize, object: &str| (number, object.to_owned());
    again("/Outlines 7 0 R", &[own(7, "<</First 8 0 R>>"), own(8, "<</Title(x)/First 8 0 R/Next 8 0 R>>")]);
    again("/StructTreeRoot 7 0 R", &[own(7, "<</K[7 0 R 7 0 R]>>")]);
    again("/StructTreeRoot 7 0 R", &[own(7, "<</RoleMap<</A/B/B/A>>/K 8 0 R>>"), own(8, "<</S/A/K 8 0 R>>")]);
    again("/PageLabels<</Nums[0<</S/r/St 9223372036854775807>>-5<</St -9223372036854775808>>]>>", &[]);
    again("/Metadata 7 0 R/Lang 7 0 R", &[own(7, "7 0 R")]);
}

#[test]
fn xhtml_that_is_too_deep_or_blows_up_is_refused() {
    let within = |open: &str, close: &str, depth: usize| {
        format!("<html><body>{}x{}</body></html>", open.repeat(depth), close.repeat(depth))
    };
    is_not_verified("deep", &epub(&within("<div>", "</div>", 100_000), 1), "deep");
    is_not_verified("lists", &epub(&within("<ul><li>", "</li></ul>", 1_000), 1), "deep");
    is_not_verified("hidden", &epub(&within("<b a='>' c=\"/>\">", "</b>", 1_000), 1), "deep");
    let entities = "<!DOCTYPE html [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><html><body>&b;</body></html>";
    is_not_verified("entities", &epub(entities, 1), "entities");
    let attributes: String = (0..5_000).map(|nth| format!(" a{nth}='x'")).collect();
    is_not_verified(
        "attributes",
        &epub(&format!("<html><body><p{attributes}/></body></html>"), 1),
        "attributes",
    );
    let spaces: String = (0..500).map(|nth| format!(" xmlns:a{nth}='x'")).collect();
    is_not_verified("namespaces", &epub(&format!("<html{spaces}><body/></html>"), 1), "namespaces");
}

#[test]
fn archives_that_unpack_to_much_are_refused() {
    let large = format!("<html><body>{}</body></html>", " ".repeat(17 << 20));
    is_refused("one text", &epub(&large, 1), "too large");
    let often = format!("<html><body>{}</body></html>", "x ".repeat(1 << 20));
    is_refused("one text again and again", &epub(&often, 300), "too large");
}

#[test]
fn texts_of_many_signs_are_read_in_one_go() {
    let made = export("# Title\n\nSome [words](https://example.org).\n");
    for text in [
        "x".repeat(1_000_000),
        "[L".repeat(60_000),
        "[p. ".repeat(60_000),
        "<%".repeat(60_000),
        "+-".repeat(60_000),
        "\n".repeat(200_000),
        format!("{}\n[1] note\n{} x", "-".repeat(20), "\n".repeat(60_000)),
        "=\n".repeat(50_000),
        "┌──\n".repeat(30_000),
        "NOTE: '\\' line\n".repeat(20_000),
        format!("{}- x\n", " ".repeat(5_000)).repeat(100),
    ] {
        let editions = [("a.pdf", &*made.pdf), ("a.txt", text.as_bytes())];
        let editions = editions.map(|(name, bytes)| (name, Edition::File(bytes.to_vec())));
        let reader = |name, edition| backend::reader_of(name, edition).expect("its name says what it is");
        let editions: Vec<_> = editions
            .iter()
            .map(|(name, edition)| Finished { name, edition, reader: reader(name, edition) })
            .collect();
        let mut found = Diagnostics::new();
        assert!(!verify(None, &editions, &mut found).holds, "{}", &text[..20.min(text.len())]);
    }
}
