//! Round numbers for scales: two ends in, the step between the numbers written on a scale out.

use crate::figure::Number;

/// The smallest of 1, 2, 5, 10, 20, … that leaves every number on the scale its room.
pub(super) fn step(low: Number, high: Number, columns: usize) -> Option<Number> {
    let longest = [low, high].map(|end| end.to_string().chars().count() + 3);
    let room = longest.into_iter().max().unwrap_or(3);
    let most = Number::new((columns / room).max(2) as i128, 0);
    let span = high.sub(low);
    let steps = (-6i8..=16).flat_map(|exponent| {
        [1, 2, 5].map(|digit| Number::power_of_ten(exponent).mul(Number::from_int(digit)))
    });
    let mut fits = steps.filter(|step| step.mul(most) >= span);
    fits.next()
}

/// How many whole steps lie at or below the number.
pub(super) fn whole_steps(value: Number, step: Number) -> Option<i128> {
    let (num, den) = value.ratio_to(step)?.parts();
    Some(num.div_euclid(den))
}
