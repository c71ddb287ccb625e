//! The EPUB edition, read back: the archive, the package, the navigation, the files of the text.

#[path = "epub/book.rs"]
mod book;

use pressroom::backend::ALL;
use pressroom::diagnostic::Diagnostics;
use pressroom::resolve::Manuscript;

fn export(manuscript: &Manuscript) -> Vec<u8> {
    let epub = ALL.iter().find(|backend| backend.name() == "epub").expect("the table has it");
    epub.write(manuscript, None, &mut Diagnostics::new()).expect("the archive can be written")
}

/// Leaves the books where a validator can be pointed to them.
#[test]
fn the_books_are_written() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, manuscript) in [("plain", book::plain()), ("rich", book::rich())] {
        std::fs::write(folder.join(format!("{name}.epub")), export(&manuscript)).expect("writable");
    }
}
