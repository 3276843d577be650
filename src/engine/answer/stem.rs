//! Stems: enough of Porter's rules that the forms of one word meet.

/// Cuts a folded word down to its stem, in place.
pub(crate) fn stem(word: &mut String) -> &str {
    if word.len() > 3 && word.is_ascii() {
        plural(word);
        past(word);
        last(word);
    }
    word
}

/// Whether the word, less `cut` bytes, still has a vowel in it and two letters.
fn leaves(word: &str, cut: usize) -> bool {
    let rest = word.len().saturating_sub(cut);
    rest > 2 && word.bytes().take(rest).any(|it| matches!(it, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// companies, buses, talks.
fn plural(word: &mut String) {
    let len = word.len();
    if word.ends_with("ies") && leaves(word, 3) {
        word.truncate(len - 3);
        word.push('y');
    } else if word.ends_with("sses") || word.ends_with("shes") || word.ends_with("ches") || word.ends_with("xes") {
        word.truncate(len - 2);
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        word.truncate(len - 1);
    }
}

/// stopped, carried, making.
fn past(word: &mut String) {
    let len = word.len();
    if word.ends_with("ied") && leaves(word, 3) {
        word.truncate(len - 3);
        word.push('y');
        return;
    }
    let cut = if word.ends_with("ing") {
        3
    } else if word.ends_with("ed") && !word.ends_with("eed") {
        2
    } else {
        0
    };
    if cut > 0 && leaves(word, cut) {
        word.truncate(len - cut);
        let mut tail = word.bytes().rev();
        // stopp, plann: but not fall, press, buzz.
        if let (Some(a), Some(b)) = (tail.next(), tail.next())
            && a == b
            && !matches!(a, b'l' | b's' | b'z' | b'a' | b'e' | b'i' | b'o' | b'u')
        {
            word.pop();
        }
    }
}

/// The endings that forms of one word differ in after that: a silent e, -ly, -ment, -ation.
fn last(word: &mut String) {
    for (ending, least) in [("ation", 4), ("ment", 4), ("ly", 4), ("e", 3)] {
        if word.ends_with(ending) && word.len() - ending.len() >= least {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    fn check(words: &[&str], expected: &str) {
        for word in words {
            assert_eq!(stem(&mut (*word).to_owned()), expected, "{word}");
        }
    }

    #[test]
    fn forms_meet() {
        check(&["company", "companies"], "company");
        check(&["stop", "stops", "stopped", "stopping"], "stop");
        check(&["make", "makes", "making"], "mak");
        check(&["restore", "restored", "restoring"], "restor");
        check(&["press", "pressed", "presses"], "press");
        check(&["agree", "agrees"], "agre");
        check(&["negotiation", "negotiations"], "negoti");
        check(&["bus"], "bus");
        check(&["día"], "día");
    }
}
