//! Git repositories for tests: a folder in, commits in it out, unaware of whoever runs the test.

#![allow(dead_code, reason = "each test file takes what it needs")]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use super::common::Folder;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs git in a folder.
pub(crate) fn git(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(words).env_clear().stdin(Stdio::null());
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", folder);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "n").env(format!("GIT_{who}_EMAIL"), "e@e.example");
        command.env(format!("GIT_{who}_DATE"), "2031-01-01T00:00:00Z");
    }
    let out = command.output().unwrap();
    assert!(out.status.success(), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// A repository with nothing in it.
pub(crate) fn repository() -> Folder {
    let folder = Folder::new();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    folder
}

/// Commits everything in the folder; the commit.
pub(crate) fn commit(folder: &Folder) -> String {
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--no-verify", "--allow-empty", "--message=m"]);
    git(folder.path(), &["rev-parse", "HEAD"]).trim().to_owned()
}
