"""Telling: the letters of moderation. Its author learns why, those who reported what was decided, moderators that work waits.

Nobody learns who reported: neither the author's letter nor the page says it.
"""

from pyramid.traversal import resource_path

from isegoria.i18n import _
from isegoria.mail.letters import Letter, Recipient, post
from isegoria.moderation import judges
from isegoria.moderation.cases import AUTHOR
from isegoria.moderation.grounds import title_of
from isegoria.moderation.hearings import Hearing, link, part_of_report
from isegoria.moderation.settings import setting
from isegoria.moderation.statement import Voice, name_of, outcome, statement, why
from isegoria.security import Viewer
from isegoria.text import excerpt

MAY_APPEAL = _(
    'If you think that it is wrong, you can appeal within six months, free of charge. The courts are open to you in any case.'
)
COURTS = _('The courts are open to you in any case.')


class Telling:
    """Writes the letters about one case; `root` is what links in them begin with."""

    def __init__(self, registry, site, root, case):
        self.registry, self.site, self.root, self.case = registry, site, root, case

    # The author

    def statement(self, step):
        """The statement of reasons, to each of its authors."""
        for person in self.authors():
            voice = self.voice(person.locale)
            parts = [f'{part.heading}: {part.text}' for part in statement(self.case, step, voice, self.reader(person))]
            self.post(
                recipient_of(person),
                Letter(
                    _('A decision about what you published'),
                    (self.name(voice, person), *parts),
                    (_('Read the decision, and appeal if you think that it is wrong'), self.link(person.locale, AUTHOR)),
                ),
            )

    def given_back(self, step):
        """To its authors: what was taken is there again."""
        for person in self.authors():
            voice = self.voice(person.locale)
            paragraphs = (self.name(voice, person), outcome(self.case, step, voice), why(step))
            self.post(
                recipient_of(person),
                Letter(
                    _('What you published is shown again'),
                    tuple(filter(None, paragraphs)),
                    (_('Read the decision'), self.link(person.locale, AUTHOR)),
                ),
            )

    def authors(self):
        people = map(self.site['participants'].get_by_id, self.case.people)
        return [person for person in people if person is not None and person.email and not person.is_gone]

    # Who reported, and who appealed

    def received(self, report):
        """The receipt of a report."""
        recipient = self.recipient_of_report(report)
        if recipient is not None:
            voice = self.voice(recipient.language)
            promised = setting(self.site, 'promised_days')
            words = voice(_('We have your report. We mean to decide within ${n} days, and write to you then.'), n=promised)
            self.post(
                recipient,
                Letter(
                    _('Your report has arrived'),
                    (self.name(voice, self.account(report)), words),
                    (_('See what becomes of it'), self.link(recipient.language, part_of_report(report))),
                ),
            )

    def decided(self, step, reports):
        """To those who reported: what was decided, by whom, and what they can do."""
        for report in reports:
            recipient = self.recipient_of_report(report)
            if recipient is not None:
                self.post(recipient, self.decision_for(report, step, recipient))

    def decision_for(self, report, step, recipient) -> Letter:
        voice = self.voice(recipient.language)
        paragraphs = [self.name(voice, self.account(report)), outcome(self.case, step, voice)]
        if step.said('why'):
            paragraphs.append(step.said('why'))
        paragraphs.append(voice(_('A person decided; no software took part.')))
        part = part_of_report(report)
        url = self.link(recipient.language, part)
        after = (MAY_APPEAL,) if Hearing(self.case, part).may_be_appealed else (COURTS,)
        return Letter(_('What was decided about your report'), tuple(paragraphs), (_('Read the decision'), url), after)

    def appeal_decided(self, step):
        """To whoever appealed: the last word here."""
        party = self.case.appeals[-1].party if self.case.appeals else AUTHOR
        if party == AUTHOR:
            for person in self.authors():
                self.post_last_word(step, recipient_of(person), person, party)
        else:
            report = self.case.reports[int(party.rpartition('-')[2]) - 1]
            self.post_last_word(step, self.recipient_of_report(report), self.account(report), party)

    def post_last_word(self, step, recipient, person, party):
        if recipient is None:
            return
        voice = self.voice(recipient.language)
        paragraphs = (self.name(voice, person), outcome(self.case, step, voice), why(step))
        url = self.link(recipient.language, party)
        letter = Letter(_('Your appeal was decided'), tuple(filter(None, paragraphs)), (_('Read the decision'), url), (COURTS,))
        self.post(recipient, letter)

    def recipient_of_report(self, report) -> Recipient | None:
        if report.who is None:
            return Recipient(report.email, report.name, report.language) if report.email else None
        person = self.account(report)
        return recipient_of(person) if person is not None and person.email and not person.is_gone else None

    def account(self, report):
        """Who reported it, where they have an account."""
        return self.site['participants'].get_by_id(report.who)

    # Who moderates

    def moderators(self, subject, report=None):
        """To those who moderate there and want it: what waits, in whose words, and where."""
        for number in sorted(judges.moderators(self.case.place)):
            person = self.site['participants'].get_by_id(number)
            if person.email and person.email_on_moderations and number not in self.case.people:
                self.post(recipient_of(person), self.work_for(person, subject, report))

    def work_for(self, person, subject, report) -> Letter:
        voice = self.voice(person.locale)
        paragraphs = [name_of(self.case, voice)]
        if report is not None:
            paragraphs.append(voice(_('Reported as: ${reason}'), reason=voice(title_of(report.reason))))
        if report is not None and report.details:
            paragraphs.append(f'“{excerpt(report.details, 300)}”')
        for _language, title, text in self.case.snapshot.texts if self.case.snapshot is not None else ():
            paragraphs.append(excerpt(f'{title} {text}'.strip(), 500))
        return Letter(subject, tuple(paragraphs), (_('Open the case'), f'{self.root}/{person.locale}{resource_path(self.case)}'))

    def authorities(self):
        """To the address set in administration: what was written, and by whom."""
        address, voice = setting(self.site, 'authorities'), self.voice(self.site.default_language)
        people = filter(None, map(self.site['participants'].get_by_id, self.case.people))
        written_by = ', '.join(f'{person.name} <{person.email}>' for person in people)
        said = [f'{title}\n{text}'.strip() for _language, title, text in self.case.snapshot.texts] if self.case.snapshot else []
        self.post(
            Recipient(address, '', self.site.default_language),
            Letter(
                _('Notice of a possible threat to life or safety'),
                (
                    voice(
                        _('A moderator of ${site} thinks that somebody’s life or safety is threatened.'),
                        site=voice.text(self.site.title),
                    ),
                    name_of(self.case, voice),
                    voice(_('Written by: ${people}'), people=written_by or '–'),
                    *said,
                ),
                (_('The case, for those who moderate'), f'{self.root}/{voice.language}{resource_path(self.case)}'),
            ),
        )

    # Letters

    def reader(self, person) -> Viewer:
        return Viewer(person, self.site)

    def name(self, voice, person) -> str:
        """What it is about, as far as this person may know it."""
        is_authors = person is not None and person.id in self.case.people
        return name_of(self.case, voice, self.reader(person), is_authors)

    def voice(self, language) -> Voice:
        return Voice.of_letter(self.registry, self.site, language)

    def link(self, language, part) -> str:
        return link(self.registry, self.site, self.root, language, self.case, part)

    def post(self, recipient, letter):
        post(self.registry, self.site, recipient, letter)


def recipient_of(person) -> Recipient:
    return Recipient(person.email, person.name, person.locale)
