//! Where in the sources the sentences around a sentence rest: a text and its source tell things in much the same
//! order, so what stands near its neighbours' evidence is likelier to be its own.

use super::Index;

/// The turns that one sentence rests on by its words alone, with how surely, in steps: a letter more or less in one
/// sentence seldom changes them, and then the sentences around it need not be judged again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Footing(Vec<(u32, u8)>);

/// Steps from nothing to certain.
const STEPS: f32 = 8.0;

impl Index {
    /// The footing that the scores of a sentence mean.
    pub fn footing(&self, scores: &[f32]) -> Footing {
        let top = scores.iter().copied().fold(0.0, f32::max);
        if top <= 0.0 {
            return Footing::default();
        }
        let mut found = Vec::new();
        for (n, passage) in self.passages.iter().enumerate() {
            let best = scores[passage.entries.clone()]
                .iter()
                .copied()
                .fold(0.0, f32::max)
                / top;
            let strength = (best * best) * (best * best);
            let step = (strength * STEPS).round() as u8;
            if step > 0 {
                found.push((n as u32, step));
            }
        }
        Footing(found)
    }

    /// Raises the scores of entries near which the sentences around rest; each footing counts by its share.
    pub fn lean(&self, scores: &mut [f32], around: &[(f32, &Footing)]) {
        let top = scores.iter().copied().fold(0.0, f32::max);
        if around.is_empty() || top <= 0.0 {
            return;
        }
        let mut region = vec![0f32; self.passages.len()];
        for (share, footing) in around {
            let mut field = vec![0f32; self.passages.len()];
            for &(passage, strength) in &footing.0 {
                field[passage as usize] = f32::from(strength) / STEPS;
            }
            let spread = self.weights.spread;
            for n in 1..field.len() {
                field[n] = field[n].max(field[n - 1] * spread);
            }
            for n in (1..field.len()).rev() {
                field[n - 1] = field[n - 1].max(field[n] * spread);
            }
            for (sum, it) in region.iter_mut().zip(&field) {
                *sum += share * it;
            }
        }
        for (passage, near) in self.passages.iter().zip(&region) {
            for score in &mut scores[passage.entries.clone()] {
                if *score > 0.0 {
                    *score += self.weights.region * top * near;
                }
            }
        }
    }
}
