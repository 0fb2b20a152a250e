//! Where boxes stand: a tidy tree, found in time in proportion to the boxes.
//!
//! Subtrees are shapes with two outlines, the least and the greatest row of each layer. Siblings are moved apart until
//! no layer overlaps, and their parent is set between the first and the last. An outline is held deepest layer first,
//! so that a parent is added at its end; it is moved by a number beside it; and joining two outlines touches only the layers
//! that both have, which the shallower one then gives up. So every box is touched a bounded number of times, and a chain of a
//! million costs what a star of a million costs. Nothing recurses.

/// How far apart two siblings stand, in rows.
const SIBLINGS: f64 = 1.0;

/// How far apart boxes of different parents stand, in rows.
const COUSINS: f64 = 1.3;

/// Where the boxes of a forest stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The row of each box: 0 for the topmost, and siblings are 1 apart.
    pub rows: Vec<f64>,
    /// The greatest row.
    pub last_row: f64,
    /// How many layers of outlines were compared: never more than there are boxes.
    pub steps: usize,
}

/// Places a forest. Parents stand before their children, which are placed in their order.
///
/// A parent that does not stand before its child is taken for none.
pub fn tidy(parents: &[Option<usize>]) -> Places {
    let family = Family::new(parents);
    let mut steps = 0;
    let mut outlines: Vec<Option<Outline>> = Vec::new();
    outlines.resize_with(parents.len(), || None);
    // The place of a box in its subtree, and how far its subtree is moved beside its siblings.
    let mut own = vec![0.0; parents.len()];
    let mut moved = vec![0.0; parents.len()];
    for node in (0..parents.len()).rev() {
        let (mut first, mut last) = (None, 0.0);
        let mut outline = Outline::default();
        for child in family.children(node) {
            let next = outlines[child].take().expect("children come after their parent");
            moved[child] = outline.join(next, SIBLINGS, &mut steps);
            last = own[child] + moved[child];
            first.get_or_insert(last);
        }
        own[node] = first.map_or(0.0, |first: f64| f64::midpoint(first, last));
        outline.add_parent(own[node]);
        outlines[node] = Some(outline);
    }
    let mut whole = Outline::default();
    for root in family.roots() {
        let next = outlines[root].take().expect("a root is in no other subtree");
        moved[root] = whole.join(next, COUSINS, &mut steps);
    }
    for node in 0..parents.len() {
        if let Some(parent) = family.parent(node) {
            moved[node] += moved[parent];
        }
    }
    let (top, bottom) = whole.bounds();
    let rows = own.iter().zip(&moved).map(|(own, moved)| own + moved - top).collect();
    Places { rows, last_row: bottom - top, steps }
}

/// Who is whose child, as lists that are linked by numbers.
struct Family<'p> {
    parents: &'p [Option<usize>],
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    first_root: u32,
}

const NONE: u32 = u32::MAX;

impl<'p> Family<'p> {
    fn new(parents: &'p [Option<usize>]) -> Self {
        let none = || vec![NONE; parents.len()];
        let mut family = Self { parents, first_child: none(), next_sibling: none(), first_root: NONE };
        for node in (0..parents.len()).rev() {
            let list = match family.parent(node) {
                Some(parent) => &mut family.first_child[parent],
                None => &mut family.first_root,
            };
            family.next_sibling[node] = *list;
            *list = u32::try_from(node).expect("a chart has fewer than 2^32 boxes");
        }
        family
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.parents[node].filter(|parent| *parent < node)
    }

    fn list(&self, first: u32) -> impl Iterator<Item = usize> {
        let some = |node: u32| (node != NONE).then_some(node as usize);
        std::iter::successors(some(first), move |node| some(self.next_sibling[*node]))
    }

    fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        self.list(self.first_child[node])
    }

    fn roots(&self) -> impl Iterator<Item = usize> {
        self.list(self.first_root)
    }
}

/// The least and the greatest row of each layer of some neighbouring subtrees, deepest layer first.
#[derive(Default)]
struct Outline {
    least: Vec<f64>,
    greatest: Vec<f64>,
    /// How far all of them are moved.
    moved: f64,
}

impl Outline {
    fn add_parent(&mut self, row: f64) {
        self.least.push(row - self.moved);
        self.greatest.push(row - self.moved);
    }

    /// Takes in the next subtree, with its top so far below, and returns how far that subtree is moved.
    fn join(&mut self, mut next: Self, tops_apart: f64, steps: &mut usize) -> f64 {
        let (here, there) = (self.least.len(), next.least.len());
        let shared = here.min(there);
        *steps += shared;
        if here == 0 {
            *self = next;
            return 0.0;
        }
        let mut by = f64::NEG_INFINITY;
        for layer in 1..=shared {
            let apart = if layer == 1 { tops_apart } else { COUSINS };
            let above = self.greatest[here - layer] + self.moved;
            by = by.max(above + apart - next.least[there - layer] - next.moved);
        }
        if here >= there {
            for layer in 1..=shared {
                self.greatest[here - layer] = next.greatest[there - layer] + next.moved + by - self.moved;
            }
        } else {
            next.moved += by;
            for layer in 1..=shared {
                next.least[there - layer] = self.least[here - layer] + self.moved - next.moved;
            }
            *self = next;
        }
        by
    }

    fn bounds(&self) -> (f64, f64) {
        let least = self.least.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let greatest = self.greatest.iter().copied().reduce(f64::max).unwrap_or(0.0);
        (least + self.moved, greatest + self.moved)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    const SMALL: f64 = 1e-6;

    /// Forests: each box has an earlier one for its parent, or none.
    fn forests() -> impl Strategy<Value = Vec<Option<usize>>> {
        prop::collection::vec((any::<prop::sample::Index>(), 0..10_u8), 1..120).prop_map(|choices| {
            let parent = |(node, (choice, none)): (usize, (prop::sample::Index, u8))| {
                (node > 0 && none > 0).then(|| choice.index(node))
            };
            choices.into_iter().enumerate().map(parent).collect()
        })
    }

    fn layers(parents: &[Option<usize>]) -> Vec<usize> {
        let mut layers: Vec<usize> = Vec::new();
        for parent in parents {
            layers.push(parent.map_or(0, |parent| layers[parent] + 1));
        }
        layers
    }

    fn children(parents: &[Option<usize>]) -> BTreeMap<usize, Vec<usize>> {
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children.entry(*parent).or_default().push(node);
            }
        }
        children
    }

    proptest! {
        #[test]
        fn boxes_of_a_layer_never_overlap(parents in forests()) {
            let places = tidy(&parents);
            let layers = layers(&parents);
            for one in 0..parents.len() {
                for other in one + 1..parents.len() {
                    let apart = (places.rows[one] - places.rows[other]).abs();
                    prop_assert!(layers[one] != layers[other] || apart > SIBLINGS - SMALL, "{one} and {other}");
                }
            }
        }

        #[test]
        fn a_parent_stands_in_the_middle_and_children_in_their_order(parents in forests()) {
            let places = tidy(&parents);
            for (parent, children) in children(&parents) {
                let row = |child: &usize| places.rows[*child];
                prop_assert!(children.is_sorted_by(|a, b| row(a) < row(b)));
                let middle = f64::midpoint(row(&children[0]), row(&children[children.len() - 1]));
                prop_assert!((places.rows[parent] - middle).abs() < SMALL);
            }
        }

        #[test]
        fn subtrees_keep_their_order_in_every_layer(parents in forests()) {
            // In the order of a walk from parent to child, rows grow within each layer.
            let places = tidy(&parents);
            let (layers, children) = (layers(&parents), children(&parents));
            let mut waiting: Vec<usize> = (0..parents.len()).filter(|n| parents[*n].is_none()).rev().collect();
            let mut lowest: BTreeMap<usize, f64> = BTreeMap::new();
            while let Some(node) = waiting.pop() {
                let row = places.rows[node];
                if let Some(before) = lowest.insert(layers[node], row) {
                    prop_assert!(before < row);
                }
                waiting.extend(children.get(&node).into_iter().flatten().rev());
            }
        }

        #[test]
        fn rows_begin_at_zero_and_end_where_it_says(parents in forests()) {
            let places = tidy(&parents);
            let least = places.rows.iter().copied().reduce(f64::min).unwrap();
            let greatest = places.rows.iter().copied().reduce(f64::max).unwrap();
            prop_assert!(least.abs() < SMALL && (greatest - places.last_row).abs() < SMALL);
            prop_assert!(places.steps <= parents.len(), "a join costs what the shallower gives up");
        }
    }

    #[test]
    fn a_million_boxes_cost_no_more_than_a_step_each() {
        const MANY: usize = 1_000_000;
        let chain: Vec<_> = (0..MANY).map(|n| n.checked_sub(1)).collect();
        let star: Vec<_> = (0..MANY).map(|n| (n > 0).then_some(0)).collect();
        let caterpillar: Vec<_> = (0..MANY).map(|n| (n > 0).then(|| (n - 1) / 2 * 2)).collect();
        let roots = vec![None; MANY];
        for (name, parents, last_row) in [
            ("chain", chain, Some(0.0)),
            ("star", star, Some((MANY - 2) as f64)),
            ("caterpillar", caterpillar, None),
            ("roots", roots, None),
        ] {
            let places = tidy(&parents);
            assert!(places.steps <= MANY, "{name}: {}", places.steps);
            assert!(last_row.is_none_or(|last| places.last_row == last), "{name}: {}", places.last_row);
        }
    }

    #[test]
    fn a_small_tree_stands_as_one_would_draw_it() {
        // 0 leads 1 and 2; 1 leads 3, 4 and 5; 2 leads 6.
        let places = tidy(&[None, Some(0), Some(0), Some(1), Some(1), Some(1), Some(2)]);
        assert_eq!(places.rows, [2.15, 1.0, 3.3, 0.0, 1.0, 2.0, 3.3]);
        assert_eq!(tidy(&[]), Places::default());
    }
}
