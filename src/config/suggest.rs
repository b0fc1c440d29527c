//! "Did you mean …?": the nearest known name to one that nobody knows.

/// The candidate nearest to `name`, where one is near enough to be what was meant; ties go to the first.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.to_lowercase().chars().take(64).collect();
    let limit = (name.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for it in candidates {
        let other: Vec<char> = it.to_lowercase().chars().take(64).collect();
        let apart = distance(&name, &other);
        let is_nearer = best.is_none_or(|(least, _)| apart < least);
        if apart <= limit && is_nearer {
            best = Some((apart, it));
        }
    }
    best.map(|(_, it)| it)
}

/// `; did you mean "…"?`, or nothing.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |it| format!("; did you mean \"{it}\"?"))
}

/// Letters to insert, remove, replace or swap with their neighbour to get from one word to the other.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, &a) in from.iter().enumerate() {
        let mut this = vec![row + 1];
        for (column, &b) in to.iter().enumerate() {
            let replaced = last[column] + usize::from(a != b);
            let mut least = replaced.min(last[column + 1] + 1).min(this[column] + 1);
            let is_swap = row > 0 && column > 0 && a == to[column - 1] && from[row - 1] == b;
            if is_swap {
                least = least.min(before[column - 1] + 1);
            }
            this.push(least);
        }
        before = std::mem::replace(&mut last, this);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        let known = ["drafts", "rules", "thresholds"];
        assert_eq!(nearest("draft", known), Some("drafts"));
        assert_eq!(nearest("treshold", known), Some("thresholds"));
        assert_eq!(nearest("rulse", known), Some("rules"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(did_you_mean("rule", known), "; did you mean \"rules\"?");
    }
}
