"""Tokens: a link in a mail does what it is for, once, in time, on its own site."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.accounts.tokens import CHANGE_EMAIL, CONFIRM, INVITE, RESET_PASSWORD, UNLOCK, Expired, NotValid, Tokens

SECRET, OLD_SECRET = 'a-secret-of-the-test-suite-and-nobody-else', 'the-secret-that-the-test-suite-had-before'
ANA = 1_125_899_906_842_625
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def tokens():
    return Tokens(SECRET, 'vilanova')


class Account:
    """What the token is bound to."""

    def __init__(self, *state):
        self.state = state

    def __call__(self, person):
        return self.state if person == ANA else None


def test_a_reset_link_works_once(tokens):
    account = Account('$hash-of-the-old-password')
    token = tokens.give(RESET_PASSWORD, ANA, account.state, NOON)
    assert tokens.take(RESET_PASSWORD, token, account, NOON) == ANA
    account.state = ('$hash-of-the-new-password',)
    with pytest.raises(NotValid):
        tokens.take(RESET_PASSWORD, token, account, NOON)


def test_a_confirmation_fits_only_the_address_it_was_sent_to(tokens):
    token = tokens.give(CHANGE_EMAIL, ANA, ('ana@correu.example', 'ana@nou.example'), NOON)
    assert tokens.take(CHANGE_EMAIL, token, Account('ana@correu.example', 'ana@nou.example'), NOON) == ANA
    for state in (('ana@nou.example', None), ('ana@correu.example', 'x@nou.example'), ('ana@correu.exampleana@nou.example',)):
        with pytest.raises(NotValid):
            tokens.take(CHANGE_EMAIL, token, Account(*state), NOON)


@pytest.mark.parametrize('purpose, hours', [(RESET_PASSWORD, 6), (INVITE, 14 * 24), (CONFIRM, 14 * 24), (UNLOCK, 1)])
def test_a_link_lives_as_long_as_it_says(tokens, purpose, hours):
    token = tokens.give(purpose, ANA, ('x',), NOON)
    almost = NOON + timedelta(hours=hours, seconds=-1)
    assert tokens.take(purpose, token, Account('x'), almost) == ANA
    with pytest.raises(Expired):
        tokens.take(purpose, token, Account('x'), almost + timedelta(seconds=1))


def test_a_token_is_good_for_one_purpose(tokens):
    token = tokens.give(CONFIRM, ANA, ('x',), NOON)
    with pytest.raises(NotValid):
        tokens.take(RESET_PASSWORD, token, Account('x'), NOON)


def test_a_token_of_one_site_is_nothing_to_another(tokens):
    token = tokens.give(CONFIRM, ANA, ('x',), NOON)
    with pytest.raises(NotValid):
        Tokens(SECRET, 'olot').take(CONFIRM, token, Account('x'), NOON)


def test_a_token_of_an_account_that_is_gone_is_nothing(tokens):
    token = tokens.give(CONFIRM, ANA, ('x',), NOON)
    with pytest.raises(NotValid):
        tokens.take(CONFIRM, token, lambda person: None, NOON)


def test_a_used_link_is_no_longer_valid_rather_than_expired(tokens):
    token = tokens.give(RESET_PASSWORD, ANA, ('x',), NOON)
    with pytest.raises(NotValid) as refused:
        tokens.take(RESET_PASSWORD, token, Account('y'), NOON + timedelta(days=1))
    assert not isinstance(refused.value, Expired)


def test_links_survive_a_new_secret_while_the_old_one_is_listed(tokens):
    token = Tokens(OLD_SECRET, 'vilanova').give(CONFIRM, ANA, ('x',), NOON)
    assert Tokens([OLD_SECRET, SECRET], 'vilanova').take(CONFIRM, token, Account('x'), NOON) == ANA
    with pytest.raises(NotValid):
        tokens.take(CONFIRM, token, Account('x'), NOON)


def test_a_short_secret_is_refused():
    for secrets in ('short', [], [SECRET, 'short']):
        with pytest.raises(ValueError, match='16 characters'):
            Tokens(secrets, 'vilanova')


def test_a_token_tells_neither_address_nor_hash(tokens):
    token = tokens.give(CONFIRM, ANA, ('ana@correu.example',), NOON)
    assert 'ana' not in tokens._serializer(CONFIRM).loads(token)
    assert token == ''.join(sign for sign in token if sign.isalnum() or sign in '-_.'), 'it stands in an address as it is'


@given(st.text(max_size=80))
def test_whatever_is_put_into_the_address_is_answered(typed):
    with pytest.raises(NotValid):
        Tokens(SECRET, 'vilanova').take(CONFIRM, typed, Account('x'), NOON)


@given(st.data())
def test_no_changed_token_is_taken(data):
    tokens = Tokens(SECRET, 'vilanova')
    token = tokens.give(CONFIRM, ANA, ('x',), NOON)
    at = data.draw(st.integers(0, len(token) - 1))
    changed = token[:at] + data.draw(st.sampled_from('AZaz09-_.')) + token[at + 1 :]
    # The last sign of base 64 has spare bits: another spelling of the same signature.
    if changed != token and at != len(token) - 1:
        with pytest.raises(NotValid):
            tokens.take(CONFIRM, changed, Account('x'), NOON)
