//! The kinds of diagnostics.

/// Declares the codes once: the variant, its name in reports, and what it is about.
macro_rules! codes {
    ($($variant:ident $name:literal $about:literal,)*) => {
        /// The kind of a diagnostic. Reports show [`Code::name`]; tests and filters refer to it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $about] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the pipeline.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name shown in brackets, `unknown-target`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// What it is about, in one sentence.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $about),* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" "A file cannot be read.",
    NotUtf8 "not-utf-8" "A source is not UTF-8 text.",
    OutsideSource "outside-source" "A path leads out of the source's folder.",
    IncludeCycle "include-cycle" "A file includes itself, by itself or through others.",
    Include "include" "An include names what is not there.",
    Summary "summary" "A book's `SUMMARY.md` is not as it should be.",
    EmptyDocument "empty-document" "A source holds no text.",
    FrontMatter "front-matter" "Front matter or a settings file cannot be read.",
    UnknownKey "unknown-key" "Front matter or settings hold a key without a meaning.",
    BadValue "bad-value" "A setting's value is not of the kind it should be.",
    Theme "theme" "A theme file cannot be used.",
    Assumed "assumed" "What nobody has said was assumed.",
    ForbiddenCharacter "forbidden-character" "A character that no edition can hold was replaced.",
    RawHtml "raw-html" "An HTML tag without a meaning here was left out, its text kept.",
    TemplateTag "template-tag" "A site generator's tag stands as text.",
    TooDeep "too-deep" "Nesting deeper than the stated limit was made flat.",
    SkippedHeading "skipped-heading" "A heading skips a level.",
    UnknownTarget "unknown-target" "A link leads nowhere.",
    UnsafeTarget "unsafe-target" "A link's scheme is not one that a document may follow.",
    DuplicateAnchor "duplicate-anchor" "Two places claim the same anchor.",
    UnknownNote "unknown-note" "A note is referred to but not written.",
    UnusedNote "unused-note" "A note is written but never referred to.",
    DuplicateNote "duplicate-note" "Two notes have the same name.",
    MissingImage "missing-image" "An image cannot be found.",
    RemoteImage "remote-image" "An image is on the network, and nothing is fetched.",
    BadImage "bad-image" "An image's data cannot be used.",
    LowResolution "low-resolution" "An image has too few pixels for its size in print.",
    Formula "formula" "A formula cannot be read.",
    MissingGlyph "missing-glyph" "No face has a glyph for a character.",
    BadFont "bad-font" "A font file cannot be used.",
    Accessibility "accessibility" "Something that says nothing to those who do not see it.",
    Overfull "overfull" "Something is wider or taller than its place.",
    Shop "shop" "Something that a shop of e-books would mind.",
    Press "press" "Something is not as a press needs it.",
    PdfStandard "pdf-standard" "A PDF cannot meet a standard.",
    EditionsDiffer "editions-differ" "An edition does not say what its manuscript, or another edition, says.",
    NotVerified "not-verified" "An edition cannot be read back, so nothing is known of what it says.",
    Write "write" "A file cannot be written.",
    Internal "internal" "A fault of the program, not of the source.",
}
