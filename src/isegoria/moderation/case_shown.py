"""What a moderator sees of a case: what was written, by whom and in answer to what, who reported it and what was done."""

from dataclasses import dataclass
from functools import cached_property

from isegoria import clock
from isegoria.catalog import count
from isegoria.i18n import LANGUAGES, _, plural
from isegoria.moderation.case import texts_of
from isegoria.moderation.course import APPEALED, BLOCKED, CASES, HIDDEN
from isegoria.moderation.grounds import title_of
from isegoria.moderation.kinds import kinds
from isegoria.moderation.statement import Voice, why
from isegoria.security import MODERATE
from isegoria.templating import address
from isegoria.text import excerpt

QUOTED = 400
TAKEN = (HIDDEN, BLOCKED, APPEALED)
WORDS = {
    'claim': _('Looked at'),
    'release': _('Left to somebody else'),
    'keep': _('Kept'),
    'hide': _('Hidden'),
    'hide_provisionally': _('Hidden by reports'),
    'block': _('Account blocked'),
    'restore': _('Shown again'),
    'unblock': _('Account unblocked'),
    'look_again': _('To be looked at again'),
    'appeal': _('Appealed'),
    'uphold': _('Appeal: the decision stays'),
    'give_back': _('Appeal: given back'),
    'hide_after_all': _('Appeal: hidden after all'),
    'alarm': _('Authorities informed'),
    'reopen': _('Reported again'),
    'close': _('Closed'),
}


@dataclass(frozen=True)
class Line:
    """One line of what happened: when, who (None: the site itself), what, and what was written."""

    when: int
    who: object
    words: str
    said: str = ''
    name: str = ''  # of who has no account


class CaseShown:
    """A case in words."""

    def __init__(self, case, request):
        self.case, self.request = case, request
        self.voice = Voice.of_page(request)

    @property
    def texts(self) -> list[tuple]:
        """(language, title, text) as it was reported."""
        return list(self.case.snapshot.texts) if self.case.snapshot is not None else []

    @cached_property
    def texts_now(self) -> list[tuple]:
        """What it says now, where that is something else."""
        thing = self.case.thing
        if thing is None or self.case.snapshot is None or getattr(thing, 'hidden', False):
            return []
        now = texts_of(thing)
        return list(now) if now != self.case.snapshot.texts else []

    @property
    def reasons(self) -> str:
        """Personal data (2), advertising (1)."""
        said = [report.reason for report in self.case.current or self.case.reports]
        return ', '.join(f'{self.voice(title_of(reason))} ({said.count(reason)})' for reason in self.case.reasons)

    @property
    def context_address(self) -> str | None:
        """Where it stands, for who may see it there."""
        thing = self.case.thing
        return address(self.request, thing) if thing is not None and self.request.viewer.sees(thing) else None

    @property
    def answered(self) -> str:
        """The beginning of the comment that it answers, while that can be read."""
        other = getattr(self.case.thing, 'reply_to', None)
        return excerpt(other.plain_text, QUOTED) if other is not None and other.is_shown else ''

    @property
    def published(self) -> int | None:
        thing = self.case.thing
        return (getattr(thing, 'published', None) or thing.created) if thing is not None and not self.case.is_about_person else None

    # Who wrote it

    @property
    def people(self) -> list[dict]:
        return [self.person(number) for number in self.case.people]

    def person(self, number) -> dict:
        site, request = self.request.site, self.request
        account = site['participants'].get_by_id(number)
        facts = []
        if account is not None and not account.is_gone:
            facts.append(self.voice(_('account since ${date}'), date=self.voice.date(account.confirmed or account.created)))
            facts.append(self.voice(_('reads ${language}'), language=LANGUAGES.get(account.locale, account.locale)))
        written = count(request, site, *(kind for kind in kinds(request.registry) if kind != 'participant'), author=number)
        facts.append(plural(request, '${n} contribution', '${n} contributions', written))
        hidden = count(request, site, 'case', author=number, states=TAKEN) - (self.case.state in TAKEN)
        if hidden > 0:
            facts.append(plural(request, '${n} other thing was hidden', '${n} other things were hidden', hidden))
        case = site.cases.of(account) if account is not None else None
        about = case if case is not None and not self.case.is_about_person and request.has_permission(MODERATE, case) else None
        return {'person': request.person(number), 'facts': facts, 'case': about, 'account': account}

    # What was said and done

    @property
    def reports(self) -> list[dict]:
        return [
            {
                'report': report,
                'reason': self.voice(title_of(report.reason)),
                'who': self.request.person(report.who) if report.who is not None else None,
                'language': LANGUAGES.get(report.language, report.language),
            }
            for report in reversed(self.case.reports)
        ]

    @property
    def history(self) -> list[Line]:
        """Reports and steps as they came, the latest first."""
        lines = [self.line_of_report(report) for report in self.case.reports]
        lines += [self.line_of_step(step) for step in CASES.history(self.case)]
        return sorted(lines, key=lambda line: line.when, reverse=True)

    def line_of_report(self, report) -> Line:
        words = self.voice(_('Reported: ${reason}'), reason=self.voice(title_of(report.reason)))
        return Line(report.when, self.person_of(report.who), words, name=report.name)

    def line_of_step(self, step) -> Line:
        words = self.voice(WORDS.get(step.transition, step.transition or ''))
        if step.said('ground'):
            words = f'{words}: {self.voice(title_of(step.said("ground")))}'
        by_whom = _('by who appealed') if step.transition == 'appeal' else _('The site itself')
        return Line(clock.microseconds(step.when), self.person_of(step.who), words, why(step), name=self.voice(by_whom))

    def person_of(self, number):
        return self.request.person(number) if number is not None else None

    @property
    def appeal(self):
        """What was written in the last appeal, and by which side."""
        if not self.case.appeals:
            return None
        last = self.case.appeals[-1]
        side = _('Its author wrote') if last.party == 'author' else _('Who reported it wrote')
        return {'text': last.text, 'when': last.when, 'side': self.voice(side)}
