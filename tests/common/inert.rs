//! What has to hold of the formats of `report` and `diff` whatever the words in the claim files are.

#![allow(dead_code, reason = "each test file takes what it needs")]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use super::common::hidden;

/// The tags the page is made of.
const TAGS: &[&str] = &[
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "a", "svg", "defs", "rect",
    "path", "header", "h1", "h2", "h3", "h4", "p", "ul", "li", "nav", "form", "div", "label",
    "input", "small", "select", "option", "button", "output", "main", "article", "span", "table",
    "thead", "tbody", "tr", "th", "td", "br", "b", "i", "section", "line", "text", "marker",
    "script", "code",
];

/// Everything between a `<` and the next `>`, outside script and style.
pub(crate) fn tags(page: &str) -> Vec<&str> {
    let mut rest = page;
    let mut tags = Vec::new();
    while let Some((_, from)) = rest.split_once('<') {
        let (tag, after) = from.split_once('>').unwrap();
        tags.push(tag);
        rest = match tag {
            "script" => after.split_once("</script").unwrap().1,
            "style" => after.split_once("</style").unwrap().1,
            _ => after,
        };
    }
    tags
}

/// No tag but those of the page, no script but its own, no handler, and no link but to the web.
pub(crate) fn html(page: &str) {
    assert_eq!(hidden(page), Vec::<char>::new());
    let tags = tags(page);
    for tag in &tags {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(TAGS.contains(&name), "{tag}");
        // Attributes stand in double quotes: every other part is outside of them.
        let mut outside = tag.split('"').step_by(2);
        assert!(!outside.any(|part| part.contains(" on") || part.contains('\'')), "{tag}");
        if let Some((_, link)) = tag.split_once("href=\"") {
            assert!(
                ["#", "https://", "http://"].iter().any(|start| link.starts_with(start)),
                "{tag}"
            );
        }
    }
    assert_eq!(tags.iter().filter(|tag| tag.starts_with("script")).count(), 1);
}

/// No tag, no link, image, mention, reference or address, no command of a runner, and rows of five cells.
pub(crate) fn markdown(text: &str) {
    assert_eq!(hidden(text), Vec::<char>::new());
    assert!(text.chars().count() <= 65_000);
    let lines = text.lines();
    for line in lines.clone() {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line}");
        let cells = line.replace("\\|", "").matches('|').count();
        assert!(!line.starts_with("| ") || cells == 6, "{line}");
    }
    // Arithmetic is code, and nothing in it is markup.
    let bare = lines.filter(|line| !line.starts_with('`')).collect::<Vec<_>>().join("\n");
    let bare: String = bare.replace("[link](<", "\0").split('\0').enumerate().fold(
        String::new(),
        |bare, (at, part)| match at {
            0 => bare + part,
            _ => bare + part.split_once(">)").unwrap().1,
        },
    );
    let bare = bare.replace("<sub>", "").replace("</sub>", "");
    for mark in ["](", "![", "http://", "https://", "www.", "::"] {
        assert!(!bare.contains(mark), "{mark:?}: {bare}");
    }
    let mentions = bare.split('@').skip(1).chain(bare.split('#').skip(1));
    for after in mentions {
        let word = after.starts_with(|c: char| c.is_alphanumeric() || c == '[');
        assert!(!word, "{after}");
    }
    assert!(!bare.replace("<!-- -->", "").contains('<'), "{bare}");
}

/// The rows of a CSV file as RFC 4180 has it, read by the letter.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', true) => quoted = false,
            ('"', false) if cell.is_empty() => quoted = true,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {
                assert_eq!(chars.next(), Some('\n'), "a carriage return ends a row");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            ('\n' | '"', false) => panic!("{c:?} stands bare in {cell:?}"),
            (c, _) => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last row is whole");
    rows
}

/// No cell begins like a formula but plain numbers, wherever a program may cut it.
pub(crate) fn csv(text: &str) {
    assert_eq!(hidden(&text.replace("\r\n", "\n")), Vec::<char>::new());
    for row in rows(text) {
        for cell in &row {
            let digits = |b: u8| b.is_ascii_digit() || b == b'.';
            let number = cell.strip_prefix('-').unwrap_or(cell).bytes().all(digits);
            let starts = |part: &str| part.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(number || !starts(cell), "{cell}");
            assert!(!cell.split(';').skip(1).any(starts), "{cell}");
        }
    }
}

/// The tags of the page of `diff`.
const DIFF_TAGS: &[&str] = &[
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "section", "article",
    "h1", "h2", "h3", "p", "dl", "dt", "dd", "div", "code", "strong", "ins", "del",
];

/// Of a page of `diff`: no tag but its own, no script, no link, no handler.
pub(crate) fn diff_html(page: &str) {
    assert_eq!(hidden(page), Vec::<char>::new());
    for tag in tags(page) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(DIFF_TAGS.contains(&name), "{tag}");
        let mut outside = tag.split('"').step_by(2);
        assert!(!outside.any(|part| part.contains(" on") || part.contains('\'')), "{tag}");
        assert!(![" href", " src", " style="].iter().any(|word| tag.contains(word)), "{tag}");
    }
}

/// Of Markdown of `diff`: no tag, link, image, mention or address outside code, no command of a runner, and
/// no line but a heading, an item, or the numbers of the run.
pub(crate) fn diff_markdown(text: &str) {
    assert_eq!(hidden(text), Vec::<char>::new());
    assert!(text.chars().count() <= 65_000);
    for line in text.lines() {
        let known = ["- ", "  - ", "#### ", "### "].iter().any(|start| line.starts_with(start));
        let ours = ["A holds no claim", "B holds no claim", "The same."];
        let ours = ours.iter().any(|start| line.starts_with(start));
        let numbers = line.is_empty() || line.starts_with(|c: char| c.is_ascii_digit());
        assert!(known || ours || numbers, "{line}");
        assert!(!line.contains("##["), "{line}");
    }
    let bare: String = text.split('`').step_by(2).collect();
    for mark in ["https://", "http://", "www.", "@someone", "](", "!["] {
        assert!(!bare.contains(mark), "{mark:?}: {bare}");
    }
    let ours = ["<!-- -->", "<del>", "</del>", "<ins><b>", "</b></ins>", "<code>", "</code>"];
    let bare = ours.iter().fold(bare, |bare, ours| bare.replace(ours, ""));
    assert!(!bare.contains('<'), "{bare}");
    assert!(!bare.contains("~~") && !bare.contains(" **b**") && !bare.contains("\n#x"), "{bare}");
}
