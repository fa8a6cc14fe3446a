//! Paths at a revision of a git repository in, bytes out, as `files` gathers them from the disk.
//!
//! Everything comes from the repository's objects. No hook, filter or configured command runs, for nothing here
//! knows any; no configuration but the repository's own is read, and no environment variable. Links are not
//! followed and submodules not entered.

use super::files::Input;
use super::suggest::closest;
use crate::budget::limits;
use crate::error::Error;
use crate::model::Skipped;
use gix::bstr::ByteSlice;
use gix::object::tree::EntryKind;
use gix::{ObjectId, Repository};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

/// What lay under the paths.
#[derive(Debug, Default)]
pub struct GatheredRevision {
    /// The claim files, sorted by name.
    pub inputs: Vec<Input>,
    /// What was passed over.
    pub passed_over: Vec<Skipped>,
    /// Paths from the current folder at which nothing is, at this revision: a folder without files is no part of
    /// a revision, so it may be a folder all the same.
    pub absent: Vec<PathBuf>,
}

/// A path at a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevisionPath {
    /// From the current folder.
    Here(PathBuf),
    /// From the top of the repository, as git itself reads `REVISION:PATH`.
    Top(String),
}

/// Trees kept at hand, for one may be met a great many times.
const KEPT: usize = 4096;

/// Reads every claim file under the paths as it is at the revision: of a folder `*.yaml` and `*.yml`, leaving out what
/// its `.gitignore` and `.ignore` files leave out, hidden files, links and submodules; a file named outright whatever
/// it is called. The repository is the one around the current folder.
///
/// # Errors
/// When there is no repository, no such revision or path from its top, an object cannot be read, or there is more of it than can be
/// walked.
pub fn gather(
    here: &Path,
    revision: &str,
    spots: &[RevisionPath],
) -> Result<GatheredRevision, Error> {
    let words = format!("git:{revision}");
    let repository = open(here, &words)?;
    let root = tree_of(&repository, revision, &words)?;
    let top = top(&repository, here);
    let mut walk = Walk {
        repository: &repository,
        words: &words,
        left: limits::TREE_ENTRIES.get(),
        trees: HashMap::new(),
        found: TreeFiles::default(),
    };
    let mut absent = Vec::new();
    for spot in spots {
        let (typed, path) = match spot {
            RevisionPath::Here(path) => {
                let steps = below(&top, here, path, &words)?;
                if !walk.spot(root, &name(path), &steps)? {
                    absent.push(path.clone());
                }
                continue;
            }
            RevisionPath::Top(path) => match path.strip_prefix("./") {
                Some(rest) => (rest.to_owned(), below(&top, here, Path::new(rest), &words)?),
                None => {
                    (path.clone(), below(Path::new("/"), Path::new("/"), Path::new(path), &words)?)
                }
            },
        };
        if !walk.spot(root, &typed, &path)? {
            return Err(not_there(revision, &typed));
        }
    }
    let TreeFiles { mut inputs, links, submodules, deep } = walk.found;
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs.dedup_by(|a, b| a.name == b.name);
    let passed_over = [
        ("links not followed", links),
        ("submodules not entered", submodules),
        ("folders too deep to be entered", deep),
    ];
    let passed_over = passed_over.into_iter().filter(|&(_, count)| count > 0);
    let passed_over = passed_over.map(|(what, count)| Skipped { what, count }).collect();
    Ok(GatheredRevision { inputs, passed_over, absent })
}

/// That nothing is at this path at the revision.
pub fn not_there(revision: &str, path: &str) -> Error {
    question(&format!("git:{revision}"), format!("`{path}` is not there at this revision"))
}

fn open(here: &Path, words: &str) -> Result<Repository, Error> {
    let options = gix::open::Options::isolated();
    gix::discover_opts(here, gix::discover::upwards::Options::default(), options).map_err(|fault| {
        // The words of the fault name the folder and what is wrong with it.
        question(
            words,
            format!("no git repository that can be read is around this folder ({fault})"),
        )
    })
}

/// The tree of a revision.
fn tree_of(repository: &Repository, revision: &str, words: &str) -> Result<ObjectId, Error> {
    let plain = revision.as_bytes().as_bstr();
    let Ok(found) = repository.rev_parse_single(plain) else {
        let names = reference_names(repository);
        let word = revision.split(['~', '^', '@']).next().unwrap_or(revision);
        let near = closest(word, names.iter().map(String::as_str)).filter(|near| near != word);
        return Err(Error::Unknown { what: "revision".into(), name: revision.to_owned(), near });
    };
    let tree = found.object().and_then(|object| object.peel_to_kind(gix::object::Kind::Tree));
    let no_tree = |fault| question(words, format!("it leads to no files: {fault}"));
    Ok(tree.map_err(no_tree)?.id)
}

/// Names of branches and tags, short, and `HEAD`.
fn reference_names(repository: &Repository) -> Vec<String> {
    let mut names = vec!["HEAD".to_owned()];
    if let Ok(references) = repository.references()
        && let Ok(all) = references.all()
    {
        let short = all
            .take(limits::REFERENCES_COMPARED.get())
            .flatten()
            .map(|one| one.name().shorten().to_string());
        names.extend(short);
    }
    names.sort_unstable();
    names
}

/// The folder the paths of the repository begin in; of one without files of its own the current one.
fn top(repository: &Repository, here: &Path) -> PathBuf {
    let top = repository.workdir().unwrap_or(here);
    top.canonicalize().unwrap_or_else(|_| top.to_owned())
}

/// A path's steps below the top of the repository.
fn below(top: &Path, here: &Path, path: &Path, words: &str) -> Result<Vec<String>, Error> {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let mut whole = PathBuf::new();
    for step in here.join(path).components() {
        match step {
            Component::ParentDir => drop(whole.pop()),
            Component::CurDir => {}
            step => whole.push(step),
        }
    }
    // A folder of the current path may be a link; what is not there any more is taken as written.
    let inside = whole.strip_prefix(top).map(Path::to_owned).or_else(|fault| {
        let real = whole.canonicalize().map_err(|_| fault.clone())?;
        real.strip_prefix(top).map(Path::to_owned)
    });
    let inside = inside
        .map_err(|_| question(words, format!("`{}` lies outside the repository", name(path))))?;
    Ok(inside.components().map(|step| step.as_os_str().to_string_lossy().into_owned()).collect())
}

#[derive(Default)]
struct TreeFiles {
    inputs: Vec<Input>,
    links: usize,
    submodules: usize,
    deep: usize,
}

struct Walk<'r> {
    repository: &'r Repository,
    words: &'r str,
    left: usize,
    trees: HashMap<ObjectId, Rc<[TreeEntry]>>,
    found: TreeFiles,
}

/// A folder to be walked.
struct Folder {
    tree: ObjectId,
    /// What its files are called by.
    typed: String,
    /// Its path in the repository, ending in a slash unless it is the top.
    path: String,
    depth: usize,
    /// What it and the folders around it leave out, the outermost first.
    ignored: Vec<Rc<Gitignore>>,
}

/// One entry of a tree.
struct TreeEntry {
    name: Vec<u8>,
    kind: EntryKind,
    id: ObjectId,
}

impl Walk<'_> {
    /// Walks down to what is named outright, then takes it; whether it is there.
    fn spot(&mut self, root: ObjectId, typed: &str, steps: &[String]) -> Result<bool, Error> {
        let mut folder = Folder {
            tree: root,
            typed: String::new(),
            path: String::new(),
            depth: 0,
            ignored: Vec::new(),
        };
        for (at, step) in steps.iter().enumerate() {
            let entries = self.entries(folder.tree)?;
            self.ignore(&mut folder, &entries)?;
            let last = at + 1 == steps.len();
            match entries.iter().find(|entry| entry.name == step.as_bytes()) {
                Some(&TreeEntry { kind: EntryKind::Tree, id, .. }) => {
                    folder.tree = id;
                    folder.path = format!("{}{step}/", folder.path);
                }
                Some(&TreeEntry {
                    kind: EntryKind::Blob | EntryKind::BlobExecutable, id, ..
                }) if last => {
                    self.file(typed.to_owned(), id)?;
                    return Ok(true);
                }
                Some(TreeEntry { kind: EntryKind::Link, .. }) => {
                    let why =
                        format!("`{typed}` is or lies behind a link there, which is not followed");
                    return Err(question(self.words, why));
                }
                Some(TreeEntry { kind: EntryKind::Commit, .. }) => {
                    let why = format!("`{typed}` is or lies in a submodule, which is not entered");
                    return Err(question(self.words, why));
                }
                _ => return Ok(false),
            }
        }
        folder.typed = match typed.trim_end_matches('/') {
            "" | "." => String::new(),
            typed => format!("{typed}/"),
        };
        self.walk(folder)?;
        Ok(true)
    }

    fn walk(&mut self, folder: Folder) -> Result<(), Error> {
        let mut waiting = vec![folder];
        while let Some(mut folder) = waiting.pop() {
            let entries = self.entries(folder.tree)?;
            self.ignore(&mut folder, &entries)?;
            for entry in entries.iter() {
                if let Some(inner) = self.take(&folder, entry)? {
                    waiting.push(inner);
                }
            }
        }
        Ok(())
    }

    /// Takes a file; gives back a folder.
    fn take(&mut self, folder: &Folder, entry: &TreeEntry) -> Result<Option<Folder>, Error> {
        let name = shown(&entry.name);
        let yaml = name.ends_with(".yaml") || name.ends_with(".yml");
        let tree = entry.kind == EntryKind::Tree;
        if name.starts_with('.') || folder.leaves_out(&name, tree) {
            return Ok(None);
        }
        match entry.kind {
            EntryKind::Tree if folder.depth < limits::TREE_DEPTH.get() => {
                return Ok(Some(Folder {
                    tree: entry.id,
                    typed: format!("{}{name}/", folder.typed),
                    path: format!("{}{name}/", folder.path),
                    depth: folder.depth + 1,
                    ignored: folder.ignored.clone(),
                }));
            }
            EntryKind::Tree => self.found.deep += 1,
            EntryKind::Link => self.found.links += usize::from(yaml),
            EntryKind::Commit => self.found.submodules += 1,
            EntryKind::Blob | EntryKind::BlobExecutable if yaml => {
                self.file(format!("{}{name}", folder.typed), entry.id)?;
            }
            EntryKind::Blob | EntryKind::BlobExecutable => {}
        }
        Ok(None)
    }

    fn file(&mut self, name: String, id: ObjectId) -> Result<(), Error> {
        let bytes = self.blob(&name, id)?;
        self.found.inputs.push(Input { name, bytes });
        Ok(())
    }

    fn blob(&self, name: &str, id: ObjectId) -> Result<Vec<u8>, Error> {
        let header = self.repository.find_header(id).map_err(|fault| self.broken(name, &fault))?;
        if header.size() > limits::FILE_BYTES.most as u64 {
            return Err(Error::TooLarge { path: name.to_owned(), bytes: header.size() });
        }
        let blob = self.repository.find_object(id).map_err(|fault| self.broken(name, &fault))?;
        Ok(blob.detach().data)
    }

    /// The entries of a tree, each time it is met paid for.
    fn entries(&mut self, id: ObjectId) -> Result<Rc<[TreeEntry]>, Error> {
        let all = match self.trees.get(&id) {
            Some(known) => Rc::clone(known),
            None => self.decoded(id)?,
        };
        let left = self.left.checked_sub(all.len().max(1));
        let why = "more lies there than can be walked; name a folder or a file in it";
        self.left = left.ok_or_else(|| question(self.words, why.to_owned()))?;
        if self.trees.len() < KEPT {
            self.trees.insert(id, Rc::clone(&all));
        }
        Ok(all)
    }

    fn decoded(&self, id: ObjectId) -> Result<Rc<[TreeEntry]>, Error> {
        let broken = |fault: &dyn std::fmt::Display| self.broken("a folder", fault);
        let tree = self.repository.find_tree(id).map_err(|fault| broken(&fault))?;
        let mut all = Vec::new();
        for entry in tree.iter() {
            let entry = entry.map_err(|fault| broken(&fault))?;
            let (name, kind) = (entry.filename().to_vec(), entry.kind());
            all.push(TreeEntry { name, kind, id: entry.oid().to_owned() });
        }
        Ok(all.into())
    }

    /// Reads what a folder says should be left out.
    fn ignore(&self, folder: &mut Folder, entries: &[TreeEntry]) -> Result<(), Error> {
        // Of two that speak of one file the later one here wins, as `.ignore` does over `.gitignore`.
        for name in [".gitignore", ".ignore"] {
            let file = entries.iter().find(|entry| {
                let plain = matches!(entry.kind, EntryKind::Blob | EntryKind::BlobExecutable);
                plain && entry.name == name.as_bytes()
            });
            let Some(file) = file else { continue };
            let text = self.blob(name, file.id)?;
            let mut rules = GitignoreBuilder::new(format!("/{}", folder.path));
            for line in String::from_utf8_lossy(&text).lines() {
                // A line that is no pattern leaves nothing out.
                let _ = rules.add_line(None, line);
            }
            folder.ignored.extend(rules.build().ok().map(Rc::new));
        }
        Ok(())
    }

    fn broken(&self, what: &str, fault: &dyn std::fmt::Display) -> Error {
        question(self.words, format!("{what} cannot be read from the repository: {fault}"))
    }
}

impl Folder {
    fn leaves_out(&self, name: &str, tree: bool) -> bool {
        let path = format!("/{}{name}", self.path);
        let said = self.ignored.iter().rev().map(|rules| rules.matched(&path, tree));
        let first = said.into_iter().find(|said| !matches!(said, Match::None));
        first.is_some_and(|said| said.is_ignore())
    }
}

fn question(words: &str, why: String) -> Error {
    Error::Question { words: words.to_owned(), why }
}

/// The path as it would be typed.
fn name(path: &Path) -> String {
    shown(path.as_os_str().as_encoded_bytes())
}

/// Bytes that are no text written out, as `\xfe`.
fn shown(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in bytes.utf8_chunks() {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    match shown.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => shown,
    }
}
