//! Keys: rows by what identifies them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hashbrown::HashTable;
use rayon::prelude::*;

use super::hash::fingerprint;

/// Rows by a key, without a copy of any key: the tables hold fingerprints and row numbers.
///
/// A table small enough for the cache is filled several times faster than one for all, and each on its own thread.
pub(super) struct Keys {
    shards: Vec<HashTable<Entry>>,
    /// For keys of several rows, by the first of them: the second, and how many.
    pub(super) more: BTreeMap<u32, (u32, u32)>,
}

#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    check: u32,
    row: u32,
}

/// How many keys a shard has, about: somewhat fewer than a table of 2^17 places takes.
const OF_A_SHARD: usize = 105_000;

/// How many rows are hashed at a stretch.
const CHUNK: usize = 1 << 16;

impl Keys {
    /// Makes the tables of `rows` rows; rows without a key have an empty one.
    pub(super) fn new<'k>(rows: usize, key: impl Fn(u32) -> Cow<'k, str> + Sync) -> Self {
        let number = rows.div_ceil(OF_A_SHARD).max(1);
        let chunks = by_shard(rows, number, key);
        let filled = (0..number).into_par_iter().map(|shard| fill(chunks.iter().map(|chunk| &chunk[shard])));
        let (shards, more): (Vec<_>, Vec<_>) = filled.unzip();
        Self { shards, more: more.into_iter().flatten().collect() }
    }

    /// Returns the rows of a key: the first, the second, and how many.
    pub(super) fn get(&self, wanted: &str) -> Option<(u32, u32, u32)> {
        let (hash, check) = fingerprint(wanted.as_bytes());
        let shard = &self.shards[shard(check, self.shards.len())];
        Some(self.all(find(shard, hash, check)?))
    }

    /// Returns all rows of the key that a row is the first of: that row, the second, and how many.
    pub(super) fn all(&self, first: u32) -> (u32, u32, u32) {
        let (second, count) = self.more.get(&first).copied().unwrap_or((first, 1));
        (first, second, count)
    }

    /// Returns, for each of `rows` references, the first row of that key, or [`NO_ROW`]. One table after the other is
    /// asked, so that each is in the cache when it is: of ten million rows that is several times faster.
    pub(super) fn firsts<'k>(&self, rows: usize, key: impl Fn(u32) -> Cow<'k, str> + Sync) -> Vec<u32> {
        let chunks = by_shard(rows, self.shards.len(), key);
        let ask = |(nth, shard): (usize, &HashTable<Entry>)| {
            let wanted = chunks.iter().flat_map(|chunk| &chunk[nth]);
            wanted.filter_map(|e| Some((e.row, find(shard, e.hash, e.check)?))).collect::<Vec<_>>()
        };
        let found: Vec<Vec<(u32, u32)>> = self.shards.par_iter().enumerate().map(ask).collect();
        let mut firsts = vec![NO_ROW; rows];
        for (row, first) in found.into_iter().flatten() {
            firsts[row as usize] = first;
        }
        firsts
    }
}

/// Stands for the row of a key that no row has.
pub(super) const NO_ROW: u32 = u32::MAX;

/// Returns the keys of `rows` rows, stretch by stretch, those of each shard together.
fn by_shard<'k>(
    rows: usize,
    number: usize,
    key: impl Fn(u32) -> Cow<'k, str> + Sync,
) -> Vec<Vec<Vec<Entry>>> {
    let sorted = |chunk: usize| {
        let rows = chunk * CHUNK..((chunk + 1) * CHUNK).min(rows);
        let mut shards: Vec<Vec<Entry>> = vec![Vec::new(); number];
        for row in rows {
            let row = row as u32;
            let own = key(row);
            if !own.is_empty() {
                let (hash, check) = fingerprint(own.as_bytes());
                shards[shard(check, number)].push(Entry { hash, check, row });
            }
        }
        shards
    };
    (0..rows.div_ceil(CHUNK)).into_par_iter().map(sorted).collect()
}

fn find(shard: &HashTable<Entry>, hash: u64, check: u32) -> Option<u32> {
    shard.find(hash, |other| other.hash == hash && other.check == check).map(|entry| entry.row)
}

fn shard(check: u32, number: usize) -> usize {
    ((u64::from(check) * number as u64) >> 32) as usize
}

/// Makes one table of entries in the order of their rows, and tells the keys of several rows.
fn fill<'e>(
    parts: impl Iterator<Item = &'e Vec<Entry>> + Clone,
) -> (HashTable<Entry>, BTreeMap<u32, (u32, u32)>) {
    let mut table: HashTable<Entry> = HashTable::with_capacity(parts.clone().map(Vec::len).sum());
    let mut more = BTreeMap::new();
    for entry in parts.flatten() {
        let same = |other: &Entry| other.hash == entry.hash && other.check == entry.check;
        match table.entry(entry.hash, same, |other| other.hash) {
            hashbrown::hash_table::Entry::Occupied(first) => {
                more.entry(first.get().row).or_insert((entry.row, 1)).1 += 1;
            }
            hashbrown::hash_table::Entry::Vacant(free) => {
                free.insert(*entry);
            }
        }
    }
    (table, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_several_shards_name_their_rows() {
        let rows = 3 * OF_A_SHARD;
        let keys = Keys::new(rows, |row| match row {
            5 => Cow::Borrowed(""),
            7 | 9 | 200_000 => Cow::Borrowed("same"),
            row => Cow::Owned(row.to_string()),
        });
        assert_eq!(keys.get("same"), Some((7, 9, 3)));
        assert_eq!(keys.get(""), None);
        assert_eq!(keys.get("5"), None);
        let asked = ["8", "", "same", "5", "200001"];
        let firsts = keys.firsts(asked.len(), |row| Cow::Borrowed(asked[row as usize]));
        assert_eq!(firsts, [8, NO_ROW, 7, NO_ROW, 200_001]);
        assert!((10..rows as u32).step_by(997).all(|row| keys.get(&row.to_string()) == Some((row, row, 1))));
    }
}
