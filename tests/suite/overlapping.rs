//! Claim files with thousands of parts that may overlap, run under limits of memory and time: what is asked of each is
//! that it is at most its whole, so none costs more than reading it.

#![cfg(unix)]

use crate::common::{Folder, Run, finish, program};
use std::fmt::Write as _;
use std::process::{Command, Stdio};

/// Kilobytes of address space, and seconds: more of them where the program is not optimised.
const MEMORY: u32 = 1 << 20;
const SECONDS: u32 = if cfg!(debug_assertions) { 40 } else { 5 };

const HEAD: &str = "parties: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}, i: {}, j: {}}
sources: {paper: {title: A paper}}
";
const PARTIES: &str = "abcdefghij";

/// A vocabulary and claims: what each is about, its figure, and who says so.
struct File(String);

impl File {
    fn new(words: &str) -> Self {
        Self(format!("{HEAD}{words}claims:\n"))
    }

    /// Counts of people, and this dimension.
    fn of_parts(dimension: &str) -> Self {
        Self::new(&format!(
            "measures: {{killed: {{unit: people}}}}\ndimensions: {{bloc: {dimension}}}\n"
        ))
    }

    fn says(&mut self, by: char, about: &str, figure: usize) {
        let cite = "cite: {source: paper}";
        writeln!(self.0, "  - {{about: {{{about}}}, figure: {figure}, by: {by}, {cite}}}").unwrap();
    }

    fn run(&self, arguments: &str) -> Run {
        let folder = Folder::of(&[("f.yaml", &self.0)]);
        let limits = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}");
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{limits}; exec \"$0\" {arguments} f.yaml"));
        shell.arg(program().get_program()).current_dir(folder.path());
        shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        finish(&mut shell, b"")
    }

    /// Nothing is found, and nothing left out.
    #[track_caller]
    fn is_sound(&self) {
        let run = self.run("check --format concise");
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(!run.stderr.contains("too many"), "{}", run.stderr);
    }

    /// So many findings of this check, and nothing left out.
    #[track_caller]
    fn has(&self, check: &str, findings: usize) {
        let run = self.run("check --format concise");
        let found = run.lines().iter().filter(|line| line.contains(check)).count();
        assert_eq!((run.code, found), (1, findings), "{:?} {}", run.lines().first(), run.stderr);
        assert!(!run.stderr.contains("too many"), "{}", run.stderr);
    }
}

fn names(prefix: &str, count: usize) -> String {
    let names: Vec<String> = (0..count).map(|at| format!("{prefix}{at}")).collect();
    names.join(", ")
}

fn overlapping(count: usize) -> String {
    format!("{{parts: [{}], overlapping: true}}", names("p", count))
}

/// That many parts of one total.
fn under_one_total(dimension: &str, count: usize, total: usize) -> File {
    let mut file = File::of_parts(dimension);
    file.says('a', "measure: killed, period: 2015", total);
    for at in 0..count {
        file.says('a', &format!("measure: killed, period: 2015, bloc: p{at}"), 11 + at);
    }
    file
}

#[test]
fn thousands_of_overlapping_parts_under_one_total() {
    for count in [24, 26, 5000] {
        under_one_total(&overlapping(count), count, 10).has("part-exceeds-whole", 1);
        under_one_total(&overlapping(count), count, count + 10).is_sound();
    }
}

#[test]
fn overlapping_parts_of_a_member_that_says_it_is_complete() {
    let dimension = format!("{{parts: [{}], overlapping: true, complete: true}}", names("p", 5000));
    under_one_total(&dimension, 5000, 10).has("part-exceeds-whole", 1);
    under_one_total(&dimension, 5000, 6000).is_sound();
    let sum = (0..5000).map(|at| 11 + at).sum();
    under_one_total(&dimension, 5000, sum).is_sound();
    under_one_total(&dimension, 5000, sum + 1).has("complete-parts-fall-short", 1);
}

#[test]
fn a_thousand_complete_parts_that_may_overlap_on_two_sides_by_two_parties() {
    let parts = names("p", 1000);
    let words = format!(
        "measures: {{killed: {{unit: people}}}}\ndimensions:\n  side: {{parts: [north, south]}}\n  \
         bloc: {{parts: [{parts}], overlapping: true, complete: true}}\n"
    );
    let sum = 1000 * 11 + 999 * 1000 / 2;
    for (total, found) in [(1010, ""), (sum, ""), (1009, "part-exceeds"), (sum + 1, "fall-short")] {
        let mut file = File::new(&words);
        for by in ['a', 'b'] {
            for side in ["north", "south"] {
                file.says(by, &format!("measure: killed, side: {side}"), total);
                for at in 0..1000 {
                    file.says(by, &format!("measure: killed, side: {side}, bloc: p{at}"), 11 + at);
                }
            }
        }
        if found.is_empty() {
            file.is_sound();
        } else {
            file.has(found, 2);
        }
    }
}

/// What is found in claims about killed people, on this dimension.
fn found_in(dimension: &str, claims: &[(&str, &str)]) -> Vec<String> {
    let mut file = File::of_parts(dimension);
    for (about, figure) in claims {
        let about = if about.is_empty() { String::new() } else { format!(", bloc: {about}") };
        let cite = "cite: {source: paper}";
        writeln!(
            file.0,
            "  - {{about: {{measure: killed{about}}}, figure: \"{figure}\", by: a, {cite}}}"
        )
        .unwrap();
    }
    let run = file.run("check --format concise");
    let found = run.lines().into_iter().map(|line| line.split_once(' ').unwrap().1.to_owned());
    found.collect()
}

const COMPLETE: &str = "{parts: [pact, league], overlapping: true, complete: true}";

#[test]
fn a_whole_is_at_most_the_sum_of_complete_parts_that_may_overlap() {
    let found = |whole, pact, league| {
        found_in(COMPLETE, &[("", whole), ("pact", pact), ("league", league)])
    };
    assert_eq!(
        found("100", "50", "40"),
        [
            "error[complete-parts-fall-short] killed is 100, but its parts by bloc, which may overlap and leave nothing \
          out, come to 90 at the most (50 + 40 = 90 < 100)"
        ]
    );
    // As much as they can be; less, as they may overlap; and one part alone above the whole.
    assert_eq!(found("90", "50", "40"), [""; 0]);
    assert_eq!(found("60", "50", "40"), [""; 0]);
    assert_eq!(found("50", "50", "40"), [""; 0]);
    let above = found("45", "50", "40");
    assert!(above.len() == 1 && above[0].contains("[part-exceeds-whole]"), "{above:?}");
    // Ranges and open ends: the most that the parts can be, and the least that the whole can be.
    assert_eq!(found("80–100", "30–40", "20–40"), [""; 0]);
    assert_eq!(found("81–100", "30–40", "20–40").len(), 1);
    assert_eq!(found("at least 91", "50", "up to 40").len(), 1);
    assert_eq!(found("100", "50", "40+"), [""; 0]);
}

#[test]
fn a_part_that_is_not_claimed_leaves_the_whole_open() {
    let three = "{parts: [pact, league, rest], overlapping: true, complete: true}";
    let claims = [("", "100"), ("pact", "50"), ("league", "40")];
    assert_eq!(found_in(three, &claims), [""; 0]);
    assert_eq!(found_in(three, &[&claims[..], &[("rest", "unknown")]].concat()), [""; 0]);
    assert_eq!(found_in(three, &[&claims[..], &[("rest", "9")]].concat()).len(), 1);
    // Something of the pact that is counted in neither of its own parts.
    let nested =
        "{parts: {pact: {parts: [army, navy]}, league: {}}, overlapping: true, complete: true}";
    let claims = [("", "100"), ("army", "30"), ("navy", "20"), ("league", "40")];
    assert_eq!(found_in(nested, &claims), [""; 0]);
}

#[test]
fn complete_parts_of_complete_parts_that_may_overlap() {
    for flags in ["complete: true", "complete: true, overlapping: true"] {
        let inner = format!("pact: {{parts: [army, navy], {flags}}}");
        let tree =
            format!("{{parts: {{{inner}, league: {{}}}}, overlapping: true, complete: true}}");
        let found = |whole| {
            let claims = [("", whole), ("army", "30"), ("navy", "20"), ("league", "40")];
            found_in(&tree, &claims)
        };
        assert_eq!(found("90"), [""; 0], "{flags}");
        let short = found("91");
        assert!(short.len() == 1 && short[0].contains("fall-short"), "{flags}: {short:?}");
        // Of the parts of the pact one alone is in the whole at the least, or both where they exclude one another.
        let least = if flags.contains("overlapping") { "30" } else { "50" };
        let claims = [("", least), ("army", "30"), ("navy", "20")];
        assert_eq!(found_in(&tree, &claims), [""; 0], "{flags}");
    }
}

#[test]
fn names_and_order_do_not_change_what_complete_parts_say() {
    let claims = [("", "100"), ("pact", "50"), ("league", "40")];
    let told = found_in(COMPLETE, &claims);
    for at in 0..3 {
        let mut turned = claims;
        turned.rotate_left(at);
        assert_eq!(found_in(COMPLETE, &turned), told);
    }
    let renamed = COMPLETE.replace("league", "arc").replace("pact", "zone");
    let claims = [("zone", "50"), ("", "100"), ("arc", "40")];
    assert_eq!(found_in(&renamed, &claims), told);
}

#[test]
fn complete_parts_that_may_overlap_bound_one_another() {
    let mut file = File::of_parts(COMPLETE);
    file.says('a', "measure: killed", 100);
    file.says('a', "measure: killed, bloc: pact", 70);
    let run = file.run("bounds killed,bloc=league --world least --format json");
    let document = run.json();
    assert_eq!(document["bounds"]["least"]["value"], "30", "{document:#}");
    assert_eq!(document["bounds"]["most"]["value"], "100", "{document:#}");
}

#[test]
fn overlapping_parts_of_one_of_several_that_exclude_one_another() {
    let dimension =
        format!("{{parts: {{pact: {}, east: {{}}}}, complete: true}}", overlapping(3000));
    // The total leaves 3,010 to the pact, and the largest of its parts has as much.
    for (east, holds) in [(990, true), (991, false)] {
        let mut file = under_one_total(&dimension, 3000, 4000);
        file.says('a', "measure: killed, period: 2015, bloc: east", east);
        if holds {
            file.is_sound();
        } else {
            file.has("parts-exceed-whole", 1);
        }
    }
}

#[test]
fn two_levels_of_overlapping_parts() {
    let mut groups = String::new();
    for at in 0..70 {
        let parts = names(&format!("g{at}x"), 70);
        write!(groups, "g{at}: {{parts: [{parts}], overlapping: true}}, ").unwrap();
    }
    let build = |group: usize| {
        let dimension = format!("{{parts: {{{groups}}}, overlapping: true}}");
        let mut file = File::of_parts(&dimension);
        file.says('a', "measure: killed", 200);
        for at in 0..70 {
            file.says('a', &format!("measure: killed, bloc: g{at}"), group + at % 5);
            for part in 0..70 {
                file.says('a', &format!("measure: killed, bloc: g{at}x{part}"), 50 + part);
            }
        }
        file
    };
    build(120).is_sound();
    build(110).has("part-exceeds-whole", 70);
}

#[test]
fn overlapping_parts_in_every_month() {
    for (total, holds) in [(192, true), (191, false)] {
        let mut file = File::of_parts(&overlapping(200));
        file.says('a', "measure: killed, period: 2015", total);
        for at in 0..200 {
            for month in 1..=12 {
                let about = format!("measure: killed, period: 2015-{month:02}, bloc: p{at}");
                file.says('a', &about, 10 + (at + month) % 7);
            }
        }
        // In every month the largest of the parts has 16.
        let run = file.run("check --format concise");
        assert_eq!(run.code == 0, holds, "{} {}", run.stdout, run.stderr);
        assert!(!run.stderr.contains("too many"), "{}", run.stderr);
    }
}

#[test]
fn overlapping_parts_reported_by_ten_parties() {
    let mut file = File::of_parts(&overlapping(200));
    for (by, party) in PARTIES.chars().enumerate() {
        file.says(party, "measure: killed", 100 + by % 2);
        for at in 0..200 {
            file.says(party, &format!("measure: killed, bloc: p{at}"), 60 + (at * 7 + by) % 50);
        }
    }
    let run = file.run("check --format concise");
    assert_eq!(run.code, 1, "{}", run.stderr);
    let apart = run.lines().iter().filter(|line| line.contains("conflicting-claims")).count();
    assert_eq!(apart, 201, "{}", run.stderr);
}

/// That many measures within one, on these sides by these parties.
fn measures_within_one(count: usize, sides: &[&str], parties: &str, total: usize) -> File {
    let mut words =
        "dimensions: {side: {parts: [north, south]}}\nmeasures:\n  m: {unit: people}\n".to_owned();
    (0..count).for_each(|at| writeln!(words, "  m{at}: {{unit: people, within: m}}").unwrap());
    let mut file = File::new(&words);
    for by in parties.chars() {
        for side in sides {
            file.says(by, &format!("measure: m, side: {side}"), total);
            for at in 0..count {
                file.says(by, &format!("measure: m{at}, side: {side}"), 11 + at);
            }
        }
    }
    file
}

#[test]
fn a_thousand_measures_within_one() {
    measures_within_one(1000, &["all"], "a", 10).has("part-exceeds-whole", 1);
    measures_within_one(1000, &["all"], "a", 1010).is_sound();
    measures_within_one(1000, &["north", "south"], "ab", 1010).is_sound();
    let run =
        measures_within_one(1000, &["north", "south"], "ab", 10).run("check --format concise");
    assert!(run.code == 1 && run.stdout.contains("part-exceeds-whole"), "{}", run.stderr);
}

/// Claims of so many blocs by so many measures within one in each of three years, those of some as high as 11, and of
/// every year a total of 10.
fn crossed(blocs: usize, measures: usize, high: impl Fn(usize, usize) -> bool) -> File {
    let mut words = "measures:\n  m: {unit: people}\n".to_owned();
    (0..measures).for_each(|at| writeln!(words, "  m{at}: {{unit: people, within: m}}").unwrap());
    writeln!(words, "dimensions: {{bloc: {}}}", overlapping(blocs)).unwrap();
    let mut file = File::new(&words);
    for year in 2015..2018 {
        file.says('a', &format!("measure: m, period: {year}"), 10);
        for bloc in 0..blocs {
            for at in 0..measures {
                let about = format!("measure: m{at}, bloc: p{bloc}, period: {year}");
                file.says('a', &about, if high(bloc, at) { 11 } else { 5 });
            }
        }
    }
    file
}

#[test]
fn a_part_above_a_total_from_which_it_differs_along_two_axes() {
    let found = |file: &File| {
        let run = file.run("check --format concise --select part-exceeds-whole");
        run.lines().len()
    };
    // No solving tells as much of so many sets of parts.
    assert_eq!(found(&crossed(40, 40, |_, _| false)), 0);
    assert_eq!(found(&crossed(40, 40, |bloc, at| (bloc, at) == (7, 9))), 3);
    // Of many parts of one total the first are told, and the others counted.
    let many = crossed(40, 40, |bloc, at| (bloc + at) % 7 == 0);
    assert_eq!(found(&many), 3 * 16);
    let run = many.run("check --format concise");
    assert!(run.stderr.contains("parts above their whole, after the first ones"), "{}", run.stderr);
}

#[test]
fn a_part_above_a_total_is_found_along_one_axis_before_two() {
    // What is above the bloc's own total is told of that, not of the total of all.
    let mut file = crossed(3, 3, |bloc, at| (bloc, at) == (1, 2));
    file.says('a', "measure: m, bloc: p1, period: 2015", 7);
    let run = file.run("check --format concise");
    let of_bloc = |line: &&&str| line.contains("m (p1) in 2015 is 7");
    assert_eq!(run.lines().iter().filter(of_bloc).count(), 1, "{}", run.stdout);
    assert!(run.lines().len() >= 3, "{}", run.stdout);
}

#[test]
fn a_long_chain_of_measures_is_cut_with_a_clear_finding() {
    for outer_first in [true, false] {
        let mut words = "measures:\n".to_owned();
        let mut line = |at: usize| match at {
            0 => writeln!(words, "  m0: {{unit: people}}").unwrap(),
            _ => writeln!(words, "  m{at}: {{unit: people, within: m{}}}", at - 1).unwrap(),
        };
        if outer_first {
            (0..20_000).for_each(&mut line);
        } else {
            (0..20_000).rev().for_each(&mut line);
        }
        let mut file = File::new(&words);
        (0..20_000).for_each(|at| file.says('a', &format!("measure: m{at}"), 30_000 - at));
        let run = file.run("check --format concise");
        let told = "at most 32 measures within one another";
        assert!(
            run.code == 1 && run.stdout.contains(told),
            "{:?} {}",
            run.lines().first(),
            run.stderr
        );
    }
}

#[test]
fn bounds_and_worlds_of_many_overlapping_parts() {
    let mut file = File::of_parts(&overlapping(100));
    for at in 0..100 {
        file.says('a', &format!("measure: killed, period: 2015, bloc: p{at}"), 11 + at);
    }
    file.says('a', "measure: killed, period: 2015-03", 5);
    let run = file.run("bounds killed,period=2015 --world least --format json");
    let document = run.json();
    assert_eq!(document["bounds"]["least"]["value"], "110", "{document:#}");
    assert_eq!(document["bounds"]["most"]["reach"], "open", "{document:#}");
}
