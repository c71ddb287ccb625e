//! The words and marks that the editions add to a text, by language.

use crate::model::{AdmonitionKind, Language, Run};

/// Words that the editions add, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Above the list of contents.
    pub contents: &'static str,
    /// Above a chapter's notes.
    pub notes: &'static str,
    /// Above a chapter's links in the text edition.
    pub links: &'static str,
    /// Before a figure's number.
    pub figure: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// Above the list of figures.
    pub figures: &'static str,
    /// Above the list of tables.
    pub tables: &'static str,
    /// Before the number of a listing.
    pub listing: &'static str,
    /// Above an abstract.
    pub abstract_title: &'static str,
    /// The title of a document that nobody has named.
    pub untitled: &'static str,
    /// Who wrote an article, `By {}`; `{}` alone where the press names them without a word.
    pub by: &'static str,
    /// What ends a label before a caption, `Figure 1. `, and before a title, `Note: `.
    pub ends: [&'static str; 2],
    /// In front of a picture's alternative text in the text edition.
    pub image: &'static str,
    /// On the way back from a note, for a reader who does not see the arrow.
    pub back: &'static str,
    /// The cover, for a reader who does not see it.
    pub cover: &'static str,
    /// Between the names of a list but the last two, with its space.
    pub comma: &'static str,
    /// Between the last two of a list of names, with its spaces.
    pub and: &'static str,
    /// The titles of admonitions: note, tip, important, warning, caution.
    pub admonitions: [&'static str; 5],
    /// The months in a date, or none in languages that write them as numbers.
    pub months: Option<[&'static str; 12]>,
    /// The months without a day, where they differ.
    pub months_alone: Option<[&'static str; 12]>,
    /// How a date is written.
    pub date: Dates,
    /// The quotation marks.
    pub quotes: Quotes,
}

/// How a date is written: `{y}`, `{m}` and `{d}` stand for year, month and day, `{mm}` and `{dd}`
/// for their two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// A day.
    pub day: &'static str,
    /// The first day of a month.
    pub first: &'static str,
    /// A month.
    pub month: &'static str,
    /// A year.
    pub year: &'static str,
}

/// The quotation marks of a language: the outer pair and the inner pair, with the space that
/// stands inside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// The outer pair, `“ ”`.
    pub outer: [&'static str; 2],
    /// The inner pair, `‘ ’`.
    pub inner: [&'static str; 2],
}

impl Default for Words {
    fn default() -> Self {
        ENGLISH
    }
}

impl Words {
    /// `label` as it stands before a caption: with its end, or as it is where there is no caption,
    /// or nothing where there is no label.
    pub fn before_caption(&self, label: &str, caption: &Run) -> String {
        ended(label, self.ends[0], caption)
    }

    /// The same before a title.
    pub fn before_title(&self, label: &str, title: &Run) -> String {
        ended(label, self.ends[1], title)
    }

    /// The word for an admonition, empty for one without a word of ours.
    pub fn admonition(&self, kind: AdmonitionKind) -> &'static str {
        match kind {
            AdmonitionKind::Note => self.admonitions[0],
            AdmonitionKind::Tip => self.admonitions[1],
            AdmonitionKind::Important => self.admonitions[2],
            AdmonitionKind::Warning => self.admonitions[3],
            AdmonitionKind::Caution => self.admonitions[4],
            AdmonitionKind::Abstract => self.abstract_title,
            AdmonitionKind::Aside => "",
        }
    }
}

fn ended(label: &str, end: &str, words: &Run) -> String {
    let end = if label.is_empty() || words.is_empty() { "" } else { end };
    format!("{label}{end}")
}

/// The words of `language`; English where the language is not in the table, with the language's
/// own quotation marks where these are known, and the date in figures.
pub fn words(language: &Language) -> Words {
    let tag = language.tag().to_ascii_lowercase();
    let subtag = |wanted: &str| tag.split('-').skip(1).any(|subtag| subtag == wanted);
    match language.primary().as_str() {
        "en" if subtag("us") => Words { date: AMERICAN, ..ENGLISH },
        "en" => ENGLISH,
        "zh" | "yue" if ["hant", "tw", "hk", "mo"].iter().any(|place| subtag(place)) => CHINESE_HANT,
        "zh" => CHINESE,
        "de" if subtag("ch") || subtag("li") => Words { quotes: SWISS, ..GERMAN },
        "fr" if subtag("ch") => Words { quotes: SWISS, ..FRENCH },
        "it" if subtag("ch") => Words { quotes: SWISS, ..ITALIAN },
        "pt" if subtag("pt") => Words { quotes: GUILLEMETS, ..PORTUGUESE },
        "es" if subtag("mx") || subtag("us") || subtag("419") => Words { quotes: CURLY, ..SPANISH },
        "no" | "nn" => NORWEGIAN,
        "yue" => CHINESE_HANT,
        primary => match TABLE.iter().find(|(name, _)| *name == primary) {
            Some((_, words)) => *words,
            None => Words { quotes: other_quotes(primary), date: ISO, months: None, ..ENGLISH },
        },
    }
}

/// The marks of languages whose words are not in the table, after CLDR.
fn other_quotes(primary: &str) -> Quotes {
    match primary {
        "bg" | "sk" | "sl" | "is" | "lt" | "lb" | "mk" | "ka" | "et" => LOW_HIGH,
        "hr" | "sr" | "bs" | "sq" => LOW_RIGHT,
        "be" | "kk" | "hy" | "fa" | "gl" | "eu" | "mn" | "az" | "uz" | "ky" | "tg" => GUILLEMETS,
        "br" | "oc" => FRENCH.quotes,
        _ => CURLY,
    }
}

const CURLY: Quotes = Quotes { outer: ["“", "”"], inner: ["‘", "’"] };
const LOW_HIGH: Quotes = Quotes { outer: ["„", "“"], inner: ["‚", "‘"] };
const LOW_RIGHT: Quotes = Quotes { outer: ["„", "”"], inner: ["‚", "’"] };
const GUILLEMETS: Quotes = Quotes { outer: ["«", "»"], inner: ["“", "”"] };
const SWISS: Quotes = Quotes { outer: ["«", "»"], inner: ["‹", "›"] };
const RIGHT: Quotes = Quotes { outer: ["”", "”"], inner: ["’", "’"] };
const CORNERS: Quotes = Quotes { outer: ["「", "」"], inner: ["『", "』"] };

const PLAIN: Dates = same("{d} {m} {y}", "{m} {y}");
const DOTTED: Dates = same("{d}. {m} {y}", "{m} {y}");
const AMERICAN: Dates = same("{m} {d}, {y}", "{m} {y}");
const ISO: Dates = same("{y}-{mm}-{dd}", "{y}-{mm}");
const HAN: Dates = Dates { year: "{y}年", ..same("{y}年{m}月{d}日", "{y}年{m}月") };

/// A date in which the first of a month is written as any other day.
const fn same(day: &'static str, month: &'static str) -> Dates {
    Dates { day, first: day, month, year: "{y}" }
}

/// The twelve words in `list`, which has one blank between any two.
const fn months(list: &'static str) -> Option<[&'static str; 12]> {
    let mut months = [""; 12];
    let mut rest = list;
    let mut index = 0;
    while index < 11 {
        let mut at = 0;
        while rest.as_bytes()[at] != b' ' {
            at += 1;
        }
        let (month, after) = rest.split_at(at);
        months[index] = month;
        rest = after.split_at(1).1;
        index += 1;
    }
    months[11] = rest;
    Some(months)
}

const ENGLISH: Words = Words {
    contents: "Contents",
    notes: "Notes",
    links: "Links",
    figure: "Figure",
    table: "Table",
    figures: "List of Figures",
    tables: "List of Tables",
    listing: "Listing",
    abstract_title: "Abstract",
    untitled: "Untitled",
    by: "By {}",
    ends: [". ", ": "],
    image: "Image",
    back: "Back to the text",
    cover: "Cover",
    comma: ", ",
    and: " and ",
    admonitions: ["Note", "Tip", "Important", "Warning", "Caution"],
    months: months("January February March April May June July August September October November December"),
    months_alone: None,
    date: PLAIN,
    quotes: CURLY,
};

const FRENCH: Words = Words {
    contents: "Table des matières",
    notes: "Notes",
    links: "Liens",
    figure: "Figure",
    table: "Tableau",
    figures: "Table des figures",
    tables: "Liste des tableaux",
    listing: "Listing",
    abstract_title: "Résumé",
    untitled: "Sans titre",
    by: "Par {}",
    ends: [". ", "\u{A0}: "],
    image: "Image",
    back: "Retour au texte",
    cover: "Couverture",
    comma: ", ",
    and: " et ",
    admonitions: ["Note", "Astuce", "Important", "Avertissement", "Attention"],
    months: months("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    months_alone: None,
    date: Dates { first: "1er {m} {y}", ..PLAIN },
    // The blanks are a word's, not narrow: Lexique des règles typographiques, « Guillemets ».
    quotes: Quotes { outer: ["«\u{A0}", "\u{A0}»"], inner: ["“", "”"] },
};

const GERMAN: Words = Words {
    contents: "Inhalt",
    notes: "Anmerkungen",
    links: "Verweise",
    figure: "Abbildung",
    table: "Tabelle",
    figures: "Abbildungsverzeichnis",
    tables: "Tabellenverzeichnis",
    listing: "Listing",
    abstract_title: "Zusammenfassung",
    untitled: "Ohne Titel",
    by: "Von {}",
    ends: [". ", ": "],
    image: "Bild",
    back: "Zurück zum Text",
    cover: "Umschlag",
    comma: ", ",
    and: " und ",
    admonitions: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
    months: months("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    months_alone: None,
    date: DOTTED,
    quotes: LOW_HIGH,
};

const SPANISH: Words = Words {
    contents: "Índice",
    notes: "Notas",
    links: "Enlaces",
    figure: "Figura",
    table: "Tabla",
    figures: "Índice de figuras",
    tables: "Índice de tablas",
    listing: "Listado",
    abstract_title: "Resumen",
    untitled: "Sin título",
    by: "Por {}",
    ends: [". ", ": "],
    image: "Imagen",
    back: "Volver al texto",
    cover: "Cubierta",
    comma: ", ",
    and: " y ",
    admonitions: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
    months: months(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    months_alone: None,
    date: same("{d} de {m} de {y}", "{m} de {y}"),
    quotes: GUILLEMETS,
};

const ITALIAN: Words = Words {
    contents: "Indice",
    notes: "Note",
    links: "Collegamenti",
    figure: "Figura",
    table: "Tabella",
    figures: "Elenco delle figure",
    tables: "Elenco delle tabelle",
    listing: "Listato",
    abstract_title: "Sommario",
    untitled: "Senza titolo",
    by: "Di {}",
    ends: [". ", ": "],
    image: "Immagine",
    back: "Torna al testo",
    cover: "Copertina",
    comma: ", ",
    and: " e ",
    admonitions: ["Nota", "Suggerimento", "Importante", "Avviso", "Attenzione"],
    months: months(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    months_alone: None,
    date: Dates { first: "1º {m} {y}", ..PLAIN },
    quotes: GUILLEMETS,
};

const PORTUGUESE: Words = Words {
    contents: "Sumário",
    notes: "Notas",
    links: "Ligações",
    figure: "Figura",
    table: "Tabela",
    figures: "Lista de figuras",
    tables: "Lista de tabelas",
    listing: "Listagem",
    abstract_title: "Resumo",
    untitled: "Sem título",
    by: "Por {}",
    ends: [". ", ": "],
    image: "Imagem",
    back: "Voltar ao texto",
    cover: "Capa",
    comma: ", ",
    and: " e ",
    admonitions: ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
    months: months(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    months_alone: None,
    date: Dates { first: "1º de {m} de {y}", ..same("{d} de {m} de {y}", "{m} de {y}") },
    quotes: CURLY,
};

const DUTCH: Words = Words {
    contents: "Inhoud",
    notes: "Noten",
    links: "Verwijzingen",
    figure: "Figuur",
    table: "Tabel",
    figures: "Lijst van figuren",
    tables: "Lijst van tabellen",
    listing: "Codefragment",
    abstract_title: "Samenvatting",
    untitled: "Zonder titel",
    by: "Door {}",
    ends: [". ", ": "],
    image: "Afbeelding",
    back: "Terug naar de tekst",
    cover: "Omslag",
    comma: ", ",
    and: " en ",
    admonitions: ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
    months: months("januari februari maart april mei juni juli augustus september oktober november december"),
    months_alone: None,
    date: PLAIN,
    quotes: CURLY,
};

const POLISH: Words = Words {
    contents: "Spis treści",
    notes: "Przypisy",
    links: "Odnośniki",
    figure: "Rysunek",
    table: "Tabela",
    figures: "Spis rysunków",
    tables: "Spis tabel",
    listing: "Listing",
    abstract_title: "Streszczenie",
    untitled: "Bez tytułu",
    by: "{}",
    ends: [". ", ": "],
    image: "Ilustracja",
    back: "Powrót do tekstu",
    cover: "Okładka",
    comma: ", ",
    and: " i ",
    admonitions: ["Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Przestroga"],
    months: months(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    months_alone: months(
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    ),
    date: PLAIN,
    quotes: Quotes { outer: ["„", "”"], inner: ["«", "»"] },
};

const RUSSIAN: Words = Words {
    contents: "Содержание",
    notes: "Примечания",
    links: "Ссылки",
    figure: "Рисунок",
    table: "Таблица",
    figures: "Список иллюстраций",
    tables: "Список таблиц",
    listing: "Листинг",
    abstract_title: "Аннотация",
    untitled: "Без названия",
    by: "{}",
    ends: [". ", ": "],
    image: "Изображение",
    back: "Назад к тексту",
    cover: "Обложка",
    comma: ", ",
    and: " и ",
    admonitions: ["Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"],
    months: months("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    months_alone: months("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    date: PLAIN,
    quotes: Quotes { outer: ["«", "»"], inner: ["„", "“"] },
};

const UKRAINIAN: Words = Words {
    contents: "Зміст",
    notes: "Примітки",
    links: "Посилання",
    figure: "Рисунок",
    table: "Таблиця",
    figures: "Перелік рисунків",
    tables: "Перелік таблиць",
    listing: "Лістинг",
    abstract_title: "Анотація",
    untitled: "Без назви",
    by: "{}",
    ends: [". ", ": "],
    image: "Зображення",
    back: "Назад до тексту",
    cover: "Обкладинка",
    comma: ", ",
    and: " і ",
    admonitions: ["Примітка", "Порада", "Важливо", "Попередження", "Обережно"],
    months: months("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    months_alone: months(
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    ),
    date: PLAIN,
    quotes: Quotes { outer: ["«", "»"], inner: ["„", "“"] },
};

const CZECH: Words = Words {
    contents: "Obsah",
    notes: "Poznámky",
    links: "Odkazy",
    figure: "Obrázek",
    table: "Tabulka",
    figures: "Seznam obrázků",
    tables: "Seznam tabulek",
    listing: "Výpis",
    abstract_title: "Abstrakt",
    untitled: "Bez názvu",
    by: "{}",
    ends: [". ", ": "],
    image: "Obrázek",
    back: "Zpět k textu",
    cover: "Obálka",
    comma: ", ",
    and: " a ",
    admonitions: ["Poznámka", "Tip", "Důležité", "Varování", "Pozor"],
    months: months("ledna února března dubna května června července srpna září října listopadu prosince"),
    months_alone: months("leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"),
    date: DOTTED,
    quotes: LOW_HIGH,
};

const HUNGARIAN: Words = Words {
    contents: "Tartalom",
    notes: "Jegyzetek",
    links: "Hivatkozások",
    figure: "Ábra",
    table: "Táblázat",
    figures: "Ábrák jegyzéke",
    tables: "Táblázatok jegyzéke",
    listing: "Kódlista",
    abstract_title: "Kivonat",
    untitled: "Cím nélkül",
    by: "{}",
    ends: [". ", ": "],
    image: "Kép",
    back: "Vissza a szöveghez",
    cover: "Borító",
    comma: ", ",
    and: " és ",
    admonitions: ["Megjegyzés", "Tipp", "Fontos", "Figyelmeztetés", "Vigyázat"],
    months: months(
        "január február március április május június július augusztus szeptember október november december",
    ),
    months_alone: None,
    date: same("{y}. {m} {d}.", "{y}. {m}"),
    quotes: Quotes { outer: ["„", "”"], inner: ["»", "«"] },
};

const ROMANIAN: Words = Words {
    contents: "Cuprins",
    notes: "Note",
    links: "Legături",
    figure: "Figura",
    table: "Tabelul",
    figures: "Lista figurilor",
    tables: "Lista tabelelor",
    listing: "Listare",
    abstract_title: "Rezumat",
    untitled: "Fără titlu",
    by: "De {}",
    ends: [". ", ": "],
    image: "Imagine",
    back: "Înapoi la text",
    cover: "Copertă",
    comma: ", ",
    and: " și ",
    admonitions: ["Notă", "Sfat", "Important", "Avertisment", "Atenție"],
    months: months(
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    ),
    months_alone: None,
    date: PLAIN,
    quotes: Quotes { outer: ["„", "”"], inner: ["«", "»"] },
};

const CATALAN: Words = Words {
    contents: "Índex",
    notes: "Notes",
    links: "Enllaços",
    figure: "Figura",
    table: "Taula",
    figures: "Índex de figures",
    tables: "Índex de taules",
    listing: "Llistat",
    abstract_title: "Resum",
    untitled: "Sense títol",
    by: "Per {}",
    ends: [". ", ": "],
    image: "Imatge",
    back: "Torna al text",
    cover: "Coberta",
    comma: ", ",
    and: " i ",
    admonitions: ["Nota", "Consell", "Important", "Avís", "Precaució"],
    months: months("gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"),
    months_alone: None,
    date: same("{d} de {m} del {y}", "{m} del {y}"),
    quotes: GUILLEMETS,
};

const SWEDISH: Words = Words {
    contents: "Innehåll",
    notes: "Noter",
    links: "Länkar",
    figure: "Figur",
    table: "Tabell",
    figures: "Figurer",
    tables: "Tabeller",
    listing: "Listning",
    abstract_title: "Sammanfattning",
    untitled: "Utan titel",
    by: "Av {}",
    ends: [". ", ": "],
    image: "Bild",
    back: "Tillbaka till texten",
    cover: "Omslag",
    comma: ", ",
    and: " och ",
    admonitions: ["Anmärkning", "Tips", "Viktigt", "Varning", "Försiktighet"],
    months: months("januari februari mars april maj juni juli augusti september oktober november december"),
    months_alone: None,
    date: PLAIN,
    quotes: RIGHT,
};

const DANISH: Words = Words {
    contents: "Indhold",
    notes: "Noter",
    links: "Henvisninger",
    figure: "Figur",
    table: "Tabel",
    figures: "Figurer",
    tables: "Tabeller",
    listing: "Kodeudsnit",
    abstract_title: "Resumé",
    untitled: "Uden titel",
    by: "Af {}",
    ends: [". ", ": "],
    image: "Billede",
    back: "Tilbage til teksten",
    cover: "Omslag",
    comma: ", ",
    and: " og ",
    admonitions: ["Bemærk", "Tip", "Vigtigt", "Advarsel", "Forsigtig"],
    months: months("januar februar marts april maj juni juli august september oktober november december"),
    months_alone: None,
    date: DOTTED,
    quotes: Quotes { outer: ["»", "«"], inner: ["›", "‹"] },
};

const NORWEGIAN: Words = Words {
    contents: "Innhold",
    notes: "Noter",
    links: "Lenker",
    figure: "Figur",
    table: "Tabell",
    figures: "Figurer",
    tables: "Tabeller",
    listing: "Kodelisting",
    abstract_title: "Sammendrag",
    untitled: "Uten tittel",
    by: "Av {}",
    ends: [". ", ": "],
    image: "Bilde",
    back: "Tilbake til teksten",
    cover: "Omslag",
    comma: ", ",
    and: " og ",
    admonitions: ["Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"],
    months: months("januar februar mars april mai juni juli august september oktober november desember"),
    months_alone: None,
    date: DOTTED,
    quotes: Quotes { outer: ["«", "»"], inner: ["‘", "’"] },
};

const FINNISH: Words = Words {
    contents: "Sisällys",
    notes: "Viitteet",
    links: "Linkit",
    figure: "Kuva",
    table: "Taulukko",
    figures: "Kuvat",
    tables: "Taulukot",
    listing: "Listaus",
    abstract_title: "Tiivistelmä",
    untitled: "Nimetön",
    by: "{}",
    ends: [". ", ": "],
    image: "Kuva",
    back: "Takaisin tekstiin",
    cover: "Kansi",
    comma: ", ",
    and: " ja ",
    admonitions: ["Huomautus", "Vinkki", "Tärkeää", "Varoitus", "Huomio"],
    months: months(
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    ),
    months_alone: months(
        "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
    ),
    date: DOTTED,
    quotes: RIGHT,
};

const GREEK: Words = Words {
    contents: "Περιεχόμενα",
    notes: "Σημειώσεις",
    links: "Σύνδεσμοι",
    figure: "Σχήμα",
    table: "Πίνακας",
    figures: "Κατάλογος σχημάτων",
    tables: "Κατάλογος πινάκων",
    listing: "Κώδικας",
    abstract_title: "Περίληψη",
    untitled: "Χωρίς τίτλο",
    by: "{}",
    ends: [". ", ": "],
    image: "Εικόνα",
    back: "Πίσω στο κείμενο",
    cover: "Εξώφυλλο",
    comma: ", ",
    and: " και ",
    admonitions: ["Σημείωση", "Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή"],
    months: months(
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    ),
    months_alone: months(
        "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος",
    ),
    date: PLAIN,
    quotes: GUILLEMETS,
};

const TURKISH: Words = Words {
    contents: "İçindekiler",
    notes: "Notlar",
    links: "Bağlantılar",
    figure: "Şekil",
    table: "Tablo",
    figures: "Şekil Listesi",
    tables: "Tablo Listesi",
    listing: "Kod",
    abstract_title: "Özet",
    untitled: "Adsız",
    by: "{}",
    ends: [". ", ": "],
    image: "Görsel",
    back: "Metne dön",
    cover: "Kapak",
    comma: ", ",
    and: " ve ",
    admonitions: ["Not", "İpucu", "Önemli", "Uyarı", "Dikkat"],
    months: months("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    months_alone: None,
    date: PLAIN,
    quotes: CURLY,
};

const ARABIC: Words = Words {
    contents: "المحتويات",
    notes: "ملاحظات",
    links: "روابط",
    figure: "شكل",
    table: "جدول",
    figures: "قائمة الأشكال",
    tables: "قائمة الجداول",
    listing: "شيفرة",
    abstract_title: "ملخص",
    untitled: "بلا عنوان",
    by: "{}",
    ends: [". ", ": "],
    image: "صورة",
    back: "العودة إلى النص",
    cover: "الغلاف",
    comma: "، ",
    and: " و",
    admonitions: ["ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"],
    months: months("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    months_alone: None,
    date: PLAIN,
    quotes: Quotes { outer: ["«", "»"], inner: ["“", "”"] },
};

const HEBREW: Words = Words {
    contents: "תוכן העניינים",
    notes: "הערות",
    links: "קישורים",
    figure: "איור",
    table: "טבלה",
    figures: "רשימת איורים",
    tables: "רשימת טבלאות",
    listing: "קטע קוד",
    abstract_title: "תקציר",
    untitled: "ללא שם",
    by: "מאת {}",
    ends: [". ", ": "],
    image: "תמונה",
    back: "חזרה לטקסט",
    cover: "כריכה",
    comma: ", ",
    and: " ו",
    admonitions: ["הערה", "טיפ", "חשוב", "אזהרה", "זהירות"],
    months: months("ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"),
    months_alone: None,
    date: same("{d} ב{m} {y}", "{m} {y}"),
    quotes: RIGHT,
};

const KHMER: Words = Words {
    contents: "មាតិកា",
    notes: "កំណត់ចំណាំ",
    links: "តំណ",
    figure: "រូប",
    table: "តារាង",
    figures: "បញ្ជីរូបភាព",
    tables: "បញ្ជីតារាង",
    listing: "កូដ",
    abstract_title: "សេចក្តីសង្ខេប",
    untitled: "គ្មានចំណងជើង",
    by: "ដោយ {}",
    ends: [". ", ": "],
    image: "រូបភាព",
    back: "ត្រឡប់ទៅអត្ថបទ",
    cover: "គម្រប",
    comma: ", ",
    and: " និង",
    admonitions: ["ចំណាំ", "គន្លឹះ", "សំខាន់", "ព្រមាន", "ប្រុងប្រយ័ត្ន"],
    months: months("មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ"),
    months_alone: None,
    date: PLAIN,
    quotes: CURLY,
};

const CHINESE: Words = Words {
    contents: "目录",
    notes: "注释",
    links: "链接",
    figure: "图",
    table: "表",
    figures: "插图目录",
    tables: "表格目录",
    listing: "代码",
    abstract_title: "摘要",
    untitled: "无题",
    by: "{}",
    ends: ["\u{3000}", "："],
    image: "图片",
    back: "返回正文",
    cover: "封面",
    comma: "、",
    and: "和",
    admonitions: ["注意", "提示", "重要", "警告", "小心"],
    months: None,
    months_alone: None,
    date: HAN,
    quotes: CURLY,
};

const CHINESE_HANT: Words = Words {
    contents: "目錄",
    notes: "註釋",
    links: "連結",
    figure: "圖",
    table: "表",
    figures: "圖目錄",
    tables: "表目錄",
    listing: "程式碼",
    abstract_title: "摘要",
    untitled: "無題",
    by: "{}",
    ends: ["\u{3000}", "："],
    image: "圖片",
    back: "返回正文",
    cover: "封面",
    comma: "、",
    and: "和",
    admonitions: ["注意", "提示", "重要", "警告", "小心"],
    months: None,
    months_alone: None,
    date: HAN,
    quotes: CORNERS,
};

const JAPANESE: Words = Words {
    contents: "目次",
    notes: "注",
    links: "リンク",
    figure: "図",
    table: "表",
    figures: "図目次",
    tables: "表目次",
    listing: "リスト",
    abstract_title: "要旨",
    untitled: "無題",
    by: "{}",
    ends: ["\u{3000}", "："],
    image: "画像",
    back: "本文に戻る",
    cover: "表紙",
    comma: "、",
    and: "、",
    admonitions: ["注記", "ヒント", "重要", "警告", "注意"],
    months: None,
    months_alone: None,
    date: HAN,
    quotes: CORNERS,
};

const KOREAN: Words = Words {
    contents: "차례",
    notes: "주",
    links: "링크",
    figure: "그림",
    table: "표",
    figures: "그림 목차",
    tables: "표 목차",
    listing: "코드",
    abstract_title: "초록",
    untitled: "제목 없음",
    by: "{}",
    ends: [". ", ": "],
    image: "이미지",
    back: "본문으로 돌아가기",
    cover: "표지",
    comma: ", ",
    and: ", ",
    admonitions: ["참고", "팁", "중요", "경고", "주의"],
    months: None,
    months_alone: None,
    date: Dates { year: "{y}년", ..same("{y}년 {m}월 {d}일", "{y}년 {m}월") },
    quotes: CURLY,
};

/// The languages whose words are known, but for those that [`words`] tells apart itself.
const TABLE: &[(&str, Words)] = &[
    ("fr", FRENCH),
    ("de", GERMAN),
    ("es", SPANISH),
    ("it", ITALIAN),
    ("pt", PORTUGUESE),
    ("nl", DUTCH),
    ("pl", POLISH),
    ("ru", RUSSIAN),
    ("uk", UKRAINIAN),
    ("cs", CZECH),
    ("hu", HUNGARIAN),
    ("ro", ROMANIAN),
    ("ca", CATALAN),
    ("sv", SWEDISH),
    ("da", DANISH),
    ("nb", NORWEGIAN),
    ("fi", FINNISH),
    ("el", GREEK),
    ("tr", TURKISH),
    ("ar", ARABIC),
    ("he", HEBREW),
    ("km", KHMER),
    ("ja", JAPANESE),
    ("ko", KOREAN),
];
