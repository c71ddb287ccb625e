//! Free fonts by what they have, for those who have to look for one.

use unicode_script::Script;

use crate::model::Language;

/// A family of fonts that has the letters of a script, or the sign `cluster`.
pub(super) fn family(script: Option<Script>, cluster: &str, language: &Language) -> &'static str {
    let Some(script) = script else {
        let is_private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
        let is_emoji =
            |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1FAFF}' | '\u{20E3}');
        return match cluster {
            signs if signs.contains(is_private) => "the font that this text was written for",
            signs if signs.contains(is_emoji) => "Noto Emoji",
            _ => "Noto Sans Symbols",
        };
    };
    match script {
        Script::Latin | Script::Greek | Script::Cyrillic => "Noto Sans",
        Script::Arabic => "Noto Naskh Arabic",
        Script::Han => chinese(language),
        Script::Hiragana | Script::Katakana => "Noto Sans JP",
        Script::Hangul => "Noto Sans KR",
        Script::Bopomofo => "Noto Sans TC",
        Script::Armenian => "Noto Sans Armenian",
        Script::Balinese => "Noto Sans Balinese",
        Script::Bengali => "Noto Sans Bengali",
        Script::Canadian_Aboriginal => "Noto Sans Canadian Aboriginal",
        Script::Cherokee => "Noto Sans Cherokee",
        Script::Coptic => "Noto Sans Coptic",
        Script::Cuneiform => "Noto Sans Cuneiform",
        Script::Devanagari => "Noto Sans Devanagari",
        Script::Egyptian_Hieroglyphs => "Noto Sans Egyptian Hieroglyphs",
        Script::Ethiopic => "Noto Sans Ethiopic",
        Script::Georgian => "Noto Sans Georgian",
        Script::Gothic => "Noto Sans Gothic",
        Script::Gujarati => "Noto Sans Gujarati",
        Script::Gurmukhi => "Noto Sans Gurmukhi",
        Script::Hebrew => "Noto Sans Hebrew",
        Script::Javanese => "Noto Sans Javanese",
        Script::Kannada => "Noto Sans Kannada",
        Script::Khmer => "Noto Sans Khmer",
        Script::Lao => "Noto Sans Lao",
        Script::Malayalam => "Noto Sans Malayalam",
        Script::Mongolian => "Noto Sans Mongolian",
        Script::Myanmar => "Noto Sans Myanmar",
        Script::Nko => "Noto Sans NKo",
        Script::Ol_Chiki => "Noto Sans Ol Chiki",
        Script::Oriya => "Noto Sans Oriya",
        Script::Runic => "Noto Sans Runic",
        Script::Sinhala => "Noto Sans Sinhala",
        Script::Syriac => "Noto Sans Syriac",
        Script::Tamil => "Noto Sans Tamil",
        Script::Telugu => "Noto Sans Telugu",
        Script::Thaana => "Noto Sans Thaana",
        Script::Thai => "Noto Sans Thai",
        Script::Tibetan => "Noto Serif Tibetan",
        Script::Tifinagh => "Noto Sans Tifinagh",
        Script::Yi => "Noto Sans Yi",
        _ => "one of the Noto families for its script",
    }
}

/// Each language writes Han characters in forms of its own.
fn chinese(language: &Language) -> &'static str {
    let tag = language.tag().to_ascii_lowercase();
    match language.primary().as_str() {
        "ja" => "Noto Sans JP",
        "ko" => "Noto Sans KR",
        "zh" if ["hans", "cn", "sg"].iter().any(|part| tag.split('-').any(|it| it == *part)) => {
            "Noto Sans SC"
        }
        "zh" if ["hant", "tw", "hk", "mo"].iter().any(|part| tag.split('-').any(|it| it == *part)) => {
            "Noto Sans TC"
        }
        "yue" => "Noto Sans HK",
        _ => "Noto Sans CJK",
    }
}
