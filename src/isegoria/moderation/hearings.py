"""Hearings: a case as one of the people concerned sees it, on a page that opens with a link too, also for who is blocked.

`/decisions/author-7q2m9xk3f1d` for its author, `/decisions/report-2-7q2m9xk3f1d` for who made the second report.
"""

from itsdangerous import BadSignature, URLSafeSerializer

from isegoria import ids
from isegoria.i18n import _
from isegoria.moderation.cases import AUTHOR
from isegoria.moderation.course import APPEAL, BLOCKED, HIDDEN, KEPT
from isegoria.security import Allow
from isegoria.templating import address
from isegoria.visibility import PUBLIC

REPORT = 'report-'
OWN = 'moderation.own'  # the list of one's own
READ = 'moderation.read_decision'  # one of them, by whom it concerns


class Decisions:
    """`/decisions`: what was decided about what one wrote or reported."""

    __name__ = 'decisions'
    title = _('Decisions of moderators')
    visibility = PUBLIC  # whoever is not signed in is led to the login page

    def __init__(self, site):
        self.__parent__ = self.site = site

    @property
    def _p_jar(self):
        return self.site._p_jar

    def __getitem__(self, name):
        case = self.site.cases.get(ids.from_address(name)) if self.site.cases is not None else None
        if case is None or not is_part(case, part := name[: -ids.LENGTH - 1]):
            raise KeyError(name)
        return Hearing(case, part)

    def __acl__(self):
        yield Allow, 'role:signed-in', OWN


def is_part(case, part: str) -> bool:
    number = part.removeprefix(REPORT)
    return part == AUTHOR or (part != number and number.isdecimal() and len(number) < 9 and 0 < int(number) <= len(case.reports))


def part_of_report(report) -> str:
    return f'{REPORT}{report.number}'


class Hearing:
    """The case, for one side of it."""

    title = _('Decision')
    visibility = PUBLIC  # its views let in only whom it concerns

    def __init__(self, case, part):
        self.case, self.part = case, part
        self.__parent__ = Decisions(case.site)

    @property
    def __name__(self):
        return f'{self.part}-{ids.encode(self.case.id)}'

    @property
    def _p_jar(self):
        return self.case._p_jar

    @property
    def is_authors(self) -> bool:
        return self.part == AUTHOR

    @property
    def report(self):
        """The report whose side this is, or None."""
        return None if self.is_authors else self.case.reports[int(self.part.removeprefix(REPORT)) - 1]

    @property
    def authors(self) -> tuple:
        """Whom it concerns, by their accounts."""
        return self.case.people if self.is_authors else tuple(filter(None, (self.report.who,)))

    @property
    def may_be_appealed(self) -> bool:
        """By the author what was taken; by who reported what was kept."""
        return self.case.state in ((HIDDEN, BLOCKED) if self.is_authors else (KEPT,))

    def __acl__(self):
        yield Allow, 'role:author', (READ, APPEAL)


class Keys:
    """The signed part of a link to a hearing: whoever has the letter may open it."""

    def __init__(self, registry, site):
        self.serializer = URLSafeSerializer(registry.settings['isegoria.secret'], salt=f'isegoria/{site.id}/hearing')

    def give(self, hearing: Hearing) -> str:
        return self.serializer.dumps([hearing.case.id, hearing.part])

    def fits(self, hearing: Hearing, key: str) -> bool:
        try:
            return self.serializer.loads(key) == [hearing.case.id, hearing.part]
        except BadSignature:
            return False


def link(registry, site, root: str, language: str, case, part: str) -> str:
    """The address of a hearing for a letter."""
    hearing = Hearing(case, part)
    return f'{root}/{language}/{hearing.__parent__.__name__}/{hearing.__name__}?key={Keys(registry, site).give(hearing)}'


def page_of(request, case, part: str) -> str:
    """The address of a hearing for who is signed in."""
    return address(request, Hearing(case, part))
