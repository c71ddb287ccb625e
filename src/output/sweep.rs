//! Temporary files that a killed run has left → gone.
//!
//! The name of a temporary file says which process writes it: `.pressroom-NAMESPACE-PROCESS-RANDOM`. A
//! process is known by its number only within its namespace (a container has its own) and to its own
//! user, so a file is removed only if it comes from this namespace and this user, and the process is no
//! longer there. Where the system does not tell of its processes, or the file comes from elsewhere, a
//! file is removed when it has not been touched for a day.

use std::fs;
use std::path::Path;
use std::process;
use std::time::Duration;

/// How the names of temporary files begin.
const PREFIX: &str = ".pressroom-";

/// When a file is old enough that no run can still be writing it.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The length of the random part of the names.
const RANDOM: usize = 6;

/// How the names of this process's temporary files begin.
pub(super) fn prefix() -> String {
    format!("{PREFIX}{}-{}-", namespace().unwrap_or_default(), process::id())
}

/// Removes the temporary files in `folder` that no run will put in their place any more. What cannot
/// be removed stays.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(writer) = name.to_str().and_then(Writer::of) else { continue };
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && (writer.is_gone(&entry) || is_old(&entry)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process that writes a temporary file.
struct Writer<'a> {
    namespace: &'a str,
    process: u32,
}

impl<'a> Writer<'a> {
    /// What the name of a temporary file tells; `None` if it is no such name.
    fn of(name: &'a str) -> Option<Self> {
        let mut parts = name.strip_prefix(PREFIX)?.split('-');
        let (namespace, process, random) = (parts.next()?, parts.next()?, parts.next()?);
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_random = random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (parts.next().is_none() && is_digits(namespace) && is_digits(process) && is_random)
            .then(|| process.parse().ok())?
            .map(|process| Self { namespace, process })
    }

    /// Whether the process was one that could be seen from here, and is no longer there.
    fn is_gone(&self, entry: &fs::DirEntry) -> bool {
        let is_near = namespace().is_some_and(|namespace| namespace == self.namespace);
        is_near && is_of_this_user(entry) && !Path::new("/proc").join(self.process.to_string()).exists()
    }
}

/// Whether the file belongs to the user that this process runs as.
fn is_of_this_user(entry: &fs::DirEntry) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let this = fs::metadata("/proc/self").map(|process| process.uid());
        let owner = entry.metadata().map(|file| file.uid());
        matches!((this, owner), (Ok(this), Ok(owner)) if this == owner)
    }
    #[cfg(not(unix))]
    {
        let _ = entry;
        false
    }
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let touched = entry.metadata().and_then(|file| file.modified()).ok();
    touched.and_then(|touched| touched.elapsed().ok()).is_some_and(|age| age > OLD)
}

/// The number of the namespace that this process is counted in, if the system has such (Linux).
fn namespace() -> Option<String> {
    let link = fs::read_link("/proc/self/ns/pid").ok()?;
    let number: String = link.to_str()?.chars().filter(char::is_ascii_digit).collect();
    // Without an entry of its own in `/proc`, a process could not be seen to be there.
    let is_told = Path::new("/proc").join(process::id().to_string()).exists();
    (is_told && !number.is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_that_is_gone_has_left_is_removed() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let put = |name: &str| fs::write(folder.path().join(name), "x").expect("the folder is ours");
        let ours = format!("{}abcDE1", prefix());
        // A number that no process has.
        let gone = format!("{PREFIX}{}-4294967295-abcDE1", namespace().unwrap_or_default());
        let elsewhere = format!("{PREFIX}1-4294967295-abcDE1");
        for name in [&ours, &gone, &elsewhere, ".pressroom-notes", "book.pdf", ".pressroom"] {
            put(name);
        }
        sweep(folder.path());
        let stays = |name: &str| folder.path().join(name).exists();
        assert!(stays(&ours) && stays(&elsewhere), "others may be at work on these");
        assert!(stays(".pressroom-notes") && stays("book.pdf") && stays(".pressroom"));
        assert_eq!(stays(&gone), namespace().is_none());
    }
}
