"""Statement of reasons: what its author is told of a decision, in plain words and in their language (03 §3.4, a to f).

It is made of what the decision's form said, so that the page, the letter and the record say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from isegoria import clock, formats
from isegoria.i18n import _
from isegoria.localizers import localizer_of
from isegoria.moderation.course import APPEAL_MONTHS, BLOCKED, CASES, ON_APPEAL, RESTRICTING
from isegoria.moderation.grounds import ILLEGAL, title_of
from isegoria.moderation.judges import was_same_person
from isegoria.moderation.settings import setting
from isegoria.moderation.spans import months_after
from isegoria.security import Viewer
from isegoria.texts import in_language

NOTICE, REPORTED, OWN_LOOK = 'notice', 'reported', 'own'
SOURCES = {
    NOTICE: _('We looked at it because somebody sent a notice of illegal content.'),
    REPORTED: _('We looked at it because it was reported.'),
    OWN_LOOK: _('A moderator of this site came across it.'),
}


@dataclass(frozen=True)
class Part:
    """One part of a statement: a heading and a paragraph."""

    heading: str
    text: str


@dataclass(frozen=True)
class Voice:
    """In which language something is said, and how it writes dates."""

    translate: Callable[[str], str]
    language: str
    site: Any

    @classmethod
    def of_page(cls, request):
        return cls(request.localizer.translate, request.language, request.site)

    @classmethod
    def of_letter(cls, registry, site, language):
        return cls(localizer_of(registry, language, site).translate, language, site)

    def __call__(self, words, **mapping) -> str:
        return self.translate(_(words, mapping=mapping) if mapping else words)

    def date(self, moment) -> str:
        return formats.date(moment, self.language, self.site.time_zone)

    def text(self, texts) -> str:
        return str(in_language(texts, self.language, self.site.default_language))


def name_of(case, voice, reader: Viewer | None = None, is_authors=False) -> str:
    """What a case is about, in a few words: Comment: “More trees on the square”.

    A `reader` who does not moderate is not told a title that they cannot see any more, unless it is their own.
    """
    called = voice(_(case.called))
    if reader is not None and not may_know_title(case, reader, is_authors):
        return called
    if case.is_about_person:
        person = case.thing
        title = person.name if person is not None else ''
    else:
        title = voice.text(case.title)
    return voice(_('${kind}: “${title}”'), kind=called, title=title) if title else called


def may_know_title(case, reader, is_authors) -> bool:
    thing = case.thing
    subject = getattr(thing, 'subject', None)
    if subject is None and is_authors:
        return True
    titled = thing if subject is None else subject
    return titled is not None and reader.sees(titled)


def source_of(case) -> str:
    """What led to a look: a notice, reports, or a moderator who found it."""
    current = case.current
    if any(report.is_notice for report in current):
        return NOTICE
    return REPORTED if current else OWN_LOOK


def statement(case, step, voice, reader: Viewer) -> list[Part]:
    """All that its author, who reads it, must be told of a restriction."""
    parts = [
        Part(voice(_('What was decided')), restriction(case, step, voice, reader)),
        Part(voice(_('The facts')), facts(step, voice)),
        Part(voice(_('Who found it, and who decided')), method(case, step, voice)),
        Part(voice(_('The law') if is_illegal(step) else _('The rule')), basis(step, voice)),
        Part(voice(_('What you can do')), redress(step, voice)),
    ]
    return [part for part in parts if part.text]


def restriction(case, step, voice, reader) -> str:
    """(a) what was restricted, how far and how long."""
    what = name_of(case, voice, reader, is_authors=True)
    if step.transition == 'block':
        words = voice(
            _('Your account is blocked: you cannot sign in, and your page cannot be seen. It has no end that is fixed already.')
        )
        more = voice(_('What you published is hidden with it.')) if step.said('hide_everything') else ''
        return f'{words} {more}'.strip()
    if step.transition == 'hide_provisionally':
        return voice(_('This is hidden for the time being: ${what}. A person looks at it and decides.'), what=what)
    return voice(
        _('This is hidden: ${what}. Nobody sees it any more, for good, unless it is given back after an appeal.'), what=what
    )


def facts(step, voice) -> str:
    """(b) what is wrong with it, and what led to the look."""
    said = step.said('facts') or ''
    return '\n\n'.join(filter(None, (said, voice(SOURCES.get(step.said('source'), SOURCES[REPORTED])))))


def method(case, step, voice) -> str:
    """(c) whether software found it or decided."""
    if step.transition == 'hide_provisionally':
        number = step.said('reports') or 0
        return voice(
            _('People reported it; it was hidden automatically when there were ${n} reports. Nobody has looked at it yet.'),
            n=number,
        )
    words = voice(_('People found it, and a person decided. No software took part.'))
    if step.transition in ON_APPEAL and was_same_person(case, step):
        words += ' ' + voice(_('It is the same person who decided before, for nobody else moderates here.'))
    return words


def is_illegal(step) -> bool:
    return step.said('ground') == ILLEGAL.name


def basis(step, voice) -> str:
    """(d) the law, or (e) the rule; the facts say why."""
    if is_illegal(step):
        return voice(_('It is against the law: ${law}'), law=step.said('law') or '')
    names = [name for name in (step.said('ground'), *(step.said('grounds') or ())) if name]
    grounds = ', '.join(voice(title_of(name)) for name in names)
    return voice(_('It is against the rules of this site: ${grounds}'), grounds=grounds) if grounds else ''


def redress(step, voice) -> str:
    """(f) an appeal and by when, a body outside court, the courts."""
    until = voice.date(months_after(step.when, APPEAL_MONTHS))
    words = [
        voice(_('You can appeal here, free of charge, until ${date}. Somebody who did not decide before looks at it.'), date=until)
    ]
    outside = voice.text(setting(voice.site, 'out_of_court') or {})
    if outside:
        words.append(voice(_('You can also turn to: ${body}'), body=outside))
    words.append(voice(_('The courts are open to you in any case.')))
    return ' '.join(words)


def restrictions(case) -> list:
    """The steps of which its author gets a statement, the latest first."""
    return [step for step in reversed(CASES.history(case)) if step.transition in RESTRICTING]


def outcome(case, step, voice) -> str:
    """What came of a report or an appeal, in one sentence."""
    if step.transition in ('hide', 'hide_after_all'):
        return voice(_('It was hidden.'))
    if step.transition == 'block':
        return voice(_('The account was blocked.'))
    if step.transition == 'uphold':
        return voice(_('The decision stays as it was.'))
    if step.source == BLOCKED or step.transition == 'unblock' or (step.transition == 'give_back' and case.is_about_person):
        return voice(_('The account is open again.'))
    if step.transition in ('restore', 'give_back'):
        return voice(_('It is shown again.'))
    return voice(_('It stays: we think that it respects the rules.'))


def why(step) -> str:
    """What was written with a decision."""
    return step.said('why') or step.said('facts') or ''


def when(step) -> int:
    return clock.microseconds(step.when)
