//! On generated corpora with known contradictions, every one is found, and nothing else.

#[path = "../../benches/generate.rs"]
#[allow(dead_code, reason = "other layouts are the benchmark's")]
mod generate;
#[path = "../../benches/score.rs"]
mod score;

use generate::{Kind, Layout, Plan, generate};
use score::score;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::Command;

#[test]
fn seeds_1_to_10() {
    hold(1..=10);
}

#[test]
fn seeds_11_to_20() {
    hold(11..=20);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let plan = Plan { claims: 1_000, files: 3, seed: 7, layout: Layout::ManyFiles };
    assert_eq!(generate(&plan).files, generate(&plan).files);
}

#[test]
fn every_kind_of_contradiction_is_put_in() {
    let plan = Plan { claims: 10_000, files: 20, seed: 1, layout: Layout::ManyFiles };
    let kinds: BTreeSet<Kind> =
        generate(&plan).truth.iter().map(|injected| injected.kind).collect();
    assert_eq!(kinds.len(), Kind::ALL.len());
}

fn hold(seeds: RangeInclusive<u64>) {
    let wrong: Vec<String> = seeds
        .flat_map(|seed| wrong(seed).unwrap_or_else(|error| vec![error.to_string()]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a run on the corpus of that seed missed, and what it raised without cause.
fn wrong(seed: u64) -> Result<Vec<String>, Box<dyn Error>> {
    let generated = generate(&Plan { claims: 10_000, files: 20, seed, layout: Layout::ManyFiles });
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{seed}"));
    fs::create_dir_all(&dir)?;
    for (name, text) in &generated.files {
        fs::write(dir.join(name), text)?;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .arg("check")
        .arg(&dir)
        .args(["--format", "json"])
        .output()?;
    if output.status.code() != Some(1) {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!("seed {seed}: ended with {}: {words}", output.status).into());
    }
    let score = score(&serde_json::from_slice(&output.stdout)?, &generated.truth);
    let files = |file: &str| dir.join(file).display().to_string();
    let missed = score.missed.iter().map(|injected| {
        let place = format!("{}:{}", files(&injected.file), injected.lines.start());
        format!("seed {seed}: {place}: {} not found of {}", injected.check, injected.id)
    });
    let alarms =
        score.false_alarms.iter().map(|alarm| format!("seed {seed}: false alarm: {alarm}"));
    let wrong: Vec<String> = missed.chain(alarms).collect();
    if wrong.is_empty() {
        fs::remove_dir_all(&dir)?;
    }
    Ok(wrong)
}
