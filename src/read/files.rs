//! Paths in, bytes out: the only place that reads the disk.

use super::ignore_files::IgnoreFiles;
use super::regular::read_regular;
use crate::budget::limits;
use crate::error::Error;
use crate::source::File;
use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// One text still in bytes, under the name people know it by.
#[derive(Debug)]
pub struct Input {
    /// The path as it would be typed, or the name given to standard input.
    pub name: String,
    /// Everything in it.
    pub bytes: Vec<u8>,
}

/// What lay under the paths.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The claim files, sorted by name.
    pub inputs: Vec<Input>,
    /// The paths they were read from; what came from standard input has none.
    pub paths: Vec<PathBuf>,
    /// What could not be read.
    pub errors: Vec<Error>,
    /// Links inside folders, which are not followed.
    pub links: usize,
    /// Pipes, sockets and devices inside folders, and in the places of ignore files, which are not opened.
    pub specials: usize,
    /// Those of them in the places of ignore files: two walks may come upon one.
    not_opened: HashSet<PathBuf>,
}

/// Reads every claim file under the paths. A folder is walked for `*.yaml` and `*.yml`, leaving out
/// what `.gitignore` and `.ignore` files leave out, hidden files, links and whatever is not a regular file; a file
/// named outright is read whatever it is called; `-` is standard input. Each file is read once.
pub fn gather(paths: &[PathBuf], stdin_name: &str, stdin: impl Read) -> Gathered {
    let mut gathered = Gathered::default();
    let mut found = Vec::new();
    let mut stdin = Some(stdin);
    for path in paths {
        if path.as_os_str() == "-" {
            if let Some(stdin) = stdin.take() {
                gathered.read_stdin(stdin_name, stdin);
            }
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => gathered.walk(path, &mut found),
            Ok(meta) if meta.is_file() => found.push(path.clone()),
            Ok(_) => gathered.errors.push(Error::NotAFile { path: name(path) }),
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                gathered.errors.push(Error::Missing { path: name(path) });
            }
            Err(cause) => gathered.errors.push(Error::Unreadable { path: name(path), cause }),
        }
    }
    once_each(&mut found);
    // What an editor pipes in under a file's name stands in that file's place.
    found.retain(|path| gathered.inputs.iter().all(|input| input.name != name(path)));
    let read: Vec<Result<Input, Error>> = found.par_iter().map(|path| read(path)).collect();
    for result in read {
        match result {
            Ok(input) => gathered.inputs.push(input),
            Err(error) => gathered.errors.push(error),
        }
    }
    gathered.paths = found;
    gathered.specials += gathered.not_opened.len();
    gathered.inputs.sort_by(|a, b| a.name.cmp(&b.name));
    gathered
}

/// Reads one text that is no claim file: a path, or `-` for standard input.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn text(path: &Path, stdin_name: &str, stdin: impl Read) -> Result<File, Error> {
    let input = if path.as_os_str() == "-" {
        let mut gathered = Gathered::default();
        gathered.read_stdin(stdin_name, stdin);
        match (gathered.inputs.pop(), gathered.errors.pop()) {
            (Some(input), _) => input,
            (None, Some(error)) => return Err(error),
            (None, None) => Input { name: stdin_name.to_owned(), bytes: Vec::new() },
        }
    } else if path.is_dir() {
        return Err(Error::NotAFile { path: name(path) });
    } else {
        read(path)?
    };
    let Input { name, bytes } = input;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(File::new(name, text)),
        Err(fault) => {
            let at = fault.utf8_error().valid_up_to();
            let cause = std::io::Error::other(format!("byte {at} begins nothing in UTF-8"));
            Err(Error::Unreadable { path: name, cause })
        }
    }
}

impl Gathered {
    fn read_stdin(&mut self, stdin_name: &str, mut stdin: impl Read) {
        let mut bytes = Vec::new();
        let name = stdin_name.to_owned();
        match stdin.read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > limits::FILE_BYTES.most => {
                self.errors.push(Error::TooLarge { path: name, bytes: bytes.len() as u64 });
            }
            Ok(_) => self.inputs.push(Input { name, bytes }),
            Err(cause) => self.errors.push(Error::Unreadable { path: name, cause }),
        }
    }

    fn walk(&mut self, folder: &Path, found: &mut Vec<PathBuf>) {
        let ignored = Arc::new(Mutex::new(IgnoreFiles::at(folder)));
        let taken = Arc::clone(&ignored);
        // Nothing is left out by the crate itself, which would open any ignore file, be it a pipe.
        let walk = WalkBuilder::new(folder)
            .standard_filters(false)
            .follow_links(false)
            .sort_by_file_name(Ord::cmp)
            .filter_entry(move |entry| {
                let inner = entry.file_type().is_some_and(|kind| kind.is_dir());
                let mut ignored = taken.lock().unwrap_or_else(PoisonError::into_inner);
                ignored.takes(entry.path(), entry.depth(), inner)
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => self.take(&entry, found),
                Err(error) => {
                    let cause = std::io::Error::other(error.to_string());
                    self.errors.push(Error::Unreadable { path: name(folder), cause });
                }
            }
        }
        let ignored = ignored.lock().unwrap_or_else(PoisonError::into_inner);
        self.not_opened.extend(ignored.not_opened.iter().cloned());
    }

    fn take(&mut self, entry: &DirEntry, found: &mut Vec<PathBuf>) {
        let Some(kind) = entry.file_type() else { return };
        let named = entry.path().extension().is_some_and(|end| end == "yaml" || end == "yml");
        if kind.is_symlink() && (named || entry.path().is_dir()) {
            self.links += 1;
        } else if kind.is_file() && named {
            found.push(entry.path().to_owned());
        } else if !kind.is_dir() && !kind.is_symlink() && named {
            self.specials += 1;
        }
    }
}

/// Drops a path that leads to a file already there, as `claims/` beside `claims/a.yaml` does.
fn once_each(found: &mut Vec<PathBuf>) {
    let mut seen = HashSet::new();
    found.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
}

fn read(path: &Path) -> Result<Input, Error> {
    let name = name(path);
    let bytes = fs::metadata(path).map_or(0, |meta| meta.len());
    if bytes > limits::FILE_BYTES.most as u64 {
        return Err(Error::TooLarge { path: name, bytes });
    }
    match read_regular(path) {
        Ok(bytes) if bytes.len() > limits::FILE_BYTES.most => {
            Err(Error::TooLarge { path: name, bytes: bytes.len() as u64 })
        }
        Ok(bytes) => Ok(Input { name, bytes }),
        Err(cause) if cause.kind() == ErrorKind::InvalidInput => {
            Err(Error::NotAFile { path: name })
        }
        Err(cause) => Err(Error::Unreadable { path: name, cause }),
    }
}

/// The path as it would be typed; bytes that are no text are written out, as `\xfe`.
fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    match name.strip_prefix("./").filter(|rest| !rest.is_empty()) {
        Some(rest) => rest.to_owned(),
        None => name,
    }
}
