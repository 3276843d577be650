//! Dependency relations: Universal Dependencies, as the GUM corpus uses them.

/// How a token hangs on its head.
///
/// The order is part of the model file: adding or moving a relation means
/// training again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rel {
    /// `punct`: Punctuation.
    Punct,
    /// `case`: Preposition or possessive mark of a noun.
    Case,
    /// `det`: Determiner.
    Det,
    /// `nsubj`: Nominal subject.
    Nsubj,
    /// `root`: Head of the sentence.
    Root,
    /// `advmod`: Adverb, "not" among them.
    Advmod,
    /// `amod`: Adjective of a noun.
    Amod,
    /// `obj`: Direct object.
    Obj,
    /// `obl`: Prepositional phrase of a verb or adjective.
    Obl,
    /// `nmod`: Prepositional phrase of a noun.
    Nmod,
    /// `conj`: Later member of a coordination; its head is the first.
    Conj,
    /// `cc`: Coordinating conjunction.
    Cc,
    /// `mark`: Subordinating conjunction, or the "to" of an infinitive.
    Mark,
    /// `compound`: Noun that modifies a noun: peace talks.
    Compound,
    /// `aux`: Auxiliary verb.
    Aux,
    /// `cop`: Copula: the head is the predicate.
    Cop,
    /// `advcl`: Adverbial clause.
    Advcl,
    /// `nmod:poss`: Possessor: their decision, Kyiv's decision.
    NmodPoss,
    /// `xcomp`: Clause without a subject of its own: wants to leave.
    Xcomp,
    /// `acl:relcl`: Relative clause.
    AclRelcl,
    /// `flat`: Later words of a name or title.
    Flat,
    /// `acl`: Participle or infinitive clause of a noun.
    Acl,
    /// `discourse`: Interjection.
    Discourse,
    /// `parataxis`: Clause set beside another, as a reporting clause in its quotation.
    Parataxis,
    /// `ccomp`: Clause that is an object: said that ...
    Ccomp,
    /// `aux:pass`: Passive auxiliary.
    AuxPass,
    /// `nsubj:pass`: Subject of a passive verb.
    NsubjPass,
    /// `nummod`: Number of a noun.
    Nummod,
    /// `appos`: Apposition.
    Appos,
    /// `compound:prt`: Particle of a verb: carry out.
    CompoundPrt,
    /// `obl:unmarked`: Noun as an adverb: said Monday.
    OblUnmarked,
    /// `dep`: Unclassified.
    Dep,
    /// `fixed`: Later words of a fixed expression: because of.
    Fixed,
    /// `expl`: Empty "it" or "there".
    Expl,
    /// `nmod:unmarked`: Noun that modifies a noun without a preposition: March 2011.
    NmodUnmarked,
    /// `reparandum`: Repaired by what follows.
    Reparandum,
    /// `iobj`: Indirect object.
    Iobj,
    /// `obl:agent`: Agent of a passive: by the court.
    OblAgent,
    /// `csubj`: Clause as a subject.
    Csubj,
    /// `advcl:relcl`: Relative clause on a clause: which surprised us.
    AdvclRelcl,
    /// `nsubj:outer`: Subject of a clause whose predicate is a clause.
    NsubjOuter,
    /// `nmod:desc`: Description before a name: Chancellor Angela Merkel.
    NmodDesc,
    /// `det:predet`: Predeterminer: all the.
    DetPredet,
    /// `vocative`: The one addressed.
    Vocative,
    /// `list`: Item of a list.
    List,
    /// `orphan`: Left over where the verb is elided.
    Orphan,
    /// `cc:preconj`: First part of "both ... and".
    CcPreconj,
    /// `dislocated`: Taken up again by a pronoun.
    Dislocated,
}

impl Rel {
    /// All relations, in the order of the model file.
    pub const ALL: [Rel; 48] = [
        Rel::Punct,
        Rel::Case,
        Rel::Det,
        Rel::Nsubj,
        Rel::Root,
        Rel::Advmod,
        Rel::Amod,
        Rel::Obj,
        Rel::Obl,
        Rel::Nmod,
        Rel::Conj,
        Rel::Cc,
        Rel::Mark,
        Rel::Compound,
        Rel::Aux,
        Rel::Cop,
        Rel::Advcl,
        Rel::NmodPoss,
        Rel::Xcomp,
        Rel::AclRelcl,
        Rel::Flat,
        Rel::Acl,
        Rel::Discourse,
        Rel::Parataxis,
        Rel::Ccomp,
        Rel::AuxPass,
        Rel::NsubjPass,
        Rel::Nummod,
        Rel::Appos,
        Rel::CompoundPrt,
        Rel::OblUnmarked,
        Rel::Dep,
        Rel::Fixed,
        Rel::Expl,
        Rel::NmodUnmarked,
        Rel::Reparandum,
        Rel::Iobj,
        Rel::OblAgent,
        Rel::Csubj,
        Rel::AdvclRelcl,
        Rel::NsubjOuter,
        Rel::NmodDesc,
        Rel::DetPredet,
        Rel::Vocative,
        Rel::List,
        Rel::Orphan,
        Rel::CcPreconj,
        Rel::Dislocated,
    ];

    /// The relation's name in Universal Dependencies.
    pub const fn name(self) -> &'static str {
        match self {
            Rel::Punct => "punct",
            Rel::Case => "case",
            Rel::Det => "det",
            Rel::Nsubj => "nsubj",
            Rel::Root => "root",
            Rel::Advmod => "advmod",
            Rel::Amod => "amod",
            Rel::Obj => "obj",
            Rel::Obl => "obl",
            Rel::Nmod => "nmod",
            Rel::Conj => "conj",
            Rel::Cc => "cc",
            Rel::Mark => "mark",
            Rel::Compound => "compound",
            Rel::Aux => "aux",
            Rel::Cop => "cop",
            Rel::Advcl => "advcl",
            Rel::NmodPoss => "nmod:poss",
            Rel::Xcomp => "xcomp",
            Rel::AclRelcl => "acl:relcl",
            Rel::Flat => "flat",
            Rel::Acl => "acl",
            Rel::Discourse => "discourse",
            Rel::Parataxis => "parataxis",
            Rel::Ccomp => "ccomp",
            Rel::AuxPass => "aux:pass",
            Rel::NsubjPass => "nsubj:pass",
            Rel::Nummod => "nummod",
            Rel::Appos => "appos",
            Rel::CompoundPrt => "compound:prt",
            Rel::OblUnmarked => "obl:unmarked",
            Rel::Dep => "dep",
            Rel::Fixed => "fixed",
            Rel::Expl => "expl",
            Rel::NmodUnmarked => "nmod:unmarked",
            Rel::Reparandum => "reparandum",
            Rel::Iobj => "iobj",
            Rel::OblAgent => "obl:agent",
            Rel::Csubj => "csubj",
            Rel::AdvclRelcl => "advcl:relcl",
            Rel::NsubjOuter => "nsubj:outer",
            Rel::NmodDesc => "nmod:desc",
            Rel::DetPredet => "det:predet",
            Rel::Vocative => "vocative",
            Rel::List => "list",
            Rel::Orphan => "orphan",
            Rel::CcPreconj => "cc:preconj",
            Rel::Dislocated => "dislocated",
        }
    }

    /// The relation of that name, if there is one; a subtype we lack counts
    /// as its main type.
    pub fn from_name(name: &str) -> Option<Rel> {
        let find = |name: &str| Rel::ALL.into_iter().find(|rel| rel.name() == name);
        find(name).or_else(|| find(name.split(':').next()?))
    }

    /// The relation at a place of [`Rel::ALL`]; unclassified beyond its end.
    pub fn from_index(index: usize) -> Rel {
        Rel::ALL.get(index).copied().unwrap_or(Rel::Dep)
    }

    /// The relation's place in [`Rel::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// A subject of any kind.
    pub const fn is_subject(self) -> bool {
        matches!(self, Rel::Nsubj | Rel::NsubjPass | Rel::NsubjOuter | Rel::Csubj)
    }

    /// A relation whose dependent is a clause of its own.
    pub const fn is_clause(self) -> bool {
        matches!(
            self,
            Rel::Root
                | Rel::Ccomp
                | Rel::Xcomp
                | Rel::Advcl
                | Rel::AdvclRelcl
                | Rel::Acl
                | Rel::AclRelcl
                | Rel::Csubj
                | Rel::Parataxis
        )
    }

    /// An auxiliary or copula.
    pub const fn is_auxiliary(self) -> bool {
        matches!(self, Rel::Aux | Rel::AuxPass | Rel::Cop)
    }
}

#[cfg(test)]
mod tests {
    use super::Rel;

    #[test]
    fn order_and_names_agree() {
        for (index, rel) in Rel::ALL.into_iter().enumerate() {
            assert_eq!(rel.index(), index);
            assert_eq!(Rel::from_name(rel.name()), Some(rel));
        }
        assert_eq!(Rel::from_name("csubj:pass"), Some(Rel::Csubj));
    }
}
