//! Exact fractions of any size: small ones in two machine words, the rest as big integers.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;

use super::number::Number;

/// An exact fraction in lowest terms. Sums, products and quotients never overflow: what does not fit
/// two machine words moves to big integers, and comes back when it fits again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Form);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// Numerator, and a denominator above zero, without common factor.
    Small(i64, i64),
    /// What fits no `Small`.
    Big(Box<BigRational>),
}

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self(Form::Small(0, 1));
    /// One.
    pub const ONE: Self = Self(Form::Small(1, 1));

    /// Whether it is nought.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Small(0, _))
    }

    /// Whether it is above nought.
    pub fn is_positive(&self) -> bool {
        self.signum() == Ordering::Greater
    }

    /// Whether it is below nought.
    pub fn is_negative(&self) -> bool {
        self.signum() == Ordering::Less
    }

    fn signum(&self) -> Ordering {
        match &self.0 {
            Form::Small(num, _) => num.cmp(&0),
            Form::Big(big) => big.numer().sign().cmp(&num_bigint::Sign::NoSign),
        }
    }

    /// The greatest whole number that is not above it, where that fits.
    pub fn floor(&self) -> Option<i64> {
        match self.0 {
            Form::Small(num, den) => Some(num.div_euclid(den)),
            Form::Big(ref big) => i64::try_from(big.floor().to_integer()).ok(),
        }
    }

    /// The least whole number that is not below it, where that fits.
    pub fn ceil(&self) -> Option<i64> {
        match self.0 {
            Form::Small(num, den) => Some(num.div_euclid(den) + i64::from(num.rem_euclid(den) > 0)),
            Form::Big(ref big) => i64::try_from(big.ceil().to_integer()).ok(),
        }
    }

    /// The same fraction as a decimal, where it ends within the digits a [`Number`] keeps.
    pub fn number(&self) -> Option<Number> {
        let (num, den) = self.parts()?;
        let whole = |value: i128| Number::new(value, 0);
        whole(num).div_exact(whole(den))
    }

    /// Numerator and denominator, where they fit.
    pub fn parts(&self) -> Option<(i128, i128)> {
        match &self.0 {
            &Form::Small(num, den) => Some((num.into(), den.into())),
            Form::Big(big) => Some((big.numer().try_into().ok()?, big.denom().try_into().ok()?)),
        }
    }

    /// The quotient; the divisor must not be nought.
    pub fn over(&self, by: &Self) -> Self {
        self.combine(
            by,
            |a, b| match (a, b) {
                ((num, den), (1, 1)) => Some((num.into(), den.into())),
                ((a, b), (c, d)) => {
                    let (num, den) = (wide(a) * wide(d), wide(b) * wide(c));
                    Some(if den < 0 { (-num, -den) } else { (num, den) })
                }
            },
            |a, b| a / b,
        )
    }

    /// What comes of two whole numbers, which are by far the most, where it fits.
    #[inline]
    fn whole(&self, other: &Self, of: impl Fn(i64, i64) -> Option<i64>) -> Option<Self> {
        match (&self.0, &other.0) {
            (&Form::Small(a, 1), &Form::Small(b, 1)) => of(a, b).map(Self::from),
            _ => None,
        }
    }

    fn sum(&self, other: &Self) -> Self {
        self.combine(
            other,
            |(a, b), (c, d)| {
                Some(if b == d {
                    (wide(a) + wide(c), wide(b))
                } else {
                    // Each product is below 2^126, so the sum fits.
                    (wide(a) * wide(d) + wide(c) * wide(b), wide(b) * wide(d))
                })
            },
            |a, b| a + b,
        )
    }

    fn combine(
        &self,
        other: &Self,
        small: impl Fn((i64, i64), (i64, i64)) -> Option<(i128, i128)>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (&Form::Small(a, b), &Form::Small(c, d)) = (&self.0, &other.0)
            && let Some((num, den)) = small((a, b), (c, d))
        {
            return Self::lowest(num, den);
        }
        Self::of_big(big(self.big(), other.big()))
    }

    /// In lowest terms, as small as it gets. The denominator is above nought.
    fn lowest(num: i128, den: i128) -> Self {
        // Whole numbers are by far the most, and dividing four words is slow.
        if let (1, Ok(num)) = (den, i64::try_from(num)) {
            return Self(Form::Small(num, 1));
        }
        let common = gcd(num.unsigned_abs(), den.unsigned_abs()).max(1);
        // A common factor of two `i128` above nought fits one.
        let common = i128::try_from(common).unwrap_or(1);
        let (num, den) = (num / common, den / common);
        match (i64::try_from(num), i64::try_from(den)) {
            (Ok(num), Ok(den)) => Self(Form::Small(num, den)),
            _ => Self(Form::Big(Box::new(BigRational::new(num.into(), den.into())))),
        }
    }

    /// The same as big integers.
    pub fn to_big(&self) -> BigRational {
        self.big()
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            &Form::Small(num, den) => BigRational::new_raw(num.into(), den.into()),
            Form::Big(big) => (**big).clone(),
        }
    }

    fn of_big(big: BigRational) -> Self {
        match (i64::try_from(big.numer()), i64::try_from(big.denom())) {
            (Ok(num), Ok(den)) => Self(Form::Small(num, den)),
            _ => Self(Form::Big(Box::new(big))),
        }
    }
}

const fn wide(value: i64) -> i128 {
    value as i128
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Two words divide far faster than four.
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return gcd_of_words(small_a, small_b).into();
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_of_words(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(Form::Small(value, 1))
    }
}

impl From<Number> for Exact {
    fn from(number: Number) -> Self {
        let (mantissa, decimals) = number.parts();
        match 10_i128.checked_pow(decimals.into()) {
            Some(den) => Self::lowest(mantissa, den),
            None => {
                let den = BigInt::from(10).pow(decimals.into());
                Self::of_big(BigRational::new(mantissa.into(), den))
            }
        }
    }
}

impl Add for &Exact {
    type Output = Exact;

    #[inline]
    fn add(self, other: Self) -> Exact {
        self.whole(other, i64::checked_add).unwrap_or_else(|| self.sum(other))
    }
}

impl AddAssign<&Exact> for Exact {
    #[inline]
    fn add_assign(&mut self, other: &Exact) {
        *self = &*self + other;
    }
}

impl Sub for &Exact {
    type Output = Exact;

    #[inline]
    fn sub(self, other: Self) -> Exact {
        self.whole(other, i64::checked_sub).unwrap_or_else(|| self.sum(&-other))
    }
}

impl Mul for &Exact {
    type Output = Exact;

    #[inline]
    fn mul(self, other: Self) -> Exact {
        let product = || {
            let product = |(a, b), (c, d)| Some((wide(a) * wide(c), wide(b) * wide(d)));
            self.combine(other, product, |a, b| a * b)
        };
        self.whole(other, i64::checked_mul).unwrap_or_else(product)
    }
}

impl Div for &Exact {
    type Output = Exact;

    fn div(self, by: Self) -> Exact {
        self.over(by)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match &self.0 {
            &Form::Small(num, den) if num != i64::MIN => Exact(Form::Small(-num, den)),
            _ => Exact::of_big(-self.big()),
        }
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (&Form::Small(a, b), &Form::Small(c, d)) => {
                if b == d {
                    a.cmp(&c)
                } else {
                    (wide(a) * wide(d)).cmp(&(wide(c) * wide(b)))
                }
            }
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A decimal where it ends, `53/24` where it does not.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.number(), &self.0) {
            (Some(number), _) => write!(f, "{number}"),
            (None, Form::Small(num, den)) => write!(f, "{num}/{den}"),
            (None, Form::Big(big)) => write!(f, "{big}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fraction() -> impl Strategy<Value = Exact> {
        let end = prop_oneof![-9..9_i64, any::<i64>()];
        let den = prop_oneof![1..9_i64, 1..=i64::MAX];
        (end, den).prop_map(|(num, den)| Exact::from(num).over(&Exact::from(den)))
    }

    proptest! {
        #[test]
        fn agrees_with_big_fractions(a in fraction(), b in fraction()) {
            prop_assert_eq!((&a + &b).big(), a.big() + b.big());
            prop_assert_eq!((&a - &b).big(), a.big() - b.big());
            prop_assert_eq!((&a * &b).big(), a.big() * b.big());
            prop_assert_eq!(a.cmp(&b), a.big().cmp(&b.big()));
            prop_assert_eq!(&(&(&a + &b) - &b), &a);
            let whole = |end: Option<i64>| end.map(|end| BigRational::from_integer(end.into()));
            prop_assert_eq!(whole(a.floor()), Some(a.big().floor()));
            prop_assert_eq!(whole(a.ceil()), Some(a.big().ceil()));
            if !b.is_zero() {
                prop_assert_eq!((&a / &b).big(), a.big() / b.big());
                prop_assert_eq!(&(&(&a / &b) * &b), &a);
            }
        }
    }

    #[test]
    fn whole_numbers_beside_large_fractions() {
        let hair = Exact::from(Number::new(1, 17));
        let below = &Exact::from(100_000_000) - &hair;
        assert_eq!((below.floor(), below.ceil()), (Some(99_999_999), Some(100_000_000)));
        let far = &Exact::from(i64::MAX) + &hair;
        assert_eq!((far.floor(), far.ceil()), (Some(i64::MAX), None));
    }

    #[test]
    fn what_fits_comes_back_small() {
        let big = &Exact::from(i64::MAX) * &Exact::from(i64::MAX);
        assert_eq!(big.over(&Exact::from(i64::MAX)), Exact::from(i64::MAX));
        assert_eq!(Exact::from(Number::new(15, 1)), Exact::from(3).over(&Exact::from(2)));
        assert_eq!(Exact::from(1).over(&Exact::from(3)).to_string(), "1/3");
        assert_eq!(Exact::from(3).over(&Exact::from(-2)).number(), Some(Number::new(-15, 1)));
    }
}
