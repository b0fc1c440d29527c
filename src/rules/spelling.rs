//! How far a written word is from one that may have been meant.

/// How many letters must change, go or come.
pub(super) fn slips(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = n + 1;
        for (m, y) in b.iter().enumerate() {
            let kept = diagonal + usize::from(x != y);
            diagonal = row[m + 1];
            row[m + 1] = kept.min(row[m] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
