//! What a quantity is known by in a link: quantities in, a text for each that stays the same while files are
//! edited around it.

use crate::explain::{about, digest, period};
use crate::model::{Corpus, QuantityId};
use std::collections::HashMap;

/// The longest key without a digest.
const LONGEST: usize = 96;

/// The keys of quantities, in their order: `killed.side=north.2016-04-01_2016-04-05`. Only letters, digits and
/// `-_.=~` stand in them. Where that loses anything a digest of the whole is added, and a number should two
/// digests be alike.
pub fn keys(corpus: &Corpus, quantities: &[QuantityId]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let unique = |&id| {
        let one = key(corpus, id);
        let count = seen.entry(one.clone()).or_default();
        *count += 1;
        if *count == 1 { one } else { format!("{one}.{count}") }
    };
    quantities.iter().map(unique).collect()
}

fn key(corpus: &Corpus, id: QuantityId) -> String {
    let mut whole = String::new();
    for (name, at) in about(corpus, id).into_iter().filter(|&(_, at)| at != "all") {
        match name {
            "measure" => whole += at,
            _ => whole += &format!(".{name}={at}"),
        }
    }
    let days = period(corpus, id);
    if days != "../.." {
        whole += &format!(".{}", days.replace('/', "_"));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '~');
    if whole.len() <= LONGEST && whole.chars().all(plain) {
        return whole;
    }
    let kept: String = whole.chars().filter(|&c| plain(c)).take(LONGEST).collect();
    format!("{kept}.{}", &digest([whole.as_str()])[..12])
}
