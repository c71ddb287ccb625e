//! Bytes → a file in its place.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes `bytes` to the file at `path` in one step: whoever looks sees the old file or the new
/// one, and a failure leaves the old one. Missing folders are made.
///
/// A link at `path` is replaced, not followed, so that nothing is written elsewhere. A folder is
/// refused. A device or pipe, such as `/dev/stdout`, is written to as it is.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(target) if target.is_dir() => {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        Ok(target) if !target.is_file() => {
            return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
        }
        Ok(_) | Err(_) => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // Beside the target, since only within one file system a file can change its name in one step.
    let mut file = like_any_new_file(tempfile::Builder::new().prefix(".pressroom-")).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map(drop).map_err(|failure| failure.error)
}

/// Temporary files are for their owner alone; an edition is for everyone whom the umask lets read.
fn like_any_new_file<'a, 'b, 'c>(
    builder: &'c mut tempfile::Builder<'a, 'b>,
) -> &'c mut tempfile::Builder<'a, 'b> {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
