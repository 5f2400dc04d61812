"""Growing a site to any size, for benchmarks: proposals like those that are there, with comments, supports and people."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from isegoria import clock
from isegoria.accounts.resource import Participant
from isegoria.contribution import Contribution
from isegoria.importers import CannotImport
from isegoria.importers.destination import Destination
from isegoria.importers.loading import BATCH, Loader
from isegoria.importers.sites import the_site
from isegoria.outbox import changed
from isegoria.spaces.space import ComponentFolder
from isegoria.traits.comments.resource import Comment

SAMPLE = 5000  # texts that are kept in memory to draw from
PEOPLE_PER_PROPOSAL = 0.4
MOST_SUPPORTS = 200  # with people behind them; the rest of a total is carried over
DAY = 86_400_000_000
NICKNAME = 'grown'


@dataclass
class Sample:
    """What there is to draw from."""

    proposals: list = field(default_factory=list)  # of Contribution
    comments: list = field(default_factory=list)  # (body, markup, language, alignment)
    comments_each: list = field(default_factory=list)
    supports_each: list = field(default_factory=list)


@dataclass
class Growth:
    """Grows a component to `size` contents; the same seed grows the same."""

    registry: object
    database: object
    size: int
    into: str | None = None
    seed: int = 1
    site: str | None = None
    progress: Callable = lambda what, share: None

    def __call__(self) -> str:
        self.draw = random.Random(self.seed)  # noqa: S311  the same things each time are wanted
        loader = Loader(self.registry, self.database, self.progress)
        try:
            self.component_id, self.sample, before = loader.write(self._prepare)
            missing = max(self.size - before, 0)
            self.people = self._in_batches(loader, 'people', self._join, int(missing * PEOPLE_PER_PROPOSAL) + 50 if missing else 0)
            self._in_batches(loader, 'proposals', self._grow, missing)
            loader.finish()
        finally:
            loader.close()
        return f'grown from {before} to {before + missing} proposals'

    def _in_batches(self, loader, what, write, number) -> list:
        """Have `write(connection, number=)` make so many of something; gives what it gave."""
        found, done = [], 0
        while done < number:
            some = min(BATCH, number - done)
            found += loader.write(partial(write, number=some))
            done += some
            self.progress(what, done / number)
        return found

    def _prepare(self, connection):
        """The component, texts to draw from, and how many there are already."""
        site = the_site(connection, self.site)
        component = self._component(site)
        sample = Sample()
        for content in islice(component.contents.values(), SAMPLE):
            if content.published is None:
                continue
            sample.proposals.append(as_contribution(content))
            sample.comments_each.append(content.comment_count.value)
            sample.supports_each.append(content.supports_total)
        for comment in islice(component.comments.values(), SAMPLE):
            if comment.is_shown:
                sample.comments.append((comment.body, comment.markup, comment.language, comment.alignment))
        if not sample.proposals:
            raise CannotImport('there is nothing to grow from: plant the demonstration or import something first')
        return component.id, sample, len(component.contents)

    def _component(self, site) -> ComponentFolder:
        if self.into:
            return Destination(self.into, self.registry, 'proposals').require(site)
        found = [
            place for place in site.places.values() if isinstance(place, ComponentFolder) and place.manifest.imports is not None
        ]
        if not found:
            raise CannotImport('there is no component that could grow')
        return max(found, key=lambda component: len(component.contents))

    def _join(self, connection, number) -> list[int]:
        """More people without accounts; their ids."""
        participants = the_site(connection, self.site)['participants']
        return [self._newcomer(participants).id for _each in range(number)]

    def _newcomer(self, participants) -> Participant:
        number = len(participants.people)
        while True:
            person = Participant(f'Participant {number}', f'{NICKNAME}_{number}')
            person.confirmed = person.created
            try:
                participants.add(person)
            except KeyError:  # of an earlier growth
                number += 1
                continue
            changed(person)
            return person

    def _grow(self, connection, number) -> list:
        component = the_site(connection, self.site).place(self.component_id)
        draw, sample = self.draw, self.sample
        for _each in range(number):
            model = draw.randrange(len(sample.proposals))
            content = component.manifest.imports(component, self._like(sample.proposals[model]))
            self._support(content, sample.supports_each[model])
            self._comment(content, sample.comments_each[model])
        return []

    def _like(self, model: Contribution) -> Contribution:
        """Another one with the same words: somebody else's, at another time."""
        about = {name: getattr(model, name) for name in Contribution.__slots__}
        about['created'] = clock.microseconds() - self.draw.randrange(900 * DAY)
        about['authors'] = (self.draw.choice(self.people),) if model.authors else ()
        if about['state_published']:
            about['state_published'] = about['answered'] = about['created'] + self.draw.randrange(90 * DAY)
        return Contribution(**about)

    def _support(self, content, total):
        total = int(total * self.draw.uniform(0.5, 1.5))
        real = min(total, MOST_SUPPORTS, len(self.people) // 2)
        for person in self.draw.sample(self.people, real):
            content.supports.add(person, content.created)
        content.votes_carried_over = total - real

    def _comment(self, content, total):
        """About as many comments; a third of them replies to one before."""
        if not self.sample.comments:
            return
        made = []
        for number in range(int(total * self.draw.uniform(0.5, 1.5) + 0.5)):
            body, markup, language, alignment = self.draw.choice(self.sample.comments)
            answered = self.draw.choice(made) if made and self.draw.random() < 1 / 3 else None
            answered = answered if answered is not None and answered.takes_replies else None
            comment = Comment(
                content,
                body,
                reply_to=answered,
                alignment=alignment,
                language=language,
                author=self.draw.choice(self.people),
                created=content.created + (number + 1) * DAY // 24,
            )
            comment.markup = markup
            content.add_comment(comment)
            made.append(comment)


def as_contribution(content) -> Contribution:
    """What another one like it is made of."""
    return Contribution(
        title=content.title,
        body=content.body,
        created=content.created,
        language=content.language,
        markup=content.markup,
        authors=content.authors,
        origin=content.origin,
        terms=content.terms,
        state=content.state_token or '',
        state_published=content.state_published,
        answer=content.answer or {},
        answered=content.answered,
    )
