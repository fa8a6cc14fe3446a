//! Every limit of the program: how much work a run may do, and how much it shows. Each with its reason and with
//! what is said once it is reached. `docs/limits.md` is made from this list.

/// A limit.
#[derive(Debug)]
pub struct Limit {
    /// Its name, in code and in the page of limits.
    pub name: &'static str,
    /// The most that is done or shown.
    pub most: usize,
    /// What is counted.
    pub of: &'static str,
    /// Why there is a limit, or why this one is enough.
    pub why: &'static str,
    /// What becomes of what lies beyond it.
    pub beyond: &'static str,
}

impl Limit {
    /// The most that is done or shown.
    #[cfg(not(test))]
    pub(crate) const fn get(&self) -> usize {
        self.most
    }

    /// The most that is done or shown, or the lower one that a test tries.
    #[cfg(test)]
    pub(crate) fn get(&self) -> usize {
        super::lowered::limit(self)
    }
}

macro_rules! limits {
    ($($group:literal { $($name:ident = $most:expr, $of:literal, $why:literal, $beyond:literal;)* })*) => {
        $($(
            #[doc = concat!("The most ", $of, ".")]
            pub const $name: Limit = Limit {
                name: stringify!($name),
                most: $most,
                of: $of,
                why: $why,
                beyond: $beyond,
            };
        )*)*

        /// All limits, in groups.
        pub const GROUPS: &[(&str, &[Limit])] = &[$(($group, &[$($name,)*]),)*];
    };
}

limits! {
    "Files and figures" {
        FILE_BYTES = i32::MAX as usize,
            "bytes of one file",
            "places in a file are kept in 32 bits",
            "the file is not read: an error";
        NESTING = 255,
            "levels of brackets or lists inside one another in a file",
            "claims need a few levels, and reading is a call for each",
            "a finding: `syntax-error`";
        FILES_AT_ONCE = 4,
            "files held as drafts at the same time",
            "memory grows with them",
            "nothing: the others wait";
        MEASURES_WITHIN = 32,
            "measures `within` one another",
            "walking outward stays a bounded step",
            "a finding: `wrong-shape`";
        NAMES_SUGGESTED = 200,
            "unknown names in one file for which a near name is looked for",
            "each costs a walk through the known names",
            "the finding has no `did you mean`";
        PASTED_BYTES = 200,
            "bytes of a line that a finding offers for pasting",
            "it is written out in full, and nobody pastes a longer one",
            "the finding offers none";
        KEYS_LOOKED_AT = 64,
            "keys of a mapping whose unknown keys are understood",
            "each is compared with all others, and no record has as many",
            "the findings of a wider mapping offer nothing to paste";
        FAULTS_ALIKE = 20,
            "faults of one check with one subject listed of one file, such as one unknown key",
            "they are one mistake made again and again, and a file can hold a million of them",
            "the others are counted";
        FAULTS_OF_CHECK = 1_000,
            "faults of one check listed of one file",
            "nobody reads a longer list, and memory would grow with it",
            "the others are counted";
        NAMES_COMPARED = 500,
            "known names compared with an unknown one",
            "a misspelt name has a near one among few",
            "the finding has no `did you mean`";
        SUGGESTED_NAME_BYTES = 64,
            "bytes of a name that is compared with others",
            "nobody misspells a longer one by a letter",
            "the finding has no `did you mean`";
        TREE_ENTRIES = 1_000_000,
            "entries of git trees walked",
            "a repository can hold more paths than could ever be walked",
            "the revision is not read: an error";
        TREE_DEPTH = 128,
            "folders inside one another in a git tree",
            "walking is a call for each",
            "the revision is not read: an error";
        REFERENCES_COMPARED = 10_000,
            "branches and tags compared with a misspelt revision",
            "it is only for a suggestion",
            "the error has no suggestion";
        NAMES_IN_MESSAGE = 8,
            "names listed in a message about a word that names nothing",
            "a longer list is not read",
            "the others are left out";
        FIGURE_BYTES = 400,
            "bytes of a figure as written",
            "no published figure is longer, and reading stays linear",
            "a finding: `not-a-figure`";
        FIGURE_DECIMALS = 6,
            "decimals of a figure as written",
            "sums stay exact in 128 bits",
            "a finding: `not-a-figure`";
        UNIT_WORDS = 3,
            "words of a unit that the program does not know",
            "more words are a sentence",
            "a finding: `not-a-figure`";
    }
    "Comparing claims, parts and wholes" {
        PERCENTAGE_STEPS = 4_000_000,
            "steps of comparing percentages with the counts they may be of",
            "a percentage may have any number of rival counts",
            "counted as not looked at";
        QUOTE_NUMBERS = 4,
            "numbers of a quote named in a message",
            "more say no more",
            "the others are left out";
        PAIRS_LISTED = 6,
            "claims on one quantity listed pair by pair",
            "pairs grow with the square",
            "the pairs are counted";
        FOOTNOTE_STEPS = 2_000_000,
            "steps of comparing footnote marks of rivals",
            "a citation may have thousands of marks",
            "counted as not looked at";
        WHOLES_STEPS = 20_000_000,
            "steps of working out which parts of failing wholes and crossing periods to name",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "the wholes are counted as not added up";
        PARTS_TOLD = 16,
            "parts above their whole reported of one whole",
            "they say the same",
            "the others are counted";
        ACCOUNTS_ALONE = 8,
            "accounts of one whole tried alone, and ways a rival may loosen it",
            "each is a search of its own",
            "the others are counted";
        ALL_PARTS_STEPS = 1 << 22,
            "steps of looking for all parts of failing wholes",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "counted as sums not looked for in full";
        ALL_PARTS = 256,
            "parts of the longest full sum",
            "nobody reads a longer one",
            "counted as sums not looked for in full";
        SUM_ITEMS = 200,
            "items of a `sum-of` compared pair by pair for overlaps",
            "pairs grow with the square",
            "the longer lists are counted as searched in part";
        SUMS_STEPS = 20_000_000,
            "steps of adding up parts whose periods cross, for a report",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "the quantities are counted as not added up";
        ORIGINS_FOLLOWED = 64,
            "origins followed from one source that relays others",
            "a hub of hubs would grow with the square",
            "the sources are counted";
    }
    "Whether all can be true at once" {
        CELL_ENTRIES_EACH = 48,
            "entries of cells, for each claim",
            "work may grow with the corpus, and no faster",
            "the quantities are counted as not compared with all others";
        CELL_ENTRIES = 1 << 18,
            "entries of cells in one run, besides those for each claim",
            "crossing dimensions can make cells by the million",
            "the quantities are counted as not compared with all others";
        FILLING_STEPS_EACH = 512,
            "steps of filling a world, for each claim",
            "work may grow with the corpus, and no faster",
            "what is left is solved instead, under its own limits";
        FILLING_STEPS = 1 << 23,
            "steps of filling a world, besides those for each claim",
            "enough for any corpus made by people",
            "what is left is solved instead, under its own limits";
        SOLVING_STEPS = 1 << 27,
            "steps of solving in one run",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "the quantities are counted as not compared with all others";
        CONFLICTS_SOUGHT = 256,
            "conflicts looked for beyond those that look-ups find",
            "nobody reads more",
            "the quantities are counted as not compared with all others";
        MORE_CONFLICTS_STEPS_EACH = 2,
            "steps of looking for further conflicts, for each claim",
            "work may grow with the corpus, and no faster",
            "the findings say that there may be more";
        MORE_CONFLICTS_STEPS = 1 << 20,
            "steps of looking for further conflicts, besides those for each claim",
            "small corpora are gone through to the end",
            "the findings say that there may be more";
        CLAIMS_FOR_ONE_MORE = 64,
            "claims for which one further conflict is looked for, besides the others",
            "further conflicts are for those who read all of them",
            "the findings say that there may be more";
        NEIGHBOURHOOD = 512,
            "cells of a neighbourhood that is solved before everything is solved as one",
            "larger ones take longer than solving everything",
            "everything is solved as one";
        CLAIMS_AROUND = 512,
            "claims around a conflict that decide which of its claims gives way",
            "each is a question of its own",
            "the first claim gives way";
        CLAIMS_TRIED = 24,
            "claims of a conflict that are tried one by one as the one to give way",
            "each is a question of its own",
            "the first claim gives way";
        HITTING_SETS = 128,
            "hitting sets kept of one group of conflicts",
            "they grow exponentially",
            "the findings say that there may be more";
        CONFLICTS_OF_CLUSTER = 32,
            "conflicts looked for in one group of conflicts that share claims",
            "nobody reads more",
            "the findings say that there may be more";
        RIVALS_PAIRED = 12,
            "rivals on one quantity paired with each other",
            "pairs grow with the square",
            "the findings say that there may be more";
        WORLDS_DECIDED = 256,
            "worlds decided anew for one group of conflicts",
            "each is a question of its own",
            "the findings say that there may be more";
        QUESTION_STEPS = 1 << 24,
            "steps of answering one question about a few claims",
            "enough for sets a person could read",
            "the answer says that it could not be told";
        QUESTION_CELLS = 1 << 18,
            "cells of one question about a few claims",
            "enough for sets a person could read",
            "the answer says that it could not be told";
    }
    "Conflicts and what would end them" {
        CONFLICTS_LISTED = 256,
            "conflicts kept of one finding",
            "a crowd of rivals has them by the million",
            "the finding says that its list is not complete";
        COMBINATIONS = 4096,
            "combinations of claims tried for one conflict",
            "they multiply with the rivals",
            "the finding says that its list is not complete";
        CORRECTIONS_LISTED = 32,
            "corrections listed of one finding",
            "a longer list is not read",
            "the others are counted";
        CORRECTED_CLAIMS = 40,
            "claims of the largest finding whose corrections are looked for",
            "they are sets of claims",
            "counted as findings without corrections";
        CORRECTIONS_TRIED = 20_000,
            "corrections worked out in one run",
            "each is a solution of its own",
            "counted as findings without corrections";
        CORRECTION_BRANCHES = 1 << 16,
            "branches of one search for corrections",
            "sets grow exponentially",
            "counted as findings without corrections";
        NEAR_PAIRS = 256,
            "pairs of near claims listed of one finding",
            "a crowd of near claims has them by the million",
            "only a ruling that names all claims settles the others";
        RULING_STEPS = 20_000_000,
            "steps of comparing rulings with conflicts",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "counted as rulings not compared with every conflict";
        ORIGIN_STEPS = 2_000_000,
            "steps of following claims to their origins",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "counted as disagreements whose origins were not counted";
        DENIALS_NAMED = 4,
            "denials named of one claim",
            "the file has the others",
            "the others are left out";
    }
    "Checking proofs and worlds" {
        PROOF_PLACES = 1 << 22,
            "places looked at in checking one proof",
            "a proof names few claims",
            "the proof is refused";
        WORLD_PAIRS = 1 << 26,
            "pairs of points and quantities looked at in checking one world",
            "enough for any world that is shown",
            "the world is refused";
        CLOSING_ITEMS = 200,
            "items of a `sum-of` that a checker compares pair by pair",
            "pairs grow with the square",
            "the sum is taken not to close its total";
    }
    "Causes" {
        CAUSE_STEPS = 20_000_000,
            "steps of looking for causes in one run, besides those for each claim",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "the totals are counted as not explained";
        CAUSE_STEPS_EACH = 400,
            "steps of looking for causes, for each claim",
            "work may grow with the corpus, and no faster",
            "the totals are counted as not explained";
        COVERS_TRIED = 50_000,
            "edited covers tried of one total",
            "past them a fit is chance",
            "the totals are counted as tried in part, or as not explained";
        FITS_KEPT = 64,
            "fits kept of one total",
            "the most telling are among the first kinds tried",
            "the others are counted";
        COVERS = 64,
            "covers kept of one total",
            "most totals have one or two",
            "the totals are counted as tried in part, or as not explained";
        NEIGHBOUR_COVER = 64,
            "claims of a cover whose neighbours are tried",
            "in larger ones so many figures come out that none tells anything",
            "neighbours are not tried";
        TOTALS_OF_QUANTITY = 16,
            "claims on one quantity looked at as totals",
            "rivals may be many thousand",
            "the others are counted";
        PARTS_OF_TOTAL = 1024,
            "parts of one total looked through",
            "pairs of them grow with the square",
            "the total is counted as not explained";
        OVERLAPPING_PAIRS = 200_000,
            "overlapping pairs among the parts of one total",
            "they grow with the square",
            "the total is counted as not explained";
        SPEAKERS = 16,
            "claims on one quantity tried as a part of a total",
            "the nearest come first",
            "the others are left out";
        LEVELS = 256,
            "levels tried of one total",
            "they multiply with the axes",
            "the totals are counted as tried in part, or as not explained";
        TOTALS_EXPLAINED = 8,
            "totals of one finding that are explained",
            "rivals may be many thousand",
            "the others are counted as not explained";
        TOTALS_RESTING = 8,
            "totals named that rest on claims of one finding",
            "a longer list is not read",
            "the others are counted";
    }
    "Questions" {
        BOUNDS_CONFLICTS = 64,
            "conflicts set aside one after another for one question",
            "each asks everything again",
            "the answer says that it is not complete";
        BOUNDS_PAIRS = 20_000_000,
            "pairs of quantities compared to find what bears on the one asked for",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "everything of its measure is taken to bear on it";
        FOLLOW_PASSES = 16,
            "passes over the totals that follow a changed figure",
            "where totals nest, one finds everything",
            "what is left is counted";
        FOLLOW_STEPS = 20_000_000,
            "steps of finding the totals around changed figures",
            "enough for any corpus made by people, and an end to one made to keep the program busy",
            "the totals are counted as not looked at";
    }
    "Texts" {
        QUOTE_PLACES = 1_000_000,
            "places of quotes looked at for all claims of one text",
            "many claims may share one quote",
            "the claims are counted";
        PLACES_COMPARED = 32,
            "places of one quote whose paragraphs are compared with what the claim cites",
            "each is a search of its paragraph",
            "the claim has several possible numbers";
        QUOTE_GAP = 1_000,
            "bytes that words left out of a quote may fill",
            "a longer gap is another sentence",
            "the quote is not found there";
        QUOTE_WORDS = 64,
            "words of a quote that is looked for",
            "a quote is a few words",
            "the quote counts as absent";
        DIFF_WORDS = 200_000_000,
            "pairs of words compared in one run",
            "comparing texts grows with the square",
            "the texts are shown whole";
        DIFF_WORDS_OF_TWO = 16_000_000,
            "pairs of words compared for two texts",
            "comparing texts grows with the square",
            "the texts are shown whole";
    }
    "What is shown" {
        PLACES_SHOWN = 16,
            "places shown of one finding",
            "a longer list is not read",
            "the others are counted";
        TERMS_SHOWN = 12,
            "terms shown of a long sum",
            "a longer list is not read",
            "the others are counted";
        ITEMS_SHOWN = 8,
            "items shown of a list in a note, of rulings on one finding, and of figures of one ruling",
            "a longer list is not read",
            "the others are counted";
        FOLLOWING_SHOWN = 8,
            "conflicts shown of those that follow from one disagreement",
            "a longer list is not read",
            "the others are counted";
        CAUSES_SHOWN = 3,
            "explanations shown of one total",
            "beyond a few they are chance",
            "the others are counted";
        SWAPPED_SHOWN = 4,
            "figures named that stand for one another in an explanation",
            "a longer list is not read",
            "the others are counted";
        CORRECTIONS_SHOWN = 6,
            "corrections shown of one finding",
            "a longer list is not read",
            "the others are counted";
        NEIGHBOURS_SHOWN = 3,
            "further conflicts shown with one finding",
            "a longer list is not read",
            "the others are counted";
        REASON_CHARACTERS = 400,
            "characters shown of the reason of a ruling",
            "it is one line of many",
            "the rest is cut, with an ellipsis";
        SOURCES_STYLED = 64,
            "sources cited in a style",
            "a style costs a millisecond a source and more the more there are",
            "the others are cited in the plain form and counted";
        CLAIMS_DRAWN = 48,
            "claims drawn in one plot of a page",
            "a taller plot is not seen at once",
            "the others are counted";
        CLAIMS_DRAWN_TEXT = 40,
            "claims drawn by `show`",
            "a taller drawing is not seen at once",
            "the others are counted";
        COMMENT_CHARACTERS = 65_000,
            "characters of a Markdown report or diff",
            "a comment on a pull request holds 65,536",
            "the findings that found no room are counted";
        POINTS_SHOWN = 12,
            "points shown of an example world",
            "a longer list is not read",
            "the others are counted";
        WORLD_CLAIMS_SHOWN = 24,
            "claims shown with an example world",
            "a longer list is not read",
            "the others are counted";
        FULL_SUM_NAMED = 32,
            "claims named of a full sum",
            "a longer list is not read",
            "the others are counted";
        MARKS_NAMED = 8,
            "footnote marks named of one pair of claims",
            "a longer list is not read",
            "the others are counted";
        CODE_POINTS_NAMED = 6,
            "code points named of each of two names that look alike",
            "one is enough to find the fault",
            "the others are counted";
        CAUSES_NAMED = 8,
            "fits kept of one total for formats that programs read",
            "the most telling come first",
            "the others are counted";
        NUMBERS_NAMED = 12,
            "claims or numbers named in one line of `show` and `bounds`",
            "a longer list is not read",
            "the others are counted";
        COMBINATIONS_LISTED = 16,
            "combinations of claims listed in the JSON of one finding",
            "a crowd of rivals has them by the million",
            "the others are counted";
        SARIF_RESULTS = 25_000,
            "results in one SARIF file",
            "code scanning takes no more",
            "counted as left out of SARIF";
    }
}
