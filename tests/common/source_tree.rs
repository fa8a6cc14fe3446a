//! The files of `src/` and what each imports from which other, read with a real parser.
//!
//! An import counts for the file that declares the thing, not for a `mod.rs` that passes it on. Code for
//! tests is left out.

#![allow(dead_code, reason = "each test file takes what it needs")]

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A path such as `engine::standing::accounts`, in parts.
pub(crate) type Name = Vec<String>;

/// One file of `src/`.
pub(crate) struct SourceFile {
    /// Below `src`, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
    /// Names of the structs, enums, traits and types it declares, in code that is not for tests.
    pub(crate) types: BTreeSet<String>,
    module: Name,
    items: BTreeSet<String>,
    children: BTreeSet<String>,
    /// What a name means that it imports or passes on.
    imports: HashMap<String, Name>,
    /// Paths of two parts and more in its code.
    paths: Vec<Name>,
    /// Its children that are for tests only.
    for_tests: BTreeSet<String>,
}

/// All files but `main.rs` and those for tests, by path.
pub(crate) struct SourceTree {
    pub(crate) files: Vec<SourceFile>,
    by_module: HashMap<Name, usize>,
}

impl SourceTree {
    pub(crate) fn read() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files: Vec<SourceFile> =
            rust_files(&src).iter().map(|path| SourceFile::read(&src, path)).collect();
        files.retain(|file| file.path != "main.rs");
        let for_tests: BTreeSet<Name> = files.iter().flat_map(SourceFile::test_modules).collect();
        files.retain(|file| !for_tests.contains(&file.module));
        let by_module = files.iter().enumerate().map(|(at, file)| (file.module.clone(), at));
        let by_module = by_module.collect();
        Self { files, by_module }
    }

    /// For each file, the files it uses, itself left out.
    pub(crate) fn arrows(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let arrows_from = |(from, file): (usize, &SourceFile)| {
            let imported = file.imports.values().filter(|name| !self.is_passed_on(file, name));
            let used = file.paths.iter().filter_map(|path| self.absolute(file, path));
            let imported = imported.cloned().chain(used);
            let to = imported.filter_map(|name| self.declaring(&name, 0));
            (from, to.filter(|&to| to != from).collect())
        };
        self.files.iter().enumerate().map(arrows_from).collect()
    }

    /// Whether a `mod.rs` only passes the thing on from a child.
    fn is_passed_on(&self, file: &SourceFile, name: &Name) -> bool {
        let (module, is_facade) =
            (&file.module, file.path.ends_with("mod.rs") || file.path == "lib.rs");
        let uses =
            |path: &Name| self.absolute(file, path).is_some_and(|path| path.starts_with(name));
        is_facade
            && name.starts_with(module)
            && !file.paths.iter().any(uses)
            && !file.words().contains(name.last().map_or("", String::as_str))
    }

    /// The file that declares what an absolute path names.
    fn declaring(&self, path: &[String], hops: usize) -> Option<usize> {
        let longest = (0..=path.len()).rev().find(|&n| self.by_module.contains_key(&path[..n]))?;
        // A name may be both a module and a function of the module above: the function is meant.
        let from = if longest == path.len() { longest.saturating_sub(1) } else { longest };
        let found = |at: usize| self.item(path, at, hops);
        found(from).or_else(|| self.by_module.get(&path[..longest]).copied())
    }

    fn item(&self, path: &[String], length: usize, hops: usize) -> Option<usize> {
        let at = *self.by_module.get(&path[..length])?;
        let (file, name) = (&self.files[at], path.get(length)?);
        if file.items.contains(name) {
            return Some(at);
        }
        let onward = file.imports.get(name).filter(|_| hops < 16)?;
        let mut onward = onward.clone();
        onward.extend_from_slice(&path[length + 1..]);
        self.declaring(&onward, hops + 1)
    }

    /// A path as written in a file, from the root of the crate; `None` for what is outside the crate.
    fn absolute(&self, file: &SourceFile, path: &[String]) -> Option<Name> {
        let imported = file.imports.get(&path[0]);
        imported.map(|name| [name, &path[1..]].concat()).or_else(|| file.absolute(path))
    }
}

impl SourceFile {
    /// Its folder or, directly in `src/`, its own name.
    pub(crate) fn stage(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    fn read(src: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let inside = path.strip_prefix(src).unwrap().to_str().unwrap().replace('\\', "/");
        let stem = inside.trim_end_matches(".rs").trim_end_matches("mod").trim_end_matches('/');
        let stem = if stem == "lib" { "" } else { stem };
        let module = stem.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let mut file = Self {
            path: inside,
            text,
            types: BTreeSet::new(),
            module,
            items: BTreeSet::new(),
            children: BTreeSet::new(),
            imports: HashMap::new(),
            paths: Vec::new(),
            for_tests: BTreeSet::new(),
        };
        let parsed =
            syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let mut declared = Declarations::default();
        declared.visit_file(&parsed);
        file.items = declared.items;
        file.types = declared.types;
        file.children = declared.children;
        file.for_tests = declared.for_tests;
        let imports = declared.imports.into_iter();
        file.imports =
            imports.filter_map(|(name, path)| Some((name, file.absolute(&path)?))).collect();
        let tokens: TokenStream = file.text.parse().unwrap();
        let mut words = Vec::new();
        flatten(tokens, &declared.skipped, &mut words);
        file.paths = paths(&words);
        file
    }

    fn test_modules(&self) -> impl Iterator<Item = Name> + '_ {
        self.for_tests.iter().map(|child| [&self.module[..], std::slice::from_ref(child)].concat())
    }

    fn absolute(&self, path: &[String]) -> Option<Name> {
        let above = path.iter().take_while(|part| *part == "super").count();
        match path[0].as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([&self.module[..], &path[1..]].concat()),
            "super" => {
                let kept = self.module.len().checked_sub(above)?;
                Some([&self.module[..kept], &path[above..]].concat())
            }
            first if self.children.contains(first) => Some([&self.module[..], path].concat()),
            first if self.items.contains(first) => Some([&self.module[..], path].concat()),
            _ => None,
        }
    }

    /// Every word of its code below the imports.
    fn words(&self) -> BTreeSet<&str> {
        let code = self.text.lines().filter(|line| {
            let line = line.trim_start();
            !line.starts_with("//") && !line.starts_with("pub mod") && !line.starts_with("mod ")
        });
        let mut in_use = false;
        let mut words = BTreeSet::new();
        for line in code {
            let start = line.trim_start();
            in_use |=
                start.starts_with("use ") || (start.starts_with("pub") && start.contains(" use "));
            if !in_use {
                words.extend(line.split(|c: char| !c.is_alphanumeric() && c != '_'));
            }
            in_use &= !line.trim_end().ends_with(';');
        }
        words
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    files
}

/// What a file declares and imports, tests left out.
#[derive(Default)]
struct Declarations {
    items: BTreeSet<String>,
    types: BTreeSet<String>,
    children: BTreeSet<String>,
    for_tests: BTreeSet<String>,
    imports: Vec<(String, Name)>,
    /// Bytes that are no code of the program: imports, and what is for tests.
    skipped: Vec<(usize, usize)>,
}

impl Declarations {
    fn skip(&mut self, span: proc_macro2::Span) {
        let bytes = span.byte_range();
        self.skipped.push((bytes.start, bytes.end));
    }

    fn declare(&mut self, name: &syn::Ident, is_type: bool) {
        self.items.insert(name.to_string());
        if is_type {
            self.types.insert(name.to_string());
        }
    }
}

impl<'a> Visit<'a> for Declarations {
    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        if is_for_tests(&function.attrs) {
            return self.skip(function.span());
        }
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item(&mut self, item: &'a syn::Item) {
        use syn::Item::{Const, Enum, Fn, Macro, Mod, Static, Struct, Trait, Type, Use};
        match item {
            Mod(module) if is_for_tests(&module.attrs) => {
                self.for_tests.insert(module.ident.to_string());
                return self.skip(item.span());
            }
            Mod(module) if module.content.is_none() => {
                self.children.insert(module.ident.to_string());
            }
            Use(import) => {
                leaves(&import.tree, &mut Vec::new(), &mut self.imports);
                return self.skip(item.span());
            }
            Const(item) => self.declare(&item.ident, false),
            Static(item) => self.declare(&item.ident, false),
            Fn(item) => self.declare(&item.sig.ident, false),
            Enum(item) => self.declare(&item.ident, true),
            Struct(item) => self.declare(&item.ident, true),
            Trait(item) => self.declare(&item.ident, true),
            Type(item) => self.declare(&item.ident, true),
            Macro(item) => item.ident.iter().for_each(|name| self.declare(name, false)),
            _ => {}
        }
        visit::visit_item(self, item);
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn leaves(tree: &syn::UseTree, before: &mut Name, found: &mut Vec<(String, Name)>) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, found);
            before.pop();
        }
        syn::UseTree::Name(name) => found.push(leaf(&name.ident.to_string(), None, before)),
        syn::UseTree::Rename(name) => {
            found.push(leaf(&name.ident.to_string(), Some(name.rename.to_string()), before));
        }
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|tree| leaves(tree, before, found));
        }
        _ => {}
    }
}

fn leaf(name: &str, renamed: Option<String>, before: &[String]) -> (String, Name) {
    let mut path = before.to_vec();
    if name != "self" {
        path.push(name.to_owned());
    }
    let known = renamed.or_else(|| path.last().cloned());
    (known.unwrap_or_default(), path)
}

/// All tokens in a row, those in brackets too.
fn flatten(tokens: TokenStream, skipped: &[(usize, usize)], words: &mut Vec<String>) {
    for token in tokens {
        let at = token.span().byte_range().start;
        if skipped.iter().any(|&(start, end)| (start..end).contains(&at)) {
            continue;
        }
        match token {
            TokenTree::Group(group) => {
                words.push("(".into());
                flatten(group.stream(), skipped, words);
                words.push(")".into());
            }
            other => words.push(other.to_string()),
        }
    }
}

/// Paths of two parts and more, and the paths that follow nothing but themselves.
fn paths(words: &[String]) -> Vec<Name> {
    let is_name = |word: &String| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut paths = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut path = Vec::new();
        let before = at.checked_sub(2).and_then(|from| words.get(from..at));
        let begins = is_name(&words[at]) && before.is_none_or(|two| two != [":", ":"]);
        while begins && at < words.len() && is_name(&words[at]) {
            path.push(words[at].clone());
            let joined = words.get(at + 1..at + 3).is_some_and(|two| two == [":", ":"]);
            if !joined || !words.get(at + 3).is_some_and(is_name) {
                break;
            }
            at += 3;
        }
        // `pub(in crate::…)` names a place, and uses nothing.
        let is_place = before.is_some_and(|two| two == ["(", "in"]);
        if path.len() > 1 && !is_place {
            paths.push(path);
        }
        at += 1;
    }
    paths
}
