//! Where the cells of a roster live: the decoded text once, places in it, and symbols for what repeats.
//!
//! No cell is allocated that need not be: a cell is a place in the text, or in the arena where healing changed it.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::hash::hash;

/// A place in [`Texts`]: 8 bytes. The top bit says arena, the next that the cell is simple, then 35 bits of offset (32
/// GiB), 27 bits of length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span(u64);

const LENGTH_BITS: u32 = 27;

/// The longest cell, in bytes.
pub(super) const LONGEST_CELL: usize = (1 << LENGTH_BITS) - 1;

/// The longest text, in bytes.
pub(super) const LONGEST_TEXT: usize = 1 << 35;

impl Span {
    const ARENA: u64 = 1 << 63;
    const SIMPLE: u64 = 1 << 62;

    /// Makes a place in the text; what is longer than a cell can be is cut (the splitter refuses it before).
    pub(super) fn of(start: usize, end: usize) -> Self {
        Self((start as u64) << LENGTH_BITS | (end - start).min(LONGEST_CELL) as u64)
    }

    /// Makes a place in the text whose cell was looked at while it was in the cache; see [`Look`](super::look::Look).
    pub(super) fn looked_at(start: usize, end: usize, simple: bool) -> Self {
        Self(Self::of(start, end).0 | if simple { Self::SIMPLE } else { 0 })
    }

    /// Whether nothing about the cell needs a second look: see [`Look`](super::look::Look).
    pub(super) fn is_simple(self) -> bool {
        self.0 & Self::SIMPLE != 0
    }

    /// Whether nothing stands there.
    pub(super) fn is_empty(self) -> bool {
        self.len() == 0
    }

    fn len(self) -> usize {
        (self.0 & LONGEST_CELL as u64) as usize
    }

    fn start(self) -> usize {
        ((self.0 & !(Self::ARENA | Self::SIMPLE)) >> LENGTH_BITS) as usize
    }

    /// Returns the bytes of a place in a text.
    pub(super) fn bytes_in(self, text: &[u8]) -> &[u8] {
        &text[self.start()..self.start() + self.len()]
    }
}

/// The decoded text of the source, and the cells that healing changed.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) text: String,
    arena: String,
}

impl Texts {
    pub(super) fn new(text: String) -> Self {
        Self { text, arena: String::new() }
    }

    /// Returns the text of a place.
    pub(super) fn get(&self, span: Span) -> &str {
        let whole = if span.0 & Span::ARENA == 0 { &self.text } else { &self.arena };
        whole.get(span.start()..span.start() + span.len()).unwrap_or_default()
    }

    /// Keeps a changed cell.
    pub(super) fn keep(&mut self, text: &str) -> Span {
        if text.is_empty() {
            return Span::default();
        }
        let start = self.arena.len();
        self.arena.push_str(text);
        Span(Span::of(start, self.arena.len()).0 | Span::ARENA)
    }

    /// Returns a cell with single quotes where they stand doubled.
    pub(super) fn undoubled(&mut self, cell: Span) -> Span {
        let single = self.get(cell).replace("\"\"", "\"");
        self.keep(&single)
    }

    /// Returns the place without the white space around its text.
    pub(super) fn trim(&self, span: Span) -> Span {
        let text = self.get(span);
        let (first, last) = match (text.as_bytes().first(), text.as_bytes().last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => return span,
        };
        if (0x21..0x7f).contains(&first) && (0x21..0x7f).contains(&last) {
            return span;
        }
        let lead = text.len() - text.trim_start().len();
        let start = span.start() + lead;
        Span(Span::of(start, start + text.trim().len()).0 | span.0 & Span::ARENA)
    }

    /// Frees what healing reserved and did not use.
    pub(super) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
    }
}

/// A column of texts that repeat: each row has the symbol of a distinct text.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    of: Vec<u32>,
    distinct: Vec<Span>,
}

impl Symbols {
    /// Interns a column; symbols are numbered in the order of their first row.
    pub(super) fn intern(cells: impl Iterator<Item = Span>, texts: &Texts) -> Self {
        let mut interner = Interner::default();
        cells.for_each(|cell| interner.push(cell, texts.get(cell).as_bytes()));
        interner.finish()
    }

    /// Makes one symbol of symbols whose texts have become equal.
    pub(super) fn unite(&mut self, texts: &Texts) {
        let united = Self::intern(self.distinct.iter().copied(), texts);
        if united.distinct.len() < self.distinct.len() {
            for symbol in &mut self.of {
                *symbol = united.of[*symbol as usize];
            }
            self.distinct = united.distinct;
        }
    }

    /// Whether the source has no such column.
    pub(super) fn is_absent(&self) -> bool {
        self.of.is_empty()
    }

    /// Returns how many rows there are; none where the column is absent.
    pub(super) fn len(&self) -> usize {
        self.of.len()
    }

    /// Returns a row's symbol; 0 where the column is absent.
    pub(super) fn symbol(&self, row: usize) -> u32 {
        self.of.get(row).copied().unwrap_or_default()
    }

    /// Returns a row's text.
    pub(super) fn get<'t>(&self, row: usize, texts: &'t Texts) -> &'t str {
        match self.of.get(row) {
            Some(&symbol) => texts.get(self.distinct[symbol as usize]),
            None => "",
        }
    }

    /// Returns the distinct texts, in the order of their first row.
    pub(super) fn distinct(&self) -> &[Span] {
        &self.distinct
    }

    /// Replaces the distinct texts by their healed form, one for one.
    pub(super) fn replace(&mut self, symbol: u32, healed: Span) {
        self.distinct[symbol as usize] = healed;
    }

    /// Adds a distinct text and gives it to a row.
    pub(super) fn set(&mut self, row: usize, text: Span) {
        self.of[row] = self.distinct.len() as u32;
        self.distinct.push(text);
    }

    /// Keeps the rows that are marked.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        retain(&mut self.of, keep);
    }

    /// Returns the rows, first to last, whose symbol is marked.
    pub(super) fn rows_of<'s>(&'s self, marked: &'s [bool]) -> impl Iterator<Item = usize> + 's {
        self.of.iter().enumerate().filter(|(_, s)| marked[**s as usize]).map(|(row, _)| row)
    }
}

/// A column of symbols that grows.
#[derive(Debug, Default)]
pub(super) struct Interner {
    symbols: Symbols,
    known: HashTable<Known>,
    /// The distinct texts once more, one after the other: together they stay in the cache, which where they stand in
    /// the file they do not.
    texts: Vec<u8>,
}

/// A distinct text: its symbol, its place among the texts of the interner, and half of its hash, which tells most
/// others from it without a look at it.
#[derive(Clone, Copy, Debug)]
struct Known {
    tag: u32,
    symbol: u32,
    place: Span,
}

impl Known {
    fn hash(tag: u32) -> u64 {
        u64::from(tag).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Whether two texts are equal. Most are short, and words that overlap tell it sooner than a call.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(last), Some(other)) => {
            last == other && a.as_chunks::<8>().0.iter().zip(b.as_chunks().0).all(|(a, b)| a == b)
        }
        _ => a == b,
    }
}

impl Interner {
    /// Makes an empty column with room for so many rows.
    pub(super) fn with_capacity(rows: usize) -> Self {
        let symbols = Symbols { of: Vec::with_capacity(rows), distinct: Vec::new() };
        Self { symbols, ..Self::default() }
    }

    /// Makes room for so many further rows.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.symbols.of.reserve(rows);
    }

    /// Adds a row: the place of its cell, and the text there.
    pub(super) fn push(&mut self, cell: Span, text: &[u8]) {
        let symbol = self.symbol(cell, text);
        self.symbols.of.push(symbol);
    }

    fn symbol(&mut self, cell: Span, text: &[u8]) -> u32 {
        let Self { symbols: Symbols { distinct, .. }, known, texts } = self;
        let tag = hash(text) as u32;
        let same = |known: &Known| known.tag == tag && is_same(known.place.bytes_in(texts), text);
        match known.entry(Known::hash(tag), same, |known| Known::hash(known.tag)) {
            Entry::Occupied(known) => known.get().symbol,
            Entry::Vacant(free) => {
                let symbol = distinct.len() as u32;
                let place = Span::of(texts.len(), texts.len() + text.len());
                free.insert(Known { tag, symbol, place });
                texts.extend_from_slice(text);
                distinct.push(cell);
                symbol
            }
        }
    }

    /// Adds the rows of another.
    pub(super) fn append(&mut self, later: Self, texts: &Texts) {
        let Symbols { of, distinct } = later.symbols;
        let own: Vec<u32> =
            distinct.into_iter().map(|cell| self.symbol(cell, texts.get(cell).as_bytes())).collect();
        self.symbols.of.extend(of.into_iter().map(|symbol| own[symbol as usize]));
    }

    /// Replaces the distinct texts in which quotes stand doubled, as they do in quoted cells alone.
    pub(super) fn heal_doubled(&mut self, texts: &mut Texts) {
        let quoted = |span: &Span| memchr::memchr(b'"', texts.get(*span).as_bytes()).is_some();
        let doubled: Vec<usize> =
            (0..self.symbols.distinct.len()).filter(|s| quoted(&self.symbols.distinct[*s])).collect();
        if doubled.is_empty() {
            return;
        }
        for symbol in doubled {
            self.symbols.distinct[symbol] = texts.undoubled(self.symbols.distinct[symbol]);
        }
        let Self { symbols, .. } = std::mem::take(self);
        self.append(Self { symbols, ..Self::default() }, texts);
    }

    /// Returns how many rows there are.
    pub(super) fn len(&self) -> usize {
        self.symbols.of.len()
    }

    /// Returns a row's cell.
    pub(super) fn get(&self, row: usize) -> Span {
        self.symbols.distinct[self.symbols.of[row] as usize]
    }

    /// Puts the rows into another order.
    pub(super) fn reorder(&mut self, order: &[u32]) {
        self.symbols.of = order.iter().map(|row| self.symbols.of[*row as usize]).collect();
    }

    /// Keeps the rows that are marked.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        self.symbols.retain(keep);
    }

    pub(super) fn finish(self) -> Symbols {
        self.symbols
    }
}

/// Keeps the entries that are marked.
pub(super) fn retain<T: Copy>(list: &mut Vec<T>, keep: &[bool]) {
    if list.is_empty() {
        return;
    }
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}
