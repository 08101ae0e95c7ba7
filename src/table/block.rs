//! A block of cells as text: what the clipboard and `.csv` files hold.

/// At most so many rows: as many as offers, with some heads.
const MAX_ROWS: usize = 10_050;
/// At most so many columns.
const MAX_COLUMNS: usize = 1_000;
/// At most so many bytes.
const MAX_BYTES: usize = 8 << 20;

/// Rows of cells, each trimmed; rows may differ in length.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// From the top.
    pub rows: Vec<Vec<String>>,
}

/// Why a text is no block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// There is nothing in it.
    Empty,
    /// It has more rows, columns or characters than a dossier may have.
    TooLarge,
}

impl Block {
    /// Reads tab-separated text (what spreadsheets put on the clipboard), or
    /// text separated by semicolons or commas. Cells in double quotes may hold
    /// separators, line breaks and doubled quotes.
    ///
    /// # Errors
    /// [`BlockError`].
    pub fn read(text: &str) -> Result<Self, BlockError> {
        if text.len() > MAX_BYTES {
            return Err(BlockError::TooLarge);
        }
        let text = text.trim_start_matches('\u{feff}');
        let separator = separator(text);
        let mut rows = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let mut row = Vec::new();
            loop {
                let (cell, after, ends_row) = next_cell(rest, separator);
                row.push(cell.trim().to_owned());
                rest = after;
                if ends_row {
                    break;
                }
            }
            rows.push(row);
            if rows.len() > MAX_ROWS {
                return Err(BlockError::TooLarge);
            }
        }
        Self { rows }.without_margins()
    }

    /// Drops empty rows and columns at the ends, and empty rows between.
    fn without_margins(mut self) -> Result<Self, BlockError> {
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let first = self.rows.iter().filter_map(|row| row.iter().position(|cell| !cell.is_empty())).min();
        let first = first.ok_or(BlockError::Empty)?;
        for row in &mut self.rows {
            row.drain(..first.min(row.len()));
            let end = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row.truncate(end);
        }
        if self.columns() > MAX_COLUMNS { Err(BlockError::TooLarge) } else { Ok(self) }
    }

    /// What stands alone in its row above the table, as reports are exported: taken off
    /// and given back as one text; nothing where there is no such row.
    pub fn without_title(&mut self) -> Option<String> {
        let is_alone = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() == 1;
        let above = self.rows.iter().position(|row| !is_alone(row))?;
        // A table has two columns of figures at least beside its names.
        if above == 0 || self.rows.len() < above + 2 || self.columns() < 3 {
            return None;
        }
        let title: Vec<String> = self.rows.drain(..above).flatten().filter(|cell| !cell.is_empty()).collect();
        Some(title.join(" – "))
    }

    /// The text of a cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// How many columns the longest row has.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// Rows as columns.
    pub fn transposed(&self) -> Self {
        let column = |index| (0..self.rows.len()).map(|row| self.cell(row, index).to_owned()).collect();
        Self { rows: (0..self.columns()).map(column).collect() }
    }
}

/// The text of rows for a spreadsheet: cells that need it stand in quotes.
pub fn tab_separated(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let lines = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join("\t"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The text of a file: UTF-8 (with or without its mark), UTF-16 with its mark,
/// else Windows-1252, which older spreadsheets write.
pub fn decode(bytes: &[u8]) -> String {
    if let [0xff, 0xfe, rest @ ..] = bytes {
        let (pairs, _) = rest.as_chunks::<2>();
        let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
        return char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    /// 0x80 to 0x9f; the five that the code page leaves open stay as they are.
    const SPECIAL: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let place = usize::from(byte).checked_sub(0x80);
    place.and_then(|place| SPECIAL.get(place)).copied().unwrap_or(char::from(byte))
}

/// A tab where there is one; else a semicolon; else a comma, if it does more
/// than mark decimals.
fn separator(text: &str) -> char {
    if text.contains('\t') {
        return '\t';
    }
    if text.contains(';') {
        return ';';
    }
    let first = text.lines().next().unwrap_or_default();
    let heads = first.split(',').count();
    let is_head = |cell: &str| !cell.trim().is_empty() && !cell.trim().starts_with(|c: char| c.is_ascii_digit());
    if heads > 2 && first.split(',').skip(1).all(is_head) { ',' } else { '\t' }
}

/// The next cell, what stands behind its separator, and whether the row ends.
fn next_cell(text: &str, separator: char) -> (String, &str, bool) {
    if let Some((cell, after)) = quoted_cell(text)
        && let Some((rest, ends_row)) = after_cell(after, separator)
    {
        return (cell, rest, ends_row);
    }
    let end = text.find([separator, '\n', '\r']).unwrap_or(text.len());
    let (cell, after) = text.split_at(end);
    let (rest, ends_row) = after_cell(after, separator).unwrap_or(("", true));
    (cell.to_owned(), rest, ends_row)
}

/// A cell in quotes; nothing when the quotes do not close.
fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return Some((cell, after)),
        }
    }
}

/// What stands behind the end of a cell, and whether that ends the row; nothing
/// when the cell does not end here.
fn after_cell(text: &str, separator: char) -> Option<(&str, bool)> {
    if text.is_empty() {
        return Some(("", true));
    }
    if let Some(rest) = text.strip_prefix(separator) {
        return Some((rest, false));
    }
    let rest = text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r']))?;
    Some((rest, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_spreadsheets_hand_over() {
        let cases: &[(&str, &[&[&str]])] = &[
            ("a\tb\n1\t2\n", &[&["a", "b"], &["1", "2"]]),
            ("a\tb\r\n1\t2", &[&["a", "b"], &["1", "2"]]),
            ("\"a\nb\"\t\"c \"\"d\"\"\"\n", &[&["a\nb", "c \"d\""]]),
            // A quote that opens nothing is a quote: inches, or a name.
            ("\"Alpha\" SAS\t12\n", &[&["\"Alpha\" SAS", "12"]]),
            ("\"never closed\t12", &[&["\"never closed", "12"]]),
            ("Offre;Prix\nA;12,5\n", &[&["Offre", "Prix"], &["A", "12,5"]]),
            ("Offer,Price,Note\nA,12.5,3\n", &[&["Offer", "Price", "Note"], &["A", "12.5", "3"]]),
            ("12,5\n13,5\n", &[&["12,5"], &["13,5"]]),
            // Empty margins go; a hole inside stays.
            ("\t\t\n\ta\t\tb\n\n\t1\t2\t3\t\n", &[&["a", "", "b"], &["1", "2", "3"]]),
            ("\u{feff}a\tb", &[&["a", "b"]]),
        ];
        for (text, expected) in cases {
            let block = Block::read(text).unwrap();
            assert_eq!(block.rows, expected.iter().map(|row| row.to_vec()).collect::<Vec<_>>(), "{text:?}");
        }
        assert_eq!(Block::read(" \n\t\n"), Err(BlockError::Empty));
        assert_eq!(Block::read(&"a\n".repeat(20_000)), Err(BlockError::TooLarge));
        assert_eq!(Block::read(&"a\t".repeat(2_000)), Err(BlockError::TooLarge));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = vec![vec!["a\tb".to_owned(), "c \"d\"".into(), String::new(), "e".into()], vec!["f\ng".into()]];
        assert_eq!(Block::read(&tab_separated(&rows)).unwrap().rows, rows);
    }

    #[test]
    fn files_of_older_programs_are_read() {
        assert_eq!(decode("Qualité;né".as_bytes()), "Qualité;né");
        assert_eq!(decode(b"Qualit\xe9 \x80"), "Qualité €");
        assert_eq!(decode(b"\xff\xfea\x00\xe9\x00"), "aé");
        assert_eq!(decode(b"\xef\xbb\xbfa"), "a");
    }
}
