//! How those who made a document, but did not write it, are named on its title page, by language.

use crate::model::Language;

/// The roles that are named in words, by their MARC relator codes, in the order of a row of the table.
const ROLES: [&str; 8] = ["edt", "trl", "ill", "pht", "aui", "nrt", "ctb", "dsr"];

/// `Translated by {}` in `language`, for a role by its MARC code; English where the language is not in
/// the table, `None` for a role that is not.
///
/// Where a verb would have to agree with the names, or a preposition with their first letter, the
/// pattern names the work: `Przekład: {}`.
pub fn contribution(language: &Language, role: &str) -> Option<&'static str> {
    let at = ROLES.iter().position(|known| *known == role)?;
    let tag = language.tag().to_ascii_lowercase();
    let is_hant = tag.split('-').skip(1).any(|subtag| matches!(subtag, "hant" | "tw" | "hk" | "mo"));
    let name = match language.primary().as_str() {
        "zh" | "yue" if is_hant => "zh-hant".to_owned(),
        "yue" => "zh-hant".to_owned(),
        "no" | "nn" => "nb".to_owned(),
        primary => primary.to_owned(),
    };
    let row = TABLE.iter().find(|(known, _)| *known == name);
    Some(row.map_or(&ENGLISH, |(_, row)| row)[at])
}

const ENGLISH: [&str; 8] = [
    "Edited by {}",
    "Translated by {}",
    "Illustrated by {}",
    "Photographs by {}",
    "Foreword by {}",
    "Read by {}",
    "With contributions by {}",
    "Designed by {}",
];

#[rustfmt::skip]
const TABLE: &[(&str, [&str; 8])] = &[
    ("fr", ["Édité par {}", "Traduit par {}", "Illustré par {}", "Photographies\u{A0}: {}", "Préface\u{A0}: {}",
        "Lu par {}", "Contributions\u{A0}: {}", "Conception graphique\u{A0}: {}"]),
    ("de", ["Herausgegeben von {}", "Übersetzt von {}", "Illustriert von {}", "Fotografien von {}",
        "Vorwort von {}", "Gelesen von {}", "Mit Beiträgen von {}", "Gestaltet von {}"]),
    ("es", ["Edición de {}", "Traducción de {}", "Ilustraciones de {}", "Fotografías de {}", "Prólogo de {}",
        "Narrado por {}", "Con contribuciones de {}", "Diseño de {}"]),
    ("it", ["A cura di {}", "Traduzione di {}", "Illustrazioni di {}", "Fotografie di {}", "Prefazione di {}",
        "Letto da {}", "Con contributi di {}", "Progetto grafico di {}"]),
    ("pt", ["Edição de {}", "Tradução de {}", "Ilustrações de {}", "Fotografias de {}", "Prefácio de {}",
        "Narração de {}", "Com contribuições de {}", "Design de {}"]),
    ("nl", ["Onder redactie van {}", "Vertaald door {}", "Geïllustreerd door {}", "Foto’s van {}",
        "Voorwoord van {}", "Voorgelezen door {}", "Met bijdragen van {}", "Vormgegeven door {}"]),
    ("pl", ["Redakcja: {}", "Przekład: {}", "Ilustracje: {}", "Fotografie: {}", "Przedmowa: {}", "Lektor: {}",
        "Współpraca: {}", "Projekt: {}"]),
    ("ru", ["Редакция: {}", "Перевод: {}", "Иллюстрации: {}", "Фотографии: {}", "Предисловие: {}",
        "Чтение: {}", "При участии: {}", "Дизайн: {}"]),
    ("uk", ["Редакція: {}", "Переклад: {}", "Ілюстрації: {}", "Фотографії: {}", "Передмова: {}",
        "Читання: {}", "За участю: {}", "Дизайн: {}"]),
    ("cs", ["Redakce: {}", "Překlad: {}", "Ilustrace: {}", "Fotografie: {}", "Předmluva: {}", "Čtení: {}",
        "Spolupráce: {}", "Grafická úprava: {}"]),
    ("hu", ["Szerkesztette: {}", "Fordította: {}", "Illusztrálta: {}", "Fényképek: {}", "Előszó: {}",
        "Felolvasta: {}", "Közreműködött: {}", "Tervezte: {}"]),
    ("ro", ["Editat de {}", "Traducere de {}", "Ilustrații de {}", "Fotografii de {}", "Prefață de {}",
        "Lectura: {}", "Cu contribuții de {}", "Design de {}"]),
    ("ca", ["Edició: {}", "Traducció: {}", "Il·lustracions: {}", "Fotografies: {}", "Pròleg: {}",
        "Narració: {}", "Contribucions: {}", "Disseny: {}"]),
    ("sv", ["Redigerad av {}", "Översatt av {}", "Illustrerad av {}", "Foton av {}", "Förord av {}",
        "Uppläst av {}", "Med bidrag av {}", "Formgiven av {}"]),
    ("da", ["Redigeret af {}", "Oversat af {}", "Illustreret af {}", "Fotografier af {}", "Forord af {}",
        "Indlæst af {}", "Med bidrag af {}", "Design af {}"]),
    ("nb", ["Redigert av {}", "Oversatt av {}", "Illustrert av {}", "Fotografier av {}", "Forord av {}",
        "Innlest av {}", "Med bidrag fra {}", "Design av {}"]),
    ("fi", ["Toimitus: {}", "Käännös: {}", "Kuvitus: {}", "Valokuvat: {}", "Esipuhe: {}", "Lukija: {}",
        "Avustajat: {}", "Suunnittelu: {}"]),
    ("el", ["Επιμέλεια: {}", "Μετάφραση: {}", "Εικονογράφηση: {}", "Φωτογραφίες: {}", "Πρόλογος: {}",
        "Αφήγηση: {}", "Συνεργασία: {}", "Σχεδιασμός: {}"]),
    ("tr", ["Yayına hazırlayan: {}", "Çeviren: {}", "Resimleyen: {}", "Fotoğraflar: {}", "Önsöz: {}",
        "Seslendiren: {}", "Katkıda bulunan: {}", "Tasarım: {}"]),
    ("ar", ["تحرير: {}", "ترجمة: {}", "رسوم: {}", "صور: {}", "تقديم: {}", "قراءة: {}", "بمشاركة: {}",
        "تصميم: {}"]),
    ("he", ["עריכה: {}", "תרגום: {}", "איורים: {}", "צילומים: {}", "הקדמה: {}", "קריינות: {}",
        "בהשתתפות: {}", "עיצוב: {}"]),
    ("km", ["កែសម្រួលដោយ {}", "បកប្រែដោយ {}", "គូររូបដោយ {}", "ថតរូបដោយ {}", "បុព្វកថាដោយ {}", "អានដោយ {}",
        "ចូលរួមដោយ {}", "រចនាដោយ {}"]),
    ("zh", ["编辑：{}", "翻译：{}", "插图：{}", "摄影：{}", "前言：{}", "朗读：{}", "协作：{}", "设计：{}"]),
    ("zh-hant", ["編輯：{}", "翻譯：{}", "插圖：{}", "攝影：{}", "前言：{}", "朗讀：{}", "協作：{}", "設計：{}"]),
    ("ja", ["編集：{}", "翻訳：{}", "イラスト：{}", "写真：{}", "序文：{}", "朗読：{}", "協力：{}", "デザイン：{}"]),
    ("ko", ["엮음: {}", "옮김: {}", "그림: {}", "사진: {}", "머리말: {}", "낭독: {}", "참여: {}", "디자인: {}"]),
];

#[cfg(test)]
mod tests {
    use super::{TABLE, contribution};
    use crate::model::Language;

    #[test]
    fn every_pattern_names_someone() {
        for (language, row) in TABLE {
            for pattern in row {
                assert_eq!(pattern.matches("{}").count(), 1, "{language}: {pattern}");
            }
        }
    }

    #[test]
    fn a_language_without_a_row_is_english() {
        let pattern = |tag: &str, role: &str| contribution(&Language::new(tag).expect("well formed"), role);
        assert_eq!(pattern("de-AT", "trl"), Some("Übersetzt von {}"));
        assert_eq!(pattern("zh-TW", "edt"), Some("編輯：{}"));
        assert_eq!(pattern("nn", "ill"), Some("Illustrert av {}"));
        assert_eq!(pattern("xx", "trl"), Some("Translated by {}"));
        assert_eq!(pattern("en", "pfr"), None);
    }
}
