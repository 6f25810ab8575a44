//! Is there a name that goes on so? A name being spelled, in every index at once.

use fst::raw::CompiledAddr;

use super::{
    index::{Bearer, Bearing, Index},
    stack::{Gazetteer, MOST_INDEXES, Merged},
};

/// A name being spelled word by word, along the index.
///
/// ```
/// use dateline::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::embedded();
/// let mut walk = gazetteer.walk();
/// assert!(walk.word("new") && walk.word("york"));
/// assert!(walk.bearers().any(|it| it.place.name.starts_with("New York")));
/// ```
#[derive(Debug, Clone)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    /// How far each index has come; those beyond the last index are over.
    steps: [Step; MOST_INDEXES],
    begun: bool,
}

/// A node of an index's names, and what was read on the way to it.
#[derive(Debug, Clone, Copy)]
struct Step {
    address: CompiledAddr,
    output: u64,
}

/// The address of no node: the walk is over in this index.
const OVER: CompiledAddr = CompiledAddr::MAX;

impl<'g> Walk<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Self {
        let mut steps = [Step { address: OVER, output: 0 }; MOST_INDEXES];
        for (step, index) in steps.iter_mut().zip(gazetteer.indexes()) {
            step.address = index.names().root().addr();
        }
        Self { gazetteer, steps, begun: false }
    }

    /// Appends a folded word; `false` when no name starts so, and then the walk is over.
    pub fn word(&mut self, folded: &str) -> bool {
        let blank: &[u8] = if self.begun { b" " } else { b"" };
        self.begun = true;
        self.spell(blank, folded.as_bytes())
    }

    /// Appends letters to the last word; `false` when no name goes on so, and then the walk is over.
    pub fn letters(&mut self, folded: &str) -> bool {
        self.spell(b"", folded.as_bytes())
    }

    /// The places whose whole name was spelled, the most prominent first.
    pub fn bearers(&self) -> impl Iterator<Item = Bearer<'g>> + use<'g> {
        self.merged()
    }

    /// The same without their texts, for which less of the gazetteer is read.
    pub fn bearings(&self) -> impl Iterator<Item = Bearing> + use<'g> {
        let mut bearers = self.merged();
        std::iter::from_fn(move || bearers.next_bearing())
    }

    fn merged(&self) -> Merged<'g> {
        let lists = self.steps().filter_map(|(step, index)| {
            let node = index.names().node(step.address);
            let whole = self.begun && node.is_final();
            whole.then(|| index.bearers(step.output + node.final_output().value()))
        });
        self.gazetteer.merged(lists)
    }

    /// Was a whole name spelled?
    #[must_use]
    pub fn is_name(&self) -> bool {
        self.begun && self.steps().any(|(step, index)| index.names().node(step.address).is_final())
    }

    /// Where names still go on.
    fn steps(&self) -> impl Iterator<Item = (&Step, &'g Index)> {
        self.steps.iter().zip(self.gazetteer.indexes()).filter(|(step, _)| step.address != OVER)
    }

    fn spell(&mut self, blank: &[u8], letters: &[u8]) -> bool {
        let mut goes_on = false;
        for (step, index) in self.steps.iter_mut().zip(self.gazetteer.indexes()) {
            if step.address == OVER {
                continue;
            }
            if blank.iter().chain(letters).all(|byte| step.take(*byte, index)) {
                goes_on = true;
            } else {
                step.address = OVER;
            }
        }
        goes_on
    }
}

impl Step {
    fn take(&mut self, byte: u8, index: &Index) -> bool {
        let node = index.names().node(self.address);
        let Some(at) = node.find_input(byte) else { return false };
        let transition = node.transition(at);
        self.output += transition.out.value();
        self.address = transition.addr;
        true
    }
}
