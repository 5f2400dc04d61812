"""The pages of those whom a case concerns: what was decided and why, their own text, and an appeal."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config, view_defaults

from isegoria import clock
from isegoria.forms import FormView, Refused, go
from isegoria.front.errors import to_login
from isegoria.i18n import _
from isegoria.moderation.acting import Acting
from isegoria.moderation.case import Appeal
from isegoria.moderation.course import APPEAL, APPEALED, CASES, DECISIONS, PENDING, RESTRICTING
from isegoria.moderation.grounds import title_of
from isegoria.moderation.hearings import OWN, READ, Decisions, Hearing, Keys
from isegoria.moderation.schemas import AppealText
from isegoria.moderation.statement import Part, Voice, name_of, outcome, statement, why
from isegoria.moderation.telling import Telling
from isegoria.workflow import Refused as WorkflowRefused

PAGES = 'isegoria:templates/moderation/'


@view_config(context=Decisions, request_method='GET', permission=OWN, renderer=PAGES + 'decisions.pt')
def decisions(context, request):
    """What was decided about what one wrote, and what became of what one reported."""
    cases = context.site.cases
    found = cases.concerning(request.viewer.id) if cases is not None else []
    hearings = [Hearing(case, part) for case, part in found]
    shown = [hearing for hearing in hearings if not hearing.is_authors or told(hearing)]
    return {'title': context.title, 'rows': [row(hearing, request) for hearing in shown], 'noindex': True}


def row(hearing, request) -> dict:
    voice, steps = Voice.of_page(request), told(hearing)
    words = headline(hearing, steps[0], voice) if steps else voice(_('We are looking at it.'))
    return {'hearing': hearing, 'title': what(hearing, request, voice), 'words': words, 'when': when(hearing, steps)}


def what(hearing, request, voice) -> str:
    """What it is about, as far as this side may know it."""
    return name_of(hearing.case, voice, request.viewer, hearing.is_authors)


def when(hearing, steps) -> int:
    if steps:
        return clock.microseconds(steps[0].when)
    return hearing.report.when if hearing.report is not None else hearing.case.created


def told(hearing) -> list:
    """The decisions that this side is told of, the latest first. Its author hears of nothing that took nothing from them."""
    steps = list(reversed(hearing.case.history))
    if hearing.is_authors:
        first = next((number for number, step in enumerate(hearing.case.history) if step.transition in RESTRICTING), None)
        return (
            [] if first is None else [step for step in steps[: len(steps) - first] if step.transition in (*DECISIONS, *RESTRICTING)]
        )
    return [step for step in steps if step.transition in DECISIONS and clock.microseconds(step.when) >= hearing.report.when]


def headline(hearing, step, voice) -> str:
    if step.transition == 'hide_provisionally':
        return voice(_('It is hidden for the time being.'))
    return outcome(hearing.case, step, voice)


class ForThoseConcerned(FormView):
    """A page of a hearing: for whom it concerns, signed in, and for whoever has the link of the letter."""

    def admit(self):
        """None where this person may read it, else where they are led."""
        hearing, request = self.context, self.request
        request.response.headers['Cache-Control'] = 'private, no-store'
        if Keys(request.registry, request.site).fits(hearing, request.GET.get('key', '')):
            return None
        if request.has_permission(READ, hearing):
            return None
        if request.identity is None:
            return to_login(request)
        raise HTTPNotFound()

    @property
    def key(self) -> dict:
        """What further addresses of this hearing must bring along."""
        key = self.request.GET.get('key')
        return {'key': key} if key else {}


@view_defaults(context=Hearing, request_method='GET', permission=NO_PERMISSION_REQUIRED, before_terms=True)
class HearingPage(ForThoseConcerned):
    """What was decided, the latest first."""

    @view_config(renderer=PAGES + 'hearing.pt')
    def read(self):
        return self.admit() or self.shown()

    def shown(self) -> dict:
        hearing, case, voice = self.context, self.context.case, Voice.of_page(self.request)
        steps = told(hearing)
        return {
            'title': hearing.title,
            'hearing': hearing,
            'what': what(hearing, self.request, voice),
            'decisions': [self.decision(step, voice) for step in steps],
            'texts': case.snapshot.texts if hearing.is_authors and case.snapshot is not None and not case.is_about_person else (),
            'reason': self.request.localizer.translate(title_of(hearing.report.reason)) if hearing.report is not None else None,
            'is_pending': case.state in PENDING,
            'is_appealed': case.state == APPEALED,
            'may_appeal': hearing.may_be_appealed and CASES.reason_against(case, 'appeal', None, clock.now()) is None,
            'until': self.until(steps),
            'key': self.key,
            'noindex': True,
        }

    def decision(self, step, voice) -> dict:
        """A restriction with its whole statement of reasons; other decisions with what was written about them."""
        hearing = self.context
        if hearing.is_authors and step.transition in RESTRICTING:
            parts = statement(hearing.case, step, voice, self.request.viewer)
        else:
            parts = [Part('', why(step))] if why(step) and step.transition not in ('hide', 'hide_after_all', 'block') else []
        return {'headline': headline(hearing, step, voice), 'when': clock.microseconds(step.when), 'parts': parts}

    def until(self, steps):
        from isegoria.moderation.spans import APPEAL_MONTHS, months_after

        return months_after(steps[0].when, APPEAL_MONTHS) if steps else None


@view_config(attr='ask', request_method='GET')
@view_config(attr='send', request_method='POST')
@view_defaults(context=Hearing, name='appeal', permission=NO_PERMISSION_REQUIRED, renderer=PAGES + 'appeal.pt', before_terms=True)
class AppealForm(ForThoseConcerned):
    """Another look is asked for."""

    schema = AppealText
    title = _('Appeal')
    buttons = ((_('Send the appeal'), 'appeal'),)

    def ask(self):
        return self.admit() or self.refused() or self.show()

    def send(self):
        return self.admit() or self.submit()

    def refused(self):
        """Back to the decision where nothing can be appealed."""
        hearing = self.context
        reason = CASES.reason_against(hearing.case, 'appeal', None, clock.now()) if hearing.may_be_appealed else NOTHING
        return go(self.request, hearing, message=reason, kind='alert', **self.key) if reason else None

    def page(self, form, **about):
        voice = Voice.of_page(self.request)
        return super().page(
            form, hearing=self.context, what=what(self.context, self.request, voice), key=self.key, noindex=True, **about
        )

    def save(self, data):
        hearing, case = self.context, self.context.case
        if not hearing.may_be_appealed:
            raise Refused(NOTHING)
        acting = Acting.of(self.request, permits=lambda permission, _case: permission == APPEAL)
        if acting.actor not in hearing.authors:
            acting.actor = None  # by the link of a letter
        try:
            acting.take(case, 'appeal', {'party': hearing.part, **data})
        except WorkflowRefused as refused:
            raise Refused(refused.reason) from None
        case.appeals = (*case.appeals, Appeal(clock.microseconds(), hearing.part, data['text']))
        Telling(acting.registry, acting.site, acting.root, case).moderators(_('Somebody appealed against a decision'))
        return self.done(hearing, message=_('Your appeal has arrived. Somebody looks at the decision again.'), **self.key)


NOTHING = _('There is nothing here that can be appealed.')


def concerns(request) -> bool:
    """Is there anything on the page of decisions, for the link to it?"""
    site = request.site
    return (
        request.identity is not None
        and site is not None
        and site.cases is not None
        and bool(site.cases.concerning(request.viewer.id))
    )
