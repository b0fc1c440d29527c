//! Where in the sources the sentences around a sentence rest: a text and its source tell things in much the same
//! order, so what stands near its neighbours' evidence is likelier to be its own.

use super::Index;

/// The turns that one sentence rests on by its words alone, with how surely (0–1).
#[derive(Clone, Debug, Default)]
pub struct Footing(Vec<(u32, f32)>);

/// Turns whose strength is less say nothing.
const LEAST: f32 = 0.05;

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
            if strength >= LEAST {
                found.push((n as u32, strength));
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
                field[passage as usize] = strength;
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
