"""Pabulib files: what is read is written again, and what is not understood is refused with its line."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.components.budgets.elections import approvals, elections, unhurried

from isegoria.components.budgets.tally import Ballot, Election, Project, Undecidable, VoteType, pabulib
from isegoria.components.budgets.tally.own import own_rule, tally_file

SMALL = """META
key;value
description;"Budget of a town; small"
country;Utopia
unit;Town
instance;2026
num_projects;3
num_votes;4
budget;1000.50
vote_type;approval
rule;greedy
date_begin;01.03.2026
date_end;15.03.2026
min_length;1
max_length;2
comment;"#1: ""Quoted"" words"
PROJECTS
project_id;cost;name;selected
a;600;Trees;1
b;500.5;"Lamps; many";0
c;400;;1
VOTES
voter_id;vote;age
1;a,b;30
2;b,a;
3;c;81
4; a , c ;17
"""


def changed(old, new):
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def points(vote_type='cumulative', more='max_sum_points;5\n', header='voter_id;vote;points', vote='1;a,b;3,2'):
    return f"""META
key;value
num_projects;2
num_votes;1
budget;10
vote_type;{vote_type}
{more}PROJECTS
project_id;cost
a;6
b;5
VOTES
{header}
{vote}
"""


def test_a_file_is_read():
    file = pabulib.parse(SMALL)
    assert file.election.budget == Fraction(2001, 2)
    assert file.election.projects == (Project('a', 600), Project('b', Fraction(1001, 2)), Project('c', 400))
    assert dict(file.election.ballots) == {Ballot(('a', 'b')): 2, Ballot(('a', 'c')): 1, Ballot(('c',)): 1}
    assert file.meta['description'] == 'Budget of a town; small'
    assert file.meta['comment'] == '#1: "Quoted" words'
    assert file.projects['b'] == {'name': 'Lamps; many', 'selected': '0'}
    assert file.voters[2] == pabulib.Voter('3', Ballot(('c',)), {'age': '81'})
    assert file.selected == {'a', 'c'}
    assert file.missing == ()
    assert file.rule == 'greedy'


def test_bytes_with_a_mark_and_foreign_line_ends_are_read():
    assert pabulib.parse(b'\xef\xbb\xbf' + SMALL.replace('\n', '\r\n').encode()) == pabulib.parse(SMALL)


def test_a_file_on_disk_is_named_in_its_errors(tmp_path):
    path = tmp_path / 'town.pb'
    path.write_text(SMALL, encoding='utf-8')
    assert pabulib.read(path) == pabulib.parse(SMALL)
    path.write_text(changed('budget;1000.50', 'budget;lots'), encoding='utf-8')
    with pytest.raises(pabulib.PabulibError) as refused:
        pabulib.read(path)
    assert str(refused.value) == "town.pb, line 9: budget is 'lots', which is not a number as 1500 or 1500.50"


@pytest.mark.parametrize(
    ('text', 'line', 'reason'),
    [
        ('', 1, 'META is missing'),
        ('voter_id;vote\n', 1, 'begins with META'),
        (changed('META\n', 'META\nMETA\n'), 2, 'out of place'),
        (changed('PROJECTS\n', 'VOTES\n'), 17, 'out of place'),
        (SMALL + 'PROJECTS\n', 28, 'out of place'),
        (SMALL[: SMALL.index('VOTES')], 21, 'VOTES is missing'),
        (SMALL[: SMALL.index('voter_id')], 22, 'VOTES is missing'),
        (changed('key;value', 'value;key'), 2, 'key and value'),
        (changed('unit;Town', 'unit;Town;Hall'), 5, '3 values for 2 columns'),
        (changed('unit;Town', ';Town'), 5, 'a key is missing'),
        (changed('unit;Town', 'country;Town'), 5, 'country is there twice'),
        (changed('num_votes;4\n', ''), 1, 'does not tell num_votes'),
        (changed('budget;1000.50', 'budget;'), 9, 'does not tell budget'),
        (changed('num_votes;4', 'num_votes;5'), 8, 'num_votes is 5, but there are 4'),
        (changed('num_projects;3', 'num_projects;2'), 7, 'num_projects is 2, but there are 3'),
        (changed('num_projects;3', 'num_projects;three'), 7, 'not a whole number'),
        (changed('budget;1000.50', 'budget;1000,50'), 9, 'not a number'),
        (changed('budget;1000.50', 'budget;-5'), 9, 'not a number'),
        (changed('budget;1000.50', 'budget;1e9'), 9, 'not a number'),
        (changed('budget;1000.50', 'budget;NaN'), 9, 'not a number'),
        (changed('budget;1000.50', 'budget;٣٤'), 9, 'not a number'),
        (changed('budget;1000.50', 'budget;0'), 9, 'must be more'),
        (changed('vote_type;approval', 'vote_type;lottery'), 10, 'vote type lottery'),
        (changed('vote_type;approval', 'vote_type;scoring'), 23, 'the column points is missing, which a scoring vote has'),
        (changed('max_length;2', 'max_length;two'), 15, 'not a number'),
        (changed('project_id;cost', 'project;cost'), 18, 'project_id is missing'),
        (changed('name;selected', 'name;name'), 18, 'a name of its own'),
        (changed('a;600;Trees;1', 'a;600;Trees'), 19, '3 values for 4 columns'),
        (changed('a;600;', 'a;free;'), 19, 'cost'),
        (changed('a;600;', f'a;{"9" * 400};'), 19, f"cost is '{'9' * 40}…', which is not a number"),
        (changed('2;b,a;', '2;"b,\nd";'), 25, 'names the project d, which'),
        (changed('2;b,a;', '2;"b,d\nd";'), 25, 'names the project d d, which'),
        (changed('a;600;', 'a;0;'), 19, 'must be more'),
        (changed('a;600;', ';600;'), 19, 'has an id'),
        (changed('a;600;', '"a,b";600;'), 19, 'without commas'),
        (changed('b;500.5;', 'a;500.5;'), 20, 'project a is there twice'),
        (changed('voter_id;vote', 'voter;vote'), 23, 'voter_id is missing'),
        (changed('2;b,a;', '1;b,a;'), 25, 'voter 1 is there twice'),
        (changed('2;b,a;', ';b,a;'), 25, 'no id'),
        (changed('2;b,a;', '2;b,d;'), 25, 'names the project d, which is not there'),
        (changed('2;b,a;', '2;b,b;'), 25, 'twice'),
        (changed('2;b,a;', '2;b,;'), 25, 'gap'),
        (changed('2;b,a;', '2;a,b,c;'), 25, '3 projects in the vote, more than max_length, which is 2'),
        (changed('2;b,a;', '2;;'), 25, '0 projects in the vote, fewer than min_length'),
        (changed('3;c;81', '3;"c;81'), 26, 'not a row'),
        (changed('vote_type;approval', 'vote_type;choose-1').replace('max_length;2\n', ''), 23, '2 projects in the vote'),
        (changed('max_length;2', 'max_sum_cost;600'), 24, 'more than max_sum_cost'),
        (changed('3;c;81', '3;c;81;'), 26, '4 values for 3 columns'),
        (points(header='voter_id;vote', vote='1;a'), 13, 'points is missing'),
        (points(vote='1;a,b;3'), 14, '1 numbers of points for 2 projects'),
        (points(vote='1;a,b;3,-1'), 14, 'points'),
        (points(vote='1;a,b;3,x'), 14, 'points'),
        (points(vote='1;a,b;3,3'), 14, '6 points in the vote, more than max_sum_points'),
        (points(more='max_points;2\n'), 14, '3 points for a project, more than max_points'),
        (points(more='min_sum_points;6\n'), 14, 'fewer than min_sum_points'),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text, line, reason):
    with pytest.raises(pabulib.PabulibError, match=reason) as refused:
        pabulib.parse(text, 'town.pb')
    assert (refused.value.name, refused.value.line) == ('town.pb', line)


def test_what_is_not_utf8_is_refused_with_its_line():
    with pytest.raises(pabulib.PabulibError, match='line 19: this is not UTF-8'):
        pabulib.parse(SMALL.replace('Trees', 'Bäume').encode('latin-1'))


@given(st.text() | st.binary() | st.text(alphabet='META;\n"key,value1').map(lambda text: SMALL[:300] + text))
def test_no_text_breaks_the_reader(text):
    with pytest.raises(pabulib.PabulibError):
        pabulib.parse(text)


def test_a_file_is_written_as_it_was_read():
    assert pabulib.write(pabulib.parse(SMALL)) == SMALL.replace('2;b,a;', '2;a,b;').replace(' a , c ', 'a,c').replace(
        '1000.50', '1000.5'
    )


def test_points_and_ranks_are_read():
    file = pabulib.parse(points())
    assert file.election.ballots == ((Ballot(('a', 'b'), (3, 2)), 1),)
    assert pabulib.write(file) == points()
    assert pabulib.parse(points('scoring')).election.ballots == file.election.ballots
    assert pabulib.write(pabulib.parse(points('scoring'))) == points('scoring')
    file = pabulib.parse(points('ordinal', 'max_length;2\n', 'voter_id;vote', '1;b,a'))
    assert file.election.first_place == 2
    assert file.election.ballots == ((Ballot(('b', 'a')), 1),)


def test_exclusive_projects_are_told_in_a_column_of_their_own():
    text = changed('name;selected', 'exclusive_with;selected').replace('Trees', 'b').replace('"Lamps; many"', '')
    file = pabulib.parse(text)
    assert file.election.exclusive == {frozenset('ab')}
    assert pabulib.parse(pabulib.write(file)).election == file.election


@unhurried
@given(elections(most=10_000), st.sampled_from(['', 'some;what "strange"', 'two\nlines']))
def test_an_election_is_the_same_after_writing_and_reading(election, words):
    meta = {'description': words or 'x', 'rule': 'greedy'}
    file = pabulib.compose(election, meta, {project.id: {'name': words} for project in election.projects})
    assert file.election == election
    assert pabulib.parse(pabulib.write(file)) == file
    assert len(file.voters) == election.voters
    assert file.meta['description'] == (words or 'x').replace('\n', ' ')


def test_a_composed_file_tells_nothing_of_who_came_when():
    election = approvals(100, {'a': 50, 'b': 60}, ('b', 1), ('a', 2), ('', 1))
    file = pabulib.compose(election, {}, {})
    assert [(voter.id, voter.ballot.choices) for voter in file.voters] == [('1', ()), ('2', ('a',)), ('3', ('a',)), ('4', ('b',))]
    assert file.missing == ('description', 'country', 'unit', 'instance', 'rule', 'date_begin', 'date_end')


def test_a_composed_file_cannot_say_another_election():
    ranking = Election.of('ordinal', 10, [Project('a', 5), Project('b', 5)], [Ballot.ranking('ab')])
    with pytest.raises(ValueError, match='another election'):
        pabulib.compose(ranking, {'max_length': '5'}, {})
    with pytest.raises(ValueError, match='called votes'):
        pabulib.compose(approvals(10, {'votes': 5}), {}, {})
    with pytest.raises(ValueError, match='no end as a decimal'):
        pabulib.compose(approvals(Fraction(10, 3), {'a': 5}), {}, {})


@pytest.mark.parametrize(
    ('text', 'reason'),
    [
        (changed('rule;greedy\n', ''), 'does not tell'),
        (changed('rule;greedy', 'rule;unknown'), 'does not tell'),
        (changed('rule;greedy', 'rule;greedy-custom'), 'a local one'),
        (changed('rule;greedy', 'rule;greedy-threshold'), 'needs a threshold'),
        (changed('rule;greedy', 'rule;greedy\nmin_project_score_threshold;2'), 'yet a threshold'),
        (points('scoring', 'rule;greedy\ndefault_score;0.5\n'), '0.5 points to projects that a ballot does not name'),
        (points('ordinal', 'rule;greedy\nscoring_fn;Dowdall\n', 'voter_id;vote', '1;b,a'), 'Dowdall'),
    ],
)
def test_a_rule_that_the_file_does_not_decide_is_not_guessed(text, reason):
    with pytest.raises(Undecidable, match=reason):
        tally_file(pabulib.parse(text))


def test_the_file_names_its_rule():
    file = pabulib.parse(changed('rule;greedy', 'rule;equalshares/add1'))
    assert own_rule(file) == tally_file(file).rule == 'equalshares/add1'
    assert tally_file(file, 'phragmen').rule == 'phragmen'
    threshold = pabulib.parse(changed('rule;greedy', 'rule;greedy-threshold\nmin_project_score_threshold;3'))
    assert tally_file(threshold).winners == ('a',)
    assert VoteType.APPROVAL is threshold.election.vote_type
