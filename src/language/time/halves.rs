//! Which half of the day a clock time means, from the other words of its sentence.

use super::super::scan::Tokens;
use super::clock::{in_part, part};
use super::{TimeMention, TimeRef};

/// Tells the halves of the day apart where another word of the sentence does: `on Monday afternoon at
/// twenty to five`. A sentence that names two parts of the day, or goes back in time, settles nothing.
pub(super) fn settle(t: &Tokens<'_>, found: &mut [TimeMention]) {
    if found
        .iter()
        .all(|it| !matches!(it.value, TimeRef::Clock { certain: false, .. }))
    {
        return;
    }
    let sentences = t.list.last().map_or(0, |it| it.sentence as usize + 1);
    let mut parts: Vec<(Option<u8>, bool)> = vec![(None, true); sentences];
    for (i, token) in t.list.iter().enumerate() {
        let Some(part) = part(&token.lower).filter(|_| t.before(i, 1) != "good") else {
            continue;
        };
        let slot = &mut parts[token.sentence as usize];
        slot.1 &= slot.0.is_none_or(|it| it == part);
        slot.0 = Some(part);
    }
    let mut token = 0;
    let mut latest = (u32::MAX, 0);
    for mention in found {
        while t
            .list
            .get(token)
            .is_some_and(|it| it.span.start < mention.span.start)
        {
            token += 1;
        }
        let sentence = t.list.get(token).map_or(0, |it| it.sentence);
        let TimeRef::Clock { minutes, certain } = &mut mention.value else {
            continue;
        };
        if let (false, (Some(part), true)) = (*certain, parts[sentence as usize]) {
            let settled = in_part(*minutes, part);
            if latest.0 != sentence || latest.1 <= settled {
                (*minutes, *certain) = (settled, true);
            }
        }
        if *certain {
            latest = (sentence, *minutes);
        }
    }
}
