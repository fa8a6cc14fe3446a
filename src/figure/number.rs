//! Exact decimals: digits in, sums, products and quotients out, and never a binary fraction.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// The most decimals a number keeps: 10^38 is the largest power of ten an `i128` holds.
const MOST_DECIMALS: u8 = 38;

/// An exact decimal, `mantissa × 10^-scale`, always in its shortest form.
///
/// Sums and products are exact while the result fits 38 digits. Figures are read below 10^15 with at
/// most 15 decimals, so sums of up to 10^8 of them always fit. Beyond that a result drops its last
/// decimals (toward zero) until it fits, and then stops at [`Number::MAX`] or its negative: the same
/// input always gives the same output, and nothing panics.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Number {
    mantissa: i128,
    scale: u8,
}

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented too; the names read better in folds and chains"
)]
impl Number {
    /// Nought.
    pub const ZERO: Self = Self::from_int(0);
    /// One.
    pub const ONE: Self = Self::from_int(1);
    /// Where arithmetic stops when it runs out of digits.
    pub const MAX: Self = Self { mantissa: i128::MAX, scale: 0 };

    /// A whole number.
    #[must_use]
    pub const fn from_int(value: i64) -> Self {
        Self { mantissa: value as i128, scale: 0 }
    }

    /// `mantissa × 10^-scale`. Decimals beyond the 38th are dropped.
    #[must_use]
    pub fn new(mantissa: i128, scale: u8) -> Self {
        let mut mantissa = mantissa.max(-i128::MAX);
        let mut scale = scale;
        while scale > MOST_DECIMALS || (scale > 0 && mantissa % 10 == 0) {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }

    /// The mantissa and the number of decimals.
    #[must_use]
    pub const fn parts(self) -> (i128, u8) {
        (self.mantissa, self.scale)
    }

    /// How many decimals it has.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.scale
    }

    /// The sum.
    #[must_use]
    pub fn add(self, other: Self) -> Self {
        if self.scale == 0
            && other.scale == 0
            && let Some(sum) = self.mantissa.checked_add(other.mantissa)
        {
            return Self::new(sum, 0);
        }
        add_aligned(self, other)
    }

    /// The difference.
    #[must_use]
    pub fn sub(self, other: Self) -> Self {
        self.add(other.neg())
    }

    /// The same number on the other side of zero.
    #[must_use]
    pub const fn neg(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The distance from zero.
    #[must_use]
    pub const fn abs(self) -> Self {
        if self.mantissa < 0 { self.neg() } else { self }
    }

    /// The product.
    #[must_use]
    pub fn mul(self, other: Self) -> Self {
        let (mut a, mut b) = (self, other);
        loop {
            if let Some(product) = a.mantissa.checked_mul(b.mantissa) {
                return Self::new(product, a.scale + b.scale);
            }
            if a.scale == 0 && b.scale == 0 {
                return Self::limit(a.is_negative() != b.is_negative());
            }
            if a.scale >= b.scale {
                a = a.shorter();
            } else {
                b = b.shorter();
            }
        }
    }

    /// Half of it.
    #[must_use]
    pub fn half(self) -> Self {
        self.mul(Self { mantissa: 5, scale: 1 })
    }

    /// `10^exponent`; exponents outside ±38 stop there.
    #[must_use]
    pub fn power_of_ten(exponent: i8) -> Self {
        let size = exponent.unsigned_abs().min(MOST_DECIMALS);
        if exponent < 0 {
            Self { mantissa: 1, scale: size }
        } else {
            Self { mantissa: ten_to(size), scale: 0 }
        }
    }

    /// Whether it has no decimals.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.scale == 0
    }

    /// Whether it is nought.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether it lies below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The largest whole number not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        if self.scale == 0 {
            return self;
        }
        Self::new(self.mantissa.div_euclid(ten_to(self.scale)), 0)
    }

    /// The smallest whole number not below it.
    #[must_use]
    pub fn ceil(self) -> Self {
        self.neg().floor().neg()
    }

    /// The largest number of that many decimals not above it.
    #[must_use]
    pub fn floor_to(self, decimals: u8) -> Self {
        if self.scale <= decimals {
            return self;
        }
        let cut = ten_to(self.scale - decimals);
        Self::new(self.mantissa.div_euclid(cut), decimals)
    }

    /// The smallest number of that many decimals not below it.
    #[must_use]
    pub fn ceil_to(self, decimals: u8) -> Self {
        self.neg().floor_to(decimals).neg()
    }

    /// The exponent of its last digit that is not zero: 2 for 300, -1 for 40.5, none for 0.
    #[must_use]
    pub fn last_digit(self) -> Option<i8> {
        if self.mantissa == 0 {
            return None;
        }
        if self.scale > 0 {
            return i8::try_from(self.scale).ok().map(|scale| -scale);
        }
        let mut rest = self.mantissa;
        let mut exponent = 0;
        while rest % 10 == 0 {
            rest /= 10;
            exponent += 1;
        }
        Some(exponent)
    }

    /// Its digits without grouping: `1264`, `-40.5`.
    #[must_use]
    pub fn plain(self) -> String {
        let (sign, whole, fraction) = self.pieces(self.scale);
        join_pieces(sign, &whole, &fraction)
    }

    /// Its digits in groups, with exactly that many decimals where it has no more: `1.10`.
    #[must_use]
    pub(super) fn with_decimals(self, decimals: u8) -> String {
        let (sign, whole, fraction) = self.pieces(decimals.max(self.scale));
        join_pieces(sign, &grouped(&whole), &fraction)
    }

    /// The exact quotient; none when the other is zero or the digits run out.
    #[must_use]
    pub fn ratio_to(self, other: Self) -> Option<Ratio> {
        let (a, b) = (self.mantissa, other.mantissa);
        if b == 0 {
            return None;
        }
        let common = gcd(a.unsigned_abs(), b.unsigned_abs());
        let common = i128::try_from(common).ok()?;
        let (a, b) = (a / common, b / common);
        let down = self.scale.min(other.scale);
        let num = a.checked_mul(ten_to(other.scale - down))?;
        let den = b.checked_mul(ten_to(self.scale - down))?;
        Ratio::new(num, den)
    }

    /// The quotient, when it is a finite decimal.
    #[must_use]
    pub fn div_exact(self, by: Self) -> Option<Self> {
        let ratio = self.ratio_to(by)?;
        let (twos, rest) = strip(ratio.den, 2);
        let (fives, rest) = strip(rest, 5);
        if rest != 1 {
            return None;
        }
        let scale = twos.max(fives);
        let filler = if twos < fives { 2_i128 } else { 5 };
        let times = filler.checked_pow(u32::from(twos.abs_diff(fives)))?;
        let mantissa = ratio.num.checked_mul(times)?;
        (scale <= MOST_DECIMALS).then(|| Self::new(mantissa, scale))
    }

    /// One decimal fewer, toward zero.
    fn shorter(self) -> Self {
        Self::new(self.mantissa / 10, self.scale.saturating_sub(1))
    }

    const fn limit(negative: bool) -> Self {
        if negative { Self::MAX.neg() } else { Self::MAX }
    }

    fn pieces(self, decimals: u8) -> (&'static str, String, String) {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let mut digits = self.mantissa.unsigned_abs().to_string();
        let padding = usize::from(decimals.saturating_sub(self.scale));
        if self.mantissa != 0 {
            digits.extend(std::iter::repeat_n('0', padding));
        }
        let wanted = usize::from(decimals) + 1;
        if digits.len() < wanted {
            digits.insert_str(0, &"0".repeat(wanted - digits.len()));
        }
        let fraction = digits.split_off(digits.len() - usize::from(decimals));
        (sign, digits, fraction)
    }
}

impl Add for Number {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::add(self, other)
    }
}

impl Sub for Number {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::sub(self, other)
    }
}

impl Mul for Number {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::mul(self, other)
    }
}

impl Neg for Number {
    type Output = Self;

    fn neg(self) -> Self {
        Self::neg(self)
    }
}

impl Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Self::add)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let (whole, part) = split(*self);
        let (other_whole, other_part) = split(*other);
        let shared = self.scale.max(other.scale);
        whole.cmp(&other_whole).then_with(|| {
            (part * ten_to(shared - self.scale)).cmp(&(other_part * ten_to(shared - other.scale)))
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_decimals(0))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::from_int(value)
    }
}

/// An exact quotient of two numbers, in lowest terms, its denominator above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    fn new(num: i128, den: i128) -> Option<Self> {
        let common = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?;
        let sign = if den < 0 { -1 } else { 1 };
        (common != 0).then(|| Self { num: num / common * sign, den: den / common * sign })
    }

    /// The numerator and the denominator.
    #[must_use]
    pub const fn parts(self) -> (i128, i128) {
        (self.num, self.den)
    }

    /// Both numbers as digits: `53/24`.
    #[must_use]
    pub fn plain(self) -> String {
        format!("{}/{}", self.num, self.den)
    }

    /// The nearest number of that many decimals, halves upward; none when the digits run out.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> Option<Number> {
        if decimals > MOST_DECIMALS {
            return None;
        }
        let whole = self.num.div_euclid(self.den).checked_mul(ten_to(decimals))?;
        let rest = self.num.rem_euclid(self.den).checked_mul(ten_to(decimals))?;
        let (digits, left) = (rest / self.den, rest % self.den);
        let up = i128::from(left >= self.den - left);
        let mantissa = whole.checked_add(digits)?.checked_add(up)?;
        Some(Number::new(mantissa, decimals))
    }
}

impl fmt::Display for Ratio {
    /// One decimal below 10, none from 10 up; a half goes up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ten = Number::from_int(10);
        match self.rounded(1).filter(|near| near.abs() < ten) {
            Some(near) => write!(f, "{near}"),
            None => match self.rounded(0) {
                Some(near) => write!(f, "{near}"),
                None => f.write_str(&self.plain()),
            },
        }
    }
}

/// Adds numbers of unlike decimals, dropping the finer one's last decimals while they do not fit.
fn add_aligned(a: Number, b: Number) -> Number {
    let (coarse, mut fine) = if a.scale <= b.scale { (a, b) } else { (b, a) };
    loop {
        let shift = fine.scale.saturating_sub(coarse.scale);
        let sum = coarse
            .mantissa
            .checked_mul(ten_to(shift))
            .and_then(|raised| raised.checked_add(fine.mantissa));
        match sum {
            Some(sum) => return Number::new(sum, fine.scale.max(coarse.scale)),
            None if fine.scale > coarse.scale => {
                fine = Number { mantissa: fine.mantissa / 10, scale: fine.scale - 1 };
            }
            None if coarse.scale > 0 => return add_aligned(coarse.shorter(), fine.shorter()),
            None => return Number::limit(coarse.is_negative()),
        }
    }
}

/// The whole part below it, and the rest as a count of its last decimal.
fn split(number: Number) -> (i128, i128) {
    let unit = ten_to(number.scale);
    (number.mantissa.div_euclid(unit), number.mantissa.rem_euclid(unit))
}

const fn ten_to(exponent: u8) -> i128 {
    let mut power = 1;
    let mut left = if exponent > MOST_DECIMALS { MOST_DECIMALS } else { exponent };
    while left > 0 {
        power *= 10;
        left -= 1;
    }
    power
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// How often a prime divides a number, and what is left.
fn strip(mut number: i128, prime: i128) -> (u8, i128) {
    let mut times = 0;
    while number % prime == 0 && times < 127 {
        number /= prime;
        times += 1;
    }
    (times, number)
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn join_pieces(sign: &str, whole: &str, fraction: &str) -> String {
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn n(mantissa: i128, scale: u8) -> Number {
        Number::new(mantissa, scale)
    }

    #[test]
    fn prints_in_groups_and_plainly() {
        let table = [
            (n(0, 0), "0", "0"),
            (n(88, 0), "88", "88"),
            (n(1264, 0), "1,264", "1264"),
            (n(25_000, 0), "25,000", "25000"),
            (n(405, 1), "40.5", "40.5"),
            (n(-3, 0), "-3", "-3"),
            (n(-1_234_567_891, 3), "-1,234,567.891", "-1234567.891"),
            (n(5, 3), "0.005", "0.005"),
            (n(1100, 2), "11", "11"),
            (n(999, 0), "999", "999"),
        ];
        for (number, shown, plain) in table {
            assert_eq!(number.to_string(), shown);
            assert_eq!(number.plain(), plain);
        }
        assert_eq!(n(11, 1).with_decimals(2), "1.10");
        assert_eq!(n(0, 0).with_decimals(2), "0.00");
        assert_eq!(n(12, 0).with_decimals(1), "12.0");
    }

    #[test]
    fn orders_by_value_whatever_the_decimals() {
        let mut list = [n(2, 0), n(-25, 1), n(199, 2), n(0, 0), n(-2, 0), n(20, 1)];
        list.sort_unstable();
        let shown: Vec<_> = list.iter().map(|number| number.plain()).collect();
        assert_eq!(shown, ["-2.5", "-2", "0", "1.99", "2", "2"]);
        assert!(Number::MAX > n(i128::MAX, 38));
        assert!(Number::MAX.neg() < n(-i128::MAX, 38));
        assert_eq!(n(200, 2), n(2, 0));
    }

    #[test]
    fn rounds_down_and_up() {
        for (number, floor, ceil) in [(n(45, 1), 4, 5), (n(-45, 1), -5, -4), (n(4, 0), 4, 4)] {
            assert_eq!(number.floor(), Number::from_int(floor));
            assert_eq!(number.ceil(), Number::from_int(ceil));
        }
        assert_eq!(n(12345, 4).floor_to(2), n(123, 2));
        assert_eq!(n(12345, 4).ceil_to(2), n(124, 2));
    }

    #[test]
    fn finds_the_last_digit_that_counts() {
        for (number, exponent) in [
            (n(300, 0), Some(2)),
            (n(230_000, 0), Some(4)),
            (n(7, 0), Some(0)),
            (n(405, 1), Some(-1)),
            (Number::ZERO, None),
        ] {
            assert_eq!(number.last_digit(), exponent);
        }
    }

    #[test]
    fn divides_exactly_or_says_no() {
        assert_eq!(n(1, 0).div_exact(n(8, 0)), Some(n(125, 3)));
        assert_eq!(n(1, 0).div_exact(n(3, 0)), None);
        assert_eq!(n(1, 0).div_exact(Number::ZERO), None);
        assert_eq!(n(9, 0).div_exact(n(3, 0)), Some(n(3, 0)));
        assert_eq!(n(-3, 0).div_exact(n(2, 1)), Some(n(-15, 0)));
        assert_eq!(
            n(16, 0).mul(n(2_589_988_110_336, 6)).div_exact(n(2_589_988_110_336, 6)),
            Some(n(16, 0))
        );
    }

    #[test]
    fn ratios_print_short() {
        for (a, b, shown, plain) in [
            (106, 48, "2.2", "53/24"),
            (9, 4, "2.3", "9/4"),
            (996, 100, "10", "249/25"),
            (994, 100, "9.9", "497/50"),
            (21, 2, "11", "21/2"),
            (4, 2, "2", "2/1"),
            (-9, 4, "-2.2", "-9/4"),
            (0, 5, "0", "0/1"),
        ] {
            let ratio = n(a, 0).ratio_to(n(b, 0)).unwrap();
            assert_eq!((ratio.to_string().as_str(), ratio.plain().as_str()), (shown, plain));
        }
        assert_eq!(n(1, 0).ratio_to(Number::ZERO), None);
    }

    #[test]
    fn runs_out_of_digits_without_a_panic() {
        assert_eq!(Number::MAX.add(Number::ONE), Number::MAX);
        assert_eq!(Number::MAX.neg().sub(Number::ONE), Number::MAX.neg());
        assert_eq!(Number::MAX.mul(n(-2, 0)), Number::MAX.neg());
        assert_eq!(Number::MAX.add(n(1, 38)), Number::MAX);
        assert_eq!(n(i128::MIN, 0), Number::MAX.neg());
        assert_eq!(n(10_i128.pow(30), 0).add(n(15, 1)), n(10_i128.pow(31) + 15, 1));
        let coarse = n(10_i128.pow(37) + 1, 0);
        assert_eq!(coarse.add(n(123, 2)), n(10 * (10_i128.pow(37) + 1) + 12, 1));
        let _ = n(i128::MAX, 1).mul(n(i128::MAX, 38)).add(n(i128::MAX, 3));
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_fractions(
            a in -10_i128.pow(12)..10_i128.pow(12), s in 0_u8..7,
            b in -10_i128.pow(12)..10_i128.pow(12), t in 0_u8..7,
        ) {
            // Both as whole counts of 10^-12, which an i128 holds exactly.
            let unit = |m: i128, scale: u8| m * ten_to(12 - scale);
            let (x, y) = (n(a, s), n(b, t));
            let count = |number: Number| number.mantissa * ten_to(24 - number.scale);
            prop_assert_eq!(count(x.add(y)), (unit(a, s) + unit(b, t)) * ten_to(12));
            prop_assert_eq!(count(x.sub(y)), (unit(a, s) - unit(b, t)) * ten_to(12));
            prop_assert_eq!(x.mul(y), n(a * b, s + t));
            prop_assert_eq!((x + y - y, -x * y, [x, y].into_iter().sum()), (x, x.mul(y).neg(), x.add(y)));
            prop_assert_eq!(x.cmp(&y), unit(a, s).cmp(&unit(b, t)));
            prop_assert_eq!(x == y, unit(a, s) == unit(b, t));
            prop_assert!(x.floor() <= x && x.sub(x.floor()) < Number::ONE);
            if b != 0 {
                let (num, den) = x.ratio_to(y).unwrap().parts();
                prop_assert!(den > 0 && gcd(num.unsigned_abs(), den.unsigned_abs()) == 1);
                if let (Some(left), Some(right)) =
                    (unit(a, s).checked_mul(den), unit(b, t).checked_mul(num)) {
                    prop_assert_eq!(left, right);
                }
                prop_assert_eq!(x.mul(y).div_exact(y), Some(x));
            }
        }

        #[test]
        fn comparing_is_a_total_order(a: i128, s in 0_u8..=60, b: i128, t in 0_u8..=60) {
            let (x, y) = (n(a, s), n(b, t));
            prop_assert_eq!(x.cmp(&y), y.cmp(&x).reverse());
            prop_assert_eq!(x.cmp(&y) == Ordering::Equal, x == y);
            let _ = (x.add(y), x.mul(y), x.ratio_to(y), x.div_exact(y), x.ceil(), x.to_string());
        }
    }
}
