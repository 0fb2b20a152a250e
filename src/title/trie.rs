//! Phrases of words: a tree that is asked for the longest phrase at the start of some words.

use super::hash::Map;
use super::lexicon::{UNKNOWN, WordId};

/// Phrases with their values.
#[derive(Debug)]
pub(super) struct Trie<T> {
    /// The node of each word that starts a phrase.
    first: Vec<Option<u32>>,
    next: Map<(u32, WordId), u32>,
    nodes: Vec<Node<T>>,
}

#[derive(Debug)]
struct Node<T> {
    value: Option<T>,
    /// Which words a longer phrase may go on with, a bit for every 64th word: most need no second look.
    next: u64,
}

/// Returns the bit of a word among those that go on.
fn bit(word: WordId) -> u64 {
    1 << (word % 64)
}

impl<T: Copy> Trie<T> {
    /// Makes a tree without phrases.
    pub(super) fn new() -> Self {
        Self { first: Vec::new(), next: Map::default(), nodes: Vec::new() }
    }

    /// Returns the place for a phrase's value; that of no words at all is never found.
    pub(super) fn slot(&mut self, phrase: &[WordId]) -> &mut Option<T> {
        let (first, rest) = phrase.split_first().unwrap_or((&UNKNOWN, &[]));
        let first = *first as usize;
        if self.first.len() <= first {
            self.first.resize(first + 1, None);
        }
        let fresh = self.nodes.len() as u32;
        let mut node = *self.first[first].get_or_insert(fresh);
        self.grow(node);
        for &word in rest {
            let fresh = self.nodes.len() as u32;
            self.nodes[node as usize].next |= bit(word);
            node = *self.next.entry((node, word)).or_insert(fresh);
            self.grow(node);
        }
        &mut self.nodes[node as usize].value
    }

    fn grow(&mut self, node: u32) {
        if node as usize == self.nodes.len() {
            self.nodes.push(Node { value: None, next: 0 });
        }
    }

    /// Whether some phrase may start with two words.
    pub(super) fn may_start(&self, first: WordId, second: WordId) -> bool {
        let node = self.first.get(first as usize).copied().flatten();
        node.is_some_and(|node| self.nodes[node as usize].next & bit(second) != 0)
    }

    /// Returns the longest phrase at the start of some words: its length and value.
    pub(super) fn longest(&self, words: &[WordId]) -> Option<(usize, &T)> {
        let first = words.first().filter(|word| **word != UNKNOWN)?;
        let mut number = (*self.first.get(*first as usize)?)?;
        let mut best = None;
        for length in 1.. {
            let node = &self.nodes[number as usize];
            if let Some(value) = &node.value {
                best = Some((length, value));
            }
            let Some(&word) = words.get(length).filter(|word| node.next & bit(**word) != 0) else { break };
            let Some(&next) = self.next.get(&(number, word)) else { break };
            number = next;
        }
        best
    }

    /// Returns the values of all phrases, to change them.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.nodes.iter_mut().filter_map(|node| node.value.as_mut())
    }
}
