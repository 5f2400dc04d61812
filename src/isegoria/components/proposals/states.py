"""States of proposals: what the institution can answer, each with flags that say what follows from it (11 §1)."""

from dataclasses import dataclass

from slugify import slugify

from isegoria.i18n import _

NOT_ANSWERED = 'not_answered'
# What a row's state can say beside the tokens; no token may be one of them.
DRAFT, WITHDRAWN, HIDDEN, TRASHED = 'draft', 'withdrawn', 'hidden', 'trashed'
NOT_LISTED = (DRAFT, HIDDEN, TRASHED)
RESERVED = frozenset({NOT_ANSWERED, WITHDRAWN, *NOT_LISTED, 'new'})  # 'new' is the form for a new one
FLAGS = ('counts_as_accepted', 'blocks_voting', 'answer_required', 'hidden_by_default', 'costs_apply')
# Names of colour pairs; the values stand in the stylesheet, where dark mode has its own.
COLOURS = ('gray', 'blue', 'green', 'yellow', 'orange', 'red', 'pink', 'purple')


@dataclass(frozen=True)
class ProposalState:
    """One answer the institution can give; behaviour hangs on the flags, never on the token."""

    token: str
    title: dict
    announcement_title: dict
    colour: str = 'gray'
    counts_as_accepted: bool = False
    blocks_voting: bool = False
    answer_required: bool = False
    hidden_by_default: bool = False
    costs_apply: bool = False


class StateList:
    """`.../states`: the place in the tree where the states of a component are; it is made when it is asked for."""

    __name__ = 'states'
    title = _('States')

    def __init__(self, component):
        self.__parent__ = self.component = component

    def __getitem__(self, token):
        state = self.component.state(token)
        if state is None:
            raise KeyError(token)
        return StateOf(self, state)


class StateOf:
    """One state of a component, to be edited."""

    def __init__(self, states: StateList, state: ProposalState):
        self.__parent__, self.state = states, state
        self.component = states.component

    @property
    def __name__(self):
        return self.state.token

    @property
    def title(self):
        return self.state.title


def new_token(title: str, taken) -> str:
    """A token made once from the title; `_0`, `_1` ... on collision. It never changes with the title."""
    base = slugify(title, separator='_') or 'state'
    token, number = base, 0
    while token in taken or token in RESERVED:
        token, number = f'{base}_{number}', number + 1
    return token


DEFAULT_STATES = (
    ProposalState(
        'evaluating',
        {'en': 'In review', 'ca': 'En estudi', 'es': 'En estudio', 'fr': 'À l’étude'},
        {
            'en': 'This proposal is being studied.',
            'ca': 'Aquesta proposta s’està estudiant.',
            'es': 'Esta propuesta se está estudiando.',
            'fr': 'Cette proposition est à l’étude.',
        },
        colour='orange',
    ),
    ProposalState(
        'accepted',
        {'en': 'Accepted', 'ca': 'Acceptada', 'es': 'Aceptada', 'fr': 'Acceptée'},
        {
            'en': 'This proposal was accepted.',
            'ca': 'Aquesta proposta ha estat acceptada.',
            'es': 'Esta propuesta ha sido aceptada.',
            'fr': 'Cette proposition a été acceptée.',
        },
        colour='green',
        counts_as_accepted=True,
        costs_apply=True,
    ),
    ProposalState(
        'rejected',
        {'en': 'Rejected', 'ca': 'Rebutjada', 'es': 'Rechazada', 'fr': 'Refusée'},
        {
            'en': 'This proposal was rejected.',
            'ca': 'Aquesta proposta ha estat rebutjada.',
            'es': 'Esta propuesta ha sido rechazada.',
            'fr': 'Cette proposition a été refusée.',
        },
        colour='red',
        blocks_voting=True,
        answer_required=True,
        hidden_by_default=True,
    ),
)
