use std::fmt;
use std::ops::{Index, IndexMut};
use std::sync::{Arc, OnceLock};

/// A list whose items are made when they are first asked for.
///
/// A reader pushes what it reads; a record hands out documents of hundreds of blocks, of which a
/// question needs one or two. Apart from that it is a `Vec`.
///
/// ```
/// use onrecord_doc::model::List;
/// let list = List::made_by(1000, |at| at * at);
/// assert_eq!((list.len(), list[30]), (1000, 900));
/// ```
pub struct List<T> {
    items: Vec<OnceLock<T>>,
    make: Option<Make<T>>,
}

type Make<T> = Arc<dyn Fn(usize) -> T + Send + Sync>;

impl<T> List<T> {
    /// A list of `len` items, each of which `make` makes of its index. It is asked at most once
    /// for each, or more often where threads ask at the same time.
    #[must_use]
    pub fn made_by(len: usize, make: impl Fn(usize) -> T + Send + Sync + 'static) -> Self {
        Self {
            items: (0..len).map(|_| OnceLock::new()).collect(),
            make: Some(Arc::new(make)),
        }
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The item with the number `index`, if there is one.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&T> {
        let item = self.items.get(index)?;
        match (item.get(), &self.make) {
            (None, Some(make)) => Some(item.get_or_init(|| make(index))),
            (made, _) => made,
        }
    }

    /// All items, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator {
        (0..self.len()).map(|index| &self[index])
    }

    /// All items, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        for index in 0..self.len() {
            let _ = self.get(index);
        }
        self.items.iter_mut().filter_map(OnceLock::get_mut)
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        self.items.push(OnceLock::from(item));
    }

    /// All items.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        let make = self.make;
        let made = |(index, item): (usize, OnceLock<T>)| match (item.into_inner(), &make) {
            (None, Some(make)) => Some(make(index)),
            (made, _) => made,
        };
        self.items
            .into_iter()
            .enumerate()
            .filter_map(made)
            .collect()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            make: None,
        }
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self {
            items: items.into_iter().map(OnceLock::from).collect(),
            make: None,
        }
    }
}

impl<T> Index<usize> for List<T> {
    type Output = T;

    /// # Panics
    ///
    /// If there is no such item.
    fn index(&self, index: usize) -> &T {
        match self.get(index) {
            Some(item) => item,
            None => panic!("no item {index} in a list of {}", self.len()),
        }
    }
}

impl<T> IndexMut<usize> for List<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        let len = self.len();
        let _ = self.get(index);
        match self.items.get_mut(index).and_then(OnceLock::get_mut) {
            Some(item) => item,
            None => panic!("no item {index} in a list of {len}"),
        }
    }
}

impl<T: Clone> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            items: self.items.clone(),
            make: self.make.clone(),
        }
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_vec_to_the_eye() {
        let mut lazy = List::made_by(3, |at| at * 10);
        assert_eq!(lazy, List::from(vec![0, 10, 20]));
        lazy[1] += 1;
        lazy.push(7);
        lazy.iter_mut().for_each(|item| *item += 1);
        assert_eq!(
            (lazy.get(4), lazy.clone().into_vec()),
            (None, vec![1, 12, 21, 8])
        );
        assert_eq!(format!("{lazy:?}"), "[1, 12, 21, 8]");
    }
}
