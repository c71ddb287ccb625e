//! Reads PDFs, by their tags.

mod tags;

use super::carried::bare;
use super::{
    Carried, Content, Context, Facts, Fields, Maker, Means, Places, Reader, Readout, Settings, Unread, file,
    look,
};
use crate::edition::Edition;
use crate::inspect::{self, PdfFile, Sections, Unreadable};
use crate::transcript::PROPERTY;

/// Reads PDFs.
pub struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn title(&self) -> &'static str {
        "the PDF"
    }

    /// The header says so (ISO 32000-1, 7.5.2), whatever the file is called.
    fn recognises(&self, _name: &str, edition: &Edition) -> bool {
        edition.file().is_some_and(|bytes| bytes.starts_with(b"%PDF-"))
    }

    fn read(&self, edition: &Edition, context: &Context<'_>) -> Result<Readout, Unread> {
        let pdf = PdfFile::read(file(edition)?)?;
        if pdf.tags.is_none() {
            // Pages on sheets are for a stapler.
            if context.settings == Settings::Known && context.style.print.impose.is_some() {
                return Err(Unread::Unordered("its pages stand on sheets"));
            }
            let why = "it has no tags, by which its text could be read in order";
            return Err(Unreadable(why.to_owned()).into());
        }
        let for_press = pdf.claims().iter().any(|claim| claim.starts_with("PDF/X"));
        Ok(Readout {
            content: Content::Full(tags::read(&pdf, context.style)),
            places: Places::Pages(pdf.page_labels()),
            means: Means { tabs: false, tex: true, links: !for_press },
            facts: facts(&pdf),
            sizes: look::of_pdf(&pdf),
            loose: pdf
                .shown
                .iter()
                .map(|page| page.loose.chars().filter(|c| !c.is_whitespace()).count())
                .sum(),
        })
    }

    fn carried(&self, edition: &Edition) -> Carried {
        let pdf = file(edition).and_then(PdfFile::read);
        pdf.map_or_else(|_| Carried::default(), |pdf| carried(&pdf))
    }

    fn inspect(&self, edition: &Edition, sections: Sections) -> Result<String, Unreadable> {
        inspect::of_pdf(file(edition)?, sections)
    }
}

fn first(pdf: &PdfFile, name: &str) -> Option<String> {
    pdf.property(name).into_iter().next()
}

fn fingerprint(pdf: &PdfFile) -> Option<String> {
    first(pdf, &format!("pressroom:{PROPERTY}"))
}

fn facts(pdf: &PdfFile) -> Facts {
    let fields = Fields {
        title: first(pdf, "dc:title"),
        authors: pdf.property("dc:creator"),
        contributors: pdf.property("dc:contributor"),
        language: first(pdf, "dc:language"),
        date: first(pdf, "dc:date"),
        publishers: pdf.property("dc:publisher"),
        rights: first(pdf, "dc:rights"),
        identifier: first(pdf, "dc:identifier"),
        description: first(pdf, "dc:description"),
        keywords: pdf.property("dc:subject"),
    };
    Facts {
        fields: Some(fields),
        contents: Some(pdf.outline().into_iter().map(|(_, title, _)| title).collect()),
        pages: Some(pdf.page_labels()),
        page_list: Vec::new(),
        fingerprint: fingerprint(pdf),
    }
}

fn carried(pdf: &PdfFile) -> Carried {
    let fingerprint = fingerprint(pdf);
    let producer = first(pdf, "pdf:Producer").or_else(|| pdf.information("Producer"));
    let is_ours = producer.is_some_and(|name| name.starts_with("Pressroom"));
    Carried {
        maker: Maker::of(is_ours || fingerprint.is_some()),
        fingerprint,
        identifier: first(pdf, "dc:identifier").map(|name| bare(&name)),
        language: first(pdf, "dc:language"),
    }
}
