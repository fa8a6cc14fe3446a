//! The program run from the outside: arguments and standard input in, streams and exit code out.

#![allow(dead_code, reason = "each test file takes what it needs")]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long any run may take: far above what is needed, so that only a hang or a square grows past it.
const PATIENCE: Duration = Duration::from_secs(300);

/// What one run left behind. No run panics, dies of a signal or ends with a code but 0, 1 and 2.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn lines(&self) -> Vec<&str> {
        self.stdout.lines().collect()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|fault| panic!("{fault}: {self:?}"))
    }

    /// The findings of a run with `--format json`.
    pub(crate) fn findings(&self) -> Vec<Value> {
        self.json()["findings"].as_array().unwrap().clone()
    }
}

/// The program, unaware of the colours and terminals around the test.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    finish(program().current_dir(folder).args(arguments), b"")
}

/// Runs `check` on one text, called `f.yaml`.
pub(crate) fn check_text(text: impl AsRef<[u8]>, arguments: &[&str]) -> Run {
    let mut command = program();
    command.args(["check", "-", "--stdin-filename", "f.yaml"]).args(arguments);
    command.stdin(Stdio::piped());
    finish(&mut command, text.as_ref())
}

/// Runs to the end, within [`PATIENCE`], and holds what holds of every run.
pub(crate) fn finish(command: &mut Command, stdin: &[u8]) -> Run {
    let mut child = command.spawn().unwrap();
    let stdout = child.stdout.take().map(drain);
    let stderr = child.stderr.take().map(drain);
    let fed = child.stdin.take().map(|mut pipe| {
        let bytes = stdin.to_vec();
        // A program that stops reading early is no fault of the test.
        thread::spawn(move || drop(pipe.write_all(&bytes)))
    });
    let code = wait(&mut child);
    fed.into_iter().for_each(|thread| thread.join().unwrap());
    let text = |stream: Option<JoinHandle<Vec<u8>>>| {
        String::from_utf8(stream.map_or_else(Vec::new, |thread| thread.join().unwrap())).unwrap()
    };
    let run = Run { code, stdout: text(stdout), stderr: text(stderr) };
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!((0..=2).contains(&run.code), "exit code {}: {}", run.code, run.stderr);
    run
}

fn drain(mut stream: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// The exit code; a run that hangs is ended and fails the test.
fn wait(child: &mut Child) -> i32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| panic!("ended by a signal: {status}"));
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// A folder of its own for one test, gone when dropped.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        files.iter().for_each(|(name, text)| drop(folder.write(name, text)));
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.path(), arguments)
    }

    /// Runs `check --format concise` with these arguments more.
    pub(crate) fn concise(&self, arguments: &[&str]) -> Run {
        self.run(&[&["check", "--format", "concise"], arguments].concat())
    }
}

/// Five lines of vocabulary that a claim can lean on.
pub(crate) const WORDS: &str = "\
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}}
about: {measure: killed, period: 2015}
";

/// The vocabulary, and on line 6 a claim whose figure stands at column 19.
pub(crate) fn with_figure(figure: &str) -> String {
    format!("{WORDS}claims: [{{figure: {figure}, by: herald, cite: {{source: paper}}}}]\n")
}

/// The vocabulary, and from line 7 a claim on each line; `..` stands for who says it and where.
pub(crate) fn with_claims(claims: &[impl AsRef<str>]) -> String {
    let said = |claim: &str| claim.replace("..", "by: herald, cite: {source: paper}");
    let lines: String =
        claims.iter().map(|claim| format!("  - {}\n", said(claim.as_ref()))).collect();
    format!("{WORDS}claims:\n{lines}")
}

/// The characters no terminal should get from a file: controls, and those that turn or hide text.
pub(crate) fn hidden(text: &str) -> Vec<char> {
    let bad = |&c: &char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().filter(bad).collect()
}

/// The text without the codes that colour it.
pub(crate) fn without_colour(mut text: String) -> String {
    while let Some(start) = text.find('\u{1b}') {
        let end = start + text[start..].find('m').unwrap();
        text.replace_range(start..=end, "");
    }
    text
}
