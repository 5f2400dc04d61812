"""Supporting and liking: what somebody can do with a proposal now, the buttons for it, and what happens when they are pressed."""

from html import escape

from pyramid.csrf import get_csrf_token
from pyramid.response import Response
from pyramid.view import view_config

from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.events import Liked, Supported, SupportTakenBack, Unliked
from isegoria.components.proposals.resource import Proposal
from isegoria.forms import go, see_other
from isegoria.fragments import Look
from isegoria.i18n import _, plural
from isegoria.icons import icon
from isegoria.spaces.overview import last_day
from isegoria.templating import address, template
from isegoria.traits.support import NotPossible

CAN, DONE, LIMIT, FULL, SIGN_IN, CLOSED, GIVEN_BEFORE, NOT_MEMBER = (
    'can', 'done', 'limit', 'full', 'sign-in', 'closed', 'given-before', 'not-member',
)  # fmt: skip

BLANKS = ('id', 'url', 'back', 'login', 'title', 'csrf_token')  # what differs between two buttons that look the same


class Supporting:
    """What whoever looks can do with the supports of one component; asked once a page."""

    def __init__(self, request, component):
        self.request, self.component = request, component
        self.offered = bool(component.in_phase('votes_enabled'))
        self.is_open = component.is_open('support')
        self.person = request.identity.id if request.identity is not None else None
        self.takes_part = 'role:participant' in request.viewer.principals(component)
        self.given = frozenset(component.given_by(self.person))
        self.limit = component.setting('vote_limit')
        self.minimum = component.setting('minimum_votes_per_user')
        self.remaining = component.remaining(self.person) if self.person is not None and self.offered else None
        self.missing = component.missing(self.person) if self.person is not None else 0

    def state(self, proposal) -> str | None:
        """One word for what the button of a proposal, or of its card, should be; None where there is nothing to be pressed or
        explained."""
        given = proposal.id in self.given
        if not self.offered or not (proposal.can_be_supported or given):
            return None
        if not self.is_open:
            return GIVEN_BEFORE if given else CLOSED
        if given:
            return DONE
        if self.person is None:
            return SIGN_IN
        if not self.takes_part:
            return NOT_MEMBER
        if proposal.is_full:
            return FULL
        return LIMIT if self.remaining == 0 else CAN

    def words(self, state) -> str:
        """What stands under the button: why, what is left, until when."""
        translate, ends = self.request.localizer.translate, self.until
        if state == CAN and self.remaining is not None:
            return plural(
                self.request, 'You have ${n} support left of ${limit}.', 'You have ${n} supports left of ${limit}.',
                self.remaining, limit=self.limit,
            )  # fmt: skip
        said = {
            DONE: _('Press again to take it back, until ${date}.', mapping={'date': ends})
            if ends
            else _('Press again to take it back.'),
            LIMIT: _('You have used all your supports. Take one back to support this one.'),
            FULL: _('It has all the supports it needs.'),
            SIGN_IN: _('We bring you back here.'),
            CLOSED: _('Supporting is closed now.'),
            GIVEN_BEFORE: _('You supported this. Supporting is closed now.'),
            NOT_MEMBER: _('Only the members of this process can support.'),
        }
        return translate(said[state]) if state in said else ''

    @property
    def until(self) -> str:
        """The last day of the phase, in words."""
        return last_day(self.component.space, self.request.language, self.request.site.time_zone)


class Buttons:
    """Puts the buttons into the cards of a list: they are personal, so never kept with them. What they look like is kept."""

    def __init__(self, supporting: Supporting, back: str):
        request = supporting.request
        self.supporting, self.back = supporting, escape(back)
        self.looks = {}
        self.token = str(get_csrf_token(request)) if supporting.person is not None else ''
        self.login = escape(login_address(request, back)) if supporting.person is None else ''

    def __call__(self, item) -> str:
        """The card with its button."""
        state = self.supporting.state(item)
        if state in (None, CLOSED):
            return item.head + item.tail
        look = self.looks.get(state)
        if look is None:
            look = self.looks[state] = self._look(state)
        return item.head + self._button(look, item) + item.tail

    def _button(self, look, item) -> str:
        return look.filled(
            id=str(item.id),
            url=item.url,
            back=f'{self.back}#p-{item.id}',
            login=self.login,
            title=escape(item.title),
            csrf_token=self.token,
        )

    def _look(self, state) -> Look:
        request = self.supporting.request
        made = template('components/proposals/button.pt')
        return request.registry.proposal_buttons.get(
            (state, request.localizer), lambda: Look.of(made, BLANKS, icon=icon, state=state)
        )


def login_address(request, back) -> str:
    return address(request, request.site, 'login', back=back)


def act(request, proposal, verb, event, message) -> Response:
    """Do it and go back to where the button was; a rule that refuses says why, and nothing changes."""
    try:
        changed = verb(proposal, request.identity.id)
    except NotPossible as refused:
        request.tm.doom()
        return go_back(request, proposal, refused.args[0], 'alert')
    if changed:
        request.registry.notify(event(proposal, request))
    return go_back(request, proposal, message() if callable(message) else message)


def go_back(request, proposal, message, kind='status') -> Response:
    """To the list in which the button stood, else to the proposal."""
    back, component = request.POST.get('back', ''), address(request, proposal.component)
    place = back.partition('#')[0].partition('?')[0]
    if not f'{place}/'.startswith(f'{component}/') or not back.isprintable():
        return go(request, proposal, message=message, kind=kind)
    request.session.flash(request.localizer.translate(message), kind)
    return see_other(back)


def thanks(request, component):
    """A support of somebody who has not given enough of them yet does not count; say so at once."""
    missing = component.missing(request.identity.id)
    if not missing:
        return _('Thank you. Your support counts.')
    return plural(
        request, 'Noted. Support ${n} more proposal, so that your supports count.',
        'Noted. Support ${n} more proposals, so that your supports count.', missing,
    )  # fmt: skip


@view_config(context=Proposal, name='support', permission=may.SUPPORT, request_method='POST')
def support(proposal, request):
    """Back it; named to nobody."""
    component = proposal.component
    return act(request, proposal, component.support, Supported, lambda: thanks(request, component))


@view_config(context=Proposal, name='take-back', permission=may.TAKE_BACK, request_method='POST')
def take_back(proposal, request):
    """Take a support back."""
    return act(request, proposal, proposal.component.take_back, SupportTakenBack, _('You no longer support this proposal.'))


@view_config(context=Proposal, name='like', permission=may.LIKE, request_method='POST')
def like(proposal, request):
    """Like it, in public and by name."""
    return act(request, proposal, Proposal.like, Liked, _('You like this proposal.'))


@view_config(context=Proposal, name='unlike', permission=may.UNLIKE, request_method='POST')
def unlike(proposal, request):
    """Take a like back."""
    return act(request, proposal, Proposal.unlike, Unliked, _('You no longer like this proposal.'))
