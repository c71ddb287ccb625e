//! What the document says of itself, as an XMP packet (ISO 16684-1), in step with the document
//! information.

use std::fmt::Write;

use uuid::Uuid;

use crate::model::{Metadata, PdfStandard, PdfStandards, Person};
use crate::transcript::{NAMESPACE, PROPERTY};

/// Who made the file.
pub(super) const PRODUCER: &str = concat!("Pressroom ", env!("CARGO_PKG_VERSION"));

/// The names of the properties by which a file claims PDF/UA and PDF/X.
const UA_SPACE: &str = "http://www.aiim.org/pdfua/ns/id/";
const X_SPACE: &str = "http://www.npes.org/pdfx/ns/id/";

/// The packet of a document whose file claims `standards`, with the `fingerprint` of its text.
pub(super) fn packet(metadata: &Metadata, standards: &PdfStandards, fingerprint: &str) -> String {
    let mut xmp = String::from("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    xmp.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n");
    xmp.push_str("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    xmp.push_str("<rdf:Description rdf:about=\"\"");
    for (prefix, space) in [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ] {
        let _ = write!(xmp, "\n  xmlns:{prefix}=\"{space}\"");
    }
    xmp.push_str(">\n");
    described(&mut xmp, metadata);
    xmp.push_str("</rdf:Description>\n");
    standards.iter().for_each(|standard| claimed(&mut xmp, standard));
    let _ = writeln!(xmp, "<rdf:Description rdf:about=\"\" xmlns:pressroom=\"{NAMESPACE}\">");
    element(&mut xmp, &format!("pressroom:{PROPERTY}"), fingerprint);
    xmp.push_str("</rdf:Description>\n");
    let mut unknown = String::new();
    standards.iter().for_each(|standard| described_standard(&mut unknown, standard));
    let about = "SHA-256 of what all editions of the document say";
    described_property(&mut unknown, "Pressroom", (NAMESPACE, "pressroom", PROPERTY, "Text", about));
    if standards.iter().any(PdfStandard::is_archival) {
        xmp.push_str("<rdf:Description rdf:about=\"\"");
        for (prefix, space) in [("Extension", "extension/"), ("Schema", "schema#"), ("Property", "property#")]
        {
            let _ = write!(xmp, "\n  xmlns:pdfa{prefix}=\"http://www.aiim.org/pdfa/ns/{space}\"");
        }
        let _ = writeln!(
            xmp,
            ">\n<pdfaExtension:schemas><rdf:Bag>{unknown}</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>"
        );
    }
    xmp.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    xmp
}

fn described(xmp: &mut String, metadata: &Metadata) {
    let language = metadata.language.tag();
    xmp.push_str("<dc:format>application/pdf</dc:format>\n");
    alternatives(xmp, "dc:title", &metadata.title, language);
    if let Some(description) = &metadata.description {
        alternatives(xmp, "dc:description", description, language);
    }
    if let Some(rights) = &metadata.rights {
        alternatives(xmp, "dc:rights", rights, language);
    }
    let people = |wanted: fn(&&Person) -> bool| metadata.authors.iter().filter(wanted).map(|it| &*it.name);
    items(xmp, "dc:creator", "Seq", people(|person| person.is_author()));
    items(xmp, "dc:contributor", "Bag", people(|person| !person.is_author()));
    items(xmp, "dc:publisher", "Bag", metadata.publisher.iter().map(String::as_str));
    items(xmp, "dc:subject", "Bag", metadata.keywords.iter().map(String::as_str));
    items(xmp, "dc:language", "Bag", [language].into_iter());
    if let Some(identifier) = &metadata.identifier {
        element(xmp, "dc:identifier", identifier);
    }
    if let Some(date) = metadata.date {
        items(xmp, "dc:date", "Seq", [date.iso().as_str()].into_iter());
        // The same day as in the document information, where a month or a day may not be missing.
        let day = format!("{:04}-{:02}-{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
        element(xmp, "xmp:CreateDate", &day);
        element(xmp, "xmp:ModifyDate", &day);
        element(xmp, "xmp:MetadataDate", &day);
    }
    element(xmp, "xmp:CreatorTool", "Pressroom");
    element(xmp, "xmpMM:DocumentID", &format!("uuid:{}", document_id(metadata)));
    element(xmp, "xmpMM:RenditionClass", "default");
    element(xmp, "xmpMM:VersionID", "1");
    element(xmp, "pdf:Producer", PRODUCER);
    if !metadata.keywords.is_empty() {
        element(xmp, "pdf:Keywords", &metadata.keywords.join(", "));
    }
}

/// The document's own identity, the same for all its files: made of what names it.
fn document_id(metadata: &Metadata) -> Uuid {
    let authors: Vec<&str> = metadata.authors.iter().map(|person| person.name.as_str()).collect();
    let name = [&*metadata.title, &*authors.join(";"), metadata.language.tag()].join("\n");
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

/// A standard by its own properties (ISO 19005-2, 6.6.4; ISO 19005-4, 6.7.3; ISO 14289-1, 5;
/// ISO 15930-7, 6.1).
fn claimed(xmp: &mut String, standard: PdfStandard) {
    let (prefix, space, properties): (_, _, &[(&str, &str)]) = match standard {
        PdfStandard::Ua1 => ("pdfuaid", UA_SPACE, &[("part", "1")]),
        PdfStandard::A2a => archive(&[("part", "2"), ("conformance", "A")]),
        PdfStandard::A2b => archive(&[("part", "2"), ("conformance", "B")]),
        PdfStandard::A2u => archive(&[("part", "2"), ("conformance", "U")]),
        PdfStandard::A3a => archive(&[("part", "3"), ("conformance", "A")]),
        PdfStandard::A4 => archive(&[("part", "4"), ("rev", "2020")]),
        PdfStandard::X4 => ("pdfxid", X_SPACE, &[("GTS_PDFXVersion", "PDF/X-4")]),
    };
    let _ = writeln!(xmp, "<rdf:Description rdf:about=\"\" xmlns:{prefix}=\"{space}\">");
    for (name, value) in properties {
        element(xmp, &format!("{prefix}:{name}"), value);
    }
    xmp.push_str("</rdf:Description>\n");
}

type Claim<'a> = (&'static str, &'static str, &'a [(&'static str, &'static str)]);

fn archive<'a>(properties: &'a [(&'static str, &'static str)]) -> Claim<'a> {
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/", properties)
}

fn described_standard(xmp: &mut String, standard: PdfStandard) {
    let property = match standard {
        PdfStandard::Ua1 => {
            (UA_SPACE, "pdfuaid", "part", "Integer", "The part of ISO 14289 that the file meets")
        }
        PdfStandard::X4 => {
            (X_SPACE, "pdfxid", "GTS_PDFXVersion", "Text", "The PDF/X standard that the file meets")
        }
        PdfStandard::A2a | PdfStandard::A2b | PdfStandard::A2u | PdfStandard::A3a | PdfStandard::A4 => return,
    };
    described_property(xmp, &format!("{} identification", standard.title()), property);
}

/// What PDF/A has to be told of a property that it does not know (ISO 19005-2, 6.6.2.3): the title of
/// its schema; namespace and prefix, name, kind, and what it is about.
fn described_property(
    xmp: &mut String,
    title: &str,
    (space, prefix, name, kind, about): (&str, &str, &str, &str, &str),
) {
    let _ = write!(
        xmp,
        "<rdf:li rdf:parseType=\"Resource\">\n\
         <pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>\n\
         <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\n\
         <pdfaSchema:schema>{title}</pdfaSchema:schema>\n\
         <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n\
         <pdfaProperty:category>internal</pdfaProperty:category>\n\
         <pdfaProperty:description>{about}</pdfaProperty:description>\n\
         <pdfaProperty:name>{name}</pdfaProperty:name>\n\
         <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\n\
         </rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li>\n",
    );
}

/// A text in one language, which is the one to show if no other is asked for.
fn alternatives(xmp: &mut String, name: &str, text: &str, language: &str) {
    let _ = write!(xmp, "<{name}><rdf:Alt>");
    for language in ["x-default", language] {
        let _ = write!(xmp, "<rdf:li xml:lang=\"{language}\">{}</rdf:li>", escaped(text));
    }
    let _ = writeln!(xmp, "</rdf:Alt></{name}>");
}

fn items<'a>(xmp: &mut String, name: &str, kind: &str, items: impl Iterator<Item = &'a str>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    let _ = write!(xmp, "<{name}><rdf:{kind}>");
    for item in items {
        let _ = write!(xmp, "<rdf:li>{}</rdf:li>", escaped(item));
    }
    let _ = writeln!(xmp, "</rdf:{kind}></{name}>");
}

fn element(xmp: &mut String, name: &str, text: &str) {
    let _ = writeln!(xmp, "<{name}>{}</{name}>", escaped(text));
}

/// Text as XML has it; what XML cannot hold is left out (XML 1.0, 2.2).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_tells_what_the_document_says_and_the_file_claims() {
        let metadata = Metadata { title: "A < B & C".to_owned(), ..Metadata::default() };
        let packet = packet(&metadata, &PdfStandards::usual(), "0f");
        assert!(packet.contains("<rdf:li xml:lang=\"x-default\">A &lt; B &amp; C</rdf:li>"), "{packet}");
        assert!(packet.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "{packet}");
        assert!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"), "{packet}");
        assert!(packet.contains("pdfaExtension:schemas"), "{packet}");
        assert!(!packet.contains("CreateDate"), "{packet}");
    }
}
