//! `variorum diff git:…`: revisions are read from objects alone, and nothing in a repository is run.

#![cfg(all(unix, feature = "git"))]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, hidden, run_in};
use crate::repositories::{commit, git, repository};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

const WORDS: &str = "\
measures: {killed: {unit: people}}
dimensions: {side: {parts: [north, south]}}
parties: {herald: {}}
sources: {paper: {title: A paper}}
";

/// A table whose rows come to the total, or not.
fn table(north: &str, both: &str) -> String {
    format!(
        "\
about: {{measure: killed, period: 2015}}
claims:
  - by: herald
    cite: {{source: paper}}
    claims:
      - {{id: north, about: {{side: north}}, figure: {north}}}
      - {{id: south, about: {{side: south}}, figure: 64}}
      - {{id: both, figure: {both}}}
"
    )
}

fn json_of(run: &Run) -> Value {
    assert!(run.code < 2, "{run:?}");
    run.json()
}

/// Three commits: a sound table, a slip in it, and the slip put right elsewhere than it was made.
fn history() -> Folder {
    let folder = repository();
    folder.write("claims/words.yaml", WORDS);
    for (north, both) in [("42", "106"), ("52", "106"), ("52", "116")] {
        folder.write("claims/table.yaml", table(north, both));
        commit(&folder);
    }
    folder
}

#[test]
fn a_commit_that_changes_a_figure_opens_a_finding_and_one_that_corrects_settles_it() {
    let folder = history();
    let words = ["diff", "git:HEAD~2", "git:HEAD~1", "claims", "--fail-on", "new-errors"];
    let slip = folder.run(&[&words[..], &["--format", "json"]].concat());
    assert_eq!(slip.code, 1, "{slip:?}");
    let found = slip.json();
    assert_eq!(found["entries"][0]["changes"], json!(["raised"]));
    let place = &found["entries"][0]["b"];
    assert_eq!((&place["path"], &place["line"]), (&json!("claims/table.yaml"), &json!(6)));
    assert_eq!(found["findings"]["opened"][0]["arithmetic"], "52 + 64 = 116 > 106");
    let total = &found["totals"][0];
    assert_eq!((&total["id"], &total["after"]["figure"]), (&json!("both"), &json!("116")));
    let mended = folder.run(&["diff", "git:HEAD~1", "claims", "--format", "json"]);
    let found = json_of(&mended);
    assert_eq!(found["findings"]["settled"][0]["check"], "parts-exceed-whole");
    assert_eq!((&found["findings"]["opened"], &found["totals"]), (&json!([]), &json!([])));
    assert_eq!(folder.run(&["diff", "git:HEAD~1", "claims", "--fail-on", "new-errors"]).code, 0);
}

#[test]
fn a_revision_is_what_its_files_are() {
    let folder = history();
    for words in [
        &["git:HEAD", "claims"][..],
        &["git:HEAD", "."],
        &["git:HEAD", "git:main"],
        &["git:HEAD:claims", "claims/"],
        &["git:HEAD:claims/table.yaml", "claims/table.yaml", "claims/words.yaml"],
        &["git:HEAD", "claims/table.yaml", "claims/words.yaml"],
        &["git:HEAD:./claims", "claims"],
    ] {
        let run = folder.run(&[&["diff"], words].concat());
        assert_eq!(run.code, 0, "{words:?}: {run:?}");
    }
    let inside = folder.path().join("claims");
    for words in [
        &["git:HEAD", "."][..],
        &["git:HEAD:claims", "."],
        &["git:HEAD:./table.yaml", "table.yaml", "words.yaml"],
        &["git:HEAD", "../claims"],
    ] {
        let run = run_in(&inside, &[&["diff"], words].concat());
        assert_eq!(run.code, 0, "{words:?}: {run:?}");
    }
    fs::write(inside.join("table.yaml"), table("52", "117")).unwrap();
    assert_eq!(
        folder.run(&["diff", "git:HEAD", "claims"]).code,
        1,
        "what is not committed differs"
    );
    assert_eq!(folder.run(&["diff", "git:HEAD", "git:HEAD", "claims"]).code, 0, "and is not read");
    fs::remove_dir_all(&inside).unwrap();
    let gone = folder.run(&["diff", "git:HEAD~1", "git:HEAD", "claims"]);
    assert_eq!(gone.code, 1, "only objects are read: {gone:?}");
    git(folder.path(), &["gc", "--quiet"]);
    assert_eq!(
        folder.run(&["diff", "git:HEAD~1", "git:HEAD", "claims"]).code,
        1,
        "packed ones too"
    );
}

#[test]
fn the_same_files_are_passed_over_as_on_the_disk() {
    let folder = repository();
    folder.write("words.yaml", WORDS);
    folder.write("table.yaml", table("42", "106"));
    let other = table("1", "2").replace("id: ", "id: x");
    for name in [
        ".hidden.yaml",
        ".github/x.yaml",
        "skip/x.yaml",
        "deep/er/skip.yaml",
        "deep/kept/x.yaml",
        "notes.txt",
    ] {
        folder.write(name, &other);
    }
    git(folder.path(), &["add", "--all"]);
    folder.write(".gitignore", "/skip/\nkept\n");
    folder.write("deep/.gitignore", "skip.yaml\n!kept\n");
    folder.write("deep/.ignore", "kept\n");
    commit(&folder);
    let run = folder.run(&["diff", "git:HEAD", ".", "--format", "json"]);
    let found = run.json();
    assert_eq!((&found["a"]["claims"], &found["b"]["claims"]), (&json!(3), &json!(3)), "{found:#}");
    assert_eq!(run.code, 0);
}

#[test]
fn what_is_not_there_is_said() {
    let folder = history();
    git(folder.path(), &["tag", "v-one"]);
    for (words, wanted) in [
        (&["git:mian", "claims"][..], "no revision is called `mian`; did you mean `main`?"),
        (&["git:v-noe~1", "claims"], "did you mean `v-one`?"),
        (&["git:HEAD~99", "claims"], "no revision is called `HEAD~99`"),
        (&["git:", "claims"], "no revision is called ``"),
        (&["git:HEAD:nowhere", "claims"], "`nowhere` is not there at this revision"),
        (&["git:HEAD:claims/table.yaml/x", "claims"], "is not there at this revision"),
        (&["git:HEAD", "git:HEAD", "../x"], "lies outside the repository"),
        (&["git:HEAD:../x", "claims"], "`../x` is not there at this revision"),
        (&["git:HEAD^{blob}", "claims"], "`git:HEAD^{blob}`"),
        (&["git:-x", "claims"], "no revision is called `-x`"),
    ] {
        let run = folder.run(&[&["diff"], words].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?}: {run:?}");
        assert!(
            run.stderr.contains(wanted) || wanted.starts_with("`git:HEAD^"),
            "{words:?}: {}",
            run.stderr
        );
    }
}

/// A revision from before the first claims is an empty side, whether their folder was there or not.
#[test]
fn the_first_claims_are_only_in_b() {
    let folder = repository();
    folder.write("a.txt", "x");
    commit(&folder);
    folder.write("claims/words.yaml", WORDS);
    folder.write("claims/table.yaml", table("42", "106"));
    for words in [
        &["git:HEAD", "."][..],
        &["git:HEAD", "claims"],
        &["git:HEAD:", "claims"],
        &["git:HEAD", "claims/table.yaml", "claims/words.yaml"],
    ] {
        let run = folder.run(&[&["diff"], words, &["--format", "json"]].concat());
        assert_eq!(run.code, 1, "{words:?}: {run:?}");
        let found = run.json();
        assert_eq!((&found["a"]["claims"], &found["b"]["claims"]), (&json!(0), &json!(3)));
        assert_eq!(found["quantities"]["only_b"], 3);
        let entries = found["entries"].as_array().unwrap();
        assert!(entries.len() == 3 && entries.iter().all(|entry| entry["a"].is_null()), "{found}");
        let said = "A holds no claim file, so every claim is only in B; 0 quantities in both";
        assert!(run.stderr.starts_with(said), "{}", run.stderr);
    }
    // The first claims are sound, so nothing fails; then they are not.
    let first = ["diff", "git:HEAD", "claims", "--fail-on", "new-errors"];
    assert_eq!(folder.run(&first).code, 0);
    folder.write("claims/table.yaml", table("42", "77"));
    let run = folder.run(&first);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stdout.contains("\n\nA holds no claim file, so every claim is only in B\n\n"),
        "{run:?}"
    );
    assert!(run.stdout.contains("\nFindings opened\n  claims/table.yaml:"), "{run:?}");
    // Between revisions too, and the other way round.
    commit(&folder);
    let run = folder.run(&["diff", "git:HEAD~1", "git:HEAD", "claims"]);
    assert!(run.code == 1 && run.stderr.starts_with("A holds no claim file"), "{run:?}");
    let run = folder.run(&["diff", "git:HEAD", "git:HEAD~1", "claims", "--format", "markdown"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stdout.contains("\n\nB holds no claim file, so every claim is only in A; "),
        "{run:?}"
    );
    assert!(run.stdout.contains("\n#### Findings settled\n"), "{run:?}");
    let run = folder.run(&["diff", "git:HEAD~1", "party:herald", "claims"]);
    assert!(run.code == 1 && run.stderr.starts_with("A holds no claim file"), "{run:?}");
    // A vocabulary without claims is no claim either, and is told of.
    commit(&folder);
    git(folder.path(), &["rm", "--quiet", "claims/table.yaml"]);
    commit(&folder);
    folder.write("claims/table.yaml", table("42", "106"));
    let run = folder.run(&["diff", "git:HEAD", "claims", "--about", "killed,side=north"]);
    assert!(run.code == 1 && run.stderr.starts_with("A holds no claim, so"), "{run:?}");
    assert!(run.stdout.contains("A  git:HEAD: 0 claims\nB  claims: 1 claim\n"), "{run:?}");
}

/// What is nowhere, or could not be read, is no empty side.
#[test]
fn an_empty_side_is_no_slip() {
    let folder = repository();
    folder.write("a.txt", "x");
    commit(&folder);
    folder.write("f.yaml", format!("{WORDS}{}", table("1", "2")));
    for (words, wanted) in [
        (
            &["git:HEAD", "git:main", "."][..],
            "nothing to check: no .yaml or .yml file under `git:HEAD:.`, `git:main:.`",
        ),
        (
            &["git:HEAD", "git:main", "nowhere"],
            "`git:HEAD`: `nowhere` is not there at this revision",
        ),
        (&["git:HEAD", "nowhere"], "`nowhere` is not there"),
        (&["git:HEAD:nowhere", "f.yaml"], "`git:HEAD`: `nowhere` is not there at this"),
        (&["git:HEAD:./nowhere", "f.yaml"], "`nowhere` is not there at this revision"),
        (&["git:mian", "f.yaml"], "no revision is called `mian`; did you mean `main`?"),
        (&["git:HEAD", "party:herald", "a.txt"], "nothing to check: no claim was read from 1 file"),
    ] {
        let run = folder.run(&[&["diff"], words].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?}: {run:?}");
        assert!(run.stderr.contains(wanted), "{words:?}: {}", run.stderr);
    }
}

/// A repository that would run something in every way it can, with a script that leaves a mark.
fn trap() -> (Folder, std::path::PathBuf) {
    let folder = history();
    let mark = folder.path().join("ran");
    let script =
        folder.write("trap.sh", format!("#!/bin/sh\necho x > '{}'\ncat\n", mark.display()));
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let script = script.display().to_string();
    for hook in [
        "post-checkout",
        "post-index-change",
        "fsmonitor-watchman",
        "reference-transaction",
        "pre-commit",
    ] {
        let hook = folder.path().join(".git/hooks").join(hook);
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::copy(&script, hook).unwrap();
    }
    let settings = format!(
        "
[core]
	fsmonitor = {script}
	hooksPath = {script}
	sshCommand = {script}
	pager = {script}
	editor = {script}
	alternateRefsCommand = {script}
	worktree = {top}
	attributesFile = {top}/attributes
	askPass = {script}
[diff]
	external = {script}
[diff \"trap\"]
	textconv = {script}
	command = {script}
[filter \"trap\"]
	smudge = {script}
	clean = {script}
	process = {script}
	required = true
[credential]
	helper = !{script}
[gpg]
	program = {script}
[include]
	path = {top}/included
[uploadpack]
	packObjectsHook = {script}
[extensions]
	partialClone = evil
[remote \"evil\"]
	url = ext::{script}
	promisor = true
	vcs = trap
",
        top = folder.path().display()
    );
    let config = folder.path().join(".git/config");
    let old = fs::read_to_string(&config).unwrap();
    fs::write(&config, old + &settings).unwrap();
    folder.write("included", format!("[core]\n\tfsmonitor = {script}\n"));
    folder.write("claims/.gitattributes", "* filter=trap diff=trap working-tree-encoding=UTF-16\n");
    folder.write(".git/info/attributes", "* filter=trap\n");
    (folder, mark)
}

#[test]
fn nothing_in_a_repository_is_run() {
    let (folder, mark) = trap();
    for words in [
        &["git:HEAD~1", "git:HEAD", "claims"][..],
        &["git:HEAD~1", "claims"],
        &["git:HEAD@{0}", "claims"],
    ] {
        let run = folder.run(&[&["diff"], words].concat());
        assert!(!mark.exists(), "{words:?}: {run:?}");
        assert!(run.code < 2, "{words:?}: {run:?}");
    }
    // An object that is not there is not fetched either.
    let tree = git_plain(folder.path(), &["rev-parse", "HEAD:claims/table.yaml"]);
    let object = folder.path().join(".git/objects").join(&tree[..2]).join(tree[2..].trim());
    fs::remove_file(object).unwrap();
    let run = folder.run(&["diff", "git:HEAD", "git:HEAD~1", "claims"]);
    assert!(run.code == 2 && run.stderr.contains("cannot be read from the repository"), "{run:?}");
    assert!(!mark.exists() && hidden(&run.stderr).is_empty());
}

/// Runs git past the settings of a trap.
fn git_plain(folder: &Path, words: &[&str]) -> String {
    let config = folder.join(".git/config");
    let trap = fs::read_to_string(&config).unwrap();
    let plain = trap.split("\n[core]\n\tfsmonitor").next().unwrap();
    fs::write(&config, plain).unwrap();
    let out = git(folder, words);
    fs::write(&config, trap).unwrap();
    out
}

#[test]
fn links_and_submodules_are_passed_over_and_counted() {
    let folder = history();
    let secret = Folder::of(&[("secret.yaml", &format!("{WORDS}{}", table("1", "999")))]);
    symlink(secret.path().join("secret.yaml"), folder.path().join("claims/link.yaml")).unwrap();
    symlink(secret.path(), folder.path().join("claims/away")).unwrap();
    let head = git(folder.path(), &["rev-parse", "HEAD"]);
    let module = format!("160000,{},claims/module", head.trim());
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["update-index", "--add", "--cacheinfo", &module]);
    git(folder.path(), &["commit", "--quiet", "--message=m"]);
    let run = folder.run(&["diff", "git:HEAD~1", "git:HEAD", "claims"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("  links not followed: 1\n"), "{}", run.stderr);
    assert!(run.stderr.contains("  submodules not entered: 1\n"), "{}", run.stderr);
    for (spot, wanted) in [
        ("git:HEAD:claims/link.yaml", "a link there, which is not followed"),
        ("git:HEAD:claims/away/secret.yaml", "a link there, which is not followed"),
        ("git:HEAD:claims/module/x.yaml", "a submodule, which is not entered"),
    ] {
        let run = folder.run(&["diff", spot, "claims"]);
        assert!(run.code == 2 && run.stderr.contains(wanted), "{spot}: {run:?}");
    }
}

#[test]
fn alternates_lead_to_objects_and_to_nothing_else() {
    let folder = history();
    let clone = Folder::new();
    git(clone.path(), &["clone", "--quiet", "--shared", &folder.path().display().to_string(), "c"]);
    let inside = clone.path().join("c");
    assert_eq!(run_in(&inside, &["diff", "git:HEAD", "claims"]).code, 0);
    // A ring of them, and one that is no folder of objects, end the run in words.
    for line in ["../objects\n", "/dev/zero\n", "/etc/passwd\n/etc\n", "\u{0}\n"] {
        let ring = folder.path().join(".git/objects/info/alternates");
        fs::create_dir_all(ring.parent().unwrap()).unwrap();
        fs::write(ring, line).unwrap();
        let run = folder.run(&["diff", "git:HEAD", "claims"]);
        assert!(run.code == 0 || run.code == 2, "{line:?}: {run:?}");
        assert!(hidden(&run.stderr).is_empty());
    }
}

#[test]
fn hostile_names_and_trees_come_to_an_end() {
    let folder = repository();
    let blob = {
        folder.write("x.yaml", format!("{WORDS}{}", table("1", "2")));
        git(folder.path(), &["hash-object", "-w", "x.yaml"]).trim().to_owned()
    };
    // Two entries in each of 60 trees: more paths than could ever be walked.
    let make = |entries: &str| -> String {
        let mut command = Command::new("git");
        command
            .current_dir(folder.path())
            .args(["mktree"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), entries.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
    };
    let mut tree = make(&format!("100644 blob {blob}\tleaf.txt\n"));
    for _ in 0..60 {
        tree = make(&format!("040000 tree {tree}\ta\n040000 tree {tree}\tb\n"));
    }
    let bomb = git(folder.path(), &["commit-tree", "-m", "m", &tree]);
    // What is not in them is looked for where it would be, and nowhere else.
    let run = folder.run(&["diff", &format!("git:{}", bomb.trim()), "x.yaml", "--about", "killed"]);
    assert!(run.code == 1 && run.stderr.starts_with("A holds no claim file"), "{run:?}");
    let run = folder.run(&["diff", &format!("git:{}", bomb.trim()), "git:HEAD", "."]);
    assert!(run.stderr.contains("more lies there than can be walked"), "{run:?}");
    let odd = make(&format!("100644 blob {blob}\t\u{1b}[31m\u{202e}.yaml\n"));
    let odd = git(folder.path(), &["commit-tree", "-m", "m", &odd]);
    let spot = format!("git:{}", odd.trim());
    let run = folder.run(&["diff", &spot, &spot, ".", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = folder.run(&["diff", &spot, "x.yaml", "."]);
    assert!(hidden(&text.stdout).is_empty() && hidden(&text.stderr).is_empty(), "{text:?}");
}
