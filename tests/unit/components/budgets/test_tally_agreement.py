"""The published elections: our tally against what the cities funded, and against the academic library.

Whatever differs is listed here and explained in docs/tally.md; the test fails when a difference comes or goes.
"""

from pathlib import Path

import pytest
from tests.programs import want_data
from tests.unit.components.budgets.elections import every_published, published

from isegoria.components.budgets.agreement import ASKED, CITY, Difference, row
from isegoria.components.budgets.tally import RULES, Undecidable, pabulib, tally
from isegoria.components.budgets.tally.own import tally_file

pytestmark = pytest.mark.shared
LOCAL = {
    'Hungary_Budapest_2024_VIII_Jozsefvaros': 'does not tell which rule',
    'Hungary_Budapest_2025_XI_Ujbuda': 'does not tell which rule',
    'Poland_Poznan_2023_10_-_Swierczewo_Wilda_Zielony_Debiec': 'greedy-custom',
    'Poland_Poznan_2023_8_-_Chartowo_Rataje_Zegrze': 'greedy-custom',
    'Poland_Poznan_2024_5_-_Grunwald_Polnoc_Grunwald_Poludnie_Stary_Grunwald__small': 'greedy-custom',
    'Poland_Poznan_2025_3_-_Piatkowo_Polnoc_Piatkowo__large': 'greedy-custom',
}
KNOWN: dict[tuple[str, str], Difference] = {}  # of an election and what it is compared with
NONE = Difference.between((), ())
RESULTS = {'votes', 'score', 'selected'}


def test_all_published_elections_are_there():
    assert len(list(want_data('pabulib').glob('*.pb'))) == 25


@every_published
def test_the_outcome_is_that_of_the_city(path):
    file = pabulib.read(path or want_data('pabulib'))
    if path.stem in LOCAL:
        with pytest.raises(Undecidable, match=LOCAL[path.stem]):
            tally_file(file)
    else:
        assert Difference.between(tally_file(file).winners, file.selected) == KNOWN.get(
            (path.stem, CITY), Difference.between((), ())
        )


@every_published
def test_the_academic_library_agrees(path):
    pytest.importorskip('pabutools')
    found = row(path or want_data('pabulib'))
    told = {asked: answer for asked, answer in found.answers.items() if asked in ASKED}
    assert set(told) == set(ASKED)
    assert told == {asked: KNOWN.get((path.stem, asked), NONE) for asked in ASKED}


def test_the_academic_library_agrees_about_points_that_are_just_given(tmp_path):
    pytest.importorskip('pabutools')
    path = tmp_path / 'scoring.pb'
    shared_out = published('Poland_Czestochowa_2024_Srodmiescie').read_text(encoding='utf-8')
    path.write_text(shared_out.replace('vote_type;cumulative', 'vote_type;scoring'), encoding='utf-8')
    assert pabulib.read(path).election.vote_type == 'scoring'
    assert not row(path).differences


def test_pabutools_completes_like_the_city_in_assen():
    academy = pytest.importorskip('isegoria.components.budgets.academy')
    path = published('Netherlands_Assen_2024')
    assert academy.Academy(path).shares_add_one(by_cost=True) == pabulib.read(path).selected


def test_in_wieliczka_pabutools_would_end_four_steps_too_early():
    """It ends when nothing more fits, at 150 more for everybody. The city went on to 164, and so do we."""
    academy = pytest.importorskip('isegoria.components.budgets.academy')
    path = published('Poland_Wieliczka_2023_Green_Budget')
    file = pabulib.read(path)
    ours = tally(file.election, 'equalshares/add1')
    early = academy.Academy(path).shares(True, ours.share - ours.raised_by + 150)
    assert ours.raised_by == 164
    assert Difference.between(ours.winners, early) == Difference(frozenset({'46'}), frozenset({'66', '67'}))
    left = file.election.budget - sum(project.cost for project in file.election.projects if project.id in early)
    assert all(project.cost > left for project in file.election.projects if project.id not in early)
    assert set(ours.winners) == file.selected


@every_published
def test_a_file_without_its_results_has_the_same_winners(path):
    """A tally reads ballots and costs alone."""
    file = pabulib.read(path or want_data('pabulib'))
    bare = pabulib.parse(without_results(path))
    assert not any(RESULTS.intersection(fields) for fields in bare.projects.values())
    for rule in ('greedy', 'greedy-per-cost', 'greedy-no-skip', 'greedy-exclusive', 'equalshares', 'phragmen'):
        assert tally_file(bare, rule).winners == tally_file(file, rule).winners
    if path.stem not in LOCAL:
        assert tally_file(bare).winners == tally_file(file).winners


def without_results(path: Path) -> str:
    file = pabulib.read(path)
    columns = {project: set(fields) - RESULTS for project, fields in file.projects.items()}
    fields = {project: {name: file.projects[project][name] for name in names} for project, names in columns.items()}
    return pabulib.write(pabulib.PabulibFile(file.meta, fields, file.voters, file.election))


@every_published
def test_a_published_file_is_the_same_after_writing_and_reading(path):
    file = pabulib.read(path or want_data('pabulib'))
    assert pabulib.parse(pabulib.write(file)) == file
    assert file.missing == ()


@every_published
def test_the_results_that_a_file_tells_are_those_of_its_ballots(path):
    """So our reading of points and ranks is the cities'."""
    file = pabulib.read(path or want_data('pabulib'))
    turns = tally(file.election, 'greedy')
    told = {project: fields.get('score') or fields['votes'] for project, fields in file.projects.items()}
    assert {project: str(turns.turn(project).score) for project in told} == told


def test_every_project_of_a_published_election_is_explained():
    file = pabulib.read(published('Netherlands_Assen_2024'))
    for rule in RULES:
        if rule != 'greedy-threshold':
            result = tally(file.election, rule)
            reasons = {project.id: result.why(project.id) for project in file.election.projects}
            assert {project for project, reason in reasons.items() if reason.won} == set(result.winners)
