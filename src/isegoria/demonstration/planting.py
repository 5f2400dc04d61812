"""Planting the demonstration into a site in which nothing has begun."""

import random
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from isegoria import clock
from isegoria.accounts import passwords
from isegoria.accounts.resource import Participant
from isegoria.accounts.terms import current_version
from isegoria.contribution import Contribution
from isegoria.demonstration import budgeting, harbour, streets, town, yards
from isegoria.demonstration.accounts import ACCOUNTS, PASSWORD
from isegoria.demonstration.people import PEOPLE
from isegoria.demonstration.told import Idea, Said
from isegoria.editorial.resource import Page
from isegoria.importers.loading import Loader
from isegoria.importers.sites import the_site
from isegoria.outbox import changed
from isegoria.spaces.processes.resource import Process, ProcessGroup
from isegoria.text import markdown
from isegoria.traits.comments.resource import Comment

KIND = 'proposals'
COMPONENT = {'ca': 'Propostes', 'es': 'Propuestas', 'fr': 'Propositions', 'en': 'Proposals'}
DAY = 86_400_000_000
HOUR = DAY // 24
SEED = 508  # the year of Cleisthenes's reform


def plant_demonstration(registry, database, name=None):
    """All of it in one transaction, so that there is never half a town; the catalog follows."""
    loader = Loader(registry, database)
    try:
        loader.write(partial(plant_all, components=registry.components, name=name))
        loader.finish()
    finally:
        loader.close()


def plant_all(connection, components, name):
    site = the_site(connection, name)
    plant_town(site)
    for told in (streets, harbour, yards):
        Planting(site, components[KIND].factory, told)()
    budgeting.plant_budgets(site, components[budgeting.KIND])


def plant_town(site):
    """Names, people, taxonomies, help, and the group of processes."""
    site.title, site.organization, site.description = town.NAME, town.ORGANIZATION, town.DESCRIPTION
    site.address, site.email, site.phone = town.ADDRESS, town.EMAIL, town.PHONE
    site.colour, site.reference_prefix, site.demonstration = town.COLOUR, town.PREFIX, True
    english, said = town.WORDING
    site.wordings = {code: {english: said[code]} for code in site.languages}
    site.default_language = 'ca' if 'ca' in site.languages else site.default_language
    for taxonomy in (town.THEMES, town.DISTRICTS):
        add_terms(site.taxonomies, None, (taxonomy,))
    plant_people(site)
    plant_help(site)
    groups = site['process-groups']
    groups.add(yards.GROUP, ProcessGroup(yards.GROUP, yards.GROUP_TITLE, yards.GROUP_DESCRIPTION)).promoted = True


def add_terms(taxonomies, above, terms):
    for code, title, *below in terms:
        add_terms(taxonomies, taxonomies.add(title, above, code=code), below[0] if below else ())


def plant_people(site):
    kept, days = passwords.hash_password(PASSWORD), joined()
    for account in ACCOUNTS:
        person = Participant(account.name, account.nickname, account.email, created=next(days))
        person.password, person.locale, person.admin_terms_accepted = kept, account.locale, clock.microseconds()
        join(site, person)
        person.accept_terms(current_version(site))
        if account.role:
            site.give_role(person.id, account.role)
    for told in PEOPLE:
        person = Participant(told.name, told.nickname, created=next(days))
        person.locale, person.about, person.collective, person.official = told.locale, told.about, told.collective, told.official
        join(site, person)


def joined():
    """When people came: the first ones a year ago, the last ones this week."""
    for number in range(len(ACCOUNTS) + len(PEOPLE)):
        yield clock.microseconds() - int(365 * DAY * (1 - number / (len(ACCOUNTS) + len(PEOPLE))) ** 2)


def join(site, person):
    person.confirmed = person.created
    site['participants'].add(person)
    changed(person)


def plant_help(site):
    pages = site['pages']
    pages.topics = ({'slug': 'help', 'title': town.HELP_TOPIC, 'in_footer': True}, *pages.topics)
    for weight, (slug, title, text) in enumerate(town.HELP):
        page = Page(slug, title, {code: markdown(words) for code, words in text.items()})
        page.topic, page.weight = 'help', weight
        page.published = clock.microseconds()
        pages.add_page(page)
        changed(page)


class Planting:
    """One process with what was said in it; the same draw each time."""

    def __init__(self, site, factory, told):
        self.site, self.factory, self.told = site, factory, told
        self.participants = site['participants']
        self.people = [self.person(each.nickname) for each in (*PEOPLE, ACCOUNTS[-1]) if not getattr(each, 'official', False)]
        self.terms = {term.code: term.id for term in site.taxonomies.terms.values() if term.code}
        self.draw = random.Random(SEED)  # noqa: S311  not for secrets
        self.now = clock.microseconds()

    def __call__(self):
        process = self.plant_process()
        self.component = self.plant_component(process)
        # Ideas were made, and supported, while that was open.
        settled = process.phases.active_id
        process.phases.active_id = next(iter(self.proposing(process))).id
        for idea in self.told.IDEAS:
            self.plant_idea(idea)
        process.phases.active_id = settled

    def person(self, nickname) -> int:
        return self.participants.get_by_nickname(nickname).id

    def plant_process(self) -> Process:
        told = self.told
        process = Process(told.SLUG, told.TITLE)
        process.subtitle, process.short_description = told.SUBTITLE, told.SHORT
        process.description = rich(told.DESCRIPTION)
        process.announcement = rich(getattr(told, 'ANNOUNCEMENT', {})) or None
        process.target, process.group = getattr(told, 'TARGET', None), getattr(told, 'GROUP', None)
        process.promoted = told is streets
        self.site['processes'].add(told.SLUG, process)
        for title, start, end, _settings in told.PHASES:
            process.phases.add(title, starts=self.day(start), ends=self.day(end))
        process.phases.active_id = process.phases.all[told.ACTIVE].id
        process.starts, process.ends = self.date(told.PHASES[0][1]), self.date(told.PHASES[-1][2] - 1)
        process.publish()
        return process

    def plant_component(self, process):
        component = process.add(KIND, self.factory(KIND, COMPONENT))
        roots = tuple(sorted(root.id for root in self.site.taxonomies.roots()))
        component.settings = {**component.settings, 'taxonomy_filters': roots}
        for phase, (_title, _start, _end, settings) in zip(process.phases.all, self.told.PHASES, strict=True):
            process.phases.set_settings(phase, component, settings)
        component.publish()
        return component

    def proposing(self, process):
        return (phase for phase, told in zip(process.phases.all, self.told.PHASES, strict=True) if told[3].get('votes_enabled'))

    def day(self, days) -> datetime:
        """Midnight of a day counted from today, where the town is."""
        return datetime.combine(self.date(days), time(), ZoneInfo(self.site.time_zone))

    def date(self, days) -> date:
        return clock.now().date() + timedelta(days=days)

    def plant_idea(self, idea: Idea):
        content = self.component.manifest.imports(self.component, self.contribution(idea))
        answered, content.state_published = content.state_published, None  # it was supported before
        for person in self.draw.sample(self.people, min(idea.supports, len(self.people))):
            self.component.support(content, person)
        for person in self.draw.sample(self.people, idea.likes):
            content.like(person)
        content.state_published = answered
        for said in idea.comments:
            self.plant_comment(content, said, idea.language, None, self.between(content.created))
        if idea.withdrawn:
            content.withdraw()

    def contribution(self, idea: Idea) -> Contribution:
        created = self.now - idea.days_ago * DAY + self.draw.randrange(8 * HOUR)
        answer = idea.answer
        answered = self.now - answer.days_ago * DAY if answer else None
        return Contribution(
            title=idea.title if isinstance(idea.title, dict) else {idea.language: idea.title},
            body=idea.text if isinstance(idea.text, dict) else {idea.language: idea.text},
            language=self.site.default_language if isinstance(idea.title, dict) else idea.language,
            created=min(created, self.now),
            authors=(self.person(idea.who),) if idea.who and idea.origin != 'meeting' else (),
            origin=idea.origin,
            terms=tuple(self.terms[code] for code in idea.terms),
            is_draft=idea.draft,
            state=answer.state if answer else '',
            state_published=answered,
            answered=answered,
            answer=rich(answer.text) if answer else {},
            cost=answer.cost if answer else None,
            execution_period=rich(answer.period) if answer else {},
        )

    def plant_comment(self, content, said: Said, language, answered, created):
        comment = Comment(
            content,
            said.text,
            reply_to=answered,
            alignment=said.alignment,
            language=said.language or language,
            author=self.person(said.who),
            created=created,
        )
        content.add_comment(comment)
        others = [person for person in self.people if person != comment.author]
        for number, person in enumerate(self.draw.sample(others, min(said.up + said.down, len(others)))):
            comment.vote(person, 1 if number < said.up else -1)
        for reply in said.replies:
            self.plant_comment(content, reply, comment.language, comment, self.between(created))

    def between(self, created) -> int:
        """Some hours later, and not in the future."""
        return min(created + HOUR + self.draw.randrange(40 * HOUR), self.now)


def rich(texts: dict) -> dict:
    return {code: markdown(words) for code, words in texts.items()}
