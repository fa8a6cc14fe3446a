//! A world in, the claim file it is out: under other names, in other units, cut into several files.

use crate::draw::Random;
use crate::world::{About, Edge, Figure, Form, Kind, Period, Tolerance, Tree, Unit, World};
use std::fmt::Write as _;

/// How a world is written down. None of it changes what it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Style {
    pub(crate) words: Words,
    pub(crate) units: Units,
}

/// What everything is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Words {
    dimensions: [&'static str; 3],
    parties: [&'static str; 3],
    sources: [&'static str; 2],
    /// Before the number of a claim; of a measure.
    claim: &'static str,
    measure: &'static str,
    /// Numbers of claims run backwards; those of all else too. So names sort the other way round.
    ids_backwards: bool,
    backwards: bool,
}

/// What figures are given in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Units {
    Things,
    /// Thousands of things, the same numbers of them.
    Thousands,
    /// Square miles, of measures in km².
    MilesOfKm,
    Miles,
}

impl Style {
    pub(crate) const PLAIN: Self = Self { words: Words::PLAIN, units: Units::Things };
}

impl Words {
    pub(crate) const PLAIN: Self = Self {
        dimensions: ["side", "type", "place"],
        parties: ["herald", "courier", "gazette"],
        sources: ["paper", "book"],
        claim: "c",
        measure: "",
        ids_backwards: false,
        backwards: false,
    };
    pub(crate) const OTHER_IDS: Self = Self { claim: "name-", ids_backwards: true, ..Self::PLAIN };
    /// Nothing keeps its name nor its place in the alphabet.
    pub(crate) const OTHER: Self = Self {
        dimensions: ["zone", "yield", "axis"],
        parties: ["ministry", "night-post", "zeitung"],
        sources: ["minutes", "letters"],
        claim: "x",
        measure: "of-",
        ids_backwards: true,
        backwards: true,
    };
    /// Nothing keeps its name, all keep their order.
    pub(crate) const LIKE: Self = Self {
        dimensions: ["rank", "wing", "block"],
        parties: ["ministry", "bulletin", "letter"],
        sources: ["minutes", "diary"],
        claim: "x",
        measure: "of-",
        ids_backwards: false,
        backwards: false,
    };
    /// Another world's, which shares parties and sources and nothing else.
    pub(crate) const APART: Self = Self {
        dimensions: ["owner", "breed", "port"],
        claim: "other",
        measure: "other-",
        ..Self::PLAIN
    };

    pub(crate) fn claim(&self, at: usize) -> String {
        format!("{}{}", self.claim, if self.ids_backwards { LAST - at } else { at })
    }

    /// The claim of that name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let number: usize = name.strip_prefix(self.claim)?.parse().ok()?;
        Some(if self.ids_backwards { LAST - number } else { number })
    }

    fn measure(&self, world: &World, at: usize) -> String {
        let number = if self.backwards { LAST - at } else { at };
        format!("{}{}{number}", self.measure, world.measures[at].kind.name())
    }

    /// The first letter of the dimension, then the place of every member on the way down among its
    /// parent's parts.
    fn member(&self, tree: &Tree, dimension: usize, at: usize) -> String {
        if at == 0 {
            return self.dimensions[dimension][..1].into();
        }
        let parent = tree.0[at].parent;
        let place = tree.parts(parent).iter().position(|&part| part == at).expect("a part");
        let place = if self.backwards { 8 - place } else { place + 1 };
        format!("{}{place}", self.member(tree, dimension, parent))
    }

    fn tree(&self, tree: &Tree, dimension: usize, at: usize) -> String {
        let mut keys = Vec::new();
        if tree.0[at].complete {
            keys.push("complete: true".to_owned());
        }
        if tree.0[at].overlapping {
            keys.push("overlapping: true".to_owned());
        }
        let mut parts: Vec<String> = (tree.parts(at).into_iter())
            .map(|part| {
                let name = self.member(tree, dimension, part);
                format!("{name}: {}", self.tree(tree, dimension, part))
            })
            .collect();
        if self.backwards {
            parts.reverse();
        }
        if !parts.is_empty() {
            keys.push(format!("parts: {{{}}}", parts.join(", ")));
        }
        format!("{{{}}}", keys.join(", "))
    }
}

/// The number that the first claim has when numbers run backwards.
const LAST: usize = 60;

impl World {
    /// The claim file.
    pub(crate) fn file(&self) -> String {
        self.file_in(&Style::PLAIN)
    }

    pub(crate) fn file_in(&self, style: &Style) -> String {
        let claims: String = (0..self.claims.len()).map(|at| self.claim(style, at)).collect();
        self.vocabulary(style).concat() + "claims:\n" + &claims
    }

    /// The same in several files: each declaration in one of them, claims in any order, some in
    /// groups that hold what they share.
    pub(crate) fn files(&self, style: &Style, random: &mut Random) -> Vec<(String, String)> {
        let mut files = vec![(String::new(), String::new()); 1 + random.from(0..3)];
        for part in self.vocabulary(style) {
            let at = random.from(0..files.len());
            files[at].0 += &part;
        }
        for at in 0..self.claims.len() {
            let file = random.from(0..files.len());
            let claim =
                if random.chance(30) { self.group(style, at) } else { self.claim(style, at) };
            let claims = &mut files[file].1;
            *claims = if random.chance(50) { claim + claims } else { claims.clone() + &claim };
        }
        let write = |(at, (names, claims)): (usize, (String, String))| {
            let claims = if claims.is_empty() { claims } else { format!("claims:\n{claims}") };
            (format!("{}.yaml", ["m", "b", "x"][at]), names + &claims)
        };
        let written = files.into_iter().enumerate().map(write);
        written.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// What declares names, key by key.
    pub(crate) fn vocabulary(&self, style: &Style) -> Vec<String> {
        let words = &style.words;
        let mut parts = vec![self.measures(style)];
        if !self.dimensions.is_empty() {
            let mut text = "dimensions:\n".to_owned();
            for (at, tree) in self.dimensions.iter().enumerate() {
                let name = words.dimensions[at];
                writeln!(text, "  {name}: {}", words.tree(tree, at, 0)).unwrap();
            }
            parts.push(text);
        }
        let named = |key: &str, names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| format!("{name}: {{}}")).collect();
            format!("{key}: {{{}}}\n", names.join(", "))
        };
        parts.push(named("parties", &words.parties));
        parts.push(named("sources", &words.sources));
        parts
    }

    fn measures(&self, style: &Style) -> String {
        let mut lines = Vec::new();
        for (at, measure) in self.measures.iter().enumerate() {
            let unit = match style.units {
                _ if measure.kind == Kind::Share => "\"%\"",
                Units::Things => "things",
                Units::Thousands => "thousand things",
                Units::MilesOfKm => "km²",
                Units::Miles => "sq mi",
            };
            let name = style.words.measure(self, at);
            let mut line = format!("  {name}: {{kind: {}, unit: {unit}", measure.kind.name());
            if let Some(outer) = measure.within {
                write!(line, ", within: {}", style.words.measure(self, outer)).unwrap();
            }
            if let Some(of) = measure.of {
                write!(line, ", of: {}", style.words.dimensions[of]).unwrap();
            }
            match measure.tolerance {
                Some(Tolerance::Of(size))
                    if style.units == Units::Thousands && measure.kind != Kind::Share =>
                {
                    write!(line, ", tolerance: {}", thousandths(size, 0)).unwrap();
                }
                Some(Tolerance::Of(size)) => write!(line, ", tolerance: {size}").unwrap(),
                Some(Tolerance::Percent(size)) => write!(line, ", tolerance: {size}%").unwrap(),
                None => {}
            }
            lines.push(line + "}\n");
        }
        if style.words.backwards {
            lines.reverse();
        }
        format!("measures:\n{}", lines.concat())
    }

    /// One claim, as an item of the list.
    fn claim(&self, style: &Style, at: usize) -> String {
        let about = self.about(style, &self.claims[at].about).join(", ");
        format!("  - {{{}, about: {{{about}}}, {}}}\n", self.what(style, at), self.whose(style, at))
    }

    /// One claim within two groups, the outer one's period and party not its own.
    fn group(&self, style: &Style, at: usize) -> String {
        let about = self.about(style, &self.claims[at].about);
        let (measure, members) = about.split_first().expect("a measure");
        let members = if members.iter().any(|key| key.starts_with("period")) {
            members.join(", ")
        } else {
            members.iter().cloned().chain(["period: ../..".into()]).collect::<Vec<_>>().join(", ")
        };
        format!(
            "  - about: {{{measure}, period: 1900}}\n    by: {}\n    claims:\n      - {}\n        \
             claims:\n          - {{{}, about: {{{members}}}}}\n",
            style.words.parties[2],
            self.whose(style, at).replace(", cite", "\n        cite"),
            self.what(style, at),
        )
    }

    /// The keys that are the claim's own.
    fn what(&self, style: &Style, at: usize) -> String {
        let said = &self.claims[at];
        let share = self.measures[said.about.measure].kind == Kind::Share;
        let figure = said.figure.text(if share { Units::Things } else { style.units });
        let mut text = format!("id: {}, figure: \"{figure}\"", style.words.claim(at));
        if said.deprecated {
            text += ", rank: deprecated, reason: a slip";
        }
        if let Some(grade) = said.grade {
            write!(text, ", grade: {grade}").unwrap();
        }
        if let Some(month) = said.as_of {
            write!(text, ", as-of: 2017-{month:02}").unwrap();
        }
        if !said.sum_of.is_empty() {
            let name = |&item: &usize| style.words.claim(item);
            let items: Vec<String> = said.sum_of.iter().map(name).collect();
            write!(text, ", sum-of: [{}]", items.join(", ")).unwrap();
        }
        text
    }

    /// The keys a claim may share with others.
    fn whose(&self, style: &Style, at: usize) -> String {
        let (party, source) = (self.claims[at].party, self.claims[at].source);
        let Words { parties, sources, .. } = style.words;
        format!("by: {}, cite: {{source: {}}}", parties[party], sources[source])
    }

    /// A quantity, in the words of `about`, the measure first.
    fn about(&self, style: &Style, about: &About) -> Vec<String> {
        let mut keys = vec![format!("measure: {}", style.words.measure(self, about.measure))];
        for (dimension, tree) in self.dimensions.iter().enumerate() {
            let member = about.members[dimension];
            if member > 0 {
                let name = style.words.member(tree, dimension, member);
                keys.push(format!("{}: {name}", style.words.dimensions[dimension]));
            }
        }
        if about.period != Period::ALL {
            keys.push(format!("period: {}", about.period.text()));
        }
        keys
    }
}

impl Period {
    fn text(&self) -> String {
        match (self.first, self.last) {
            (Edge::On { .. }, last) if self.first == last => last.text(),
            (first, last) => format!("{}/{}", first.text(), last.text()),
        }
    }
}

impl Edge {
    fn text(self) -> String {
        let Edge::On { unit, uncertain } = self else { return "..".into() };
        let date = match unit {
            Unit::Year(year) => year.to_string(),
            Unit::Month(month) => format!("{}-{:02}", month / 12, month % 12 + 1),
            Unit::Day(_) => {
                let month = unit.month();
                let day = unit.first_day() - month.first_day() + 1;
                format!("{}-{day:02}", Edge::On { unit: month, uncertain: false }.text())
            }
        };
        format!("{date}{}", if uncertain { "~" } else { "" })
    }
}

impl Figure {
    fn text(&self, units: Units) -> String {
        let print = |number: i64| match (units, self.tenths) {
            (Units::Thousands, _) => thousandths(number, usize::from(self.tenths)),
            (_, true) => format!("{}.{}", number / 10, number % 10),
            (_, false) => number.to_string(),
        };
        let number = print(self.number);
        let text = match self.form {
            Form::Exact => number,
            Form::To(high) => format!("{number}–{}", print(high)),
            Form::ToPlus(high) => format!("{number}–{}+", print(high)),
            Form::AtLeast => format!("at least {number}"),
            Form::MoreThan => format!("more than {number}"),
            Form::UpTo => format!("up to {number}"),
            Form::FewerThan => format!("fewer than {number}"),
            Form::About => format!("~{number}"),
            Form::Almost => format!("almost {number}"),
            Form::Unknown => return "unknown".into(),
        };
        if units == Units::MilesOfKm { text + " sq mi" } else { text }
    }
}

/// A thousandth of the number, all its digits printed.
fn thousandths(number: i64, decimals: usize) -> String {
    let places = decimals + 3;
    let digits = format!("{number:0>width$}", width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    format!("{whole}.{rest}")
}
