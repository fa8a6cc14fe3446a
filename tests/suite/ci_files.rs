//! The files for other people's CI: what they hold is safe to run on a stranger's pull request, and
//! their steps do what they say, as far as a machine without a network can tell.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, finish, program, with_claims};
use crate::read;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

const WORKFLOWS: &[&str] =
    &[".github/workflows/claims.yml", ".github/workflows/claims-comment.yml"];

fn steps(path: &str) -> Vec<Value> {
    let file = yaml(path);
    let jobs = file["jobs"].as_object().into_iter().flatten();
    let jobs = jobs.flat_map(|(_, job)| job["steps"].as_array().unwrap().clone());
    let own = file["runs"]["steps"].as_array().into_iter().flatten().cloned();
    jobs.chain(own).collect()
}

/// What somebody else wrote reaches a shell as a variable, never as a part of the script.
#[test]
fn no_expression_is_put_into_a_script() {
    for path in WORKFLOWS.iter().chain(&["action.yml"]) {
        let steps = steps(path);
        assert!(!steps.is_empty());
        for step in steps {
            let script = step["run"].as_str().unwrap_or_default();
            assert!(!script.contains("${{"), "{path}: {script}");
        }
    }
    for script in ["ci/check.sh", "ci/diff.sh", "ci/comment.sh"] {
        let text = fs::read_to_string(root().join(script)).unwrap();
        assert!(!text.contains("${{") && !text.contains("eval"), "{script}");
        assert!(fs::metadata(root().join(script)).unwrap().permissions().mode() & 0o111 != 0);
    }
}

#[test]
fn actions_are_pinned_and_permissions_named() {
    for path in WORKFLOWS {
        let file = yaml(path);
        assert!(file["permissions"].is_object(), "{path}");
        for uses in steps(path).iter().filter_map(|step| step["uses"].as_str()) {
            let commit = uses.split_once('@').map_or("", |(_, commit)| commit);
            let pinned = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(uses == "./" || pinned, "{path}: {uses}");
        }
    }
    // What runs a stranger's files may only read; what may write runs none of them.
    let reads = yaml(WORKFLOWS[0]);
    assert_eq!(reads["permissions"], serde_json::json!({"contents": "read"}));
    assert_eq!(reads["on"].as_object().unwrap().keys().collect::<Vec<_>>(), ["pull_request"]);
    assert!(reads["jobs"]["check"]["permissions"].is_null());
    let writes = yaml(WORKFLOWS[1]);
    assert_eq!(writes["permissions"], serde_json::json!({}));
    assert_eq!(writes["on"].as_object().unwrap().keys().collect::<Vec<_>>(), ["workflow_run"]);
    assert_eq!(writes["on"]["workflow_run"]["workflows"], serde_json::json!(["claims"]));
    assert_eq!(reads["name"], "claims");
    for step in steps(WORKFLOWS[1]) {
        let checkout =
            step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/checkout"));
        assert!(!checkout || step["with"]["ref"].is_null(), "{step}");
    }
    for path in WORKFLOWS {
        for step in steps(path) {
            let checkout =
                step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/checkout"));
            assert!(!checkout || step["with"]["persist-credentials"] == false, "{step}");
        }
    }
}

#[test]
fn the_action_hands_every_input_on() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let text = action["runs"]["steps"].to_string();
    for (name, input) in action["inputs"].as_object().unwrap() {
        assert!(text.contains(&format!("${{{{ inputs.{name} }}}}")), "{name}");
        assert!(input["description"].is_string() && input["default"].is_string(), "{name}");
    }
    for step in action["runs"]["steps"].as_array().unwrap() {
        assert!(step["shell"].is_string(), "{step}");
        for (name, _) in step["env"].as_object().unwrap() {
            let script = step["run"].as_str().unwrap();
            let handed = script.contains(&format!("${name}")) || script.contains("ci/check.sh");
            assert!(handed, "{name} in {step}");
        }
    }
    let check = fs::read_to_string(root().join("ci/check.sh")).unwrap();
    let env = action["runs"]["steps"][1]["env"].as_object().unwrap();
    for name in env.keys().filter(|name| *name != "SOURCE") {
        assert!(check.contains(&format!("${{{name}:-")), "{name}");
    }
}

/// A shell in a folder that finds the program, and whatever else lies in `bin`, on its path.
fn shell(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let program = program();
    let built = Path::new(program.get_program()).parent().unwrap().to_owned();
    let own = folder.path().join("bin");
    let path = std::env::join_paths([own, built, "/usr/bin".into(), "/bin".into()]).unwrap();
    let mut shell = Command::new("sh");
    shell.args(arguments).current_dir(folder.path()).env("PATH", path);
    shell.env("GITHUB_OUTPUT", folder.path().join("outputs")).envs(variables.iter().copied());
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    finish(&mut shell, b"")
}

fn text(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// A claim more, in the words of the others.
const MORE: &str = "\
about: {measure: killed, period: 2015}
claims: [{figure: 5, by: herald, cite: {source: paper}}]
";

fn claims() -> String {
    with_claims(&["{figure: 3, ..}", "{figure: 4, ..}"])
}

/// The second step of the action, by hand.
#[test]
fn the_action_checks() {
    let check = root().join("ci/check.sh");
    let check = [check.to_str().unwrap()];
    let folder = Folder::of(&[("claims/a.yaml", &claims()), ("x y/$(touch pwned);b.yaml", MORE)]);
    let sarif = ("VARIORUM_SARIF", "v.sarif");
    let paths = ("VARIORUM_PATHS", "claims/\nx y/$(touch pwned);b.yaml\n");
    let run = shell(&folder, &check, &[sarif, paths, ("VARIORUM_JUNIT", "j unit.xml")]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(read::github(&run.stdout).len(), 1, "{run:?}");
    assert_eq!(read::sarif(&text(&folder, "v.sarif")).len(), 1);
    assert_eq!(read::junit(&text(&folder, "j unit.xml")).len(), 3);
    assert_eq!(text(&folder, "outputs"), "sarif=v.sarif\njunit=j unit.xml\nexit-code=1\n");
    assert!(!folder.path().join("pwned").exists());
    // Nothing but paths, a threshold and a baseline: an option in their place stays a path.
    fs::remove_file(folder.path().join("outputs")).unwrap();
    let run = shell(&folder, &check, &[("VARIORUM_PATHS", "--write-baseline=base.json")]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(!folder.path().join("base.json").exists());
    folder.run(&["check", "claims/", "--write-baseline", "base.json"]);
    let baseline = ("VARIORUM_BASELINE", "base.json");
    let run = shell(&folder, &check, &[("VARIORUM_PATHS", "claims/"), baseline]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    let never = ("VARIORUM_FAIL_ON", "never");
    assert_eq!(shell(&folder, &check, &[("VARIORUM_PATHS", "claims/"), never]).code, 0);
    assert!(text(&folder, "outputs").ends_with("sarif=\njunit=\nexit-code=0\n"));
}

#[test]
fn the_gitlab_job_checks() {
    let job = &yaml("ci/gitlab.yml")["variorum"];
    let folder = Folder::of(&[("claims/a.yaml", &claims())]);
    let variables = job["variables"].as_object().unwrap().iter();
    let variables: Vec<_> =
        variables.map(|(key, value)| (key.as_str(), value.as_str().unwrap())).collect();
    let script: Vec<&str> =
        job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let run = shell(&folder, &["-ec", &script.join("\n")], &variables);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("error[conflicting-claims]"), "{run:?}");
    let reports = &job["artifacts"]["reports"];
    let report = |kind: &str| text(&folder, reports[kind].as_str().unwrap());
    assert_eq!(read::gitlab(&report("codequality")).len(), 1);
    assert_eq!(read::junit(&report("junit")).len(), 2);
    let install = job["before_script"].to_string();
    assert!(install.contains("--locked") && install.contains("--rev"), "{install}");
}

#[test]
fn the_hooks_check() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let folder = Folder::of(&[("a.yaml", &claims())]);
    for hook in hooks.as_array().unwrap() {
        let known = [
            "id",
            "name",
            "description",
            "entry",
            "language",
            "files",
            "pass_filenames",
            "require_serial",
        ];
        assert!(
            hook.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())),
            "{hook}"
        );
        // One claim file says nothing without the others.
        assert_eq!(hook["pass_filenames"], false);
        let entry = hook["entry"].as_str().unwrap();
        assert_eq!(shell(&folder, &["-ec", entry], &[]).code, 1);
        assert_eq!(
            shell(&folder, &["-ec", &format!("{entry} a.yaml --fail-on never")], &[]).code,
            0
        );
    }
    assert_eq!(hooks[0]["language"], "rust");
}

/// A program of that name that keeps its arguments, a line each, in `calls`, and then does this.
fn stand_in(folder: &Folder, name: &str, does: &str) {
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >>calls\necho -- >>calls\n{does}\n");
    let path = folder.write(&format!("bin/{name}"), script);
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_pull_request_is_compared_with_its_base() {
    let diff = root().join("ci/diff.sh");
    let diff = [diff.to_str().unwrap()];
    let base = "0123456789abcdef0123456789abcdef01234567";
    let folder = Folder::new();
    stand_in(&folder, "variorum", "exit 1");
    let variables =
        [("BASE", base), ("NUMBER", "12"), ("OUT", "o u t"), ("VARIORUM_PATH", "claims/")];
    assert_eq!(shell(&folder, &diff, &variables).code, 1);
    assert_eq!(text(&folder, "o u t/number"), "12\n");
    let called = format!(
        "diff\ngit:{base}\nclaims/\n--format\nmarkdown\n--output=o u t/diff.md\n--fail-on\nnew-errors\n--\n"
    );
    assert_eq!(text(&folder, "calls"), called);
    for (name, value) in
        [("BASE", "--upload-pack=x"), ("BASE", ""), ("NUMBER", "1\nx=y"), ("NUMBER", "")]
    {
        let mut variables = variables;
        variables.iter_mut().filter(|(key, _)| *key == name).for_each(|pair| pair.1 = value);
        assert_eq!(shell(&folder, &diff, &variables).code, 2, "{name}={value}");
    }
    assert_eq!(text(&folder, "calls"), called);
}

/// The step of a pull request in a real repository: what it writes for the comment, and its exit code.
#[cfg(feature = "git")]
fn compared(folder: &Folder, base: &str) -> (Run, String) {
    let diff = root().join("ci/diff.sh");
    let out = Folder::new();
    let at = out.path().join("o u t").display().to_string();
    let variables = [("BASE", base), ("NUMBER", "12"), ("OUT", &at), ("VARIORUM_PATH", "claims/")];
    let run = shell(folder, &[diff.to_str().unwrap()], &variables);
    assert_eq!(text(&out, "o u t/number"), "12\n");
    let written = fs::read_to_string(out.path().join("o u t/diff.md")).unwrap_or_default();
    assert_eq!(run.stdout, "", "all of it goes to the file: {run:?}");
    (run, written)
}

#[cfg(feature = "git")]
#[test]
fn a_pull_request_is_compared_in_a_real_repository() {
    use crate::repositories::{commit, repository};
    let folder = repository();
    folder.write("README.md", "Claims are to come.\n");
    let empty = commit(&folder);
    let claims = |second: &str| with_claims(&["{figure: 3, id: first, ..}", second]);
    let sound = claims("{figure: 3, id: second, ..}");

    // The first claims: all of them are new, and nothing fails while they are sound.
    folder.write("claims/a.yaml", &sound);
    let (run, written) = compared(&folder, &empty);
    assert_eq!(run.code, 0, "{run:?}");
    let heading = format!("### What differs: `git:{empty}` → `claims/`\n");
    assert!(written.starts_with(&heading), "{written}");
    assert!(
        written.contains("\nA holds no claim file, so every claim is only in B; "),
        "{written}"
    );
    let listed = written.split("\n#### Only in B\n").nth(1).unwrap();
    assert_eq!(
        listed.split("\n#### ").next().unwrap().matches("\n- **killed in 2015**: ").count(),
        2
    );
    assert!(!written.contains("#### Findings"), "{written}");
    // First claims that contradict themselves fail it.
    folder.write("claims/a.yaml", claims("{figure: 4, id: second, ..}"));
    let (run, written) = compared(&folder, &empty);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(written.matches("\n- ❌ ").count(), 1, "{written}");

    // Nothing of the claims is changed, though something else is.
    folder.write("claims/a.yaml", &sound);
    let base = commit(&folder);
    folder.write("README.md", "Claims are here.\n");
    commit(&folder);
    let (run, written) = compared(&folder, &base);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(written.ends_with("\n\nThe same.\n"), "{written}");
    assert!(written.contains("2 claims the same, 0 otherwise"), "{written}");

    // A figure is changed, and a finding opens.
    folder.write("claims/a.yaml", claims("{figure: 4, id: second, ..}"));
    let slip = commit(&folder);
    let (run, written) = compared(&folder, &base);
    assert_eq!(run.code, 1, "{run:?}");
    let opened = written.split("\n#### Findings opened\n\n").nth(1).unwrap();
    let told =
        "- ❌ claims/a.yaml:7:14: error\\[conflicting-claims\\] killed in 2015 is 3 but also 4";
    assert!(opened.starts_with(told), "{written}");
    let otherwise =
        "\n#### Otherwise\n\n- **killed in 2015**: raised, contradicts, 1 apart, 33.3 %\n";
    assert!(written.contains(otherwise), "{written}");
    assert!(run.stderr.contains("1 finding opened, 0 settled"), "{run:?}");

    // It is put right again: the finding is settled, which fails nothing.
    folder.write("claims/a.yaml", claims("{figure: 3, id: second, ..}"));
    let (run, written) = compared(&folder, &slip);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        written.contains("\n#### Findings settled\n\n- ❌ claims/a.yaml:7:14: error"),
        "{written}"
    );

    // A base that was not fetched is said, and nothing is written that could be taken for a difference.
    let (run, written) = compared(&folder, "0123456789abcdef0123456789abcdef01234567");
    assert_eq!((run.code, written.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("no revision is called `0123456789abcdef"), "{run:?}");
}

/// The comment is written on the pull request whose run it was, once, and nothing of the text is run.
#[test]
fn the_difference_is_commented() {
    let comment = root().join("ci/comment.sh");
    let comment = [comment.to_str().unwrap()];
    let head = "0123456789abcdef0123456789abcdef01234567";
    let variables = [("IN", "in"), ("HEAD_SHA", head), ("REPOSITORY", "o/r"), ("GH_TOKEN", "")];
    let body = "# Figures\n$(touch pwned) `touch pwned` ${GH_TOKEN} @all\n";
    // Says at which commit the pull request stands, which comment is there, and keeps the text sent.
    let gh = |at: &str, there: &str| {
        format!(
            "case \"$*\" in *pulls/12*) echo {at};; *--paginate*) printf '{there}';; \
             *) for word; do case $word in body=@*) cp \"${{word#body=@}}\" sent;; esac; done;; esac"
        )
    };
    let run = |at: &str, there: &str, number: &str| {
        let folder = Folder::of(&[("in/number", number), ("in/diff.md", body)]);
        stand_in(&folder, "gh", &gh(at, there));
        let run = shell(&folder, &comment, &variables);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(!folder.path().join("pwned").exists());
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        (read("calls"), read("sent"), run.stderr)
    };
    let (calls, sent, _) = run(head, "", "12\n");
    assert!(calls.contains("--method\nPOST\nrepos/o/r/issues/12/comments\n"), "{calls}");
    assert_eq!(sent, format!("<!-- variorum-diff -->\n{body}"));
    let (calls, sent, _) = run(head, "77\\n99\\n", "12\n");
    assert!(calls.contains("--method\nPATCH\nrepos/o/r/issues/comments/77\n"), "{calls}");
    assert!(sent.ends_with(body));
    // Another pull request's number, or no number.
    let (calls, sent, said) = run("fedcba9876543210fedcba9876543210fedcba98", "", "12\n");
    assert!(!calls.contains("--method") && sent.is_empty(), "{calls}");
    assert!(said.contains("does not stand at"), "{said}");
    for number in ["", "../../x", "12/../13", "1 2", "-1"] {
        let (calls, _, said) = run(head, "", number);
        assert_eq!(calls, "", "{number}");
        assert!(said.contains("is no number"), "{said}");
    }
}
