"""A participant's public page: who it is, and what they wrote (02 §8.2)."""

from dataclasses import dataclass

from pyramid.view import view_config

from isegoria import numbers
from isegoria.accounts.resource import Participant
from isegoria.catalog import count, find
from isegoria.content import above
from isegoria.i18n import _
from isegoria.security import VIEW
from isegoria.spaces.space import Space
from isegoria.templating import address, text
from isegoria.text import excerpt, plain
from isegoria.texts import Text

PAGE = 20
LAST_PAGE = 50
LENGTH = 220
COMMENT = 'comment'


@dataclass(frozen=True)
class Contribution:
    """One thing that somebody wrote, as a row of their page."""

    title: Text
    url: str
    when: int
    words: str
    language: str
    space: object = None
    is_comment: bool = False


def kinds(registry) -> dict[str, str]:
    """What somebody can have written, by type, with the title of its list: what the components declare, and comments."""
    found = {}
    for component in registry.components.values():
        found.update(component.search)
    return {**found, COMMENT: _('Comments')}


@view_config(context=Participant, permission=VIEW, renderer='isegoria:templates/accounts/profile.pt')
class Profile:
    """`/participants/<nickname>`; what was hidden or is not public is not on it."""

    def __init__(self, participant, request):
        self.participant, self.request = participant, request
        self.counts = {kind: count(request, request.site, kind, author=participant.id) for kind in kinds(request.registry)}
        self.page = numbers.page(request.GET.get('page'), LAST_PAGE)

    def __call__(self):
        self.request.response.headers['X-Robots-Tag'] = 'noindex'
        kind = self.request.GET.get('kind', '')
        shown = [each for each, number in self.counts.items() if number]
        kind = kind if kind in shown else next(iter(shown), '')
        return {
            'person': self.request.person(self.participant.id),
            'about': self.participant,
            'kind': kind,
            'kinds': [
                (each, self.request.localizer.translate(kinds(self.request.registry)[each]), self.counts[each]) for each in shown
            ],
            'contributions': self.contributions(kind) if kind else [],
            'page': self.page,
            'pages': min(-(-self.counts.get(kind, 0) // PAGE), LAST_PAGE),
            'is_me': self.request.identity is self.participant,
            'crumbs': [(self.request.localizer.translate(_('Home')), address(self.request)), (self.participant.name, None)],
            'noindex': True,
        }

    def contributions(self, kind) -> list[Contribution]:
        found = find(self.request, self.request.site, kind, author=self.participant.id, sort='-created', page=self.page, limit=PAGE)
        return [self.contribution(each) for each in found]

    def contribution(self, resource) -> Contribution:
        subject = getattr(resource, 'subject', None)
        return Contribution(
            title=text(self.request, (resource if subject is None else subject).title),
            url=address(self.request, resource),
            when=getattr(resource, 'published', None) or resource.created,
            words=excerpt(self.words(resource), LENGTH),
            language=resource.language,
            space=above(resource, Space),
            is_comment=subject is not None,
        )

    def words(self, resource) -> str:
        for name in ('plain_text', 'plain_body'):
            if hasattr(resource, name):
                return getattr(resource, name)
        return plain(text(self.request, getattr(resource, 'body', None) or {}))
