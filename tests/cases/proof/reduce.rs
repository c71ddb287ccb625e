//! The smallest document that still shows a fault.

/// How many documents may be tried for one fault.
const TRIES: usize = 500;

/// Leaves out lines, then characters, as long as `fails` holds; the front matter stays while it is needed.
pub fn reduce(document: &str, mut fails: impl FnMut(&str) -> bool) -> String {
    let mut tries = 0;
    let mut fails = |text: &str| {
        tries += 1;
        tries <= TRIES && fails(text)
    };
    let lines = smallest(document.split_inclusive('\n').collect(), &mut fails);
    let text: String = lines.concat();
    let letters: Vec<&str> = text.split_inclusive(|_: char| true).collect();
    smallest(letters, &mut fails).concat()
}

/// Leaves out runs of parts, of half of them at first, down to single parts, until none can go.
fn smallest<'t>(mut parts: Vec<&'t str>, fails: &mut impl FnMut(&str) -> bool) -> Vec<&'t str> {
    let mut run = parts.len().div_ceil(2);
    while run > 0 && !parts.is_empty() {
        let mut at = 0;
        let mut shrunk = false;
        while at < parts.len() {
            let end = (at + run).min(parts.len());
            let without = [&parts[..at], &parts[end..]].concat();
            if fails(&without.concat()) {
                parts = without;
                shrunk = true;
            } else {
                at = end;
            }
        }
        run = if run == 1 && shrunk { 1 } else { run / 2 };
    }
    parts
}
