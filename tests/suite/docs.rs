//! The pages in `docs/` say what the program does, and what the sources cite of them is there.
//!
//! `common/examples.rs` says how an example is written. A ```` ```console ```` block shows a command over the
//! example above it, and all that it prints. `UPDATE_PAGES=1 cargo test --test suite docs::` writes both anew.

use crate::common::Folder;
use crate::examples::{Piece, pieces, run, update};
use std::fs;
use std::path::{Path, PathBuf};

/// The pages, without their ending.
const PAGES: [&str; 2] = ["format", "meaning"];

/// What a source file must not speak of: a page that readers of this repository do not have.
const ELSEWHERE: &str = concat!("DES", "IGN");

/// The fewest examples on one page.
const EXAMPLES: usize = 8;

#[test]
fn pages_show_what_the_program_prints() {
    for page in PAGES {
        let text = on_disk(page);
        let (fresh, examples) = rerun(&text);
        assert!(examples >= EXAMPLES, "{}: only {examples} examples", name(page));
        if update() {
            fs::write(project().join(name(page)), &fresh).unwrap();
            continue;
        }
        for (at, (shown, printed)) in text.lines().zip(fresh.lines()).enumerate() {
            assert_eq!(shown, printed, "{}:{}", name(page), at + 1);
        }
        assert_eq!(text, fresh, "{}", name(page));
    }
}

/// The page with all that it shows printed anew, and how many examples it has.
fn rerun(page: &str) -> (String, usize) {
    let (mut fresh, mut examples, mut file, mut in_console) = (String::new(), 0, "", false);
    for piece in pieces(page) {
        match piece {
            Piece::Broken { line, what } => panic!("line {line}: {what}"),
            Piece::Example { yaml, coding, before, .. } => {
                (examples, file) = (examples + 1, yaml);
                fresh.push_str(before);
                fresh.push_str(&run(yaml, coding).lines);
            }
            Piece::Prose(line) => {
                in_console = line == "```console\n" || (in_console && line != "```\n");
                let command = line.strip_prefix("$ variorum ").filter(|_| in_console);
                if !in_console || command.is_some() || line.starts_with("```") {
                    fresh.push_str(line);
                }
                command.inspect(|command| fresh.push_str(&printed(file, command)));
            }
        }
    }
    (fresh, examples)
}

/// What a command prints over a file, findings first and the summary after them.
fn printed(file: &str, command: &str) -> String {
    let folder = Folder::of(&[("claims.yaml", file)]);
    let words: Vec<&str> = command.split_whitespace().collect();
    let run = folder.run(&words);
    run.stdout + &run.stderr
}

#[test]
fn what_sources_cite_is_there() {
    let mut faults = Vec::new();
    let mut cited = 0;
    for file in sources() {
        let citations = citations(&fs::read_to_string(&file).unwrap());
        let shown = file.strip_prefix(project()).unwrap().display().to_string();
        cited += citations.len();
        let wrong = citations.into_iter().filter_map(|citation| fault(&citation));
        faults.extend(wrong.map(|fault| format!("{shown}: {fault}")));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(cited >= PAGES.len(), "nothing is cited");
}

#[test]
fn no_source_cites_a_page_elsewhere() {
    let speaks = |file: &PathBuf| fs::read_to_string(file).unwrap().contains(ELSEWHERE);
    let found: Vec<PathBuf> = sources().into_iter().filter(speaks).collect();
    assert!(found.is_empty(), "{found:?} speak of {ELSEWHERE}");
}

/// The test above would see a wrong heading, a citation without one, and one cut by a line's end.
#[test]
fn a_wrong_citation_is_seen() {
    let page = name("meaning");
    let faults = |text: &str| -> Vec<Option<String>> {
        citations(text).iter().map(|citation| fault(citation)).collect()
    };
    assert_eq!(faults(&format!("/// Two in, one out ({page}, \"Sides\").")), [None]);
    assert_eq!(
        faults(&format!("/// Of claims ({page}, \"Two claims\n    /// on one quantity\").")),
        [None]
    );
    assert_eq!(faults(&format!("//! Of claims ({page},\n//! \"Sides\").")), [None]);
    for wrong in
        [format!("// ({page}, \"Side\")"), format!("// see {page}"), format!("{page}, \"Sides")]
    {
        assert!(matches!(faults(&wrong)[..], [Some(_)]), "{wrong}");
    }
}

/// What follows each mention of a page, with its name, in a source whose comments are laid on one line.
fn citations(source: &str) -> Vec<String> {
    let bare = |line: &str| line.trim().trim_start_matches(['/', '!', '#']).trim().to_owned();
    let flat = source.lines().map(bare).collect::<Vec<_>>().join(" ");
    let of = |page: &str| {
        let places = flat.match_indices(&name(page)).map(|(at, _)| at).collect::<Vec<_>>();
        places.into_iter().map(|at| flat[at..].chars().take(160).collect()).collect::<Vec<String>>()
    };
    PAGES.iter().flat_map(|page| of(page)).collect()
}

/// Why a citation is not `docs/PAGE.md, "Heading"` with a heading of that page.
fn fault(citation: &str) -> Option<String> {
    let (path, rest) = citation.split_at(citation.find(".md")? + ".md".len());
    let quoted = rest.strip_prefix(", \"").and_then(|rest| rest.split_once('"'));
    let Some((heading, _)) = quoted else {
        return Some(format!("{path} is cited without a heading"));
    };
    let text = fs::read_to_string(project().join(path)).unwrap();
    let there = headings(&text).any(|known| known == heading);
    (!there).then(|| format!("{path} has no heading {heading:?}"))
}

/// The headings below a page's own; what looks like one inside a block is none.
fn headings(page: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    page.lines().filter_map(move |line| {
        fenced ^= line.starts_with("```");
        line.strip_prefix("## ").filter(|_| !fenced)
    })
}

#[test]
fn headings_are_named_once() {
    for page in PAGES {
        let text = on_disk(page);
        let mut all: Vec<&str> = headings(&text).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "{}", name(page));
    }
}

/// Every source file of the program, its tests and its benchmarks.
fn sources() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["src", "tests", "benches"].map(|folder| project().join(folder)).into();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            match ending {
                // What others wrote, installed for the browser's tests.
                _ if path.ends_with("node_modules") => {}
                _ if path.is_dir() => folders.push(path),
                Some("rs" | "md" | "js" | "css") => files.push(path),
                _ => {}
            }
        }
    }
    files.sort_unstable();
    files
}

fn name(page: &str) -> String {
    format!("docs/{page}.md")
}

fn on_disk(page: &str) -> String {
    fs::read_to_string(project().join(name(page))).unwrap()
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
