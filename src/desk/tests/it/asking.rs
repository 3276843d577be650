//! From a link to a digest, its thread, its evidence; and what becomes of it.

use chrono::TimeDelta;
use desk::event::{Acknowledgement, Actor};
use desk::fake::platform::Message;
use desk::place::Destination;
use desk::post::PostKind;

use crate::stage::{Stage, privately, text, texts, typed};

const ADDRESS: &str = "https://example.org/bridge?id=12&token=secret";

const STORY: &str = "# Bridge closes after crack is found\n\n\
    By Nora Vale\n\n24 November 2026\n\n\
    The Harwell bridge was shut on Tuesday after engineers found a crack in one of its steel beams.\n\n\
    Mayor Dora Finch said the repair would cost about $3.2 million and take six weeks.\n\n\
    \"Nobody was in danger,\" Finch told reporters. \"We closed it in time.\"\n\n\
    The union of drivers denied that. Its head, Paul Reyes, said that buses had crossed the beam for days after the first \
    report of the crack.\n\n\
    The council will decide on Thursday who pays for the repair. It has not said whether the ferry will run at night.\n";

async fn briefed(stage: &Stage) -> (Vec<Message>, Destination, String) {
    stage.web.page(ADDRESS, STORY);
    let posted = stage.types(&format!("brief {ADDRESS}")).await;
    let digest = posted.first().expect("a digest");
    let thread = posted.get(1).expect("a first message in its thread").at.destination.clone();
    let id = digest.post.buttons[0].line.split_whitespace().nth(1).unwrap().to_owned();
    (posted, thread, id)
}

#[tokio::test]
async fn a_link_becomes_a_digest_with_a_thread() {
    let stage = Stage::new().await;
    let (posted, thread, id) = briefed(&stage).await;
    assert_eq!(posted.len(), 2, "{}", texts(&posted));
    let digest = text(&posted[0]);
    for expected in ["Bridge closes after crack is found", "Dora Finch", "C1.", "asked for by Ann", &id] {
        assert!(digest.contains(expected), "{expected} in\n{digest}");
    }
    assert!(!digest.contains("secret"), "no token in\n{digest}");
    assert_eq!(posted[0].post.link.as_ref().map(|it| it.as_str()), Some("https://example.org/bridge?id=12"));
    assert!(thread.thread.is_some() && text(&posted[1]).contains("mention me to ask"));
    // The same again is not posted twice.
    let again = stage.types(&format!("brief {ADDRESS}")).await;
    assert!(
        again.len() == 1 && text(&again[0]).contains(&format!("digested here a minute ago: {id}")),
        "{}",
        texts(&again)
    );
}

#[tokio::test]
async fn questions_in_the_thread_are_answered_or_refused() {
    let stage = Stage::new().await;
    let (_, thread, id) = briefed(&stage).await;
    let said = |words: &'static str, addressed| {
        let (stage, thread) = (&stage, &thread);
        async move { stage.says(thread, words, addressed).await }
    };
    let answer = said("How much will the repair cost?", false).await;
    assert_eq!(answer.len(), 1);
    assert!(text(&answer[0]).contains("$3.2 million"), "{}", text(&answer[0]));
    assert_eq!(answer[0].at.destination, thread);
    assert!(answer[0].post.replies_to.is_some());
    let whose = said("And who says so?", false).await;
    let words = text(&whose[0]);
    assert!(words.contains("$3.2 million") && words.contains("Said by Dora Finch"), "{words}");
    // What the article doesn't say is refused when it was asked of us, and passed over when it wasn't.
    assert!(said("Did the minister of defence resign?", false).await.is_empty());
    let refused = said("Did the minister of defence resign?", true).await;
    assert!(text(&refused[0]).contains("The article does not say."), "{}", texts(&refused));
    assert!(said("Thanks a lot!", true).await.is_empty());
    assert!(said("What a day. I am off.", false).await.is_empty());
    // By command from outside, by id.
    let asked = stage.types(&format!("ask about={id} \"How long will the repair take?\"")).await;
    assert!(text(&asked[0]).contains("six weeks"), "{}", texts(&asked));
    // And of all that was read here.
    let asked = stage.types("ask How much will the repair of the bridge cost?").await;
    let words = text(&asked[0]);
    assert!(words.contains("$3.2 million") && words.contains(&id), "{words}");
}

#[tokio::test]
async fn evidence_is_shown_in_its_surroundings() {
    let stage = Stage::new().await;
    let (_, thread, id) = briefed(&stage).await;
    let shown = stage.types_in(&thread, "evidence C1").await;
    let words = text(&shown[0]);
    assert!(
        words.contains("C1.") && words.contains("Bytes ") && words.contains("https://example.org/bridge"),
        "{words}"
    );
    let outside = stage.types("evidence C1").await;
    assert!(text(&outside[0]).contains(&id), "the id to use is shown: {}", texts(&outside));
    assert_eq!(outside[0].post.kind, PostKind::Error);
    let unknown = stage.types_in(&thread, "evidence C9").await;
    assert!(text(&unknown[0]).contains("has no C9. It has C1"), "{}", texts(&unknown));
}

#[tokio::test]
async fn a_changed_article_is_read_again_in_place() {
    let stage = Stage::new().await;
    let (posted, _, id) = briefed(&stage).await;
    let same = stage.types(&format!("refresh {id}")).await;
    assert!(text(&same[0]).contains("has not changed"), "{}", texts(&same));
    stage.web.page(ADDRESS, &STORY.replace("$3.2 million", "$4.1 million"));
    let told = stage.types(&format!("refresh {id}")).await;
    assert!(text(&told[0]).contains("Read again"), "{}", texts(&told));
    let digest = stage.chat.messages().into_iter().find(|it| it.at == posted[0].at).unwrap();
    let words = text(&digest);
    assert!(digest.edits == 1 && words.contains("$4.1 million") && !words.contains("$3.2 million"), "{words}");
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_everywhere() {
    let stage = Stage::new().await;
    let (posted, thread, id) = briefed(&stage).await;
    stage.types(&format!("correct {id} The mayor's name is Dora Fynch.")).await;
    let digest = |stage: &Stage| text(&stage.chat.messages().into_iter().find(|it| it.at == posted[0].at).unwrap());
    assert!(digest(&stage).contains("Correction: The mayor's name is Dora Fynch."), "{}", digest(&stage));
    stage.types(&format!("retract {id} The outlet took it back.")).await;
    let words = digest(&stage);
    assert!(
        words.contains("withdrawn") && words.contains("The outlet took it back.") && !words.contains("Finch"),
        "{words}"
    );
    assert!(stage.says(&thread, "How much will the repair cost?", false).await.is_empty());
    let blocked = stage.types(&format!("brief {ADDRESS}")).await;
    assert!(text(&blocked[0]).contains("withdrawn here on 24 November 2026"), "{}", texts(&blocked));
}

#[tokio::test]
async fn who_asked_may_remove_it() {
    let stage = Stage::new().await;
    let (posted, thread, _) = briefed(&stage).await;
    let mut stranger = stage.event(&thread, typed("remove"));
    stranger.actor = Actor { id: "8".into(), name: "Bob".into(), ..Actor::default() };
    let refused = stage.happens(stranger).await;
    assert_eq!(refused[0].post.kind, PostKind::Error, "{}", texts(&refused));
    stage.types_in(&thread, "remove").await;
    let digest = stage.chat.messages().into_iter().find(|it| it.at == posted[0].at).unwrap();
    assert!(digest.removed);
}

#[tokio::test]
async fn a_private_command_is_answered_privately_and_its_digest_publicly() {
    let stage = Stage::new().await;
    stage.web.page(ADDRESS, STORY);
    let event = privately(stage.event(&stage.place.outside(), typed(&format!("brief {ADDRESS}"))));
    let posted = stage.happens(event).await;
    let public: Vec<_> = posted.iter().filter(|it| it.post.kind == PostKind::Digest).collect();
    assert_eq!(public.len(), 1, "{}", texts(&posted));
    let responses = stage.chat.calls().iter().filter(|it| it.act == desk::fake::platform::Act::Respond).count();
    assert_eq!(responses, 1);
}

#[tokio::test]
async fn the_same_event_is_done_once_and_nothing_is_lost_in_between() {
    let stage = Stage::new().await;
    stage.web.page(ADDRESS, STORY);
    let event = stage.event(&stage.place.outside(), typed(&format!("brief {ADDRESS}")));
    assert_eq!(stage.desk.receive(&event).await, Acknowledgement::New);
    assert_eq!(stage.desk.receive(&event).await, Acknowledgement::Seen);
    stage.settle().await;
    assert_eq!(stage.desk.receive(&event).await, Acknowledgement::Seen);
    stage.settle().await;
    assert_eq!(stage.chat.messages().iter().filter(|it| it.post.kind == PostKind::Digest).count(), 1);
}

#[tokio::test]
async fn programs_and_strangers_are_not_served() {
    let stage = Stage::new().await;
    let mut program = stage.event(&stage.place.outside(), typed("help"));
    program.actor.bot = true;
    assert_eq!(stage.desk.receive(&program).await, Acknowledgement::Refused(None));
    let mut direct = stage.event(&stage.place.outside(), typed("help"));
    direct.direct = true;
    assert!(matches!(stage.desk.receive(&direct).await, Acknowledgement::Refused(Some(_))));
}

#[tokio::test]
async fn the_text_goes_when_its_time_is_over_and_the_sentences_stay() {
    let stage = Stage::new().await;
    let (_, thread, id) = briefed(&stage).await;
    stage.later(TimeDelta::days(31));
    stage.desk.room.store.sweep(desk::ports::Clock::now(&*stage.clock)).await.unwrap();
    let shown = stage.types(&format!("evidence {id}.C1")).await;
    let words = text(&shown[0]);
    assert!(words.contains("no longer kept") && words.contains("> "), "{words}");
    let asked = stage.says(&thread, "How long will the repair take?", true).await;
    assert!(texts(&asked).contains("no longer kept"), "{}", texts(&asked));
}

#[tokio::test]
async fn a_channel_is_forgotten() {
    let stage = Stage::new().await;
    let (_, _, id) = briefed(&stage).await;
    let told = stage.types("forget channel sure=yes").await;
    assert!(texts(&told).contains("erased"), "{}", texts(&told));
    let gone = stage.types(&format!("evidence {id}.C1")).await;
    assert!(texts(&gone).contains("There is no digest"), "{}", texts(&gone));
}
