"""Comments: where they stand, what counts, who may do what."""

import pytest
import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ZODB import DB
from ZODB.FileStorage import FileStorage
from ZODB.MappingStorage import MappingStorage
from ZODB.POSException import ConflictError

from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.root import plant
from isegoria.security import Viewer
from isegoria.spaces.processes.resource import Process
from isegoria.traits.comments.resource import Comment
from isegoria.traits.support import NotPossible


@pytest.fixture(scope='module')
def component(app):
    """A proposals component; the app declares what it is."""
    database = DB(MappingStorage())
    manager = transaction.TransactionManager()
    site = plant(database.open(manager), 'site', {'en': 'Talk'})
    process = site['processes'].add('trees', Process('trees', {'en': 'Trees'}))
    proposals = process.add('proposals', Proposals('proposals', {'en': 'Proposals'}))
    for place in (process, proposals):
        place.publish()
    yield proposals
    manager.abort()
    database.close()


@pytest.fixture
def proposal(component):
    return new_proposal(component)


def new_proposal(component):
    proposal = component.add_content(Proposal({'en': 'More trees'}, {'en': 'Shade.'}, authors=(1,)))
    proposal.publish()
    return proposal


def say(proposal, body='I agree.', **about):
    return proposal.comment(Comment(proposal, body, author=about.pop('author', 2), **about))


def thread(proposal, depth):
    """A comment with a reply below a reply, down to `depth`."""
    comments = [say(proposal)]
    while len(comments) <= depth:
        comments.append(say(proposal, reply_to=comments[-1]))
    return comments


# Depth


@pytest.mark.parametrize('depth', [0, 1, 2])
def test_a_reply_to_depth_0_1_2_is_allowed(proposal, depth):
    last = thread(proposal, depth)[-1]
    assert last.depth == depth
    assert say(proposal, reply_to=last).depth == depth + 1


def test_a_reply_to_depth_3_is_refused(proposal):
    last = thread(proposal, 3)[-1]
    with pytest.raises(NotPossible):
        say(proposal, reply_to=last)
    assert proposal.comment_count.value == 4


def test_imported_threads_keep_their_true_parent_and_depth_and_hang_under_the_ancestor_of_depth_3(proposal):
    comments = [proposal.add_comment(Comment(proposal, 'Top', author=2))]
    for _level in range(9):
        comments.append(proposal.add_comment(Comment(proposal, 'Deeper', author=2, reply_to=comments[-1])))
    assert [comment.depth for comment in comments] == list(range(10))
    assert [comment.reply_to for comment in comments[1:]] == comments[:-1]
    assert {comment.thread for comment in comments} == {comments[0].id}
    assert [comment.shown_under for comment in comments[1:4]] == comments[:3]
    assert {comment.shown_under for comment in comments[4:]} == {comments[3]}
    assert [comment.replies for comment in comments] == list(range(9, -1, -1))


@pytest.mark.parametrize('gone', ['hide', 'delete'])
def test_a_reply_to_a_hidden_or_deleted_comment_is_refused(proposal, gone):
    comment = say(proposal)
    getattr(comment, gone)()
    with pytest.raises(NotPossible):
        say(proposal, reply_to=comment)


# Alignment


def test_alignment_2_is_refused(proposal):
    with pytest.raises(ValueError, match='no side'):
        say(proposal, alignment=2)


def test_the_alignment_of_a_reply_is_ignored(proposal):
    top = say(proposal, alignment=1)
    assert say(proposal, reply_to=top, alignment=-1).alignment == 0
    assert proposal.sides == {1: 1, 0: 0, -1: 0}


# Counts


def test_the_count_excludes_both_deleted_and_hidden_at_any_depth(proposal):
    top, reply, below = thread(proposal, 2)
    assert (proposal.comment_count.value, top.replies, reply.replies) == (3, 2, 1)
    reply.hide()
    assert (proposal.comment_count.value, top.replies, reply.replies) == (2, 1, 1)
    below.delete()
    assert (proposal.comment_count.value, top.replies, reply.replies) == (1, 0, 0)
    reply.unhide()
    assert (proposal.comment_count.value, top.replies) == (2, 1)


def test_deleting_twice_or_after_hiding_counts_once(proposal):
    comment = say(proposal, alignment=1)
    comment.hide()
    comment.delete()
    comment.delete()
    comment.unhide()
    assert proposal.comment_count.value == 0
    assert proposal.sides == {1: 0, 0: 0, -1: 0}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(['say', 'reply', 'import', 'delete', 'hide', 'unhide']), st.integers(0, 30), st.sampled_from([1, 0, -1])
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_counts_equal_a_recount_whatever_was_said_deleted_hidden_and_shown_again(component, steps):
    proposal, comments = new_proposal(component), []
    for verb, which, alignment in steps:
        chosen = comments[which % len(comments)] if comments else None
        if verb == 'say' or chosen is None:
            comments.append(say(proposal, alignment=alignment))
        elif verb in ('delete', 'hide', 'unhide'):
            getattr(chosen, verb)()
        elif verb == 'import':
            comments.append(proposal.add_comment(Comment(proposal, 'Deep', author=2, reply_to=chosen)))
        elif chosen.takes_replies:
            comments.append(say(proposal, reply_to=chosen))
    check(proposal, comments)


def check(proposal, comments):
    shown = [comment for comment in comments if comment.is_shown]
    assert proposal.comment_count.value == len(shown)
    tops = [comment for comment in shown if comment.depth == 0]
    assert proposal.sides == {side: sum(comment.alignment == side for comment in tops) for side in (1, 0, -1)}
    for comment in comments:
        below = [other for other in shown if comment in ancestors(other)]
        assert comment.replies == len(below)
        assert comment.keeps_its_place == (comment.depth == 0 or comment.is_shown or bool(below))


def ancestors(comment):
    found = []
    while comment.reply_to is not None:
        comment = comment.reply_to
        found.append(comment)
    return found


# Votes


def test_up_then_up_is_none(proposal):
    comment = say(proposal, author=2)
    comment.vote(3, 1)
    assert (comment.up, comment.down, comment.vote_of(3)) == (1, 0, 1)
    comment.vote(3, 1)
    assert (comment.up, comment.down, comment.vote_of(3)) == (0, 0, 0)


def test_up_then_down_is_refused_until_the_first_is_taken_back(proposal):
    comment = say(proposal, author=2)
    comment.vote(3, 1)
    with pytest.raises(NotPossible):
        comment.vote(3, -1)
    comment.vote(3, 1)
    comment.vote(3, -1)
    assert (comment.up, comment.down, comment.vote_of(3)) == (0, 1, -1)


def test_a_vote_on_an_own_comment_is_refused(proposal):
    comment = say(proposal, author=2)
    with pytest.raises(NotPossible):
        comment.vote(2, 1)


def test_a_weight_other_than_1_is_invalid(proposal):
    with pytest.raises(ValueError, match='no vote'):
        say(proposal).vote(3, 2)


def test_carried_over_votes_are_shown_in_the_totals(proposal):
    comment = say(proposal)
    comment.up_carried_over, comment.down_carried_over = 5, 2
    comment.vote(3, -1)
    assert (comment.up, comment.down) == (5, 3)
    assert comment.row()['balance'] == 2


def test_voting_replies_does_not_change_the_parents_counts(proposal):
    top, reply = thread(proposal, 1)
    reply.vote(3, 1)
    assert (top.up, top.down) == (0, 0)


# Texts


def test_earlier_texts_of_an_edited_comment_are_kept(proposal):
    comment = say(proposal, 'Yes.')
    assert comment.edited is None
    comment.edit('Yes, but not there.', 2)
    assert comment.edited
    assert [version.changes[0].new for version in comment.listed_versions] == ['Yes.', 'Yes, but not there.']


def test_saving_the_same_text_is_no_edit(proposal):
    comment = say(proposal, 'Yes.')
    comment.edit('Yes.', 2)
    assert comment.edited is None


def test_a_deleted_comments_text_is_nowhere_any_more(proposal):
    comment = say(proposal, 'Foolish words')
    comment.edit('More foolish words', 2)
    comment.delete()
    assert comment.body == ''
    assert 'foolish' not in str(comment.listed_versions).lower()
    assert comment.row()['body'] == ''


def test_a_hidden_comments_text_is_in_no_search_row(proposal):
    comment = say(proposal, 'An address')
    assert comment.row()['body'] == 'An address'
    comment.hide()
    assert comment.row()['body'] == ''
    comment.unhide()
    assert comment.row()['body'] == 'An address'


@pytest.mark.parametrize(('of_component', 'of_organization', 'most'), [(200, 500, 200), (0, 500, 500), (0, 0, 1000)])
def test_the_components_limit_wins_over_the_organizations_and_0_falls_back_to_1000(proposal, of_component, of_organization, most):
    proposal.component.settings = {'comments_max_length': of_component}
    site = type('Site', (), {'comments_max_length': of_organization})
    assert proposal.comment_length(site) == most
    proposal.component.settings = {}


# Who may do what: one row for each role


class Person:
    """Somebody with an account, as far as permissions ask."""

    is_confirmed = True

    def __init__(self, number):
        self.id = number

    def may_act_in_roles(self, _site):
        return True


AUTHOR, OTHER = 2, 3
VERBS = ('create', 'vote', 'edit', 'delete')
NOBODY, EVERYBODY = set(), {'participant', 'author', 'admin', 'collaborator', 'moderator', 'evaluator'}
STAFF = EVERYBODY - {'participant', 'author'}


def allowed(context, role, verb):
    """May somebody with this role do it to the comment, or in the conversation?"""
    viewer = Viewer() if role == 'visitor' else Viewer(Person(AUTHOR if role == 'author' else OTHER))
    space = context.subject.component.space
    space.roles = {OTHER: frozenset({role})} if role in STAFF else {}
    try:
        return f'comments.{verb}' in viewer.grants(context)
    finally:
        space.roles = {}


SITUATIONS = {
    'open': (EVERYBODY, EVERYBODY - {'author'}, {'author'}, {'author'}),
    'blocked': (STAFF, NOBODY, NOBODY, {'author'}),
    'disabled': (NOBODY, NOBODY, NOBODY, NOBODY),
    'hidden': (NOBODY, NOBODY, NOBODY, NOBODY),
    'deleted': (NOBODY, NOBODY, NOBODY, NOBODY),
    'withdrawn': (STAFF, NOBODY, NOBODY, {'author'}),
    'deep': (NOBODY, EVERYBODY - {'author'}, {'author'}, {'author'}),
}


@pytest.mark.parametrize(
    'role', ['visitor', 'participant', 'author', 'admin', 'collaborator', 'moderator', 'evaluator', 'user_manager']
)
@pytest.mark.parametrize('situation', SITUATIONS)
def test_who_may_reply_vote_edit_and_delete(component, proposal, situation, role):
    comment = thread(proposal, 3 if situation == 'deep' else 0)[-1]
    comment.author = AUTHOR
    if situation in ('hidden', 'deleted'):
        comment.hide() if situation == 'hidden' else comment.delete()
    if situation == 'withdrawn':
        proposal.withdrawn = 1
    component.settings = {'comments_enabled': situation != 'disabled'}
    phases = component.space.phases
    phase = phases.active or phases.add({'en': 'Talk'})
    phases.set_settings(phase, component, {'comments_blocked': situation == 'blocked'})
    expected = {
        verb
        for verb, roles in zip(VERBS, SITUATIONS[situation], strict=True)
        if role in roles or (role == 'user_manager' and 'participant' in roles)
    }
    assert {verb for verb in VERBS if allowed(comment, role, verb)} == expected
    component.settings = {}
    phases.set_settings(phase, component, {})


# At once, on a real file


@pytest.fixture
def two(app, tmp_path):
    """One comment and its proposal, as two people see it who act at once."""
    database = DB(FileStorage(str(tmp_path / 'data.fs')))
    manager = transaction.TransactionManager()
    site = plant(database.open(manager), 'site', {'en': 'Talk'})
    process = site['processes'].add('trees', Process('trees', {'en': 'Trees'}))
    proposal = new_proposal(process.add('proposals', Proposals('proposals', {'en': 'Proposals'})))
    comment = say(proposal)
    comment.vote(9, 1)
    manager.commit()
    managers = [transaction.TransactionManager() for _person in range(2)]
    yield [(manager, database.open(manager).get(comment._p_oid)) for manager in managers]
    for each in (manager, *managers):
        each.abort()
    database.close()


def test_one_person_voting_up_and_down_at_once_has_one_vote(two):
    (first, here), (second, there) = two
    here.vote(3, 1)
    there.vote(3, -1)
    first.commit()
    with pytest.raises(ConflictError):
        second.commit()
    second.abort()
    with pytest.raises(NotPossible):
        there.vote(3, -1)
    assert (there.up, there.down) == (2, 0)


def test_two_people_voting_at_once_are_both_counted(two):
    (first, here), (second, there) = two
    here.vote(3, 1)
    there.vote(4, -1)
    first.commit()
    second.commit()
    assert (there.up, there.down) == (2, 1)


def test_two_people_commenting_at_once_are_both_counted(two):
    (first, here), (second, there) = two
    say(here.subject, reply_to=here)
    first.commit()  # the first reply makes the count of replies
    second.begin()
    say(here.subject)
    say(there.subject, reply_to=there)
    first.commit()
    second.commit()
    assert there.subject.comment_count.value == 4


def test_a_comment_in_flight_while_the_thing_it_answers_is_hidden_is_written_again(two):
    (first, here), (second, there) = two
    here.hide()
    say(there.subject, reply_to=there)
    first.commit()
    with pytest.raises(ConflictError):
        second.commit()
    second.abort()
    with pytest.raises(NotPossible):
        say(there.subject, reply_to=there)


def test_a_phase_that_closes_stops_comments_and_votes_in_flight(two):
    for verb in (lambda comment: say(comment.subject), lambda comment: comment.vote(5, 1)):
        (first, here), (second, there) = two
        first.begin()
        second.begin()
        phases = here.subject.component.space.phases
        verb(there)
        phase = phases.active or phases.add({'en': 'Talk'})
        phases.set_settings(phase, here.subject.component, {'comments_blocked': True})
        first.commit()
        with pytest.raises(ConflictError):
            second.commit()
        second.abort()
