"""`isegoria tally`: recounting from the command line."""

import json

import pytest
from click.testing import CliRunner
from tests.unit.components.budgets.test_tally_pabulib import SMALL

from isegoria.components.budgets.commands import tally, tally_agreement
from isegoria.components.budgets.tally import RULES


@pytest.fixture
def town(tmp_path):
    path = tmp_path / 'town.pb'
    path.write_text(SMALL, encoding='utf-8')
    return path


def run(command, *words):
    return CliRunner().invoke(command, [str(word) for word in words])


def test_a_file_is_counted_by_its_own_rule(town):
    result = run(tally, town)
    assert result.exit_code == 0
    assert result.stdout == (
        'Budget of a town; small\n'
        'Rule: greedy\n'
        '  a  600  Trees\n'
        '  c  400\n'
        '2 of 3 projects; 1000 spent, 0.5 left\n'
        '4 of 4 voters see one of their projects funded\n'
    )


@pytest.mark.parametrize('rule', ['own', *(rule for rule in RULES if rule != 'greedy-threshold')])
def test_programs_get_an_object(town, rule):
    result = run(tally, town, '--rule', rule, '--json')
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told['rule'] == ('greedy' if rule == 'own' else rule)
    assert set(told['winners']) <= {'a', 'b', 'c'}
    assert set(told) == {'rule', 'winners'}


@pytest.mark.parametrize('rule', ['greedy-custom', 'greedy-threshold', 'best-of-all'])
def test_what_cannot_be_decided_ends_with_one_line_and_its_own_status(town, rule):
    result = run(tally, town, '--rule', rule, '--json')
    assert (result.exit_code, result.stdout) == (3, '')
    assert result.stderr.startswith('town.pb: ')
    assert result.stderr.count('\n') == 1


def test_a_broken_file_is_told_with_its_line(town):
    town.write_text(SMALL.replace('a;600', 'a;many'), encoding='utf-8')
    result = run(tally, town)
    assert (result.exit_code, result.stdout) == (1, '')
    assert result.stderr == "Error: town.pb, line 19: cost is 'many', which is not a number as 1500 or 1500.50\n"


def test_the_table_of_agreement_is_printed_and_written_only_when_asked(town, tmp_path):
    pytest.importorskip('pabutools')
    town.write_text(SMALL.replace(' a , c ', 'a,c'), encoding='utf-8')
    result = run(tally_agreement, town.parent)
    assert result.exit_code == 0
    assert '| town | approval, 4 | greedy | same | same |' in result.stdout
    assert list(town.parent.iterdir()) == [town]
    target = tmp_path / 'table.md'
    assert run(tally_agreement, town.parent, '--write', target).exit_code == 0
    assert target.read_text(encoding='utf-8').endswith(result.stdout)
