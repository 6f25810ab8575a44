//! Named reasons for and against a candidate; each kind is one file that says what it sees as numbers,
//! and `EVIDENCE` orders them. What a number is worth is learnt, not written here.

mod apposition;
mod class_word;
mod company;
mod distance;
mod mention;
mod name;
mod prominence;
mod source;

use super::context::Context;

/// One named, signed reason for or against a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What sort of reason it is.
    pub kind: EvidenceKind,
    /// What it adds to the candidate's score, in log-odds; negative speaks against.
    pub weight: f64,
}

/// The kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EvidenceKind {
    /// What any candidate comes to before anything is said of it.
    BaseRate,
    /// How the name matched: as it is, by a variant, with a generic word more or less.
    Name,
    /// How well known the place is: its sort and its population.
    Prominence,
    /// How and where in the text the name is written.
    Mention,
    /// A word beside the name that says what sort of place it is: "Helmand province".
    ClassWord,
    /// The region or country named beside it holds it: "Paris, Texas".
    Apposition,
    /// The text's other mentions lie in the same country or division.
    Company,
    /// The text's other mentions lie near.
    Distance,
    /// The other documents of its source speak of it, or of places near it.
    Source,
}

impl EvidenceKind {
    /// A short name for people.
    ///
    /// ```
    /// use dateline::resolve::EvidenceKind;
    ///
    /// assert_eq!(EvidenceKind::Company.as_str(), "company");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BaseRate => "base rate",
            Self::Name => "name",
            Self::Prominence => "prominence",
            Self::Mention => "mention",
            Self::ClassWord => "class word",
            Self::Apposition => "apposition",
            Self::Company => "company",
            Self::Distance => "distance",
            Self::Source => "source",
        }
    }

    /// All kinds, in the order they are shown.
    pub(super) const ALL: [Self; 9] = [
        Self::BaseRate,
        Self::Name,
        Self::Prominence,
        Self::Mention,
        Self::ClassWord,
        Self::Apposition,
        Self::Company,
        Self::Distance,
        Self::Source,
    ];
}

/// The evidence of a text whose source nothing is known of: what the trees make of that is part of the base rate.
pub(super) fn without_source(mut told: Vec<Evidence>) -> Vec<Evidence> {
    let silent = |it: &Evidence| it.kind == EvidenceKind::Source;
    let weight: f64 = told.iter().filter(|it| silent(it)).map(|it| it.weight).sum();
    told.retain(|it| !silent(it));
    match told.iter_mut().find(|it| it.kind == EvidenceKind::BaseRate) {
        Some(base) => base.weight += weight,
        None => told.insert(0, Evidence { kind: EvidenceKind::BaseRate, weight }),
    }
    told
}

/// One number that evidence sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    name: &'static str,
    /// Does it count as well how far the candidate is ahead of the best other one?
    compared: bool,
}

impl Column {
    const fn new(name: &'static str) -> Self {
        Self { name, compared: false }
    }

    const fn compared(name: &'static str) -> Self {
        Self { name, compared: true }
    }
}

/// Appends what is seen of the candidate that the context is about: one number a column.
type Observe = fn(&Context<'_, '_>, &mut Vec<f32>);

/// A kind of evidence, its columns and how they are filled.
struct Witness {
    kind: EvidenceKind,
    columns: &'static [Column],
    observe: Observe,
}

/// All witnesses, in the order of their columns.
const EVIDENCE: [Witness; 8] = [
    Witness {
        kind: EvidenceKind::Name,
        columns: &name::COLUMNS,
        observe: |context, out| out.extend(name::observe(context)),
    },
    Witness {
        kind: EvidenceKind::Prominence,
        columns: &prominence::COLUMNS,
        observe: |context, out| out.extend(prominence::observe(context)),
    },
    Witness {
        kind: EvidenceKind::Mention,
        columns: &mention::COLUMNS,
        observe: |context, out| out.extend(mention::observe(context)),
    },
    Witness {
        kind: EvidenceKind::ClassWord,
        columns: &class_word::COLUMNS,
        observe: |context, out| out.extend(class_word::observe(context)),
    },
    Witness {
        kind: EvidenceKind::Source,
        columns: &source::COLUMNS,
        observe: |context, out| out.extend(source::observe(context)),
    },
    Witness {
        kind: EvidenceKind::Apposition,
        columns: &apposition::COLUMNS,
        observe: |context, out| out.extend(apposition::observe(context)),
    },
    Witness {
        kind: EvidenceKind::Company,
        columns: &company::COLUMNS,
        observe: |context, out| out.extend(company::observe(context)),
    },
    Witness {
        kind: EvidenceKind::Distance,
        columns: &distance::COLUMNS,
        observe: |context, out| out.extend(distance::observe(context)),
    },
];

/// Columns that the witnesses fill; those of the first [`STEADY`] stay the same from round to round.
const SEEN: usize = count(EVIDENCE.len(), false);
/// Witnesses that do not ask what the other groups mean.
const STEADY: usize = 5;
/// Numbers of one candidate: what is seen of it, then how far it is ahead in the columns compared.
pub(super) const LEN: usize = SEEN + count(EVIDENCE.len(), true);

/// How many columns the first witnesses have; of those compared only, when asked so.
const fn count(witnesses: usize, compared: bool) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < witnesses {
        let mut column = 0;
        while column < EVIDENCE[at].columns.len() {
            if !compared || EVIDENCE[at].columns[column].compared {
                count += 1;
            }
            column += 1;
        }
        at += 1;
    }
    count
}

/// For each number of a candidate: its kind, and the column it compares if it does.
const LAYOUT: [(EvidenceKind, Option<usize>); LEN] = layout();

const fn layout() -> [(EvidenceKind, Option<usize>); LEN] {
    let mut layout = [(EvidenceKind::BaseRate, None); LEN];
    let (mut at, mut witness, mut behind) = (0, 0, SEEN);
    while witness < EVIDENCE.len() {
        let mut column = 0;
        while column < EVIDENCE[witness].columns.len() {
            layout[at].0 = EVIDENCE[witness].kind;
            if EVIDENCE[witness].columns[column].compared {
                layout[behind] = (EVIDENCE[witness].kind, Some(at));
                behind += 1;
            }
            at += 1;
            column += 1;
        }
        witness += 1;
    }
    layout
}

/// What kind of evidence a number of a candidate is.
pub(super) fn kind(number: usize) -> EvidenceKind {
    LAYOUT.get(number).map_or(EvidenceKind::BaseRate, |it| it.0)
}

/// The names of all numbers of a candidate, in order.
pub(super) fn names() -> Vec<String> {
    let columns = || EVIDENCE.iter().flat_map(|it| it.columns);
    let seen = columns().map(|it| it.name.to_owned());
    seen.chain(columns().filter(|it| it.compared).map(|it| format!("{}, lead", it.name))).collect()
}

/// Writes what is seen of the candidate that the context is about into its row. What does not change
/// from round to round is only looked at when `again` is false.
pub(super) fn observe(context: &Context<'_, '_>, again: bool, buffer: &mut Vec<f32>, row: &mut [f32]) {
    buffer.clear();
    let (from, start) = if again { (STEADY, count(STEADY, false)) } else { (0, 0) };
    for witness in &EVIDENCE[from..] {
        (witness.observe)(context, buffer);
    }
    row[start..SEEN].copy_from_slice(buffer);
}

/// Fills in how far each candidate of a group is ahead of the best other one.
pub(super) fn compare(rows: &mut [f32]) {
    for (number, (_, column)) in LAYOUT.iter().enumerate() {
        let Some(column) = column else { continue };
        let (mut best, mut second) = (0.0f32, 0.0f32);
        for row in rows.chunks_exact(LEN) {
            let value = row[*column];
            if value > best {
                (best, second) = (value, best);
            } else if value > second {
                second = value;
            }
        }
        for row in rows.chunks_exact_mut(LEN) {
            let value = row[*column];
            row[number] = value - if value == best { second } else { best };
        }
    }
}
