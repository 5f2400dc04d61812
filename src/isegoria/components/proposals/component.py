"""Proposals: the component that holds them, its states, and who may do what in it."""

from BTrees.Length import Length
from BTrees.LLBTree import LLTreeSet
from BTrees.OOBTree import OOBTree

from isegoria import outbox
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.states import DEFAULT_STATES, ProposalState, StateList
from isegoria.components.proposals.writing import WritingRules
from isegoria.i18n import _
from isegoria.security import ADMIN, COLLABORATOR, EVALUATOR, Allow
from isegoria.spaces.space import ComponentFolder
from isegoria.traits.support import NotPossible, SupportRules
from isegoria.watching import watch


class Proposals(SupportRules, WritingRules, ComponentFolder):
    """The proposals of a space."""

    states: tuple[ProposalState, ...] = DEFAULT_STATES
    epoch = 0  # of the random order: the worker gives a new one each night
    drawn = 0  # microseconds: when it did

    def __init__(self, slug, title, **about):
        super().__init__(slug, title, **about)
        self._prepare_support_rules()
        self._prepare_writing()
        self.state_uses = OOBTree()  # token -> Length: how many proposals have the state, published or not
        self.drafted_answers = LLTreeSet()  # ids of proposals whose answer is not public yet

    def __getitem__(self, name):
        return StateList(self) if name == 'states' else super().__getitem__(name)

    # Its contents

    def add_content(self, content):
        added = super().add_content(content)
        self.count_state(None, content.state_token)
        if content.original_id is None:  # imported authors cannot come back, and limits are not for them
            for person in content.authors:
                self.note_written(person, content)
        return added

    def discard(self, content):
        """Take a draft out for good."""
        for person in content.authors:
            self.note_gone(person, content)
        super().discard(content)

    # Its states

    def state(self, token) -> ProposalState | None:
        return next((state for state in self.states if state.token == token), None)

    def uses_of(self, state: ProposalState) -> int:
        """How many proposals have this state, published or not."""
        length = self.state_uses.get(state.token)
        return length.value if length is not None else 0

    def count_state(self, before, after):
        for token, by in ((before, -1), (after, 1)):
            if token is not None and before != after:
                if token not in self.state_uses:
                    self.state_uses.insert(token, Length())
                self.state_uses[token].change(by)

    def add_state(self, state: ProposalState):
        self._replace_states((*self.states, state))

    def change_state(self, state: ProposalState):
        """Put a changed state in the place of the one with the same token."""
        self._replace_states(tuple(state if each.token == state.token else each for each in self.states))

    def remove_state(self, state: ProposalState):
        """Take a state out, a default one too; NotPossible while a proposal has it."""
        watch(self.state_uses, self.state_uses.get(state.token))
        if self.uses_of(state):
            raise NotPossible(_('A proposal has this state, so it stays.'))
        self._replace_states(tuple(each for each in self.states if each.token != state.token))

    def _replace_states(self, states):
        self.states = states
        outbox.put(self, outbox.PLACE)

    # What is asked of settings

    @property
    def answering_enabled(self) -> bool:
        """Are proposals answered here and now? Component and phase must both say so."""
        return bool(self.setting('proposal_answering_enabled') and self.in_phase('proposal_answering_enabled'))

    @property
    def shows_supports(self) -> bool:
        return bool(self.in_phase('votes_enabled') and not self.in_phase('votes_hidden'))

    def __acl__(self):
        yield from super().__acl__()
        yield Allow, f'role:{ADMIN}', (may.ADMINISTER, may.EDIT_STATES, may.EXPORT, may.SEE_HIDDEN_COUNTS, may.CLASSIFY, may.TRASH)
        yield Allow, f'role:{COLLABORATOR}', (may.ADMINISTER, may.CLASSIFY)
        yield Allow, f'role:{EVALUATOR}', may.ADMINISTER
        if self.answering_enabled:
            yield Allow, f'role:{ADMIN}', (may.ANSWER, may.PUBLISH_ANSWERS)
        if self.setting('official_proposals_enabled'):
            for role in (ADMIN, COLLABORATOR):
                yield Allow, f'role:{role}', may.CREATE_OFFICIAL
        if self.is_open('create'):
            yield Allow, 'role:participant', may.CREATE
