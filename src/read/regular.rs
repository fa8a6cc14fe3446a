//! Paths in, the bytes of files out, and of nothing else: a pipe would be waited for, and a device may have no end.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Opens a file, which is there and is neither a folder, a pipe, a socket nor a device. It may be behind a link.
///
/// # Errors
/// When it cannot be opened; of kind [`ErrorKind::IsADirectory`] or [`ErrorKind::InvalidInput`] where it is no file.
pub fn open_regular(path: &Path) -> io::Result<File> {
    // Before it is opened, for to open a pipe is to wait; and after, for it may have been replaced.
    hold_regular(&std::fs::metadata(path)?)?;
    let file = File::open(path)?;
    hold_regular(&file.metadata()?)?;
    Ok(file)
}

/// Reads a file as [`open_regular`] opens it.
///
/// # Errors
/// As with [`open_regular`], and when it cannot be read.
pub fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hold_regular(there: &Metadata) -> io::Result<()> {
    if there.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !there.is_file() {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            "it is a pipe or a device, not a file",
        ));
    }
    Ok(())
}
