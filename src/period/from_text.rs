//! EDTF text in, a period or a fault in words out.

use crate::period::days::Period;
use crate::period::fault::PeriodFault;
use crate::period::parse;
use std::str::FromStr;

impl Period {
    /// Reads EDTF text, allocating nothing unless it is at fault.
    ///
    /// # Errors
    ///
    /// A [`PeriodFault`] when the text is not one of the forms read, names a day that does not exist, or
    /// ends before it begins.
    pub fn parse(text: &str) -> Result<Self, PeriodFault> {
        parse::read(text).map_err(|slip| PeriodFault::new(text, &slip))
    }
}

impl FromStr for Period {
    type Err = PeriodFault;

    fn from_str(text: &str) -> Result<Self, PeriodFault> {
        Self::parse(text)
    }
}
