//! `variorum diff`: in what two versions, or two accounts, differ.

use crate::cli::chosen_claims::ChosenClaims;
use crate::cli::common_options::{Common, ReadPaths};
use crate::cli::exit_codes::{CLEAN, FAILED, FOUND};
use crate::cli::output::{Opened, OutputFormat as Formats, Outputs, ReadFile, fail, say};
use crate::cli::progress;
use crate::engine::causes::Explainer;
use crate::engine::diff::outcome::{Diff, DiffSide, Manner};
use crate::engine::diff::versions::diff;
use crate::engine::questions::totals_that_follow::{Follows, follow};
use crate::engine::standing::claims_in_force::Ground;
use crate::error::Error;
use crate::explain::{ComparedRun, Difference, Numbers, Patience, Row, difference, row};
use crate::finding::Check;
use crate::model::{ClaimId, Skipped};
use crate::progress::Progress;
use crate::read::words::claims::{Account, Narrowing};
use crate::render::diff::{Differing, Findings, html, json, markdown, text};
use crate::run::{Run, RunOptions, run_watched};
use clap::ValueEnum;
use std::collections::HashSet;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};

/// Tell in what two versions of claim files, or two accounts in them, differ
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A and B are each a claim file or a folder; `party:NAME` or `source:NAME` of the files under PATH, the current
folder if left out; or, where git is built in, `git:REVISION`, with the path on the other side or PATH, or
`git:REVISION:PATH`. `source:NAME:PLACE` is what cites a place of the source that begins with these words. For two
versions PATH is read on both sides, such as the vocabulary that both use; one of them may hold no claims yet.

Examples:
  variorum diff git:HEAD~1 claims/
  variorum diff git:main . --format markdown --fail-on new-errors
  variorum diff last-year.yaml this-year.yaml vocabulary.yaml
  variorum diff party:azerbaijan party:armenia claims/ --about period=2020
  variorum diff 'source:nk-article:events, April' 'source:nk-article:casualties, April' claims/

Exit codes: 0 the same, 1 different (see --fail-on), 2 could not be done.")]
pub(super) struct DiffArguments {
    /// One side
    #[arg(value_name = "A")]
    a: String,

    /// The other
    #[arg(value_name = "B")]
    b: String,

    /// Claim files or folders of them
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Only what these words hold: a measure, and any `DIMENSION=MEMBER`, `period=PERIOD`, `by=PARTY` and
    /// `source=SOURCE`, joined by commas
    #[arg(long, value_name = "WORDS", value_delimiter = None)]
    about: Vec<String>,

    #[command(flatten)]
    chosen: ChosenClaims,

    #[command(flatten)]
    outputs: Outputs<DiffFormat>,

    /// What makes the exit code 1
    #[arg(long, value_enum, default_value_t = DiffFailOn::Any, value_name = "WHAT")]
    fail_on: DiffFailOn,

    /// Columns of the text; those of the terminal if left out, and 100 where there is none
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    width: Option<u16>,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people, side by side where it fits
    Text,
    /// For a pull request: the worst first, at most 65,000 characters
    Markdown,
    /// One document that asks for nothing else
    Html,
    /// One document, version 1
    Json,
}

impl Formats for DiffFormat {
    const DEFAULT: Self = DiffFormat::Text;

    fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "json" => Some(DiffFormat::Json),
            "md" | "markdown" => Some(DiffFormat::Markdown),
            "html" | "htm" => Some(DiffFormat::Html),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFailOn {
    /// Any difference
    Any,
    /// An error that is open in B and not in A
    NewErrors,
    /// Nothing
    Never,
}

pub(super) fn run(arguments: &DiffArguments) -> u8 {
    let opened = match arguments.outputs.open(None) {
        Ok(opened) => opened,
        Err(error) => return fail(&error),
    };
    let read = match Read::new(arguments) {
        Ok(read) => read,
        Err(code) => return code,
    };
    match compare(arguments, &read, opened) {
        Ok(_) if read.failed() => FAILED,
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// What a side is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Which {
    Account(Account),
    Revision { name: String, path: Option<String> },
    Path(PathBuf),
}

impl Which {
    fn parse(word: &str) -> Self {
        if let Some(account) = Account::parse(word) {
            return Which::Account(account);
        }
        let Some(revision) = word.strip_prefix("git:") else { return Which::Path(word.into()) };
        let (name, path) = match revision.split_once(':') {
            Some((name, path)) => (name, Some(path.to_owned())),
            None => (revision, None),
        };
        Which::Revision { name: name.to_owned(), path }
    }

    /// The path it says itself, where it does.
    fn own_path(&self) -> Option<&Path> {
        match self {
            Which::Path(path) => Some(path),
            Which::Account(_) | Which::Revision { .. } => None,
        }
    }

    /// Whether what was read from it may stand as one side. A folder or a revision may hold no claim, as before the
    /// first are written. An account is one of claims; and where claims may be that could not be read, to take them for
    /// absent would be to say that all of the other side is new.
    fn may_be_empty(&self, input: &ReadPaths) -> bool {
        let mut faults = input.read.faults.findings.iter();
        let whole = !input.failed && faults.all(|found| found.check == Check::EmptyFile);
        !input.read.corpus.claims.is_empty() || (whole && !matches!(self, Which::Account(_)))
    }

    /// Where it was looked for, as it would be typed.
    fn places(&self, paths: &[PathBuf]) -> Vec<String> {
        let typed = paths.iter().map(|path| path.display().to_string());
        match self {
            Which::Revision { name, path } => {
                path.iter().cloned().chain(typed).map(|path| format!("git:{name}:{path}")).collect()
            }
            _ => typed.collect(),
        }
    }
}

/// That a path which is not there at a revision is there on the other side: else it is a slip. The disk has said
/// for itself what is not there.
#[cfg(feature = "git")]
fn one_has_them(which: &[Which; 2], absent: &[Vec<PathBuf>]) -> Result<(), Error> {
    let [Which::Revision { name, .. }, Which::Revision { .. }] = which else { return Ok(()) };
    let nowhere = absent[0].iter().find(|path| absent[1].contains(path));
    nowhere.map_or(Ok(()), |path| {
        Err(crate::read::revision::not_there(name, &path.display().to_string()))
    })
}

#[cfg(not(feature = "git"))]
fn one_has_them(_: &[Which; 2], _: &[Vec<PathBuf>]) -> Result<(), Error> {
    Ok(())
}

/// That no claim is on any side.
fn nothing<'i>(inputs: impl IntoIterator<Item = &'i ReadPaths>, mut paths: Vec<String>) -> Error {
    let files = inputs.into_iter().map(|input| input.read.corpus.texts.files().len()).sum();
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    Error::NothingToCheck { files, paths }
}

/// Both sides as they were read.
struct Read {
    which: [Which; 2],
    /// One for both where both are accounts of it.
    inputs: Vec<ReadPaths>,
    manner: Manner,
}

impl Read {
    /// Reads the sides, or says why not and gives the exit code.
    fn new(arguments: &DiffArguments) -> Result<Self, u8> {
        let which = [&arguments.a, &arguments.b].map(|word| Which::parse(word));
        let accounts = which.iter().filter(|one| matches!(one, Which::Account(_))).count();
        let manner = if accounts == 0 { Manner::Versions } else { Manner::Accounts };
        let mut inputs = Vec::new();
        let mut absent = Vec::new();
        for at in 0..if accounts == 2 { 1 } else { 2 } {
            let paths = arguments.paths_of(&which[at], &which[1 - at]);
            let (input, not_there) = arguments.input(&which[at], &paths)?;
            if !which[at].may_be_empty(&input) {
                let faults = input.read.faults.count();
                if faults > 0 {
                    say(&format!("faults of the files: {faults}; `variorum check` tells them"));
                }
                return Err(fail(&nothing([&input], which[at].places(&paths))));
            }
            inputs.push(input);
            absent.push(not_there);
        }
        one_has_them(&which, &absent).map_err(|error| fail(&error))?;
        if inputs.iter().all(|input| input.read.corpus.claims.is_empty()) {
            let places =
                [0, 1].map(|at| which[at].places(&arguments.paths_of(&which[at], &which[1 - at])));
            return Err(fail(&nothing(&inputs, places.concat())));
        }
        let mut corpora: Vec<_> = inputs.iter_mut().map(|input| &mut input.read.corpus).collect();
        arguments.chosen.choose_from(&mut corpora).map_err(|error| fail(&error))?;
        Ok(Self { which, inputs, manner })
    }

    /// Whether some path could not be read, as has been said.
    fn failed(&self) -> bool {
        self.inputs.iter().any(|input| input.failed)
    }

    fn input(&self, side: usize) -> &ReadPaths {
        &self.inputs[side.min(self.inputs.len() - 1)]
    }

    /// The claims of a side.
    fn claims(&self, side: usize, narrowing: &[Narrowing]) -> Result<Vec<ClaimId>, Error> {
        let corpus = &self.input(side).read.corpus;
        let mut claims = match &self.which[side] {
            Which::Account(account) => account.claims(corpus)?,
            _ => corpus.claim_ids().collect(),
        };
        claims.retain(|&id| narrowing.iter().all(|narrowing| narrowing.holds(corpus, id)));
        Ok(claims)
    }

    /// The narrowing on either side. A word that names nothing on one side leaves nothing there, and one that does so
    /// on both is a slip.
    fn narrow(&self, words: &[String]) -> Result<[Option<Vec<Narrowing>>; 2], Error> {
        if words.is_empty() {
            return Ok([Some(Vec::new()), Some(Vec::new())]);
        }
        let words = words.join(",");
        let [a, b] = [0, 1].map(|side| Narrowing::parse(&self.input(side).read.corpus, &words));
        match (a, b) {
            (Err(fault), Err(_)) => Err(fault),
            (a, b) => Ok([a, b].map(|one| one.ok().map(|one| vec![one]))),
        }
    }
}

impl DiffArguments {
    /// The paths of a side: its own and those both share; of a revision without one those of the other side.
    fn paths_of(&self, which: &Which, other: &Which) -> Vec<PathBuf> {
        let own = match which {
            Which::Path(path) => Some(path.clone()),
            Which::Revision { path: Some(_), .. } | Which::Account(_) => None,
            Which::Revision { path: None, .. } => other.own_path().map(Path::to_owned),
        };
        let mut paths: Vec<PathBuf> = own.into_iter().chain(self.paths.iter().cloned()).collect();
        if paths.is_empty() && !matches!(which, Which::Revision { path: Some(_), .. }) {
            paths.push(PathBuf::from("."));
        }
        paths
    }

    /// What a side holds, and the paths that are not there at its revision.
    fn input(&self, which: &Which, paths: &[PathBuf]) -> Result<(ReadPaths, Vec<PathBuf>), u8> {
        match which {
            Which::Revision { name, path } => {
                revision(name, path.as_deref(), paths).map_err(|error| fail(&error))
            }
            _ => Ok((self.common.read(paths)?, Vec::new())),
        }
    }

    fn width(&self) -> usize {
        let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
        usize::from(self.width.or_else(terminal).unwrap_or(100)).clamp(40, 400)
    }
}

/// Reads a revision; with the paths that are not there.
#[cfg(feature = "git")]
fn revision(
    name: &str,
    path: Option<&str>,
    paths: &[PathBuf],
) -> Result<(ReadPaths, Vec<PathBuf>), Error> {
    use crate::read::revision::{RevisionPath, gather};
    let spots: Vec<RevisionPath> = path
        .map(|path| RevisionPath::Top(path.to_owned()))
        .into_iter()
        .chain(paths.iter().cloned().map(RevisionPath::Here))
        .collect();
    let gathered = gather(Path::new("."), name, &spots)?;
    let read = crate::run::from_inputs(gathered.inputs, gathered.passed_over, progress::counters());
    Ok((ReadPaths { read, files: Vec::new(), failed: false }, gathered.absent))
}

#[cfg(not(feature = "git"))]
fn revision(
    name: &str,
    _: Option<&str>,
    _: &[PathBuf],
) -> Result<(ReadPaths, Vec<PathBuf>), Error> {
    let why = "this program was built without git; read a checked-out folder instead".to_owned();
    Err(Error::Question { words: format!("git:{name}"), why })
}

fn compare(
    arguments: &DiffArguments,
    read: &Read,
    mut opened: Opened<DiffFormat>,
) -> Result<u8, Error> {
    let files = read.inputs.iter().flat_map(|input| &input.files);
    opened.refuse(files.map(|file| ReadFile::Plain(file)))?;
    let [a, b] = read.narrow(&arguments.about)?;
    let side = |at: usize, narrowing: &Option<Vec<Narrowing>>| -> Result<DiffSide<'_>, Error> {
        let corpus = &read.input(at).read.corpus;
        let claims = match narrowing {
            Some(narrowing) => read.claims(at, narrowing)?,
            None => Vec::new(),
        };
        Ok(DiffSide { corpus, claims })
    };
    let sides = [side(0, &a)?, side(1, &b)?];
    let mut diff = diff(&sides[0], &sides[1], read.manner);
    if !arguments.about.is_empty() {
        diff.declared.clear();
    }
    let diff = diff;
    let corpora = [sides[0].corpus, sides[1].corpus];
    let mut patience = Patience::default();
    let rows: Vec<Row> =
        diff.entries.iter().map(|entry| row(corpora, &diff, entry, &mut patience)).collect();
    let found = (read.manner == Manner::Versions)
        .then(|| BothFindings::new(arguments, read, &sides, &diff));
    let differing = Differing {
        names: [&arguments.a, &arguments.b],
        corpora,
        claims: [sides[0].claims.len(), sides[1].claims.len()],
        diff: &diff,
        rows: &rows,
        findings: found.as_ref().map(BothFindings::findings),
        skipped: &skipped(read, found.as_ref(), &patience),
    };
    opened.write(|format, out| match format {
        DiffFormat::Text => {
            let colour = out.colour(arguments.common.color);
            text::write(&differing, arguments.width(), colour, out)
        }
        DiffFormat::Markdown => markdown::write(&differing, out),
        DiffFormat::Html => html::write(&differing, out),
        DiffFormat::Json => json::write(&differing, out),
    })?;
    if read.failed() {
        opened.leave();
    } else {
        opened.commit()?;
    }
    arguments.common.note(&differing.line(), differing.skipped);
    let fails = match arguments.fail_on {
        DiffFailOn::Any => !differing.is_same(),
        DiffFailOn::NewErrors => differing.findings.as_ref().is_some_and(Findings::opens_an_error),
        DiffFailOn::Never => false,
    };
    Ok(if fails { FOUND } else { CLEAN })
}

/// What was left out, on either side or by holding them against one another; what both left out is told once.
fn skipped(read: &Read, found: Option<&BothFindings<'_>>, patience: &Patience) -> Vec<Skipped> {
    let mut all: Vec<Skipped> = Vec::new();
    for (at, input) in read.inputs.iter().enumerate() {
        let of_side: Vec<&Skipped> = match found {
            Some(found) => found.sides[at].run.summary.skipped.iter().collect(),
            None => input.read.left_out().collect(),
        };
        for left in of_side {
            match all.iter_mut().find(|other| other.what == left.what) {
                Some(other) => other.count += left.count,
                None => all.push(left.clone()),
            }
        }
    }
    let totals = found.map_or(0, |found| found.follows.left_out);
    let others = [
        ("totals not looked at", totals),
        ("quotes, notes and reasons too long to be compared word by word", patience.left_out()),
    ];
    let others = others.into_iter().filter(|&(_, count)| count > 0);
    all.extend(others.map(|(what, count)| Skipped { what, count }));
    all
}

/// The findings of both versions.
struct BothFindings<'c> {
    sides: [Judged<'c>; 2],
    difference: Difference,
    follows: Follows,
}

/// Bytes of stack for the second version, as many as the first has on most systems.
const STACK: usize = 8 << 20;

/// Judges both versions at once, the second on a thread of its own where there may be one. How far the run has come
/// is told by the first.
fn at_once<T: Send>(judge: impl Fn(usize, &Progress) -> T + Sync) -> [T; 2] {
    thread::scope(|scope| {
        let second = thread::Builder::new().stack_size(STACK);
        let second = second.spawn_scoped(scope, || judge(1, &Progress::new()));
        let first = judge(0, progress::counters());
        let second = match second.map(ScopedJoinHandle::join) {
            Ok(Ok(second)) => second,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => judge(1, progress::counters()),
        };
        [first, second]
    })
}

/// The findings of one version.
struct Judged<'c> {
    run: Run<'c>,
    claims: &'c [u32],
    quantities: &'c [u32],
    kept: Vec<bool>,
}

impl<'c> BothFindings<'c> {
    fn new(
        arguments: &DiffArguments,
        read: &'c Read,
        sides: &[DiffSide<'c>; 2],
        diff: &'c Diff,
    ) -> Self {
        let judge = |at: usize, progress: &Progress| {
            let input = &read.input(at).read;
            let folder = read.which[at].own_path().map(root).unwrap_or_default();
            let options = RunOptions { folder: &folder, ..arguments.common.options() };
            Judged {
                run: run_watched(&input.corpus, input.faults.clone(), &options, progress),
                claims: &diff.claim_numbers[at],
                quantities: &diff.quantity_numbers[at],
                kept: kept(&sides[at], diff, at),
            }
        };
        let judged = at_once(judge);
        let mut difference = difference(&judged[0].compared(), &judged[1].compared());
        if !arguments.about.is_empty() {
            narrow(&mut difference, &judged, sides);
        }
        let follows = follows(sides, &judged[0].run.ground, diff);
        Self { sides: judged, difference, follows }
    }

    fn findings(&self) -> Findings<'_> {
        let [a, b] = &self.sides;
        Findings {
            runs: [a.compared(), b.compared()],
            difference: &self.difference,
            follows: &self.follows,
            summaries: [&a.run.summary, &b.run.summary],
        }
    }
}

impl Judged<'_> {
    fn compared(&self) -> ComparedRun<'_> {
        let Run { corpus, findings, fingerprints, .. } = &self.run;
        let numbers =
            Numbers { claims: self.claims, quantities: self.quantities, kept: &self.kept };
        ComparedRun { corpus, findings, fingerprints, numbers: Some(numbers) }
    }
}

/// What the names of a side's files begin with: its folder, or all of the name where it is one file.
fn root(path: &Path) -> String {
    let name = path.display().to_string();
    let name = name.strip_prefix("./").unwrap_or(&name);
    if path.is_dir() && name != "." {
        format!("{}/", name.trim_end_matches('/'))
    } else {
        name.to_owned()
    }
}

/// Whether each claim says what it says on the other side.
fn kept(side: &DiffSide<'_>, diff: &Diff, at: usize) -> Vec<bool> {
    let mut kept = vec![true; side.corpus.claims.len()];
    for entry in &diff.entries {
        if let Some(id) = if at == 0 { entry.a } else { entry.b } {
            kept[id.index()] = false;
        }
    }
    kept
}

/// Keeps the findings that involve a claim asked for.
fn narrow(difference: &mut Difference, judged: &[Judged<'_>; 2], sides: &[DiffSide<'_>; 2]) {
    let [a, b] =
        [0, 1].map(|at| -> HashSet<ClaimId> { sides[at].claims.iter().copied().collect() });
    let asked = |at: usize, claims: &HashSet<ClaimId>, finding: usize| {
        let needed = judged[at].run.findings[finding].needed_claims();
        needed.iter().any(|id| claims.contains(id))
    };
    difference.opened.retain(|&now| asked(1, &b, now));
    difference.closed.retain(|&then| asked(0, &a, then));
    difference.changed.retain(|&(then, now)| asked(0, &a, then) || asked(1, &b, now));
}

/// The totals that came out in the first version, stand in the second as they were, and would have to follow.
fn follows(sides: &[DiffSide<'_>; 2], ground: &Ground, diff: &Diff) -> Follows {
    let (corpus, other) = (sides[0].corpus, sides[1].corpus);
    let moved: Vec<_> = diff.moved().map(|(a, b)| (a, other.extent(b))).collect();
    if moved.is_empty() {
        return Follows::default();
    }
    let mut explainer = Explainer::new(corpus, ground);
    let mut follows = follow(corpus, ground, &moved, |total| explainer.reproduces_with(total));
    follows.left_out += explainer.left_out();
    let there: HashSet<u32> = diff.claim_numbers[1].iter().copied().collect();
    follows.totals.retain(|follow| there.contains(&follow.total.0));
    follows
}
