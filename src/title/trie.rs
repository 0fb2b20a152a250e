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
    /// Whether a longer phrase goes on from here; most words start none, and need no second look.
    goes_on: bool,
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
            self.nodes[node as usize].goes_on = true;
            node = *self.next.entry((node, word)).or_insert(fresh);
            self.grow(node);
        }
        &mut self.nodes[node as usize].value
    }

    fn grow(&mut self, node: u32) {
        if node as usize == self.nodes.len() {
            self.nodes.push(Node { value: None, goes_on: false });
        }
    }

    /// Whether some phrase starts with a word.
    pub(super) fn starts(&self, word: WordId) -> bool {
        self.first.get(word as usize).is_some_and(Option::is_some)
    }

    /// Returns the longest phrase at the start of some words: its length and value.
    pub(super) fn longest(&self, words: &[WordId]) -> Option<(usize, T)> {
        let first = words.first().filter(|word| **word != UNKNOWN)?;
        let mut number = (*self.first.get(*first as usize)?)?;
        let mut best = None;
        for length in 1.. {
            let node = &self.nodes[number as usize];
            if let Some(value) = &node.value {
                best = Some((length, value));
            }
            if !node.goes_on {
                break;
            }
            let Some(&next) = words.get(length).and_then(|&word| self.next.get(&(number, word))) else {
                break;
            };
            number = next;
        }
        best.map(|(length, value)| (length, *value))
    }
}
