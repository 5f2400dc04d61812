"""Reporting: the form below everything that can be reported, for participants and, for what is illegal, for everybody."""

from pyramid.httpexceptions import HTTPNotFound

from isegoria.accounts.registration import Opened
from isegoria.accounts.throttling import TOO_MANY
from isegoria.forms import FormView, Refused, form_view
from isegoria.i18n import _
from isegoria.moderation.acting import Acting
from isegoria.moderation.cases import case_of
from isegoria.moderation.report_schema import BLOCK_NEXT, HIDE_NOW, ONLY_REPORT, ReportSchema
from isegoria.moderation.statement import OWN_LOOK
from isegoria.moderation.taking import Notice, is_official, report
from isegoria.security import MODERATE, VIEW
from isegoria.templating import text
from isegoria.text import excerpt
from isegoria.throttle import TooOften
from isegoria.traits.reportable import Hideable, Reportable

PAGES = 'isegoria:templates/moderation/'
QUOTED = 300
ALREADY = _('You have reported this already. We write to you when it is decided.')
OWN = _('This is yours. You cannot report it.')


@form_view(context=Reportable, name='report', permission=VIEW, renderer=PAGES + 'report.pt')
class ReportForm(FormView):
    """The form for one thing."""

    schema = ReportSchema
    title = _('Report this')
    buttons = ((_('Send the report'), 'report'),)

    @property
    def person(self):
        """The account that reports; None for who has none that is confirmed."""
        identity = self.request.identity
        return identity if identity is not None and identity.is_confirmed else None

    def bound_schema(self):
        return self.schema().bind(
            context=self.context, request=self.request, language=self.request.language, person=self.person, offers=self.offers()
        )

    def offers(self) -> list[tuple[str, str, str]]:
        """What who moderates here may do with the same form."""
        thing, request = self.context, self.request
        if self.person is None or not request.has_permission(MODERATE, thing) or is_official(request.site, thing):
            return []
        offered = [(ONLY_REPORT, _('Only report it'), _('It waits in the queue.'))]
        if isinstance(thing, Hideable):
            offered.append(
                (HIDE_NOW, _('Hide it at once'), _('What you write above is the statement of reasons that its author reads.'))
            )
        if request.has_permission(MODERATE, request.site):
            offered.append((BLOCK_NEXT, _('Report it, and block its author'), _('You get to the form for the block next.')))
        return offered

    def reason_against(self):
        """Why this person cannot report it, or None."""
        if self.person is None:
            return None
        if self.person.id in self.context.writers:
            return OWN
        case = case_of(self.request.site, self.context)
        return ALREADY if case is not None and case.report_by(self.person.id) is not None else None

    def appstruct(self):
        return {'opened': Opened(self.request).mark()} if self.person is None else {}

    def page(self, form, **about):
        thing, said = self.context, text_of(self.context, self.request)
        return super().page(
            form,
            thing=thing,
            called=self.request.localizer.translate(thing.reported_as),
            said=said,
            language_said=said.language,
            refused=self.reason_against(),
            is_visitor=self.person is None,
            noindex=True,
            **about,
        )

    def save(self, data):
        reason = self.reason_against()
        if reason:
            raise Refused(reason)
        if self.person is None:
            self.check_visitor(data)
        self.take_turn(data)
        case = report(Acting.of(self.request), self.context, self.notice(data))
        return self.go_on(case, data)

    def check_visitor(self, data):
        """Robots fill in what people do not see, and are quicker."""
        if data['website']:
            raise HTTPNotFound()
        Opened(self.request).check(data['opened'])
        case = case_of(self.request.site, self.context)
        if case is not None and data['email'] and case.report_by(None, data['email']) is not None:
            raise Refused(ALREADY)

    def take_turn(self, data):
        request = self.request
        try:
            request.registry.throttle.take(
                'report',
                request.site.id,
                person=self.person and self.person.id,
                email=data.get('email') or None,
                address=request.remote_addr if self.person is None else None,
            )
        except TooOften as often:
            self.template_status = TOO_MANY
            words = _('You sent many reports in a short time. Try again in ${n} minutes.', mapping={'n': often.minutes})
            raise Refused(words) from None

    def notice(self, data) -> Notice:
        return Notice(
            reason=data['reason'],
            details=data['details'],
            law=data['law'],
            who=self.person,
            name=data.get('name', ''),
            email=data.get('email', ''),
            language=self.request.language,
        )

    def go_on(self, case, data):
        """Back to the thing, or on to what the moderator wanted to do with it."""
        then = data.get('then', ONLY_REPORT)
        if then == BLOCK_NEXT:
            return self.done(self.case_of_author(case, data), message=_('It is reported. Now decide about the account.'))
        if then == HIDE_NOW and not case.is_hidden:
            statement = {'ground': data['reason'], 'law': data['law'], 'facts': data['details']}
            if len(case.current) == 1:  # nobody else has reported it
                statement['source'] = OWN_LOOK
            Acting.of(self.request).take(case, 'hide', statement)
            return self.done(case, message=_('It is hidden, and its author is told why.'))
        if case.is_hidden:
            words = _('Thank you. Your report has arrived; this is hidden until we decide.')
            return self.done(back_from(self.context), message=words)
        return self.done(self.context, message=_('Thank you. Your report has arrived.'))

    def case_of_author(self, case, data):
        """The case about the account that wrote it, opened with the same report."""
        author = self.request.site['participants'].get_by_id(next(iter(case.people), None))
        if author is None or case.is_about_person:
            return case
        about_author = case_of(self.request.site, author)
        if about_author is None or about_author.report_by(self.person.id) is None:
            about_author = report(Acting.of(self.request), author, self.notice(data))
        return about_author


def back_from(thing):
    """Where one still finds something when a thing is hidden."""
    subject = getattr(thing, 'subject', None)
    return subject if subject is not None else thing.__parent__


def text_of(thing, request):
    """What is reported, shortly, in the reader's language where it has one."""
    said = text(request, {language: f'{title} {words}'.strip() for language, (title, words) in thing.said.items()})
    shown = excerpt(said, QUOTED)
    return type(said)(shown, said.language)


def may_report(request, thing) -> bool:
    """Is there anything to report, for this person? Nobody reports what is theirs."""
    return isinstance(thing, Reportable) and request.viewer.id not in thing.writers
