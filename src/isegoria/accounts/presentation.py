"""How people are shown: the name that stands beside what somebody wrote, wherever it stands."""

from typing import NamedTuple

from isegoria.i18n import _
from isegoria.templating import address
from isegoria.texts import in_language

HUES = 4  # colours of a face without a picture


class Person(NamedTuple):
    """An author as everybody may see them; `url` is None for whoever has no profile (any more)."""

    name: str
    url: str | None = None
    nickname: str = ''
    is_official: bool = False
    is_deleted: bool = False
    is_blocked: bool = False
    is_collective: bool = False
    initials: str = ''
    hue: int = 1


class People:
    """`request.people(id)`: each person is looked up once a page. No id: the organization itself speaks."""

    def __init__(self, request):
        self.request = request
        self._known = {}
        self._place = None

    def __call__(self, number: int | None) -> Person:
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._organization() if number is None else self._person(number)
        return found

    def _person(self, number):
        participant = self.request.site['participants'].get_by_id(number)
        translate = self.request.localizer.translate
        if participant is None or participant.is_gone:
            return Person(translate(_('Deleted participant')), is_deleted=True)
        if participant.blocked is not None:
            return Person(translate(_('Blocked participant')), is_blocked=True)
        return Person(
            name=participant.name,
            url=self._profile(participant),
            nickname=participant.nickname,
            is_official=bool(participant.official),
            is_collective=participant.collective,
            initials=initials(participant.name),
            hue=number % HUES + 1,
        )

    def _profile(self, participant):
        if not participant.has_profile:
            return None
        if self._place is None:
            self._place = address(self.request, self.request.site['participants'])
        return f'{self._place}/{participant.__name__}'

    def _organization(self):
        site = self.request.site
        name = str(in_language(site.organization or site.title, self.request.language, site.default_language))
        return Person(name, is_official=True, initials=initials(name))


def initials(name: str) -> str:
    """One or two letters that stand for a name: of its first and its last word."""
    words = [word for word in (part.strip('«»"\'.,()-') for part in name.split()) if word]
    chosen = words[:1] + words[1:][-1:]
    return ''.join(word[0] for word in chosen).upper()


def person(request, number: int | None) -> Person:
    """The author with this id, to be shown; the organization when there is none."""
    return request.people(number)
