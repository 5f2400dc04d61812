"""What journeys about moderation may ask for: letters, a clock to move, neighbours whose reports count."""

import pytest

from isegoria import clock
from tests.functional.accounts.conftest import deliver, letters, member, sign_in, tick, time, unthrottled  # noqa: F401

MONTH = 30 * 24 * 3600 * 1_000_000


@pytest.fixture
def neighbour(make):
    """Makes somebody whose account is older than a week: `neighbour('carla')`."""

    def neighbour(nickname, **about):
        return make.participant(nickname, confirmed=clock.microseconds() - MONTH, **about)

    return neighbour


@pytest.fixture
def moderator(make):
    """Somebody who moderates the whole site."""
    return make.participant('mod', role='moderator')


@pytest.fixture
def pills(make):
    """A comment that does not belong anywhere."""
    return make.comment(make.proposal(), 'Buy my zebra pills now.', author='dan')
