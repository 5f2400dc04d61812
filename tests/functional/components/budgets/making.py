"""What journeys about budgets are made of."""

from isegoria import clock
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.project import Project
from tests.factories import find, made

OPEN = {'votes': 'enabled'}
PRICES = {'Shade': 40_000_00, 'Benches': 30_000_00, 'Lights': 50_000_00, 'Fountain': 20_000_00}


def budgets(make, slug='budgets', *, settings=None, **in_phase):
    """A component in which everybody may vote now."""
    make.process()
    with make.site() as site:
        space = site['processes']['trees']
        if slug in space:
            return made(space[slug])
        component = Budgets(slug, {'en': 'Budgets', 'ca': 'Pressupostos'})
        component.settings, component.published = settings or {}, clock.microseconds()
        space.add(slug, component)
        space.phases.set_settings(space.phases.active, component, {**OPEN, **in_phase})
        return made(component)


def budget(make, title='City', total=100_000_00, *, at=None, **about):
    at = at or budgets(make)
    with make.site() as site:
        found = find(site, at).add_budget(Budget({'en': title}, total))
        for name, value in about.items():
            setattr(found, name, value)
        return made(found)


def project(make, title, amount, *, at, **about):
    with make.site() as site:
        found = Project({'en': title}, amount)
        found.body = {'en': f'<p>What {title.lower()} are for.</p>'}
        for name, value in about.items():
            setattr(found, name, value)
        return made(find(site, at).add_project(found))


def city(make, total=100_000_00, **about):
    """A budget with four projects, of which not all can be had: (budget, {title: project})."""
    place = budget(make, total=total, at=budgets(make, **about))
    return place, {title: project(make, title, amount, at=place) for title, amount in PRICES.items()}


def begin(make, place, nickname, *chosen):
    """Somebody puts projects on a ballot and does not cast it."""
    person = make.participant(nickname)
    with make.open(place) as found:
        for one in chosen:
            found.component.choose(found, person.id, find_project(found, one))
    return person


def vote(make, place, nickname, *chosen, points=None):
    """Somebody casts a ballot, without pages."""
    person = make.participant(nickname)
    with make.open(place) as found:
        for number, one in enumerate(chosen):
            found.component.choose(found, person.id, find_project(found, one), points[number] if points else 1)
        return found.component.cast(found, person.id)


def find_project(budget, one):
    return budget.project(one.id)


def end(make, place):
    """The vote ends; the worker parts ballots and people, and counts."""
    with make.open(place) as found:
        getattr(found, 'component', found).end_vote()
