//! What a run costs on generated corpora of growing size, beside the bare reading of the same
//! bytes, and what it finds of the contradictions put into them.
//!
//! ```text
//! cargo bench --bench corpus                 everything; the largest corpora take minutes
//! cargo bench --bench corpus -- --quick      without the largest
//! cargo bench --bench corpus -- --score      only what is found
//! cargo bench --bench corpus -- --commands   only what `report` and `diff` cost beside `check`
//! cargo bench --bench corpus -- --generate CLAIMS FILES SEED LAYOUT DIR
//!                                            writes a corpus and its truth.json, to look at
//! ```
//!
//! The tool and the bare parse take turns within one run, so that both meet the same noise. A
//! command is run by a copy of this program that does nothing else: the peak memory the system
//! reports for ended children is then that command's alone.

#[path = "generate.rs"]
mod generate;
#[path = "score.rs"]
mod score;

use generate::{Generated, Kind, Layout, Plan, generate};
use granit_parser::Parser;
use score::score;
use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const TOOL: &str = env!("CARGO_BIN_EXE_variorum");
const SEEDS: std::ops::RangeInclusive<u64> = 1..=20;
const MIB: f64 = (1 << 20) as f64;

fn main() -> ExitCode {
    // Cargo itself adds `--bench`.
    let words: Vec<OsString> =
        std::env::args_os().skip(1).filter(|word| word != "--bench").collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[OsString]) -> Result<()> {
    let first = words.first().and_then(|word| word.to_str());
    match (first, words.get(1..).unwrap_or_default()) {
        (None, _) => all(&[10_000, 100_000, 1_000_000]),
        (Some("--quick"), []) => all(&[10_000, 100_000]),
        (Some("--score"), []) => print_scores(),
        (Some("--commands"), []) => print_commands(),
        (Some("--read"), dirs @ [_, ..]) => dirs.iter().try_for_each(|dir| read(Path::new(dir))),
        (Some("--generate"), [claims, files, seed, layout, dir]) => {
            write_for_looking([claims, files, seed, layout], Path::new(dir))
        }
        (Some("--measure"), [program, rest @ ..]) => measure_child(program, rest),
        (Some("--parse"), [dir]) => parse(Path::new(dir)),
        _ => Err("see the top of benches/corpus.rs for what may be asked".into()),
    }
}

fn all(sizes: &[usize]) -> Result<()> {
    print_costs(sizes)?;
    print_start_up()?;
    print_commands()?;
    print_scores()
}

// What it costs.

/// One corpus on disk; gone when dropped.
struct Corpus {
    dir: PathBuf,
    bytes: usize,
    claims: usize,
}

impl Corpus {
    fn write(name: &str, generated: &Generated) -> Result<Self> {
        let dir =
            std::env::temp_dir().join(format!("variorum-bench-{}-{name}", std::process::id()));
        let corpus = Self { bytes: bytes(generated), claims: generated.claims, dir };
        write_files(&corpus.dir, generated)?;
        Ok(corpus)
    }
}

impl Drop for Corpus {
    fn drop(&mut self) {
        // The system clears its own temporary files where this fails.
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// What a command took.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// User and system time of the whole process, in seconds.
    cpu: f64,
    /// From its start to its end, in seconds.
    wall: f64,
    /// Its most resident memory, in bytes.
    peak: f64,
}

/// Several runs of one command, in the order of their CPU time.
struct Costs(Vec<Cost>);

impl Costs {
    fn new(mut runs: Vec<Cost>) -> Self {
        runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
        Self(runs)
    }

    fn best(&self, what: fn(&Cost) -> f64) -> f64 {
        self.0.iter().map(what).fold(f64::INFINITY, f64::min)
    }

    fn most(&self, what: fn(&Cost) -> f64) -> f64 {
        self.0.iter().map(what).fold(0.0, f64::max)
    }

    fn median_cpu(&self) -> f64 {
        self.0.get(self.0.len() / 2).map_or(f64::NAN, |cost| cost.cpu)
    }
}

fn print_costs(sizes: &[usize]) -> Result<()> {
    let columns = [
        "claims",
        "layout",
        "files",
        "input MB",
        "CPU s",
        "median",
        "wall s",
        "peak MiB",
        "peak ÷ input",
        "parse CPU s",
        "CPU ÷ parse",
    ];
    say(&format!("| {} |", columns.join(" | ")))?;
    say(&format!("|{}", "---:|".repeat(columns.len())))?;
    let mut cpu: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for &claims in sizes {
        for (name, layout) in Layout::ALL {
            let (claims, seconds) = print_cost(claims, name, layout)?;
            cpu.entry(name).or_default().push((claims as f64, seconds));
        }
    }
    say("\nGrowth of CPU with claims, as an exponent from the smallest corpus to the largest:\n")?;
    for (name, points) in cpu {
        if let [(few, least), .., (many, most)] = points[..] {
            say(&format!("- {name}: {:.2}", (most / least).ln() / (many / few).ln()))?;
        }
    }
    Ok(())
}

/// Prints a row of the table; the claims there are and the seconds they took.
fn print_cost(claims: usize, name: &str, layout: Layout) -> Result<(usize, f64)> {
    let files = if claims < 100_000 { 20 } else { claims / 500 };
    let generated = generate(&Plan { claims, files, seed: 1, layout });
    let files = generated.files.len();
    let corpus = Corpus::write(name, &generated)?;
    drop(generated);
    let runs = match claims {
        ..100_000 => 9,
        100_000..1_000_000 => 5,
        _ => 2,
    };
    let bench = std::env::current_exe()?;
    let (mut checks, mut parses) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        checks.push(cost(&check_command(&corpus.dir, "concise"))?);
        parses.push(cost(&[bench.as_os_str(), "--parse".as_ref(), corpus.dir.as_os_str()])?);
    }
    let (check, parse) = (Costs::new(checks), Costs::new(parses));
    let input = corpus.bytes as f64;
    let (cpu, floor, peak) =
        (check.best(|cost| cost.cpu), parse.best(|cost| cost.cpu), check.most(|cost| cost.peak));
    let cells = [
        corpus.claims.to_string(),
        name.to_owned(),
        files.to_string(),
        format!("{:.1}", input / 1e6),
        format!("{cpu:.3}"),
        format!("{:.3}", check.median_cpu()),
        format!("{:.3}", check.best(|cost| cost.wall)),
        format!("{:.1}", peak / MIB),
        format!("{:.1}", peak / input),
        format!("{floor:.3}"),
        format!("{:.2}", cpu / floor),
    ];
    say(&format!("| {} |", cells.join(" | ")))?;
    Ok((corpus.claims, cpu))
}

fn print_start_up() -> Result<()> {
    let generated = generate(&Plan { claims: 290, files: 11, seed: 1, layout: Layout::ManyFiles });
    let corpus = Corpus::write("start-up", &generated)?;
    let command = check_command(&corpus.dir, "concise");
    let runs: Result<Vec<_>> = (0..20).map(|_| cost(&command)).collect();
    let runs = Costs::new(runs?);
    say(&format!(
        "\nStart-up: {} claims in {} files, best of 20: {:.1} ms of wall clock, {:.1} ms of CPU.",
        corpus.claims,
        generated.files.len(),
        runs.best(|cost| cost.wall) * 1e3,
        runs.best(|cost| cost.cpu) * 1e3,
    ))
}

// What the other commands cost.

fn print_commands() -> Result<()> {
    print_reports()?;
    print_diff()
}

/// Every format of `report` at 10,000 claims; at most twice the CPU of `check` is asked.
fn print_reports() -> Result<()> {
    let corpus = many_files(10_000);
    let written = Corpus::write("report", &corpus)?;
    let formats = ["html", "markdown", "csv", "json"];
    let mut runs: Vec<Vec<Cost>> = vec![Vec::new(); formats.len() + 1];
    let report = |format| -> [&OsStr; 5] {
        let words = [TOOL, "report", "--format", format].map(OsStr::new);
        [words[0], words[1], written.dir.as_os_str(), words[2], words[3]]
    };
    for _ in 0..9 {
        runs[0].push(cost(&check_command(&written.dir, "human"))?);
        for (at, format) in formats.into_iter().enumerate() {
            runs[at + 1].push(cost(&report(format))?);
        }
    }
    let best: Vec<f64> =
        runs.into_iter().map(|runs| Costs::new(runs).best(|cost| cost.cpu)).collect();
    say(&format!(
        "\nReports of {} claims, best of 9, CPU s; at most 2.00 is asked:\n",
        written.claims
    ))?;
    say(&format!("- `check --format human`: {:.3}", best[0]))?;
    for (format, cpu) in formats.into_iter().zip(&best[1..]) {
        say(&format!("- `report --format {format}`: {cpu:.3}, {:.2} of it", cpu / best[0]))?;
    }
    Ok(())
}

/// Two corpora of 100,000 claims that differ in one figure of a hundred; at most one and a half times the CPU of
/// reading both is asked. Reading is what the library takes to make corpora of the files, without checking them.
fn print_diff() -> Result<()> {
    let mut generated = many_files(100_000);
    let a = Corpus::write("diff-a", &generated)?;
    let changed = change_figures(&mut generated);
    let b = Corpus::write("diff-b", &generated)?;
    drop(generated);
    let bench = std::env::current_exe()?;
    let diff = [TOOL.as_ref(), "diff".as_ref(), a.dir.as_os_str(), b.dir.as_os_str()];
    let read = [bench.as_os_str(), "--read".as_ref(), a.dir.as_os_str(), b.dir.as_os_str()];
    let (mut diffs, mut reads, mut checks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..5 {
        diffs.push(cost(&diff)?);
        reads.push(cost(&read)?);
        checks.push(cost(&check_command(&a.dir, "concise"))?);
    }
    let [diff, read, check] = [diffs, reads, checks].map(Costs::new);
    let [cpu, both, one] = [&diff, &read, &check].map(|costs| costs.best(|cost| cost.cpu));
    say(&format!(
        "\nDiff of {} claims with {changed} figures changed, best of 5, CPU s; at most 1.50 of reading both is asked:\n\n\
         - reading both: {both:.3}; `check` of one: {one:.3}\n\
         - `diff`: {cpu:.3}, {:.2} of reading both, {:.2} of two checks; peak {:.0} MiB",
        a.claims,
        cpu / both,
        cpu / (2.0 * one),
        diff.most(|cost| cost.peak) / MIB,
    ))
}

fn many_files(claims: usize) -> Generated {
    let files = if claims < 100_000 { 20 } else { claims / 500 };
    generate(&Plan { claims, files, seed: 1, layout: Layout::ManyFiles })
}

/// Makes every hundredth figure that is a plain number greater by one; how many those are.
fn change_figures(generated: &mut Generated) -> usize {
    let (mut seen, mut changed) = (0, 0);
    for (_, text) in &mut generated.files {
        let lines = text.lines().map(|line| {
            let number =
                line.trim_start().strip_prefix("figure: ").and_then(|it| it.parse::<u64>().ok());
            seen += usize::from(number.is_some());
            match number.filter(|_| seen % 100 == 0) {
                Some(number) => {
                    changed += 1;
                    let indent = &line[..line.len() - line.trim_start().len()];
                    format!("{indent}figure: {}\n", number + 1)
                }
                None => format!("{line}\n"),
            }
        });
        *text = lines.collect();
    }
    changed
}

/// Reads a folder as the program does, and makes nothing more of it.
fn read(dir: &Path) -> Result<()> {
    let gathered = variorum::read::files::gather(&[dir.to_owned()], "-", io::empty());
    let (corpus, findings) = variorum::read::read(gathered.inputs);
    say(&format!("{} claims, {} findings", corpus.claims.len(), findings.len()))
}

fn check_command<'c>(dir: &'c Path, format: &'c str) -> [&'c OsStr; 5] {
    [TOOL.as_ref(), "check".as_ref(), dir.as_os_str(), "--format".as_ref(), format.as_ref()]
}

// Measuring.

/// Has a copy of this program run the command and say what it took.
fn cost(command: &[&OsStr]) -> Result<Cost> {
    let output = Command::new(std::env::current_exe()?)
        .arg("--measure")
        .args(command)
        .stderr(Stdio::inherit())
        .output()?;
    let printed = String::from_utf8(output.stdout)?;
    let numbers: std::result::Result<Vec<f64>, _> =
        printed.split_whitespace().map(str::parse).collect();
    match numbers?[..] {
        [cpu, wall, peak] if output.status.success() => Ok(Cost { cpu, wall, peak }),
        _ => Err(format!("{command:?} could not be measured").into()),
    }
}

/// Runs the command with its output thrown away, and prints the CPU seconds, the seconds of wall
/// clock and the bytes of its peak.
fn measure_child(program: &OsStr, words: &[OsString]) -> Result<()> {
    let start = Instant::now();
    let mut command = Command::new(program);
    let ended = command
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let wall = start.elapsed().as_secs_f64();
    // A check that has findings ends with 1.
    if !matches!(ended.code(), Some(0 | 1)) {
        return Err(format!("{} ended with {ended}", program.display()).into());
    }
    let (cpu, peak) = children()?;
    say(&format!("{cpu} {wall} {peak}"))
}

/// CPU seconds and peak bytes of the ended children of this process.
#[cfg(unix)]
fn children() -> Result<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = [usage.user_time(), usage.system_time()]
        .map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    // Linux and the BSDs count in KiB, Apple's systems in bytes.
    let unit = if cfg!(target_vendor = "apple") { 1.0 } else { 1024.0 };
    Ok((seconds.iter().sum(), usage.max_rss() as f64 * unit))
}

#[cfg(not(unix))]
fn children() -> Result<(f64, f64)> {
    Err("only Unix says what an ended child took".into())
}

/// The floor: every event of every file, and nothing made of them.
fn parse(dir: &Path) -> Result<()> {
    let mut paths =
        fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let mut events = 0;
    for path in paths {
        let text = fs::read_to_string(path)?;
        for event in Parser::new_from_str(&text) {
            std::hint::black_box(event?);
            events += 1;
        }
    }
    say(&format!("{events} events"))
}

// What it finds.

fn print_scores() -> Result<()> {
    say("\n| seed | claims | injected | found | false alarms |\n|---:|---:|---:|---:|---:|")?;
    let mut kinds: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    let (mut injected, mut found, mut alarms) = (0, 0, 0);
    for seed in SEEDS {
        let generated =
            generate(&Plan { claims: 10_000, files: 20, seed, layout: Layout::ManyFiles });
        let corpus = Corpus::write("score", &generated)?;
        let [program, words @ ..] = check_command(&corpus.dir, "json");
        let output = Command::new(program).args(words).stderr(Stdio::null()).output()?;
        let score = score(&serde_json::from_slice(&output.stdout)?, &generated.truth);
        let (all, hit) = score.kinds.values().fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
        let row = (all, hit, score.false_alarms.len());
        say(&format!("| {seed} | {} | {} | {} | {} |", corpus.claims, row.0, row.1, row.2))?;
        (injected, found, alarms) = (injected + row.0, found + row.1, alarms + row.2);
        for (kind, (all, hit)) in score.kinds {
            let sum = kinds.entry(kind).or_default();
            *sum = (sum.0 + all, sum.1 + hit);
        }
        wrong.extend(
            score
                .missed
                .iter()
                .map(|missed| format!("seed {seed} missed {} {}", missed.check, missed.id)),
        );
        wrong.extend(
            score.false_alarms.iter().map(|alarm| format!("seed {seed} false alarm: {alarm}")),
        );
    }
    say(&format!("| all | | {injected} | {found} | {alarms} |\n"))?;
    for (kind, (all, hit)) in kinds {
        say(&format!("- {}: {hit} of {all}", kind.name()))?;
    }
    wrong.iter().take(20).try_for_each(|line| say(&format!("- {line}")))
}

// Writing.

fn write_for_looking([claims, files, seed, layout]: [&OsString; 4], dir: &Path) -> Result<()> {
    let number = |word: &OsString| -> Result<u64> { Ok(word.to_string_lossy().parse()?) };
    let asked = layout.to_string_lossy();
    let (_, layout) =
        Layout::ALL.into_iter().find(|(name, _)| *name == asked).ok_or_else(|| {
            format!("no layout {asked}: {}", Layout::ALL.map(|(name, _)| name).join(", "))
        })?;
    let plan = Plan {
        claims: usize::try_from(number(claims)?)?,
        files: usize::try_from(number(files)?)?,
        seed: number(seed)?,
        layout,
    };
    let generated = generate(&plan);
    write_files(dir, &generated)?;
    let truth: Vec<_> = generated
        .truth
        .iter()
        .map(|injected| {
            serde_json::json!({
                "id": injected.id,
                "kind": injected.kind.name(),
                "check": injected.check,
                "file": injected.file,
                "line": injected.lines.start(),
                "end_line": injected.lines.end(),
            })
        })
        .collect();
    fs::write(dir.join("truth.json"), serde_json::to_string_pretty(&truth)?)?;
    let (files, bytes) = (generated.files.len(), bytes(&generated));
    say(&format!(
        "{} claims, {files} files, {bytes} bytes, {} injected",
        generated.claims,
        truth.len()
    ))
}

fn write_files(dir: &Path, generated: &Generated) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    generated.files.iter().try_for_each(|(name, text)| fs::write(dir.join(name), text))
}

fn bytes(generated: &Generated) -> usize {
    generated.files.iter().map(|(_, text)| text.len()).sum()
}

fn say(line: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
