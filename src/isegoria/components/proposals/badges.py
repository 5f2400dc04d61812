"""How the state of a proposal is shown: a sign, a word and a tone; never colour alone."""

from dataclasses import dataclass

from isegoria.components.proposals.states import ProposalState
from isegoria.i18n import _
from isegoria.templating import text

# The tones that the stylesheet knows for the colours that a state can have.
TONES = {
    'gray': None, 'blue': 'info', 'green': 'ok', 'yellow': 'wait',
    'orange': 'warm', 'red': 'no', 'pink': 'pink', 'purple': 'purple',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Badge:
    """`state` is the tone, under the name that the macro wants."""

    word: str
    sign: str
    state: str | None = None


def sign_of(state: ProposalState) -> str:
    if state.counts_as_accepted:
        return 'circle-check-big'
    return 'circle-x' if state.blocks_voting or state.answer_required else 'hourglass'


def of_state(request, state: ProposalState) -> Badge:
    return Badge(str(text(request, state.title)), sign_of(state), TONES.get(state.colour))


def badge_of(request, proposal) -> Badge | None:
    """What a reader should know at once: withdrawn, or the public state; of most proposals nothing. Only moderators see what
    is hidden."""
    translate = request.localizer.translate
    if proposal.hidden:
        return Badge(translate(_('Hidden')), 'eye-off', 'no')
    if proposal.withdrawn is not None:
        return Badge(translate(_('Withdrawn')), 'undo-2')
    state = proposal.public_state
    return of_state(request, state) if state is not None else None


def internal_badge(request, proposal) -> Badge:
    """The same for administration, which sees what is not public yet."""
    translate = request.localizer.translate
    for is_so, word, sign in (
        (proposal.hidden, _('Hidden'), 'eye-off'),
        (proposal.trashed is not None, _('In the trash'), 'trash-2'),
        (proposal.withdrawn is not None, _('Withdrawn'), 'undo-2'),
    ):
        if is_so:
            return Badge(translate(word), sign)
    state = proposal.internal_state
    return of_state(request, state) if state is not None else Badge(translate(_('No answer yet')), 'circle-dashed')
