"""Choosing, casting, changing, cancelling, and the end of it, as the component decides."""

from contextlib import suppress

import pytest

from isegoria import clock, formats
from isegoria.components.budgets.rules import OverBudget
from isegoria.traits.support import NotPossible
from tests.functional.components.budgets.making import budget, budgets, city, end, project, vote


def test_a_ballot_is_kept_until_it_is_cast_and_counts_once(make):
    place, projects = city(make)
    ana = make.participant('ana')
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    with make.open(place) as found:
        assert found.number_of_ballots == 1
        assert [number for number, _points in found.component.ballot(found, ana.id)] == [
            projects['Shade'].id,
            projects['Benches'].id,
        ]
        assert found.component.cart(found, ana.id) is None
    with pytest.raises(NotPossible, match='cast already'), make.open(place) as found:
        found.component.cast(found, ana.id)
    with make.open(place) as found:
        found.component.cancel(found, ana.id)
        assert found.number_of_ballots == 0
        assert found.component.day_of_vote(found, ana.id) is None
        assert not found.component.has_voted(found, ana.id)


def test_a_vote_that_is_being_changed_stays_valid(make):
    place, projects = city(make)
    ana = make.participant('ana')
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    with make.open(place) as found:
        found.component.leave_out(found, ana.id, found.project(projects['Shade'].id))
        assert len(found.component.ballot(found, ana.id)) == 2
        assert len(found.component.chosen(found, ana.id)) == 1
        found.component.stop_changing(found, ana.id)
        assert len(found.component.chosen(found, ana.id)) == 2


def test_more_than_the_money_does_not_fit_in_a_basket(make):
    place, projects = city(make)
    ana = make.participant('ana')
    with pytest.raises(OverBudget), make.open(place) as found:
        for one in projects.values():
            found.component.choose(found, ana.id, found.project(one.id))


def test_a_basket_must_spend_what_the_rule_asks(make):
    place, projects = city(make)
    with pytest.raises(NotPossible, match='not complete'):
        vote(make, place, 'ana', projects['Shade'])


def test_a_project_of_another_budget_is_refused(make):
    place, _projects = city(make)
    other = project(make, 'Elsewhere', 10_00, at=budget(make, 'Another', at=budgets(make)))
    ana = make.participant('ana')
    with pytest.raises(NotPossible, match='not one of this budget'), make.open(place) as found:
        found.component.choose(found, ana.id, found.component.contents[other.id])


@pytest.mark.parametrize(('workflow', 'allowed'), [('one', 1), ('all', 3), ('at_most', 2), ('random', 1)])
def test_where_one_may_vote(make, workflow, allowed):
    at = budgets(make, settings={'workflow': workflow, 'vote_rule': 'minimum'})
    places = [budget(make, f'District {number}', at=at) for number in range(3)]
    chosen = [project(make, f'Project {number}', 10_00, at=place) for number, place in enumerate(places)]
    cast = 0
    for place, one in zip(places, chosen, strict=True):
        with suppress(NotPossible):
            cast += vote(make, place, 'ana', one)
    assert cast == allowed


def test_one_votes_in_ones_own_district_and_in_what_has_none(make):
    at = budgets(make, settings={'workflow': 'own', 'vote_rule': 'minimum'})
    port, old, city_wide, schools = (
        budget(make, title, at=at, terms=terms) for title, terms in (('Port', (1,)), ('Old', (2,)), ('All', ()), ('Schools', (1,)))
    )
    one, two, three, four = (project(make, 'P', 10_00, at=place) for place in (port, old, city_wide, schools))
    assert vote(make, port, 'ana', one)
    assert vote(make, city_wide, 'ana', three)
    assert vote(make, schools, 'ana', four)  # of the same district
    with pytest.raises(NotPossible, match='another district'):
        vote(make, old, 'ana', two)


def test_after_the_end_nobody_votes_and_the_rule_has_decided(make):
    place, projects = city(make)
    today = formats.local(clock.now(), 'Europe/Madrid').date()
    for number in range(12):
        vote(make, place, f'neighbour{number}', projects['Shade'], projects['Benches'])
    end(make, place)
    with make.open(place) as found:
        assert found.secret is found.box is found.carts is None
        assert len(found.urn.ballots) == 12
        assert len(found.register) == 12
        assert found.component.day_of_vote(found, make.participant('neighbour3').id) == today  # and no hour is kept
        assert set(found.outcome.winners) == {projects['Shade'].id, projects['Benches'].id}
        assert found.outcome.spent == 70_000_00
        assert found.project(projects['Shade'].id).selected is not None
        assert found.component.has_voted(found, make.participant('neighbour3').id)
        assert found.component.ballot(found, make.participant('neighbour3').id) is None
    with pytest.raises(NotPossible, match='not open'):
        vote(make, place, 'late', projects['Shade'], projects['Benches'])


@pytest.mark.parametrize(('kind', 'points'), [('approval', None), ('cumulative', (7, 3)), ('ranking', None)])
def test_other_kinds_of_ballots_are_counted(make, kind, points):
    place, projects = city(make, settings={'ballot': kind})
    for number in range(3):
        vote(make, place, f'neighbour{number}', projects['Shade'], projects['Lights'], points=points)
    end(make, place)
    with make.open(place) as found:
        assert set(found.outcome.winners) == {projects['Shade'].id, projects['Lights'].id}
        if points:
            assert found.outcome.scores[projects['Shade'].id] == 21


def test_running_counts_move_in_steps(make):
    from isegoria.worker import Worker

    place, projects = city(make, show_votes=True)
    for number in range(9):
        vote(make, place, f'neighbour{number}', projects['Shade'], projects['Benches'])
    worker = Worker(make.registry, make.database)
    worker.tick()
    with make.open(place) as found:
        assert found.project(projects['Shade'].id).votes is None
    vote(make, place, 'tenth', projects['Shade'], projects['Benches'])
    worker.tick()
    vote(make, place, 'eleventh', projects['Shade'], projects['Benches'])
    worker.tick()
    with make.open(place) as found:
        assert found.project(projects['Shade'].id).votes == 10


def test_a_project_in_a_cart_is_not_taken_out_of_the_vote(make):
    place, projects = city(make)
    ana = make.participant('ana')
    with make.open(place) as found:
        found.component.choose(found, ana.id, found.project(projects['Shade'].id))
    with pytest.raises(ValueError, match='not cast yet'), make.open(place) as found:
        found.project(projects['Shade'].id).trash()
    with make.open(place) as found:
        found.project(projects['Lights'].id).trash()


def test_a_cart_that_no_longer_fits_can_be_emptied(make):
    place, projects = city(make)
    ana = make.participant('ana')
    with make.open(place) as found:
        for title in ('Shade', 'Benches'):
            found.component.choose(found, ana.id, found.project(projects[title].id))
        found.project(projects['Shade'].id).rewrite({'amount': 900_000_00})
    with pytest.raises(OverBudget), make.open(place) as found:
        found.component.cast(found, ana.id)
    with make.open(place) as found:
        for title in ('Benches', 'Shade'):
            found.component.leave_out(found, ana.id, found.project(projects[title].id))
        assert not found.component.chosen(found, ana.id)


def test_what_vanished_from_the_vote_vanishes_from_the_cart(make):
    place, projects = city(make)
    ana = make.participant('ana')
    with make.open(place) as found:
        for title in ('Shade', 'Lights'):
            found.component.choose(found, ana.id, found.project(projects[title].id))
        found.project(projects['Lights'].id).trashed = 1
    with pytest.raises(NotPossible, match='not complete'), make.open(place) as found:
        found.component.cast(found, ana.id)
    with make.open(place) as found:
        found.component.choose(found, ana.id, found.project(projects['Benches'].id))
        assert found.component.cast(found, ana.id)
