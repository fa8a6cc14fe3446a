//! The table of the format's page, and the properties of the notation.

use crate::figure::published::FigureShape;
use crate::figure::*;

const COUNT: Terms<'_> =
    Terms { kind: Kind::Count, unit: None, signed: false, band: None, tolerance: None };

/// `low..high` as printed, `(` and `)` for strict ends, nothing for open ones.
fn show(interval: &Interval) -> String {
    let low = interval.low.map_or(String::new(), |low| {
        format!("{}{}", if low.strict { "(" } else { "" }, low.value.plain())
    });
    let high = interval.high.map_or(String::new(), |high| {
        format!("{}{}", high.value.plain(), if high.strict { ")" } else { "" })
    });
    format!("{low}..{high}")
}

fn read(text: &str, terms: &Terms<'_>) -> Extent {
    let figure = parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    let again = parse(&figure.to_string()).unwrap_or_else(|fault| panic!("{figure}: {fault}"));
    assert_eq!(figure, again, "{text} printed as {figure}");
    figure.read_as(terms).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn core(text: &str) -> String {
    show(&read(text, &COUNT).core)
}

#[test]
fn rows_of_the_table() {
    let rows = [
        ("88", "88..88", "88"),
        ("1,264", "1264..1264", "1,264"),
        ("thirteen", "13..13", "13"),
        ("an", "1..1", "1"),
        ("none", "0..0", "0"),
        ("31–92", "31..92", "31–92"),
        ("31-92", "31..92", "31–92"),
        ("31 to 92", "31..92", "31–92"),
        ("between 31 and 92", "31..92", "31–92"),
        ("from 31 to 92", "31..92", "31–92"),
        ("19 or 20", "19..20", "19–20"),
        ("4+", "4..", "4+"),
        (">= 4", "4..", "4+"),
        ("at least 4", "4..", "4+"),
        ("no less than 4", "4..", "4+"),
        ("4 or more", "4..", "4+"),
        ("more than 90", "91..", "91+"),
        ("over 90", "91..", "91+"),
        ("> 90", "91..", "91+"),
        ("as many as 3,000", "0..3000", "up to 3,000"),
        ("up to 3,000", "0..3000", "up to 3,000"),
        ("at most 3,000", "0..3000", "up to 3,000"),
        ("<= 3000", "0..3000", "up to 3,000"),
        ("fewer than 5", "0..4", "up to 4"),
        ("< 5", "0..4", "up to 4"),
        ("541–547+", "541..", "541–547+"),
        ("~300", "300..300", "~300"),
        ("almost 200", "200..200", "~200"),
        ("300 ± 20", "280..320", "280–320"),
        ("300 +/- 20", "280..320", "280–320"),
        ("dozens", "24..", "24+"),
        ("hundreds", "200..", "200+"),
        ("thousands", "2000..", "2,000+"),
        ("28,000 to the nearest 1,000", "27500..28500", "27,500–28,500"),
        ("28,000–38,000 (best 30,000)", "28000..38000", "28,000–38,000"),
        ("3 bn", "3000000000..3000000000", "3,000,000,000"),
        ("unknown", "0..", "unknown"),
        ("not stated", "0..", "unknown"),
        ("N/A", "0..", "unknown"),
        ("—", "0..", "unknown"),
        ("–", "0..", "unknown"),
        ("-", "0..", "unknown"),
    ];
    for (text, interval, printed) in rows {
        assert_eq!(core(text), interval, "{text}");
        assert_eq!(read(text, &COUNT).to_string(), printed, "{text}");
    }
}

#[test]
fn every_dash_makes_a_range() {
    for dash in ["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}"] {
        assert_eq!(core(&format!("31{dash}92")), "31..92");
        assert_eq!(core(&format!("31 {dash} 92")), "31..92");
        assert_eq!(core(&format!("541{dash}547+")), "541..");
        assert_eq!(parse(dash).unwrap().said.shape, FigureShape::NotStated);
    }
}

#[test]
fn every_grouping_is_read() {
    for mark in [",", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’", "_"] {
        assert_eq!(core(&format!("1{mark}264")), "1264..1264");
        assert_eq!(core(&format!("12{mark}345{mark}678")), "12345678..12345678");
        let fault = parse(&format!("1{mark}26")).unwrap_err();
        assert!(matches!(fault.kind, FaultKind::BadGrouping { .. }));
    }
    for (text, shown) in
        [("0134", "134"), ("007", "7"), (" 88\n", "88"), ("1.0", "1"), ("1,000.00", "1,000")]
    {
        assert_eq!(read(text, &COUNT).to_string(), shown);
    }
}

#[test]
fn numbers_in_words() {
    let table = [
        ("zero", 0),
        ("no one", 0),
        ("Nobody", 0),
        ("a", 1),
        ("An", 1),
        ("a single", 1),
        ("one", 1),
        ("nine", 9),
        ("Twelve", 12),
        ("nineteen", 19),
        ("twenty", 20),
        ("twenty-eight", 28),
        ("TWENTY EIGHT", 28),
        ("ninety\u{2011}nine", 99),
        ("a hundred", 100),
        ("two hundred", 200),
        ("two hundred and three", 203),
        ("two hundred thirty-one", 231),
        ("twelve hundred", 1200),
        ("one thousand two hundred", 1200),
        ("one thousand and one", 1001),
        ("a thousand", 1000),
        ("two hundred thousand", 200_000),
        ("three million four hundred thousand and five", 3_400_005),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("one score", 20),
    ];
    for (text, value) in table {
        assert_eq!(core(text), format!("{value}..{value}"), "{text}");
    }
    for text in ["two three", "hundred", "twenty ten", "two million million", "one zero", "and two"]
    {
        assert!(parse(text).is_err(), "{text} is read as {}", parse(text).unwrap());
    }
}

#[test]
fn vague_plurals_are_floors() {
    for (text, floor) in [
        ("dozens", 24),
        ("scores", 40),
        ("Hundreds", 200),
        ("thousands", 2_000),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("millions", 2_000_000),
    ] {
        assert_eq!(core(text), format!("{floor}.."), "{text}");
        assert!(!read(text, &COUNT).approximate);
    }
    assert_eq!(core_of("thousands of people", &people()), "2000..");
}

#[test]
fn every_hedge_is_heard() {
    let table: &[(&[&str], &str)] = &[
        (
            &[
                "at least",
                "At  least",
                "no less than",
                "no fewer than",
                "not less than",
                "minimum of",
                "a minimum of",
                ">=",
                "≥",
                ">= ",
            ],
            "300..",
        ),
        (&["more than", "over", "above", ">", "in excess of"], "301.."),
        (&["as many as", "up to", "at most", "no more than", "not more than", "<=", "≤"], "0..300"),
        (&["fewer than", "less than", "under", "below", "<"], "0..299"),
    ];
    for (hedges, interval) in table {
        for hedge in *hedges {
            assert_eq!(core(&format!("{hedge} 300")), *interval, "{hedge}");
            assert_eq!(core(&format!("{hedge} three hundred")), *interval, "{hedge}");
        }
    }
    for hedge in [
        "~",
        "≈",
        "~ ",
        "about",
        "around",
        "approximately",
        "roughly",
        "some",
        "c.",
        "c. ",
        "ca.",
        "circa",
        "Circa",
        "an estimated",
    ] {
        let extent = read(&format!("{hedge} 300"), &COUNT);
        assert_eq!(
            (show(&extent.core), show(&extent.wide)),
            ("300..300".into(), "250..350".into())
        );
        assert!(extent.approximate);
    }
    for hedge in ["almost", "nearly", "Nearly"] {
        let extent = read(&format!("{hedge} 200"), &COUNT);
        assert_eq!(
            (show(&extent.core), show(&extent.wide)),
            ("200..200".into(), "150..200".into())
        );
    }
}

#[test]
fn bands_follow_the_last_digit_that_counts() {
    for (text, wide) in [
        ("~230,000", "225000..235000"),
        ("~300–400", "250..450"),
        ("~88", "88..88"),
        ("~120", "115..125"),
        ("~0", "0..0"),
        ("~3 million", "2500000..3500000"),
        ("at least ~300", "250.."),
        ("~300+", "250.."),
        ("up to about 300", "0..350"),
        ("almost 541–600+", "541.."),
        ("almost 300–400", "250..400"),
        ("~40", "35..45"),
        ("31–92", "31..92"),
    ] {
        assert_eq!(show(&read(text, &COUNT).wide), wide, "{text}");
    }
    let set = Terms { band: Some(Slack::Percent(Number::from_int(10))), ..COUNT };
    assert_eq!(show(&read("~300", &set).wide), "270..330");
    assert_eq!(show(&read("almost 300", &set).wide), "270..300");
    assert_eq!(show(&read("300", &set).wide), "300..300");
    let off = Terms { tolerance: Some(Slack::Absolute(Number::from_int(7))), ..COUNT };
    assert_eq!(show(&read("5–300", &off).wide), "0..307");
    assert_eq!(show(&read("5–300", &off).core), "5..300");
    assert_eq!(show(&read("~300", &off).wide), "243..357");
    assert_eq!(show(&read("4+", &off).wide), "0..");
}

#[test]
fn kinds_round_or_do_not() {
    let kind = |kind| Terms { kind, ..COUNT };
    for (text, exact, rounded) in [
        ("41", "41..41", "40.5..41.5"),
        ("1.10", "1.1..1.1", "1.095..1.105"),
        ("0", "0..0", "0..0.5"),
        ("3 bn", "3000000000..3000000000", "2500000000..3500000000"),
        ("3.0 bn", "3000000000..3000000000", "2950000000..3050000000"),
        ("three million", "3000000..3000000", "2500000..3500000"),
        ("two hundred", "200..200", "199.5..200.5"),
        ("40–45", "40..45", "39.5..45.5"),
        ("4+", "4..", "3.5.."),
        ("541–547+", "541..", "540.5.."),
        ("up to 3", "0..3", "0..3.5"),
        ("more than 90", "(90..", "(90.."),
        ("fewer than 5", "0..5)", "0..5)"),
        ("300 ± 20", "280..320", "280..320"),
        ("dozens", "24..", "24.."),
    ] {
        for plain in [Kind::Stock, Kind::Duration] {
            assert_eq!(show(&read(text, &kind(plain)).core), exact, "{text}");
        }
        for loose in [Kind::Amount, Kind::Share, Kind::Rate] {
            assert_eq!(show(&read(text, &kind(loose)).core), rounded, "{text}");
        }
    }
    for (text, amount, rate) in [
        ("~300", "200..400", "250..350"),
        ("~4.5", "4.4..4.6", "4.45..4.55"),
        ("almost 30", "20..30.5", "25..30.5"),
    ] {
        assert_eq!(show(&read(text, &kind(Kind::Amount)).wide), amount);
        assert_eq!(show(&read(text, &kind(Kind::Share)).wide), amount);
        assert_eq!(show(&read(text, &kind(Kind::Rate)).wide), rate);
    }
    assert_eq!(read("more than 90", &kind(Kind::Share)).to_string(), "more than 90");
    assert_eq!(read("fewer than 5", &kind(Kind::Stock)).to_string(), "fewer than 5");
}

#[test]
fn signed_measures_go_below_zero() {
    let signed = Terms { signed: true, ..COUNT };
    for (text, interval) in [
        ("-3", "-3..-3"),
        ("−3", "-3..-3"),
        ("-5–-3", "-5..-3"),
        ("-5 to 3", "-5..3"),
        ("up to 5", "..5"),
        ("fewer than 5", "..4"),
        ("unknown", ".."),
        ("~-300", "-300..-300"),
    ] {
        assert_eq!(show(&read(text, &signed).core), interval, "{text}");
    }
    assert_eq!(show(&read("~-300", &signed).wide), "-350..-250");
    assert!(matches!(fault("-3", &COUNT).kind, FaultKind::Negative));
}

#[test]
fn scales_reach_both_ends() {
    for (text, interval) in [
        ("3–4 million", "3000000..4000000"),
        ("3 to 4 million", "3000000..4000000"),
        ("between three and four hundred", "300..400"),
        ("two to three dozen", "24..36"),
        ("900,000–1.2 million", "900000..1200000"),
        ("3 million–4 million", "3000000..4000000"),
        ("3–4k", "3000..4000"),
        ("3–4 million+", "3000000.."),
        ("3+ million", "3000000.."),
        ("3 ± 0.5 million", "2500000..3500000"),
        ("3,000,000 ± 5 thousand", "2995000..3005000"),
        ("at least 2 and at most 3 million", "2..3000000"),
        ("between two hundred and three and two hundred and five", "203..205"),
        ("between one hundred and two hundred", "100..200"),
    ] {
        assert_eq!(core(text), interval, "{text}");
    }
}

fn people() -> Terms<'static> {
    static UNIT: std::sync::OnceLock<Unit> = std::sync::OnceLock::new();
    Terms { unit: Some(UNIT.get_or_init(|| Unit::parse("people").unwrap())), ..COUNT }
}

fn core_of(text: &str, terms: &Terms<'_>) -> String {
    show(&read(text, terms).core)
}

fn fault(text: &str, terms: &Terms<'_>) -> Fault {
    match parse(text) {
        Err(fault) => fault,
        Ok(figure) => match figure.read_as(terms) {
            Err(fault) => fault,
            Ok(extent) => panic!("{text} is read as {extent}"),
        },
    }
}

/// The measure's unit and kind, a figure, and its core in the base unit.
const IN_UNITS: &[(&str, Kind, &str, &str)] = &[
    ("people", Kind::Count, "88 people", "88..88"),
    ("people", Kind::Count, "31–92 persons", "31..92"),
    ("people", Kind::Count, "a person", "1..1"),
    ("people", Kind::Count, "3 thousand people", "3000..3000"),
    ("people", Kind::Count, "3m people", "3000000..3000000"),
    ("people", Kind::Count, "dozens of people", "24.."),
    ("people", Kind::Count, "88+ people", "88.."),
    ("people", Kind::Count, "88 people or more", "88.."),
    ("people", Kind::Count, "88 or more people", "88.."),
    ("people", Kind::Count, "541–547 or more people", "541.."),
    ("people", Kind::Count, "88 or fewer people", "0..88"),
    ("people", Kind::Count, "a hundred and fifty people", "150..150"),
    ("people", Kind::Count, "some three hundred persons", "300..300"),
    ("%", Kind::Share, "between 31% and 92%", "30.5..92.5"),
    ("%", Kind::Share, "5 to 7 percent", "4.5..7.5"),
    ("thousand people", Kind::Count, "3.2", "3200..3200"),
    ("thousands", Kind::Count, "3,200 people", "3200..3200"),
    ("drones", Kind::Count, "13 drones", "13..13"),
    ("drones", Kind::Count, "a drone", "1..1"),
    ("battle tanks", Kind::Count, "4–5 battle tanks", "4..5"),
    ("T-72 tanks", Kind::Count, "3 T-72 tanks", "3..3"),
    ("km", Kind::Stock, "16 km-20 km", "16000..20000"),
    ("m²", Kind::Stock, "16 sq mi", "41439809.765376..41439809.765376"),
    ("sq mi", Kind::Stock, "1 square kilometre", "1000000..1000000"),
    ("km2", Kind::Stock, "41 square kilometers", "41000000..41000000"),
    ("km²", Kind::Amount, "41", "40500000..41500000"),
    ("km²", Kind::Amount, "1 acre", "2023.4282112..6070.2846336"),
    ("ha", Kind::Stock, "2", "20000..20000"),
    ("km", Kind::Stock, "3–4 m", "3..4"),
    ("t", Kind::Stock, "2 lb", "0.90718474..0.90718474"),
    ("days", Kind::Duration, "2 weeks", "14..14"),
    ("years", Kind::Duration, "two decades", "240..240"),
    ("months", Kind::Duration, "a year", "12..12"),
    ("%", Kind::Share, "43 per cent", "42.5..43.5"),
    ("%", Kind::Share, "40%+", "39.5.."),
    ("‰", Kind::Stock, "5%", "5..5"),
    ("‰", Kind::Stock, "5", "0.5..0.5"),
    ("USD", Kind::Amount, "$3bn", "2500000000..3500000000"),
    ("dollars", Kind::Amount, "$36 million", "35500000..36500000"),
    ("US$ million", Kind::Amount, "36", "35500000..36500000"),
    ("US$", Kind::Amount, "$3–4m", "2500000..4500000"),
    ("US$", Kind::Amount, "$3bn–$4bn", "2500000000..4500000000"),
    ("US$", Kind::Amount, "USD 5", "4.5..5.5"),
    ("US$", Kind::Amount, "5 dollars", "4.5..5.5"),
    ("US$", Kind::Amount, "more than $5", "(5.."),
    ("manat", Kind::Amount, "AZN 5", "4.5..5.5"),
    ("€", Kind::Amount, "up to €5", "0..5.5"),
];

#[test]
fn units_convert_exactly() {
    for &(unit, kind, text, interval) in IN_UNITS {
        let unit = Unit::parse(unit).unwrap();
        let terms = Terms { unit: Some(&unit), kind, ..COUNT };
        assert_eq!(core_of(text, &terms), interval, "{text} in {unit}");
    }
    let share = Terms { kind: Kind::Share, ..COUNT };
    assert_eq!(core_of("43%", &share), "42.5..43.5");
    let mi = Unit::parse("sq mi").unwrap();
    let terms = Terms { unit: Some(&mi), kind: Kind::Stock, ..COUNT };
    assert_eq!(read("16–20", &terms).print(mi.factor()), "16–20");
    assert_eq!(read("41 km²", &terms).print(mi.factor()), "≈15.83");
}

#[test]
fn names_of_units() {
    for (text, base, factor) in [
        ("square miles", "m²", "2589988.110336"),
        ("Sq. Mi.", "m²", "2589988.110336"),
        ("square kilometers", "m²", "1000000"),
        ("sq km", "m²", "1000000"),
        ("thousands", "person", "1000"),
        ("million dollars", "USD", "1000000"),
        ("short tons", "kg", "907.18474"),
        ("long ton", "kg", "1016.0469088"),
        ("Drones", "drone", "1"),
        ("casualties", "casualty", "1"),
        ("aircraft", "aircraft", "1"),
        ("losses", "losse", "1"),
        ("percentage points", "%", "1"),
        ("hours", "hour", "1"),
        ("Su-25 aircraft", "su-25 aircraft", "1"),
    ] {
        let unit = Unit::parse(text).unwrap();
        assert_eq!((unit.base(), unit.factor().plain().as_str()), (base, factor), "{text}");
    }
    for text in [
        "",
        "  ",
        "88",
        "people at least",
        "one two three four",
        "88 people",
        "some people",
        "a\u{0}b",
        "thousand billion trillion",
    ] {
        let fault = Unit::parse(text).unwrap_err();
        assert_eq!(fault.kind, FaultKind::NotAUnit, "{text}");
    }
}

#[test]
fn faults_speak_plainly() {
    const READ: &str = "88, 31–92, 4+, ~300, `up to 3,000` or `unknown` would be read";
    let table = [
        ("", format!("nothing is written here; {READ}"), 0..0),
        ("  ", format!("nothing is written here; {READ}"), 0..2),
        ("many people", format!("`many people` is not a figure; {READ}"), 0..11),
        ("88 of them", format!("`88 of them` is not a figure because of `of them`; {READ}"), 3..10),
        ("31 and 92", format!("`31 and 92` is not a figure because of `and 92`; {READ}"), 3..9),
        (
            " no",
            "`no` does not say how many; `none` or 0 would be read as nought, `unknown` as not known".into(),
            1..3,
        ),
        ("92–31", "`92–31` runs from 92 down to 31; the smaller number comes first".into(), 0..7),
        ("~92 to 31", "`92 to 31` runs from 92 down to 31; the smaller number comes first".into(), 1..9),
        ("4,8,0", "`4,8,0` groups its digits unevenly: 480 would be read".into(), 0..5),
        ("4,8", "`4,8` groups its digits unevenly: 48 or 4.8 would be read".into(), 0..3),
        ("12,3456", "`12,3456` groups its digits unevenly: 123,456 or 12.3456 would be read".into(), 0..7),
        ("about 1.234.567", "`1.234.567` groups its digits unevenly: 1,234,567 would be read".into(), 6..15),
        (
            "-3",
            "`-3` goes below zero, where this measure has no figures; `signed: true` on the measure would allow it".into(),
            0..2,
        ),
        (
            "4.5",
            "`4.5` comes to 4.5, and this measure counts whole things; 4, 5 or 4–5 would be read".into(),
            0..3,
        ),
        (
            "fewer than 0",
            "`fewer than 0` leaves no figure, since this measure starts at zero; `none` would be read as nought".into(),
            0..12,
        ),
        (
            "1,000 trillion",
            "`1,000 trillion` comes to 1,000,000,000,000,000 or more; smaller numbers would be read".into(),
            0..14,
        ),
        ("1.1234567", "`1.1234567` has more decimals than are kept; up to 6 would be read".into(), 0..9),
        ("300 ± 0", "`0` is not above zero; a number above zero would be read".into(), 7..8),
        ("3 km to 5 kg", "`3 km to 5 kg` is given in both `km` and `kg`; one unit would be read".into(), 0..12),
        (
            "28–38 (best 40)",
            "the best estimate 40 lies outside 28–38; a number within would be read".into(),
            14..16,
        ),
        (
            "88 soldiers",
            "`88 soldiers` is given in `soldiers`, and this measure has no unit; a bare number would be read".into(),
            3..11,
        ),
    ];
    for (text, message, at) in table {
        let fault = fault(text, &COUNT);
        assert_eq!(fault.to_string(), message);
        assert_eq!(fault.at, at, "{text}");
        assert_eq!(fault.part, None);
    }
    for (text, message) in [
        (
            "88 soldiers",
            "`88 soldiers` is given in `soldiers`, which does not convert to `people`; a bare number or one in `people` would be read",
        ),
        (
            "88 km",
            "`88 km` is given in `km`, which does not convert to `people`; a bare number or one in `people` would be read",
        ),
    ] {
        assert_eq!(fault(text, &people()).to_string(), message);
    }
}

#[test]
fn nothing_is_swallowed() {
    for text in [
        "88x-",
        "88 people killed in action",
        "88 (about)",
        "+88",
        "88++",
        "4–5–6",
        "about",
        "about about 5",
        "up to",
        "up to at least 5",
        "no casualties",
        "several",
        "a few people",
        "a number of people",
        "a couple",
        "88,",
        "88.",
        ",88",
        "1e5!",
        "٣",
        "between 3",
        "between 3 or 4",
        "from 3",
        "88 and",
        "19 or",
        "31–",
        "–31–",
        "300 ± ",
        "~300 ± 20",
        "about dozens",
        "at least dozens",
        "50/50",
        "88 %%",
        "88 people people people people",
        "unknown number",
        "not stated here",
        "- -",
        "28 (best 30)",
        "up to 5+",
        "5 or more or less",
        "3..4",
        "3:4",
        "88\u{0}",
        "as many as 3–4",
        "88 to 92 people or so",
        "5 thousand million people",
        "#88",
        "88;",
        "1 000 00",
        "NaN!",
        "one in three",
        "two-thirds of people",
        "10 to the nearest",
        "mid-80s",
        "4+–5",
        "five or",
        "(88)",
    ] {
        let figure = parse(text);
        assert!(figure.is_err(), "{text} is read as {}", figure.unwrap());
    }
    // Words that could be a unit are read as one, and refused by any measure that does not have it.
    for text in ["88 soldiers", "88 killed", "a soldier", "88 m", "3 T-72s"] {
        assert!(parse(text).is_ok(), "{text}");
        let fault = fault(text, &people());
        assert!(matches!(fault.kind, FaultKind::UnknownUnit { .. } | FaultKind::WrongUnit { .. }));
    }
    for text in ["1e5", "e400", "4E+11", "1.5e-3", "0x5C", "0b101"] {
        assert_eq!(parse(text).unwrap_err().kind, FaultKind::OtherNotation, "{text}");
    }
}

/// Low, best, high, and what comes of them.
type Parts<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, &'a str);

#[test]
fn estimates_have_parts() {
    let figure = estimate(Some("28000"), Some("30,000"), Some("38 thousand")).unwrap();
    let extent = figure.read_as(&COUNT).unwrap();
    assert_eq!(show(&extent.core), "28000..38000");
    assert_eq!(extent.best, Some(Number::from_int(30_000)));
    assert_eq!(parse(&figure.to_string()).unwrap(), figure);
    let table: &[Parts<'_>] = &[
        (Some("5"), None, None, "5.."),
        (None, None, Some("9"), "0..9"),
        (Some("5"), Some("7"), None, "5.."),
        (None, Some("7"), Some("9"), "0..9"),
        (Some("2"), None, Some("3 million"), "2..3000000"),
        (Some("thirteen"), None, Some("a hundred"), "13..100"),
    ];
    for (low, best, high, interval) in table {
        let figure = estimate(*low, *best, *high).unwrap();
        assert_eq!(show(&figure.read_as(&COUNT).unwrap().core), *interval);
        assert_eq!(parse(&figure.to_string()).unwrap(), figure, "{figure}");
    }
    let with_unit = estimate(Some("5 people"), None, Some("9")).unwrap();
    assert_eq!(show(&with_unit.read_as(&people()).unwrap().core), "5..9");
}

#[test]
fn faults_of_parts_name_them() {
    let table: &[Parts<'_>] = &[
        (
            Some("9"),
            None,
            Some("5"),
            "high: `5` runs from 9 down to 5; the smaller number comes first",
        ),
        (
            Some("5"),
            Some("50"),
            Some("9"),
            "best: the best estimate 50 lies outside 5–9; a number within would be read",
        ),
        (
            Some("5"),
            Some("4"),
            None,
            "best: the best estimate 4 lies outside 5+; a number within would be read",
        ),
        (
            Some("~5"),
            None,
            Some("9"),
            "low: `~5` is more than one plain number; a number such as 28,000 or 28 thousand would be read",
        ),
        (
            Some("5"),
            None,
            Some("unknown"),
            "high: `unknown` is more than one plain number; a number such as 28,000 or 28 thousand would be read",
        ),
        (
            None,
            Some("5"),
            None,
            "best: the estimate has neither a low nor a high end; at least one of them would be read",
        ),
        (
            Some("5 km"),
            None,
            Some("9 kg"),
            "high: `9 kg` is given in both `km` and `kg`; one unit would be read",
        ),
        (Some("4,8"), None, None, "low: `4,8` groups its digits unevenly: 48 or 4.8 would be read"),
    ];
    for (low, best, high, message) in table {
        assert_eq!(estimate(*low, *best, *high).unwrap_err().to_string(), *message);
    }
    let fault = rounded("28000", "0").unwrap_err();
    assert_eq!(
        fault.to_string(),
        "rounded-to: `0` is not above zero; a number above zero would be read"
    );
    assert_eq!(rounded("4+", "1").unwrap_err().part, Some("value"));
}

#[test]
fn rounded_figures_reach_half_a_step() {
    for (value, to, kind, interval) in [
        ("28000", "1000", Kind::Count, "27500..28500"),
        ("28000", "5", Kind::Count, "27998..28002"),
        ("28", "1", Kind::Count, "28..28"),
        ("400", "1000", Kind::Count, "0..900"),
        ("2.5", "0.5", Kind::Amount, "2.25..2.75"),
        ("3 million", "half a million", Kind::Amount, "2750000..3250000"),
    ] {
        let figure = rounded(value, to).unwrap();
        let extent = figure.read_as(&Terms { kind, ..COUNT }).unwrap();
        assert_eq!(show(&extent.core), interval);
        assert_eq!(parse(&figure.to_string()).unwrap(), figure, "{figure}");
    }
}

#[test]
fn slack_is_a_number_or_a_share() {
    assert_eq!(Slack::parse("20"), Ok(Slack::Absolute(Number::from_int(20))));
    assert_eq!(Slack::parse(" 1,000 "), Ok(Slack::Absolute(Number::from_int(1000))));
    assert_eq!(Slack::parse("2.5 %"), Ok(Slack::Percent(Number::new(25, 1))));
    for text in ["", "%", "-5", "5–6", "~5", "5 km", "2000%", "many"] {
        assert!(Slack::parse(text).is_err(), "{text}");
    }
}

#[test]
fn sums_print_in_the_same_notation() {
    for (a, b, sum) in [
        ("10", "4+", "14+"),
        ("502–508", "10+", "512–518+"),
        ("42", "64", "106"),
        ("31–92", "31–92", "62–184"),
        ("541–547+", "1", "542–548+"),
        ("~300", "5", "~305"),
        ("up to 3,000", "5", "5–3,005"),
        ("10", "unknown", "10+"),
        ("unknown", "unknown", "unknown"),
        ("4+", "dozens", "28+"),
    ] {
        let (a, b) = (read(a, &COUNT), read(b, &COUNT));
        assert_eq!(a.sum(&b).to_string(), sum);
        assert_eq!(b.sum(&a), a.sum(&b));
    }
    assert!(!read("10", &COUNT).sum(&read("unknown", &COUNT)).known);
    assert_eq!(read("10", &COUNT), Extent::exact(Number::from_int(10)));
    assert_eq!(read("541–547+", &COUNT).nominal_high, Some(Number::from_int(547)));
}

#[test]
fn refuses_a_huge_text_without_repeating_it() {
    let text = "8".repeat(5_000_000);
    let fault = parse(&text).unwrap_err();
    assert_eq!(fault.kind, FaultKind::TooLong { bytes: 5_000_000 });
    assert_eq!(fault.at, 0..5_000_000);
    assert!(fault.to_string().len() < 300 && fault.to_string().contains("5,000,000 bytes"));
    let long = "9".repeat(300);
    assert_eq!(parse(&long).unwrap_err().kind, FaultKind::TooLarge);
    assert!(parse(&long).unwrap_err().to_string().len() < 300);
    assert!(Unit::parse(&"x ".repeat(1_000_000)).is_err());
}

#[test]
fn kinds_have_names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
    }
    assert_eq!(Kind::from_name("counts"), None);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = String> {
        let digits = (0_i64..2_000_000, 0_u8..=3)
            .prop_map(|(mantissa, scale)| Number::new(mantissa.into(), scale).with_decimals(scale));
        let scale = prop_oneof![
            4 => Just(""), 1 => Just(" thousand"), 1 => Just(" million"), 1 => Just(" bn"),
            1 => Just(" dozen"), 1 => Just(" hundred"),
        ];
        (digits, scale).prop_map(|(digits, scale)| format!("{digits}{scale}"))
    }

    fn figure() -> impl Strategy<Value = Figure> {
        let unit = prop_oneof![
            3 => Just(""), 1 => Just(" people"), 1 => Just(" km²"), 1 => Just("%"), 1 => Just(" drones"),
            1 => Just(" USD"),
        ];
        let hedge = prop_oneof![4 => Just(""), 1 => Just("~"), 1 => Just("almost ")];
        let form = 0_usize..11;
        (number(), number(), unit, hedge, form).prop_filter_map(
            "reads",
            |(a, b, unit, hedge, form)| {
                let text = match form {
                    0 => format!("{hedge}{a}{unit}"),
                    1 => format!("{hedge}{a}–{b}{unit}"),
                    2 => format!("{hedge}{a}–{b}+{unit}"),
                    3 => format!("{hedge}{a}+{unit}"),
                    4 => format!("more than {hedge}{a}{unit}"),
                    5 => format!("up to {hedge}{a}{unit}"),
                    6 => format!("fewer than {hedge}{a}{unit}"),
                    7 => format!("{a} ± {b}{unit}"),
                    8 => format!("{a} to the nearest {b}{unit}"),
                    9 => format!("at least {hedge}{a} and at most {b}{unit}"),
                    _ => return estimate(Some(&a), Some(&b), Some(&format!("{b}{unit}"))).ok(),
                };
                parse(&text).ok()
            },
        )
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let terms = [
            COUNT,
            people(),
            Terms {
                signed: true,
                kind: Kind::Share,
                tolerance: Some(Slack::Percent(Number::new(333, 2))),
                ..COUNT
            },
            Terms { kind: Kind::Amount, ..people() },
        ];
        match parse(text) {
            Err(fault) => {
                prop_assert!(fault.at.end <= text.len() && fault.at.start <= fault.at.end);
                prop_assert!(
                    text.is_char_boundary(fault.at.start) && text.is_char_boundary(fault.at.end)
                );
                prop_assert!(fault.to_string().chars().count() < 400);
            }
            Ok(figure) => {
                let shown = figure.to_string();
                prop_assert_eq!(
                    &parse(&shown).map_err(|fault| TestCaseError::fail(format!(
                        "{text:?} {shown}: {fault}"
                    )))?,
                    &figure,
                    "{}",
                    shown
                );
                for terms in &terms {
                    match figure.read_as(terms) {
                        Ok(extent) => {
                            prop_assert!(!extent.core.is_empty());
                            prop_assert!(
                                extent.wide.contains(&extent.core),
                                "{} {:?}",
                                shown,
                                extent
                            );
                            let _ = (
                                extent.to_string(),
                                extent.print(Number::new(2_589_988_110_336, 6)),
                            );
                        }
                        Err(fault) => prop_assert!(fault.at.end <= text.len()),
                    }
                }
            }
        }
        let _ = (
            Unit::parse(text),
            Slack::parse(text),
            rounded(text, text),
            estimate(Some(text), Some(text), None),
        );
        Ok(())
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(figure in figure()) {
            let shown = figure.to_string();
            prop_assert_eq!(parse(&shown), Ok(figure), "{}", shown);
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            check(&text)?;
        }

        #[test]
        fn any_mix_of_figure_words_is_read_or_refused(words in proptest::collection::vec(prop_oneof![
            proptest::sample::select(vec![
                "0", "5", "31", "264", "1,264", "1.10", ".5", "0.000001", " ", " ", " ", "-", "–", "—", "−", "+", "/",
                "±", "+/-", "(", ")", "best", "~", "c.", "<", ">=", "$", "%", "m", "k", "bn", "million", "thousand",
                "hundred", "dozen", "two", "twenty", "a", "an", "half a", "and", "or", "to", "between", "from",
                "at least", "at most", "up to", "more than", "fewer than", "about", "almost", "or more", "people",
                "km²", "USD", "of", "to the nearest", "dozens", "none", "no", "unknown", "\u{a0}", "'", ",", ".",
            ]).prop_map(str::to_owned),
            "\\PC{1,2}",
        ], 0..8)) {
            check(&words.concat())?;
            check(&words.join(" "))?;
        }

        #[test]
        fn whole_numbers_are_read_as_they_are(value in 0_i64..1_000_000_000_000_000, form in 0..3) {
            let text = match form {
                0 => value.to_string(),
                1 => Number::from_int(value).to_string(),
                _ => Number::from_int(value).to_string().replace(',', "\u{202f}"),
            };
            let extent = parse(&text).unwrap().read_as(&COUNT).unwrap();
            prop_assert_eq!(extent, Extent::exact(Number::from_int(value)));
        }
    }
}

#[test]
fn a_point_that_may_group_thousands_is_not_guessed_at() {
    let terms = Terms { kind: Kind::Count, unit: None, signed: false, band: None, tolerance: None };
    for (text, told) in [
        ("28.000", "counts whole things; 28,000 or 28 would be read"),
        ("5.856", "counts whole things; 5,856 or 5 would be read"),
    ] {
        let fault = parse(text).and_then(|figure| figure.read_as(&terms)).unwrap_err();
        assert!(fault.to_string().ends_with(told), "{fault}");
    }
}
