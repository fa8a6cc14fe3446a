//! Folders in, what their ignore files leave out.
//!
//! Rules are those of git, read by the `ignore` crate. Its own walk opens whatever has the name of an ignore file, and
//! waits for ever at a pipe; so the files are read here, and only where they are files.

use super::regular::read_regular;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What has a say in which files of a folder are left out: the rules of the folder being walked, and of all around it.
#[derive(Debug, Default)]
pub(super) struct IgnoreFiles {
    /// The outermost first.
    folders: Vec<FolderRules>,
    /// How many of them are around the folder where the walk began.
    around: usize,
    /// Where the walk began, as given.
    top: PathBuf,
    /// The same, without links.
    real_top: PathBuf,
    /// Ignore files that are pipes or devices, and are not opened.
    pub(super) not_opened: HashSet<PathBuf>,
}

/// The rules of one folder, the strongest first: of `.ignore`, of `.gitignore`, and of git's own list.
type FolderRules = [Option<Gitignore>; 3];

impl IgnoreFiles {
    /// The rules where a walk begins. The folders around it have a say too, as they have with git.
    pub(super) fn at(top: &Path) -> Self {
        let real_top = top.canonicalize().unwrap_or_else(|_| top.to_owned());
        let mut files = Self { top: top.to_owned(), real_top, ..Self::default() };
        let folders: Vec<PathBuf> = files.real_top.ancestors().map(Path::to_owned).collect();
        for folder in folders.iter().rev() {
            let rules = files.rules(folder);
            files.folders.push(rules);
        }
        files.around = folders.len() - 1;
        files
    }

    /// Whether a walk takes this path, which lies `depth` folders below where it began, and if it is a folder goes on in
    /// it. A walk goes through a folder before it comes to the next.
    pub(super) fn takes(&mut self, path: &Path, depth: usize, folder: bool) -> bool {
        let Ok(inside) = path.strip_prefix(&self.top) else { return true };
        let real = self.real_top.join(inside);
        self.folders.truncate(self.around + depth);
        let taken = match self.said(&real, folder) {
            Match::Ignore(()) => false,
            Match::Whitelist(()) => true,
            Match::None => !is_hidden(path),
        };
        if taken && folder {
            let rules = self.rules(&real);
            self.folders.push(rules);
        }
        taken
    }

    /// What the strongest kind of file says that says anything; of one kind the innermost.
    fn said(&self, path: &Path, folder: bool) -> Match<()> {
        let said = |kind: usize| {
            let rules = self.folders.iter().rev().filter_map(move |rules| rules[kind].as_ref());
            rules.map(|rules| rules.matched(path, folder).map(drop))
        };
        (0..3).flat_map(said).find(|said| !said.is_none()).unwrap_or(Match::None)
    }

    fn rules(&mut self, folder: &Path) -> FolderRules {
        let ignore = self.read(folder, &folder.join(".ignore"));
        let gitignore = self.read(folder, &folder.join(".gitignore"));
        let shared = self.shared_git_folder(folder);
        let exclude = shared.and_then(|git| self.read(folder, &git.join("info/exclude")));
        [ignore, gitignore, exclude]
    }

    /// The rules in a file, for what lies in the folder.
    fn read(&mut self, folder: &Path, file: &Path) -> Option<Gitignore> {
        let text = self.text(file)?;
        let mut rules = GitignoreBuilder::new(folder);
        for line in text.trim_start_matches('\u{feff}').lines() {
            // A line that is no pattern leaves nothing out.
            let _ = rules.add_line(None, line);
        }
        rules.build().ok().filter(|rules| !rules.is_empty())
    }

    /// The text of a file. One that cannot be read says nothing.
    fn text(&mut self, file: &Path) -> Option<String> {
        match read_regular(file) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(cause) => {
                if cause.kind() == ErrorKind::InvalidInput {
                    self.not_opened.insert(file.to_owned());
                }
                None
            }
        }
    }

    /// Where git keeps the list for this folder: in `.git`, or where a `.git` that is a file leads to.
    fn shared_git_folder(&mut self, folder: &Path) -> Option<PathBuf> {
        let git = folder.join(".git");
        if git.is_dir() {
            return Some(git);
        }
        let text = self.text(&git)?;
        let git = folder.join(text.lines().next()?.strip_prefix("gitdir: ")?);
        let shared = self.text(&git.join("commondir"))?;
        Some(git.join(shared.lines().next()?))
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
