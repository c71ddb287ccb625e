//! The faces built into the program. Their licences stand beside them in `fonts/`.

use crate::style::Family;

/// A face that is part of the program.
pub(super) struct Embedded {
    /// Its full name.
    pub name: &'static str,
    /// The family it serves first, or `None` for a face that only helps out.
    pub family: Option<Family>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// The font file.
    pub bytes: &'static [u8],
}

macro_rules! face {
    ($name:literal, $family:expr, $bold:literal, $italic:literal, $path:literal) => {
        Embedded {
            name: $name,
            family: $family,
            bold: $bold,
            italic: $italic,
            bytes: include_bytes!(concat!("../../fonts/", $path)),
        }
    };
}

const SERIF: Option<Family> = Some(Family::Serif);
const SANS: Option<Family> = Some(Family::Sans);
const MONO: Option<Family> = Some(Family::Mono);

/// All of them. The order among those without a family is the order in which they are asked for a
/// character that a text's own face lacks.
pub(super) const EMBEDDED: &[Embedded] = &[
    face!("Libertinus Serif", SERIF, false, false, "libertinus/LibertinusSerif-Regular.otf"),
    face!("Libertinus Serif Italic", SERIF, false, true, "libertinus/LibertinusSerif-Italic.otf"),
    face!("Libertinus Serif Bold", SERIF, true, false, "libertinus/LibertinusSerif-Bold.otf"),
    face!("Libertinus Serif Bold Italic", SERIF, true, true, "libertinus/LibertinusSerif-BoldItalic.otf"),
    face!("Source Sans 3 Semibold", SANS, true, false, "source-sans-3/SourceSans3-Semibold.otf"),
    face!("Source Sans 3 Semibold Italic", SANS, true, true, "source-sans-3/SourceSans3-SemiboldIt.otf"),
    face!("Source Code Pro", MONO, false, false, "source-code-pro/SourceCodePro-Regular.otf"),
    face!("Source Code Pro Italic", MONO, false, true, "source-code-pro/SourceCodePro-It.otf"),
    face!("Source Code Pro Bold", MONO, true, false, "source-code-pro/SourceCodePro-Bold.otf"),
    face!("Source Code Pro Bold Italic", MONO, true, true, "source-code-pro/SourceCodePro-BoldIt.otf"),
    face!("Noto Serif Khmer", None, false, false, "noto/NotoSerifKhmer-Regular.ttf"),
    face!("Noto Serif Khmer Bold", None, true, false, "noto/NotoSerifKhmer-Bold.ttf"),
    face!("Noto Naskh Arabic", None, false, false, "noto/NotoNaskhArabic-Regular.ttf"),
    face!("Noto Naskh Arabic Bold", None, true, false, "noto/NotoNaskhArabic-Bold.ttf"),
    face!("Noto Serif Hebrew", None, false, false, "noto/NotoSerifHebrew-Regular.ttf"),
    face!("Noto Serif Hebrew Bold", None, true, false, "noto/NotoSerifHebrew-Bold.ttf"),
    face!("Noto Serif Thai", None, false, false, "noto/NotoSerifThai-Regular.ttf"),
    face!("Noto Serif Thai Bold", None, true, false, "noto/NotoSerifThai-Bold.ttf"),
    face!("Noto Serif Devanagari", None, false, false, "noto/NotoSerifDevanagari-Regular.ttf"),
    face!("Noto Serif Devanagari Bold", None, true, false, "noto/NotoSerifDevanagari-Bold.ttf"),
    face!("Noto Sans CJK SC", None, false, false, "cjk/NotoSansCJK-Regular-SC-GB2312-minfeat.otf"),
    face!("Noto Sans Math", None, false, false, "symbols/NotoSansMath-Regular.ttf"),
    face!("Noto Sans Symbols 2", None, false, false, "symbols/NotoSansSymbols2-Regular.ttf"),
    face!("Noto Emoji", None, false, false, "symbols/NotoEmoji_400Regular.ttf"),
];
