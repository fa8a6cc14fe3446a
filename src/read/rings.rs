//! Things that refer to one another in a ring.

/// Rings among things that each name others, as the numbers round them. Rings that share a thing are
/// told by one of them: untie it and look again. Linear in things and names.
pub(super) fn rings<'e>(count: usize, names: impl Fn(usize) -> &'e [u32]) -> Vec<Vec<usize>> {
    let mut state = vec![State::New; count];
    let mut found = Vec::new();
    // The places on the path of things already in a ring, the deepest last.
    let mut ringed: Vec<usize> = Vec::new();
    for start in 0..count {
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open(0);
        while let Some(&mut (at, ref mut next)) = path.last_mut() {
            let Some(&to) = names(at).get(*next) else {
                state[at] = State::Done;
                path.pop();
                ringed.pop_if(|deepest| *deepest == path.len());
                continue;
            };
            *next += 1;
            match state[to as usize] {
                State::New => {
                    state[to as usize] = State::Open(path.len());
                    path.push((to as usize, 0));
                }
                State::Open(depth) if ringed.last().is_none_or(|&deepest| deepest < depth) => {
                    ringed.extend(depth..path.len());
                    found.push(path[depth..].iter().map(|&(at, _)| at).collect());
                }
                State::Open(_) | State::Done => {}
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the path, so deep.
    Open(usize),
    Done,
}

#[cfg(test)]
mod tests {
    use super::rings;

    fn of(names: &[&[u32]]) -> Vec<Vec<usize>> {
        rings(names.len(), |at| names[at])
    }

    #[test]
    fn rings_are_found_once_and_chains_are_none() {
        assert_eq!(of(&[&[1], &[2], &[]]), Vec::<Vec<usize>>::new());
        assert_eq!(of(&[&[1], &[2], &[0]]), [vec![0, 1, 2]]);
        assert_eq!(of(&[&[0]]), [vec![0]]);
        assert_eq!(of(&[&[1, 2], &[3], &[3], &[]]), Vec::<Vec<usize>>::new());
        assert_eq!(of(&[&[1], &[0, 2], &[3], &[2]]), [vec![0, 1], vec![2, 3]]);
        assert_eq!(of(&[&[1, 2], &[0, 2], &[0, 1]]).len(), 1);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let names: Vec<Vec<u32>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert_eq!(rings(names.len(), |at| &names[at]).len(), 1);
    }
}
