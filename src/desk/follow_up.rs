//! What is said in a thread of ours: questions are answered, chatter is left alone.

use crate::answer::{asked, best, shown, words};
use crate::event::What;
use crate::lookup;
use crate::newsroom::{Done, Job, Newsroom, Trouble};
use crate::place::Scope;
use crate::say::said;
use crate::settings::{FollowUps, Settings};

/// Answers what was said, or keeps silent.
///
/// # Errors
/// When it was addressed to us and can't be answered; in words for who asked.
pub async fn handle(room: &Newsroom, job: &Job<'_>) -> Result<Done, Trouble> {
    let What::Said { addressed, to_another, .. } = &job.event.what else { return Ok(Done::default()) };
    let Some(words) = words(job).filter(|it| !it.is_empty()) else { return Ok(Done::default()) };
    let settings = Settings::of(&*room.store, &job.event.at.place, &room.policy).await?;
    if job.event.actor.bot || !wanted(settings.follow_ups, *addressed, *to_another, &words) {
        return Ok(Done::default());
    }
    let digests = lookup::around(room, job).await?;
    if digests.is_empty() {
        // In a thread of somebody else's we speak only when spoken to.
        return match addressed {
            true => crate::answer::handle(room, job, &words, None).await,
            false => Ok(Done::default()),
        };
    }
    if let Err(wait) = room.patience.answer(&job.event.at) {
        let tell = *addressed && wait.tell;
        return Ok(if tell { Done::said(said([later(room, wait.until).as_str()])) } else { Done::default() });
    }
    let several = digests.len() > 1;
    let mut read = Vec::new();
    for digest in digests {
        let article = room.store.article(Scope::Place(&job.event.at.place), &digest.article).await?;
        read.extend(article.map(|it| (it, Some(digest))));
    }
    let earlier = room.store.asked(&job.event.at).await?;
    match best(room, read, &words, &earlier).await? {
        Some(found) if found.grounded || *addressed => shown(room, job, &words, found, several).await,
        // Nobody asked us, and the article doesn't say: silence, but the question is kept as asked here.
        Some(_) => Ok(Done { changes: vec![asked(job, &words, None)], reply: None }),
        None if *addressed => crate::answer::handle(room, job, &words, None).await,
        None => Ok(Done::default()),
    }
}

/// When to ask again.
pub fn later(room: &Newsroom, until: crate::ports::Timestamp) -> String {
    let seconds = (until - room.clock.now()).num_seconds() + 1;
    let when = match seconds {
        ..=1 => "in a second".to_owned(),
        2..=90 => format!("in {seconds} seconds"),
        _ => format!("in {} minutes", seconds / 60 + 1),
    };
    format!("That was a lot at once: please ask again {when}.")
}

/// Whether what was said is to be answered.
fn wanted(follow_ups: FollowUps, addressed: bool, to_another: bool, words: &str) -> bool {
    if is_thanks(words) {
        return false;
    }
    if addressed {
        return true;
    }
    match follow_ups {
        FollowUps::Mention => false,
        FollowUps::Questions => !to_another && is_question(words),
        FollowUps::All => !to_another,
    }
}

/// Words that open a question.
const OPENERS: &[&str] = &[
    "who", "whom", "whose", "what", "when", "where", "why", "which", "how", "is", "are", "was", "were", "do", "does",
    "did", "has", "have", "had", "can", "could", "will", "would", "should", "may", "might",
];

/// Whether it asks something: it ends with a question mark, or opens as a question and is long enough to be one.
fn is_question(words: &str) -> bool {
    let last = words.trim_end_matches(['"', '”', ')', ' ', '!']);
    // A question mark alone, or after an address, asks nothing that an article could answer.
    let asks = last.ends_with('?') && words.chars().filter(|it| it.is_alphabetic()).count() >= 3;
    let plain: Vec<String> =
        words.split_whitespace().map(|it| it.trim_matches(|it: char| !it.is_alphabetic()).to_lowercase()).collect();
    let opens = plain.first().is_some_and(|it| OPENERS[..9].contains(&it.as_str()));
    asks || (opens && plain.len() >= 3 && !words.contains(". "))
}

/// What people say to end a talk.
fn is_thanks(words: &str) -> bool {
    const THANKS: &[&str] = &[
        "thanks",
        "thank",
        "thx",
        "ty",
        "cheers",
        "ok",
        "okay",
        "nice",
        "great",
        "good",
        "cool",
        "wow",
        "lol",
        "you",
        "a",
        "lot",
        "very",
        "much",
        "so",
        "bot",
        "that",
        "was",
        "helpful",
        "job",
        "well",
        "done",
        "perfect",
        "yes",
        "no",
        "hi",
        "hello",
        "hey",
        "morning",
        "interesting",
        "many",
    ];
    let mut plain = words.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).peekable();
    !words.contains('?') && (plain.peek().is_none() || plain.all(|it| THANKS.contains(&it.to_lowercase().as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chatter_is_left_alone() {
        let check = |words: &str, addressed: bool, to_another: bool, expected: bool| {
            assert_eq!(wanted(FollowUps::Questions, addressed, to_another, words), expected, "{words}");
        };
        check("Who signed it?", false, false, true);
        check("who signed the document", false, false, true);
        check("Who signed it?", false, true, false);
        check("Who signed it?", true, true, true);
        check("and when?", false, false, true);
        check("why?", false, false, true);
        check("Thanks!", true, false, false);
        check("thank you very much", true, false, false);
        check("Tell me who signed it", true, false, true);
        check("Tell me who signed it", false, false, false);
        check("What a mess. I never liked them.", false, false, false);
        check("?", false, false, false);
        check("👍", true, false, false);
        check("This is a disgrace", false, false, false);
    }

    #[test]
    fn the_setting_decides() {
        assert!(!wanted(FollowUps::Mention, false, false, "Who signed it?"));
        assert!(wanted(FollowUps::All, false, false, "the price of it all"));
        assert!(!wanted(FollowUps::All, false, true, "the price of it all"));
    }
}
