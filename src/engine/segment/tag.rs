//! Part-of-speech tags: the Penn set, as the GUM corpus uses it.

/// A Penn Treebank part-of-speech tag.
///
/// The order is part of the model file: adding or moving a tag means training
/// again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// Coordinating conjunction: and, but, or.
    CC,
    /// Cardinal number.
    CD,
    /// Determiner.
    DT,
    /// Existential "there".
    EX,
    /// Foreign word.
    FW,
    /// Preposition or subordinating conjunction.
    IN,
    /// Adjective.
    JJ,
    /// Comparative adjective.
    JJR,
    /// Superlative adjective.
    JJS,
    /// List marker.
    LS,
    /// Modal verb.
    MD,
    /// Common noun, singular or mass.
    NN,
    /// Common noun, plural.
    NNS,
    /// Proper noun, singular.
    NNP,
    /// Proper noun, plural.
    NNPS,
    /// Predeterminer: all the, both the.
    PDT,
    /// Possessive ending: 's.
    POS,
    /// Personal pronoun.
    PRP,
    /// Possessive pronoun: its, their.
    PRPS,
    /// Adverb, "not" among them.
    RB,
    /// Comparative adverb.
    RBR,
    /// Superlative adverb.
    RBS,
    /// Verb particle: give up.
    RP,
    /// Symbol.
    SYM,
    /// The word "to".
    TO,
    /// Interjection.
    UH,
    /// Verb, base form.
    VB,
    /// Verb, past tense.
    VBD,
    /// Verb, gerund or present participle.
    VBG,
    /// Verb, past participle.
    VBN,
    /// Verb, present, not third person singular.
    VBP,
    /// Verb, present, third person singular.
    VBZ,
    /// Relative or interrogative determiner: which, that.
    WDT,
    /// Relative or interrogative pronoun: who, what.
    WP,
    /// Possessive relative pronoun: whose.
    WPS,
    /// Relative or interrogative adverb: when, how.
    WRB,
    /// Comma.
    Comma,
    /// Full stop, question mark, exclamation mark.
    Stop,
    /// Colon, semicolon, dash, ellipsis.
    Colon,
    /// Opening quotation mark.
    QuoteOpen,
    /// Closing quotation mark.
    QuoteClose,
    /// Opening bracket.
    BracketOpen,
    /// Closing bracket.
    BracketClose,
    /// Currency sign.
    Currency,
    /// Hyphen within a word.
    Hyphen,
}

impl Tag {
    /// All tags, in the order of the model file.
    pub const ALL: [Tag; 45] = [
        Tag::CC,
        Tag::CD,
        Tag::DT,
        Tag::EX,
        Tag::FW,
        Tag::IN,
        Tag::JJ,
        Tag::JJR,
        Tag::JJS,
        Tag::LS,
        Tag::MD,
        Tag::NN,
        Tag::NNS,
        Tag::NNP,
        Tag::NNPS,
        Tag::PDT,
        Tag::POS,
        Tag::PRP,
        Tag::PRPS,
        Tag::RB,
        Tag::RBR,
        Tag::RBS,
        Tag::RP,
        Tag::SYM,
        Tag::TO,
        Tag::UH,
        Tag::VB,
        Tag::VBD,
        Tag::VBG,
        Tag::VBN,
        Tag::VBP,
        Tag::VBZ,
        Tag::WDT,
        Tag::WP,
        Tag::WPS,
        Tag::WRB,
        Tag::Comma,
        Tag::Stop,
        Tag::Colon,
        Tag::QuoteOpen,
        Tag::QuoteClose,
        Tag::BracketOpen,
        Tag::BracketClose,
        Tag::Currency,
        Tag::Hyphen,
    ];

    /// The tag's name in the corpus.
    pub const fn name(self) -> &'static str {
        match self {
            Tag::CC => "CC",
            Tag::CD => "CD",
            Tag::DT => "DT",
            Tag::EX => "EX",
            Tag::FW => "FW",
            Tag::IN => "IN",
            Tag::JJ => "JJ",
            Tag::JJR => "JJR",
            Tag::JJS => "JJS",
            Tag::LS => "LS",
            Tag::MD => "MD",
            Tag::NN => "NN",
            Tag::NNS => "NNS",
            Tag::NNP => "NNP",
            Tag::NNPS => "NNPS",
            Tag::PDT => "PDT",
            Tag::POS => "POS",
            Tag::PRP => "PRP",
            Tag::PRPS => "PRP$",
            Tag::RB => "RB",
            Tag::RBR => "RBR",
            Tag::RBS => "RBS",
            Tag::RP => "RP",
            Tag::SYM => "SYM",
            Tag::TO => "TO",
            Tag::UH => "UH",
            Tag::VB => "VB",
            Tag::VBD => "VBD",
            Tag::VBG => "VBG",
            Tag::VBN => "VBN",
            Tag::VBP => "VBP",
            Tag::VBZ => "VBZ",
            Tag::WDT => "WDT",
            Tag::WP => "WP",
            Tag::WPS => "WP$",
            Tag::WRB => "WRB",
            Tag::Comma => ",",
            Tag::Stop => ".",
            Tag::Colon => ":",
            Tag::QuoteOpen => "``",
            Tag::QuoteClose => "''",
            Tag::BracketOpen => "-LRB-",
            Tag::BracketClose => "-RRB-",
            Tag::Currency => "$",
            Tag::Hyphen => "HYPH",
        }
    }

    /// The tag of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|tag| tag.name() == name)
    }

    /// The tag at a place of [`Tag::ALL`]; a noun beyond its end.
    pub fn from_index(index: usize) -> Tag {
        Tag::ALL.get(index).copied().unwrap_or(Tag::NN)
    }

    /// The tag's place in [`Tag::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// A verb form, modals included.
    pub const fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// A verb form that carries tense: said, says, say, will.
    pub const fn is_finite(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// A common or proper noun.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// A proper noun.
    pub const fn is_proper(self) -> bool {
        matches!(self, Tag::NNP | Tag::NNPS)
    }

    /// A plural noun.
    pub const fn is_plural(self) -> bool {
        matches!(self, Tag::NNS | Tag::NNPS)
    }

    /// An adjective of any degree.
    pub const fn is_adjective(self) -> bool {
        matches!(self, Tag::JJ | Tag::JJR | Tag::JJS)
    }

    /// An adverb of any degree.
    pub const fn is_adverb(self) -> bool {
        matches!(self, Tag::RB | Tag::RBR | Tag::RBS)
    }

    /// A mark of punctuation, quotation marks and brackets included.
    pub const fn is_punctuation(self) -> bool {
        matches!(
            self,
            Tag::Comma
                | Tag::Stop
                | Tag::Colon
                | Tag::QuoteOpen
                | Tag::QuoteClose
                | Tag::BracketOpen
                | Tag::BracketClose
                | Tag::Hyphen
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn order_and_names_agree() {
        for (index, tag) in Tag::ALL.into_iter().enumerate() {
            assert_eq!(tag.index(), index);
            assert_eq!(Tag::from_index(index), tag);
            assert_eq!(Tag::from_name(tag.name()), Some(tag));
        }
    }
}
