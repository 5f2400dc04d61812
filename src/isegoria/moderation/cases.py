"""Cases: all that were ever opened in a site, and the places in the tree from where they are reached."""

from BTrees.LLBTree import LLBTree
from BTrees.LOBTree import LOBTree
from persistent import Persistent

from isegoria import ids, outbox
from isegoria.content import above, lineage
from isegoria.i18n import _
from isegoria.moderation.case import Case
from isegoria.moderation.figures import Figures
from isegoria.shards import ObjectShards
from isegoria.spaces.space import Space
from isegoria.visibility import PUBLIC

AUTHOR = 'author'


class Cases(Persistent):
    """The cases by id, by what they are about, by when they must be looked at, and by the people they concern."""

    settings: dict = {}  # what the organization chose (settings.py); replaced, never changed in place

    def __init__(self):
        self._cases = ObjectShards()
        self._of_things = LLBTree()  # id of the thing -> id of its case: a second one conflicts with the first
        self._dates = LOBTree()  # microseconds -> id of a case to be looked at then (retention.py)
        self._of_people = LOBTree()  # participant's id -> pairs (id of the case, their part in it)
        self.figures = Figures()

    def get(self, number) -> Case | None:
        return self._cases.get(number) if number is not None else None

    def values(self):
        return self._cases.values()

    def __len__(self):
        return len(self._cases)

    def of(self, thing) -> Case | None:
        """The case about a thing, if it was ever reported."""
        return self.get(self._of_things.get(thing.id))

    def open(self, thing) -> Case:
        """The case about a thing, made at the first report."""
        case = self.of(thing)
        if case is None:
            case = Case(above(thing, Space) or list(lineage(thing))[-1], thing)
            while not self._cases.add(case.id, case):
                case.id = ids.new_id(self._cases)
            self._of_things[thing.id] = case.id
            for person in case.people:
                self.concern(person, case, AUTHOR)
        return case

    def concern(self, person: int, case: Case, part: str):
        """Somebody is part of a case: they find what is decided on a page of their own."""
        known = self._of_people.get(person, ())
        if (case.id, part) not in known:
            self._of_people[person] = (*known, (case.id, part))

    def concerning(self, person: int | None) -> list[tuple[Case, str]]:
        """Pairs (case, their part in it), the newest first."""
        found = ((self.get(number), part) for number, part in self._of_people.get(person, ())) if person is not None else ()
        return [(case, part) for case, part in reversed(list(found)) if case is not None]

    def forget_person(self, person: int):
        """Somebody left for good."""
        self._of_people.pop(person, None)

    def remind(self, case: Case, moment: int):
        """Look at a case again at `moment`."""
        while not self._dates.insert(moment, case.id):
            moment += 1

    def due(self, moment: int) -> list[tuple[int, Case | None]]:
        """Pairs (when, case) to be looked at by now."""
        return [(when, self.get(number)) for when, number in self._dates.items(max=moment)]

    def looked_at(self, moment: int):
        self._dates.pop(moment, None)


def cases_of(site) -> Cases:
    """The cases of a site, made at the first report."""
    if site.cases is None:
        site.cases = Cases()
    return site.cases


def case_of(site, thing) -> Case | None:
    return site.cases.of(thing) if site.cases is not None else None


class Moderation:
    """`/moderation` of the site and of each space: the queue of its cases, and the cases below it."""

    __name__ = 'moderation'
    title = _('Moderation')
    visibility = PUBLIC  # its views ask who may moderate

    def __init__(self, place):
        self.__parent__ = self.place = place

    @property
    def _p_jar(self):
        return self.place._p_jar

    def __getitem__(self, name):
        cases = list(lineage(self.place))[-1].cases
        case = cases.get(ids.from_address(name)) if cases is not None else None
        if case is None or case.place is not self.place:
            raise KeyError(name)
        return case


def changed(case):
    """Its row is written anew."""
    outbox.changed(case)
