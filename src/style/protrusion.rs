//! Which signs stand out into the margins, and how far.
//!
//! A line that ends in a hyphen or a full point looks shorter than one that ends in a letter: the
//! sign is lighter than the letter. Set a little into the margin, such signs make the edge look
//! straight (Hàn Thế Thành, Micro-typographic extensions to the TeX typesetting system, 2000).

/// How far `character` stands out to the left of a line that starts with it, in thousandths of its
/// width.
pub fn left_hang(character: char) -> i32 {
    match character {
        '“' | '”' | '„' | '"' | '«' | '»' => 450,
        '‘' | '’' | '‚' | '\'' | '‹' | '›' => 600,
        '-' | '\u{2010}' => 500,
        '–' => 250,
        '—' => 150,
        '(' | '[' | '{' => 100,
        '·' | '•' | '*' => 200,
        'A' | 'T' | 'V' | 'W' | 'Y' => 60,
        'J' | 'X' => 50,
        'v' | 'w' | 'y' => 50,
        _ => 0,
    }
}

/// How far `character` stands out to the right of a line that ends with it, in thousandths of its
/// width.
pub fn right_hang(character: char) -> i32 {
    match character {
        '.' | ',' => 700,
        '-' | '\u{2010}' => 600,
        ':' | ';' => 400,
        '“' | '”' | '"' | '«' | '»' => 450,
        '‘' | '’' | '\'' | '‹' | '›' => 600,
        '–' => 250,
        '—' => 150,
        '!' | '?' => 150,
        ')' | ']' | '}' => 100,
        '…' => 150,
        '·' | '•' | '*' => 200,
        'A' | 'F' | 'K' | 'L' | 'P' | 'T' | 'V' | 'W' | 'X' | 'Y' => 60,
        'k' | 'r' | 't' | 'v' | 'w' | 'x' | 'y' => 50,
        _ => 0,
    }
}
