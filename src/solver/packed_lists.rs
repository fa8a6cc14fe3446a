//! Lists of numbers one after another in one piece of memory.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Places in a table that is kept though little was in it.
pub(crate) const SPARE: usize = 64;

/// Lists by their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.items[start..self.ends[at] as usize]
    }

    pub(crate) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    pub(crate) fn clear(&mut self) {
        self.ends.clear();
        self.items.clear();
    }
}

/// Lists each of which is there once.
#[derive(Default)]
pub(crate) struct Distinct {
    lists: Lists,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Distinct {
    /// Adds a list; its number where it is new.
    pub(crate) fn add(&mut self, list: &[u32]) -> Option<u32> {
        let (lists, hasher) = (&self.lists, &self.hasher);
        let hash = hasher.hash_one(list);
        if self.table.find(hash, |&at| lists.get(at as usize) == list).is_some() {
            return None;
        }
        let new = lists.len() as u32;
        self.table.insert_unique(hash, new, |&at| hasher.hash_one(lists.get(at as usize)));
        self.lists.push(list.iter().copied());
        Some(new)
    }

    pub(crate) fn len(&self) -> usize {
        self.lists.len()
    }

    pub(crate) fn get(&self, at: usize) -> &[u32] {
        self.lists.get(at)
    }

    pub(crate) fn clear(&mut self) {
        // To clear a table takes as long as it is large, whatever it holds.
        if self.table.capacity() > SPARE + 8 * self.lists.len() {
            self.table = HashTable::new();
        }
        self.lists.clear();
        self.table.clear();
    }

    pub(crate) fn into_lists(self) -> Lists {
        self.lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_kept_once_and_comes_back() {
        let mut distinct = Distinct::default();
        let added: Vec<_> =
            [&[1, 2][..], &[], &[1], &[1, 2], &[2]].map(|list| distinct.add(list)).into();
        assert_eq!(added, [Some(0), Some(1), Some(2), None, Some(3)]);
        assert_eq!(
            (distinct.get(0), distinct.get(1), distinct.get(3)),
            (&[1, 2][..], &[][..], &[2][..])
        );
        distinct.clear();
        assert_eq!((distinct.len(), distinct.add(&[2])), (0, Some(0)));
        assert_eq!(distinct.into_lists().get(0), [2]);
    }
}
