//! Forms of English verbs: the base form of any other.

/// Irregular forms that the rules below would get wrong, with their base; sorted.
const IRREGULAR: &str = "\
    arisen:arise arose:arise ate:eat awoke:awake bade:bid became:become been:be began:begin begun:begin \
    beheld:behold bent:bend bit:bite bitten:bite bled:bleed blew:blow blown:blow bore:bear borne:bear bought:buy \
    bound:bind bred:breed broke:break broken:break brought:bring built:build burnt:burn came:come caught:catch \
    chose:choose chosen:choose clung:cling crept:creep dealt:deal did:do died:die does:do done:do dove:dive \
    drank:drink drawn:draw drew:draw driven:drive drove:drive drunk:drink dug:dig dying:die eaten:eat fallen:fall \
    fed:feed fell:fall felt:feel fled:flee flew:fly flown:fly flung:fling forbade:forbid forbidden:forbid \
    foretold:foretell forgave:forgive forgone:forgo forgot:forget forgotten:forget fought:fight found:find \
    froze:freeze frozen:freeze gave:give given:give goes:go gone:go got:get gotten:get grew:grow grown:grow had:have \
    has:have heard:hear held:hold hid:hide hidden:hide hung:hang kept:keep knelt:kneel knew:know known:know laid:lay \
    lain:lie leapt:leap learnt:learn led:lead left:leave lent:lend lit:light lost:lose lying:lie made:make \
    meant:mean met:meet misled:mislead mistaken:mistake mistook:mistake oversaw:oversee overseen:oversee \
    overtaken:overtake overthrew:overthrow overthrown:overthrow overtook:overtake paid:pay proven:prove ran:run \
    rang:ring repaid:repay retook:retake ridden:ride risen:rise rode:ride rose:rise said:say sang:sing sank:sink \
    sat:sit saw:see seen:see sent:send sewn:sew shaken:shake shone:shine shook:shake shot:shoot shown:show \
    shrank:shrink slept:sleep slid:slide slung:sling smelt:smell sold:sell sought:seek sown:sow sped:speed \
    spent:spend spoke:speak spoken:speak sprang:spring spun:spin stole:steal stolen:steal stood:stand \
    stricken:strike striven:strive strove:strive struck:strike stuck:stick stung:sting sung:sing sunk:sink swam:swim \
    swept:sweep swore:swear sworn:swear swum:swim swung:swing taken:take taught:teach thought:think threw:throw \
    thrown:throw told:tell took:take tore:tear torn:tear tying:tie undergone:undergo understood:understand \
    undertaken:undertake undertook:undertake underwent:undergo undid:undo went:go wept:weep were:be \
    withdrawn:withdraw withdrew:withdraw withheld:withhold withstood:withstand woke:wake woken:wake won:win \
    wore:wear worn:wear written:write wrote:write";

/// Ends of stems that lost an "e" before "-ed" and "-ing"; of these and the next, the longest that fits decides.
const WITH_E: &str = "\
    ad adher ag ak am ang ap ar arg at attribut becom bin bl breath c ced chang cit cl clon cloth com compet complet \
    condon contribut conven creat cring delet demot deplet devot dg disput dl eg eng erg explod explor fil fl fring \
    gl har hon ib id ig ignit ignor ik il im imping in infring interfer interven invit ip ir kl lit lung not ob od \
    ok op orc org past ped phon pior pl pon por prob promot quot rit s scor ston stor tast tl tun u ud uk ul um un \
    unit up ur urg ut v vot wast writh yl yp z zl";

/// Ends of stems that lost none.
const WITHOUT_E: &str = "\
    ab aid ail aim ain air ait assert aud aul ault aunt bang beat bias blossom cheat combat debut defeat develop ead \
    eak eal eam ean eap ear eat edit eed envelop focus gain gallop hang heat ign inherit it merit oad oak oam oat \
    oid oil oin oir om on ood ook oop oud oup our out quit repeat retreat run ss treat uin uit";

/// The base form of a verb given in any form. A word in its base form already is the caller's to keep: "need" would lose
/// nothing, but "bed" its end.
pub fn base(word: &str) -> String {
    let word = word.to_lowercase();
    let irregular = IRREGULAR.split_whitespace().filter_map(|it| it.split_once(':')).find(|it| it.0 == word);
    if let Some((_, base)) = irregular {
        return base.to_owned();
    }
    if matches!(word.as_str(), "is" | "are" | "was" | "am" | "being") {
        return "be".to_owned();
    }
    if let Some(stem) = word.strip_suffix("ied").or_else(|| word.strip_suffix("ies")) {
        return if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") };
    }
    if let Some(stem) = word.strip_suffix("ing").filter(|it| has_vowel(it)) {
        return whole(stem, false);
    }
    if let Some(stem) = word.strip_suffix("ed").filter(|it| has_vowel(it)) {
        return whole(stem, true);
    }
    let hisses = ["sses", "shes", "ches", "xes", "zzes", "oes", "cuses"];
    if hisses.iter().any(|it| word.ends_with(it)) {
        let kept = if word.ends_with("cuses") && !word.ends_with("focuses") { 1 } else { 2 };
        return word.get(..word.len() - kept).unwrap_or_default().to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 1 => stem.to_owned(),
        _ => word,
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The base form whose stem before "-ed" or "-ing" is `stem`.
fn whole(stem: &str, past: bool) -> String {
    let mut back = stem.chars().rev();
    let (last, before) = (back.next().unwrap_or_default(), back.next().unwrap_or_default());
    let start = stem.get(..stem.len() - last.len_utf8()).unwrap_or_default();
    if last == before && last.is_ascii_alphabetic() {
        let syllables = stem.split(|c| !"aeiouy".contains(c)).filter(|it| !it.is_empty()).count();
        let single = match last {
            'b' | 'd' | 'g' | 'm' | 'n' | 'p' | 'r' | 't' => stem != "add" && stem != "err",
            'l' => {
                syllables > 1
                    && !["install", "recall", "enroll", "fulfill", "instill", "misspell", "distill", "appall"]
                        .contains(&stem)
            }
            _ => false,
        };
        return if single { start.to_owned() } else { stem.to_owned() };
    }
    if last == 'e' {
        return if past { format!("{stem}e") } else { stem.to_owned() };
    }
    let longest = |list: &str| list.split_whitespace().filter(|it| stem.ends_with(it)).map(str::len).max().unwrap_or(0);
    let (with, without) = (longest(WITH_E), longest(WITHOUT_E));
    // A vowel and one consonant, and the consonant was not doubled: "hop-ed" is of "hope".
    let short = || {
        let vowels = stem.chars().filter(|c| "aeiou".contains(*c)).count();
        vowels == 1 && "aeiou".contains(before) && !"wxy".contains(last) && !"aeiou".contains(last)
    };
    let lost = if with + without == 0 { short() } else { with > without };
    if lost { format!("{stem}e") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn base_forms() {
        let check = |words: &str, expected: &str| {
            for word in words.split(' ') {
                assert_eq!(base(word), expected, "{word}");
            }
        };
        check("is are was were been being am", "be");
        check("said says saying", "say");
        check("plans planned planning", "plan");
        check("decides decided deciding", "decide");
        check("agreed agrees agreeing", "agree");
        check("denies denied denying", "deny");
        check("offered offers offering", "offer");
        check("overstepped overstepping", "overstep");
        check("uses used using", "use");
        check("passes passed passing", "pass");
        check("reaches reached", "reach");
        check("calls called calling", "call");
        check("controlled controls", "control");
        check("voted voting votes", "vote");
        check("visited visiting", "visit");
        check("created creating", "create");
        check("treated", "treat");
        check("raised raising", "raise");
        check("shot shooting", "shoot");
        check("settled settling", "settle");
        check("required requiring", "require");
        check("repaired", "repair");
        check("charged charging", "charge");
        check("brings bringing brought", "bring");
        check("argues argued arguing", "argue");
        check("showed showing", "show");
        check("opened opens", "open");
        check("dies died dying", "die");
        check("hacked", "hack");
        check("deceiving", "deceive");
    }
}
