//! Periods: tables for reading, printing and faults, then what holds for every period.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::period::calendar::{date, day_number, days_in_month};
use crate::period::{Days, Period, PeriodFaultKind};

fn p(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn fault(text: &str) -> String {
    Period::parse(text).unwrap_err().to_string()
}

/// `2016-03-31..2016-04-05`, with `*` for an open end.
fn days(text: &str) -> Days {
    let (first, last) = text.split_once("..").unwrap();
    let day = |text: &str, open: i32| {
        let number = |at: std::ops::Range<usize>| text[at].parse().unwrap();
        if text == "*" { open } else { day_number(number(0..4), number(5..7), number(8..10)) }
    };
    Days { first: day(first, i32::MIN), last: day(last, i32::MAX) }
}

#[test]
fn both_readings() {
    let table = [
        ("2016-04-01", "2016-04-01..2016-04-01", "2016-04-01..2016-04-01"),
        ("2016-02", "2016-02-01..2016-02-29", "2016-02-01..2016-02-29"),
        ("1900-02", "1900-02-01..1900-02-28", "1900-02-01..1900-02-28"),
        ("0001", "0001-01-01..0001-12-31", "0001-01-01..0001-12-31"),
        ("9999", "9999-01-01..9999-12-31", "9999-01-01..9999-12-31"),
        ("201X", "2010-01-01..2019-12-31", "2010-01-01..2019-12-31"),
        ("2010s", "2010-01-01..2019-12-31", "2010-01-01..2019-12-31"),
        ("1988/1994", "1988-01-01..1994-12-31", "1988-01-01..1994-12-31"),
        ("2016-06/2016", "2016-06-01..2016-12-31", "2016-06-01..2016-12-31"),
        ("196X/1975-05-07", "1960-01-01..1975-05-07", "1960-01-01..1975-05-07"),
        ("../2016-08-05", "*..2016-08-05", "*..2016-08-05"),
        ("/2016", "*..2016-12-31", "*..2016-12-31"),
        ("2014-08-05/..", "2014-08-05..*", "2014-08-05..*"),
        ("2014-08-05/", "2014-08-05..*", "2014-08-05..*"),
        ("../..", "*..*", "*..*"),
        ("2016~", "2015-01-01..2017-12-31", "none"),
        ("201X?", "2000-01-01..2029-12-31", "none"),
        ("2010s%", "2000-01-01..2029-12-31", "none"),
        ("2016-01~", "2015-12-01..2016-02-29", "none"),
        ("2016-03-01?", "2016-02-29..2016-03-02", "none"),
        ("2016-04-01~/2016-04-05", "2016-03-31..2016-04-05", "2016-04-02..2016-04-05"),
        ("2016-04-01/2016-04-05~", "2016-04-01..2016-04-06", "2016-04-01..2016-04-04"),
        ("1988~/1994?", "1987-01-01..1995-12-31", "1989-01-01..1993-12-31"),
        ("1988-12%/..", "1988-11-01..*", "1989-01-01..*"),
        ("../2016~", "*..2017-12-31", "*..2015-12-31"),
        ("2016/2016~", "2016-01-01..2017-12-31", "none"),
    ];
    for (text, widest, narrowest) in table {
        let period = p(text);
        assert_eq!(period.widest(), days(widest), "{text}");
        let expected = (narrowest != "none").then(|| days(narrowest));
        assert_eq!(period.narrowest(), expected, "{text}");
    }
}

#[test]
fn an_uncertain_edge_may_reach_past_the_years_that_are_written() {
    let next = day_number(10_000, 12, 31);
    assert_eq!(p("9999~").widest().last, next);
    assert_eq!(p("0001~").widest().first, day_number(0, 1, 1));
    for text in ["9999~", "0001~", "999X~", "001X~", "9999-12-31~", "0001-01-01~"] {
        assert_eq!(p(text).to_string(), text);
    }
}

#[test]
fn printed_and_spoken() {
    let table = [
        ("2016-01-01/2016-12-31", "2016", "in 2016"),
        ("2016-01/2016-12", "2016", "in 2016"),
        ("2016-04-01/2016-04-30", "2016-04", "in 2016-04"),
        ("2016-04-01", "2016-04-01", "on 2016-04-01"),
        ("2016-04-01/2016-04-01", "2016-04-01", "on 2016-04-01"),
        ("2010s", "201X", "in the 2010s"),
        ("2010/2019", "201X", "in the 2010s"),
        ("1960s/1970s", "1960/1979", "from 1960 to 1979"),
        ("1988-01-01/1994", "1988/1994", "from 1988 to 1994"),
        ("2016-04-01/2016-04-05", "2016-04-01/2016-04-05", "from 2016-04-01 to 2016-04-05"),
        ("2016-04/2016-04-05", "2016-04-01/2016-04-05", "from 2016-04-01 to 2016-04-05"),
        ("2016/2017-06", "2016-01/2017-06", "from 2016-01 to 2017-06"),
        ("2016-09-27/2016-11-10", "2016-09-27/2016-11-10", "from 2016-09-27 to 2016-11-10"),
        ("/2016-08-05", "../2016-08-05", "up to 2016-08-05"),
        ("2014-08-05/", "2014-08-05/..", "from 2014-08-05 on"),
        ("2014-01-01/..", "2014/..", "from 2014 on"),
        ("/..", "../..", ""),
        ("2016?", "2016~", "in about 2016"),
        ("2016~/2016~", "2016~", "in about 2016"),
        ("2016-04-01%", "2016-04-01~", "on about 2016-04-01"),
        ("2010s~", "201X~", "in about the 2010s"),
        ("201X~/2025", "201X~/2025", "from about the 2010s to 2025"),
        ("2016-04-01~/2016-04", "2016-04-01~/2016-04-30", "from about 2016-04-01 to 2016-04-30"),
        ("1988~/1994", "1988~/1994", "from about 1988 to 1994"),
        ("1988~/1994-06", "1988~/1994-06", "from about 1988 to 1994-06"),
        ("../2016?", "../2016~", "up to about 2016"),
        ("2016~/2016", "2016~/2016", "from about 2016 to 2016"),
        ("2015/2015~", "2015/2015~", "from 2015 to about 2015"),
        ("2015-02~/2015~", "2015-02~/2015~", "from about 2015-02 to about 2015"),
        ("2015-12~/2017", "2015-12~/2017-12", "from about 2015-12 to 2017-12"),
    ];
    for (text, printed, words) in table {
        let period = p(text);
        assert_eq!(period.to_string(), printed, "{text}");
        assert_eq!(period.in_words(), words, "{text}");
        assert_eq!(p(printed), period, "{text}");
    }
    assert_eq!(format!("{:>6}|{:<6}|", p("2016"), p("2016")), "  2016|2016  |");
}

#[test]
fn days_are_printed_whatever_they_are() {
    assert_eq!(
        p("2016-04-01/2016").meet(&p("2016-03/2016-04-05")).unwrap().to_string(),
        "2016-04-01/2016-04-05"
    );
    assert_eq!(Days::ALL.to_string(), "../..");
    assert_eq!(Days { first: 1, last: 0 }.to_string(), "1970-01-02/1970-01-01");
    for first in [i32::MIN, i32::MIN + 1, -1, i32::MAX - 1, i32::MAX] {
        for last in [i32::MIN, i32::MIN + 1, 0, i32::MAX - 1, i32::MAX] {
            assert!(!Days { first, last }.to_string().is_empty());
        }
    }
}

#[test]
fn faults_in_full() {
    let forms =
        "a day 2016-04-01, a month 2016-04, a year 2016, a decade 201X or an interval 1988/1994";
    let unknown = |read: &str| format!("`{read}` is not read as a period; {forms} would be");
    let table = [
        ("", format!("no period is written here; {forms} would be read")),
        ("  \n ", format!("no period is written here; {forms} would be read")),
        ("/", "`/` has no date on either side; ../.. would be read, as all time".into()),
        ("2016-02-30", "`2016-02-30` has day 30, and 2016-02 has 29 days".into()),
        ("2016-01/1900-02-29?", "`1900-02-29?` has day 29, and 1900-02 has 28 days".into()),
        ("2016-04-00", "`2016-04-00` has day 00, and 2016-04 has 30 days".into()),
        ("2016-13", "`2016-13` has month 13, and months run from 01 to 12".into()),
        ("2016-00-10", "`2016-00-10` has month 00, and months run from 01 to 12".into()),
        ("0000", "`0000` is not a year that is read; four digits from 0001 to 9999 would be".into()),
        ("000X", "`000X` is not a year that is read; four digits from 0001 to 9999 would be".into()),
        ("476/1453", "`476` is not a year that is read; four digits from 0001 to 9999 would be".into()),
        ("-0044", "`-0044` is not a year that is read; four digits from 0001 to 9999 would be".into()),
        ("Y-17000", "`Y-17000` is not a year that is read; four digits from 0001 to 9999 would be".into()),
        (
            "2016-21",
            "`2016-21` is a part of a year that is not read; months, as in 2016-03/2016-05, would be, and so would the years \
             2016/2021"
                .into(),
        ),
        (
            "2021-21~",
            "`2021-21~` is a part of a year that is not read; months, as in 2016-03/2016-05, would be".into(),
        ),
        ("2016-04-01T10:00:00Z", "`2016-04-01T10:00:00Z` has a time of day; 2016-04-01 would be read".into()),
        ("../2016-04-01 10:00", "`2016-04-01 10:00` has a time of day; 2016-04-01 would be read".into()),
        ("[2016,2017]", "`[2016,2017]` is a set of dates; one date or an interval 1988/1994 would be read".into()),
        ("{2016..2018}", "`{2016..2018}` is a set of dates; one date or an interval 1988/1994 would be read".into()),
        ("20XX", "`20XX` leaves digits open; 2000/2099 would be read".into()),
        ("201x", "`201x` leaves digits open; 201X would be read".into()),
        ("2016-XX-XX", "`2016-XX-XX` leaves digits open; 2016 would be read".into()),
        ("2016-04-XX", "`2016-04-XX` leaves digits open; 2016-04 would be read".into()),
        ("19XX/2016", "`19XX` leaves digits open; 1900 would be read".into()),
        ("1900/20XX", "`20XX` leaves digits open; 2099 would be read".into()),
        ("2XXX", "`2XXX` leaves digits open; 2000/2999 would be read".into()),
        ("2X16", format!("`2X16` leaves digits open; {forms} would be read")),
        ("XXXX", format!("`XXXX` leaves digits open; {forms} would be read")),
        ("XXXX-04-01", format!("`XXXX-04-01` leaves digits open; {forms} would be read")),
        ("1994/1988", "`1994/1988` ends before it begins; 1988/1994 would be read".into()),
        ("2016-04-05~/2016-04-01", "`2016-04-05~/2016-04-01` ends before it begins; 2016-04-01/2016-04-05~ would be read".into()),
        ("someday", unknown("someday")),
        ("2016/2017/2018", unknown("2016/2017/2018")),
        ("..", unknown("..")),
        ("٢٠١٦", unknown("٢٠١٦")),
        ("20\u{1b}[31m16", unknown("20\u{1b}[31m16")),
        (&"é".repeat(41), unknown(&format!("{}…", "é".repeat(39)))),
        (&"é".repeat(40), unknown(&"é".repeat(40))),
    ];
    for (text, message) in table {
        assert_eq!(fault(text), message, "{text}");
    }
}

#[test]
fn other_manners_are_understood_but_not_read() {
    let table = [
        ("01/04/2016", "2016-04-01 or 2016-01-04"),
        ("1/4/2016", "2016-04-01 or 2016-01-04"),
        ("25.04.2016", "2016-04-25"),
        ("04/25/2016", "2016-04-25"),
        ("04/04/2016", "2016-04-04"),
        ("2016/04/01", "2016-04-01"),
        ("2016/04", "2016-04"),
        ("2011/12", "2011-12 or 2011/2012"),
        ("04/2016", "2016-04"),
        ("2016/17", "2016/2017"),
        ("2016-4-1", "2016-04-01"),
        ("2016-25-04", "2016-04-25"),
        ("20160401", "2016-04-01"),
        ("4 April 2016", "2016-04-04"),
        ("April 4th, 2016", "2016-04-04"),
        ("the 4th of Sept. 2016", "2016-09-04"),
        ("Apr 2016", "2016-04"),
        ("in May 2016", "2016-05"),
        ("1988-1994", "1988/1994"),
        ("1988–1994", "1988/1994"),
        ("1988 — 1994", "1988/1994"),
        ("1988..1994", "1988/1994"),
        ("1988/../1994", ""),
        ("1988 and 1994", ""),
        ("1988\u{2010}1994", "1988/1994"),
        ("2016\u{2011}04\u{2011}01", "2016-04-01"),
        ("1988-94", "1988/1994"),
        ("1914–18", "1914/1918"),
        ("from 1988 to 1994", "1988/1994"),
        ("between 1988 and 1994", "1988/1994"),
        ("2016-04-01/05", "2016-04-01/2016-04-05"),
        ("2016-04-01/04-05", "2016-04-01/2016-04-05"),
        ("2016-04-01–2016-04-05", "2016-04-01/2016-04-05"),
        ("2016-04-01-2016-04-05", "2016-04-01/2016-04-05"),
        ("2016-04-01 2016-04-05", ""),
        ("4–5 April 2016", "2016-04-04/2016-04-05"),
        ("27 September – 10 November 2020", "2020-09-27/2020-11-10"),
        ("April–May 2016", "2016-04/2016-05"),
        ("01/04/2016 - 05/04/2016", "2016-04-01/2016-04-05 or 2016-01-04/2016-05-04"),
        ("2014-", "2014/.."),
        ("2014–present", "2014/.."),
        ("since 5 August 2014", "2014-08-05/.."),
        ("from 2014 on", "2014/.."),
        ("2014 onwards", "2014/.."),
        ("by 5 August 2016", "../2016-08-05"),
        ("–2016", "../2016"),
        ("../2016-8-5", "../2016-08-05"),
        ("c. 2016", "2016~"),
        ("~2016", "2016~"),
        ("2016~?", "2016~"),
        ("2016-04~-01", "2016-04-01~"),
        ("circa 1988 to 1994", "1988~/1994"),
        ("1990's", "199X"),
        ("2016's", ""),
        ("the 1990s", "199X"),
        ("Ma 2016", ""),
        (" 2016 ", "2016"),
        ("30 February 2016", ""),
        ("1994–1988", ""),
    ];
    for (text, readings) in table {
        let fault = Period::parse(text).unwrap_err();
        let found = match &fault.kind {
            PeriodFaultKind::Manner { instead, .. } => instead.join(" or "),
            _ => String::new(),
        };
        assert_eq!(found, readings, "{text}: {fault}");
    }
    assert_eq!(fault("1988–1994"), "`1988–1994` is not written as EDTF; 1988/1994 would be read");
    assert_eq!(
        fault("01/04/2016"),
        "`01/04/2016` is not written as EDTF; 2016-04-01 or 2016-01-04 would be read"
    );
}

#[test]
fn a_fault_points_at_the_part_it_is_about() {
    for (text, part) in [
        ("2016-02-30", "30"),
        ("2015/2016-02-30~", "30"),
        ("../2016-13", "13"),
        ("../2016-00-01", "00"),
        ("2016/soon", "soon"),
        ("0000/2016", "0000"),
        ("1994/1988", "1994/1988"),
        ("4 April 2016", "4 April 2016"),
        ("", ""),
    ] {
        assert_eq!(&text[Period::parse(text).unwrap_err().at], part, "{text}");
    }
}

#[test]
fn how_two_periods_stand() {
    let contains = |a: &str, b: &str| p(a).contains(&p(b));
    assert!(contains("2016", "2016-04-01/2016-04-05"));
    assert!(contains("2016", "2016") && contains("../..", "2016~") && contains("../..", "../.."));
    assert!(
        !contains("2016-04", "2016")
            && !contains("2016", "2016/..")
            && !contains("2016~", "2016-04")
    );
    assert!(
        contains("2015/2017", "2016~")
            && !contains("2016", "2016-01-01~")
            && contains("2016", "2016-01-02~")
    );
    assert!(contains("1988~/1994", "1989") && !contains("1988~/1994", "1988"));

    assert!(
        p("2015").disjoint(&p("2016"))
            && !p("2015~").disjoint(&p("2016"))
            && !Period::ALL.disjoint(&p("2016"))
    );
    assert!(p("../2015").disjoint(&p("2016/..")));
    assert_eq!(p("2015/2016-04-02").meet(&p("2016-04~")), Some(days("2016-03-01..2016-04-02")));
    assert_eq!(p("2015").meet(&p("2016")), None);

    assert!(
        p("2016-04-06").follows(&p("2016-04-01/2016-04-05")) && p("2016").follows(&p("../2015"))
    );
    assert!(!p("2016-04-07").follows(&p("2016-04-05")) && !p("2015").follows(&p("2016")));
    assert!(!p("2016").follows(&p("2015~")) && !p("2016~").follows(&p("2015")));
    assert!(p("2016/2016~").follows(&p("2015")) && !p("2016~/2016").follows(&p("2014")));
    assert!(p("2016/2018~").follows(&p("2012~/2015")) && !p("../..").follows(&p("../..")));
}

#[test]
fn the_order_of_as_of() {
    let order = |a: &str, b: &str| p(a).order(&p(b));
    assert!(
        order("2016-04", "2016").is_lt()
            && order("2016", "2016-12").is_lt()
            && order("2017", "2016/..").is_lt()
    );
    assert!(order("2016~", "2015/2017").is_eq() && order("../2016", "2016").is_lt());
    assert!(
        p("2015").earlier_than(&p("2016"))
            && !p("2015").earlier_than(&p("2016~"))
            && !p("2016").earlier_than(&p("2015"))
    );
    assert!(!p("2016/..").earlier_than(&p("2017")) && p("../2015").earlier_than(&p("2016/..")));
}

#[test]
fn sorted_by_first_day_then_whole_before_part_then_sure_before_unsure() {
    let sorted = [
        "../..",
        "../2016",
        "2015/2017",
        "2016~",
        "2015-12~/2017-12",
        "2016/..",
        "2016",
        "2016-01",
        "2016-02",
    ];
    let mut periods: Vec<Period> = sorted.iter().rev().map(|text| p(text)).collect();
    periods.sort();
    let texts: Vec<String> = periods.iter().map(Period::to_string).collect();
    let expected = [
        "../..",
        "../2016",
        "2015/2017",
        "2016~",
        "2015-12~/2017-12",
        "2016/..",
        "2016",
        "2016-01",
        "2016-02",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn equal_when_the_readings_are() {
    let same = ["2016", "2016-01-01/2016-12-31", "2016-01/2016-12", "2016/2016-12-31"];
    assert_eq!(same.iter().map(|text| p(text)).collect::<HashSet<_>>().len(), 1);
    assert!(
        p("2016~") == p("2016?")
            && p("2016%") == p("2016~")
            && p("2016~") != p("2015/2017")
            && p("2016~") != p("2016")
    );
    // They share both readings, the narrowest being none, but not their edges.
    assert_ne!(p("2016~/2016"), p("2015/2015~"));
    assert!(p("../..").is_all() && Period::ALL.is_certain() && !p("2016/..").is_all());
    assert!(size_of::<Period>() <= 32);
}

#[test]
fn lengths() {
    for (text, length) in [
        ("2016", Some(366)),
        ("2015", Some(365)),
        ("2016-04-01/2016-04-05", Some(5)),
        ("2016~", None),
    ] {
        assert_eq!(p(text).length_days(), length, "{text}");
    }
    assert_eq!(p("0001/9999").length_days(), Some(3_652_059));
    assert_eq!(p("2016/..").length_days(), None);
    assert_eq!(p("2016~").widest().count(), Some(365 + 366 + 365));
    assert_eq!(Days { first: 3, last: 1 }.count(), Some(0));
}

/// An oracle of its own: counting days one by one through every year that is read.
#[test]
fn the_calendar_counts_every_day_once() {
    let mut expected = day_number(1970, 1, 1) - 719_162;
    assert_eq!(day_number(1970, 1, 1), 0);
    for year in 1..=9999 {
        for month in 1..=12 {
            for day in 1..=days_in_month(year, month) {
                assert_eq!(day_number(year, month, day), expected);
                assert_eq!(date(expected), (year, month, day));
                expected += 1;
            }
        }
    }
    assert_eq!(expected, day_number(10_000, 1, 1));
}

fn dates() -> impl Strategy<Value = String> {
    let year = prop_oneof![2010..2020_i32, 1..=9999_i32];
    let mark = prop_oneof![3 => Just(""), 1 => Just("~"), 1 => Just("?")];
    (year, 1..=12_i32, 1..=31_i32, 0..4, mark).prop_map(|(year, month, day, precision, mark)| {
        match precision {
            0 => format!("{:03}X{mark}", (year / 10).max(1)),
            1 => format!("{year:04}{mark}"),
            2 => format!("{year:04}-{month:02}{mark}"),
            _ => format!("{year:04}-{month:02}-{:02}{mark}", day.min(days_in_month(year, month))),
        }
    })
}

fn periods() -> impl Strategy<Value = Period> {
    let end = || prop_oneof![4 => dates(), 1 => Just("..".to_owned())];
    let interval = (end(), end()).prop_filter_map("reversed", |(a, b)| {
        Period::parse(&format!("{a}/{b}")).or_else(|_| Period::parse(&format!("{b}/{a}"))).ok()
    });
    prop_oneof![1 => dates().prop_map(|text| p(&text)), 3 => interval]
}

fn certain() -> impl Strategy<Value = Period> {
    periods().prop_map(|period| p(&period.to_string().replace('~', "")))
}

/// Nothing panics, a fault lies within its text and says what was read, and every suggestion is
/// read.
fn reads_or_says_why(text: &str) {
    let fault = match Period::parse(text) {
        Ok(period) => return assert_eq!(p(&period.to_string()), period, "{text}"),
        Err(fault) => fault,
    };
    assert!(text.get(fault.at.clone()).is_some(), "{text}: {:?}", fault.at);
    let sentence = fault.to_string();
    assert!(!sentence.contains("invalid") && sentence.chars().count() < 250, "{sentence}");
    assert!(!sentence.contains(char::is_control), "{sentence}");
    match fault.kind {
        PeriodFaultKind::Manner { instead, .. } => {
            assert!(!instead.is_empty());
            assert!(instead.iter().all(|text| Period::parse(text).is_ok()));
        }
        PeriodFaultKind::Season { years: Some(instead), .. }
        | PeriodFaultKind::Reversed { instead, .. }
        | PeriodFaultKind::Time { day: instead, .. }
        | PeriodFaultKind::OpenDigits { instead: Some(instead), .. } => {
            assert!(Period::parse(&instead).is_ok())
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_answered(text in any::<String>()) {
        reads_or_says_why(&text);
    }

    #[test]
    fn any_text_like_a_period_is_read_or_answered(text in "[-0-9/.~?Xs%]{0,24}") {
        reads_or_says_why(&text);
    }

    #[test]
    fn any_text_like_a_date_is_read_or_answered(
        words in prop::collection::vec("[0-9]{1,4}|-|/|–|[.]{2}|~|X|April|sept|é|to|from|since|by|c\\.|on|th|\\[|T1:0| ", 0..10),
    ) {
        reads_or_says_why(&words.concat());
        reads_or_says_why(&words.join(" "));
    }

    #[test]
    fn printing_and_reading_come_back(period in periods()) {
        let printed = period.to_string();
        prop_assert_eq!(p(&printed), period);
        prop_assert_eq!(p(&printed).to_string(), printed);
        prop_assert_eq!(period.in_words().contains("about"), !period.is_certain());
    }

    #[test]
    fn the_narrowest_lies_within_the_widest(period in periods()) {
        prop_assert!(period.narrowest().is_none_or(|days| period.widest().contains(days)));
    }

    #[test]
    fn containing_is_a_partial_order_on_certain_periods(a in certain(), b in certain(), c in certain()) {
        prop_assert!(a.contains(&a) && Period::ALL.contains(&a));
        prop_assert!(!(a.contains(&b) && b.contains(&a)) || a == b);
        prop_assert!(!(a.contains(&b) && b.contains(&c)) || a.contains(&c));
    }

    #[test]
    fn meeting_and_disjoint_are_symmetric_and_opposite(a in periods(), b in periods()) {
        prop_assert_eq!(a.meet(&b), b.meet(&a));
        prop_assert_eq!(a.disjoint(&b), b.disjoint(&a));
        prop_assert_eq!(a.disjoint(&b), a.meet(&b).is_none());
        prop_assert_eq!(a.disjoint(&b), a.earlier_than(&b) || b.earlier_than(&a));
        prop_assert!(!a.contains(&b) || !a.disjoint(&b));
        prop_assert!(!a.follows(&b) || (a.disjoint(&b) && b.earlier_than(&a)));
    }

    #[test]
    fn sorting_agrees_with_equality(a in periods(), b in periods()) {
        prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.order(&b), b.order(&a).reverse());
        prop_assert!(!(a.contains(&b) && a.is_certain()) || a.widest().first < b.widest().first || a <= b);
    }
}

/// A text ten times as long takes about ten times as long to refuse: a million bytes within a
/// moment.
#[test]
fn long_texts_are_refused_at_once() {
    for unit in ["1", "/", "-", "2016-", "X", "~", " ", "é", "2016/"] {
        reads_or_says_why(&unit.repeat(1_000_000 / unit.len()));
    }
}
