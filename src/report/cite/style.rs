//! A style to cite in: one that the program carries, or one from a file.

#[cfg(feature = "csl")]
use crate::report::cite::styles;

/// A style of the Citation Style Language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    #[cfg(feature = "csl")]
    pub(super) csl: hayagriva::citationberg::IndependentStyle,
    /// Whether it was read from a file, so that nothing is known of it.
    #[cfg(feature = "csl")]
    pub(super) foreign: bool,
    #[cfg(not(feature = "csl"))]
    none: std::convert::Infallible,
}

impl Style {
    /// The style in force where none is asked for; none where the program was built without styles.
    pub const DEFAULT: &str = if cfg!(feature = "csl") { "apa" } else { PLAIN };

    /// The thread that cites in a style from a file. It may panic: the sources are then cited plainly.
    pub const THREAD: &str = "style";

    /// The names of all styles that need no file, in their order.
    pub fn names() -> Vec<&'static str> {
        #[cfg(feature = "csl")]
        let names = styles::names();
        #[cfg(not(feature = "csl"))]
        let names = Vec::new();
        names
    }

    /// The style of that name.
    pub fn find(name: &str) -> Option<Self> {
        #[cfg(feature = "csl")]
        let found = styles::find(name).map(|csl| Self { csl, foreign: false });
        #[cfg(not(feature = "csl"))]
        let found = Self::names().contains(&name).then(|| unreachable!());
        found
    }

    /// The style that the text of a file holds, at most [`Style::LARGEST`] bytes of it; else what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        #[cfg(feature = "csl")]
        let style = styles::read(text).map(|csl| Self { csl, foreign: true });
        #[cfg(not(feature = "csl"))]
        let style = Err(format!(
            "this program was built without styles, and {} bytes of one are of no use",
            text.len()
        ));
        style
    }

    /// The largest file of a style that is read, in bytes: four times the largest there is.
    pub const LARGEST: u64 = 1 << 20;
}

/// The name of the form that needs no style.
pub const PLAIN: &str = "plain";
