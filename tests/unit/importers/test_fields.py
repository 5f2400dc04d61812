from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from isegoria import clock
from isegoria.importers.fields import Fields
from isegoria.importers.pam_2016.lines import SECOND, ancestors
from isegoria.importers.reading import Rejected

MADRID = ZoneInfo('Europe/Madrid')


def test_dates_are_local_to_the_site():
    noon = Fields({'id': 0, 'at': '01/07/2016 12:00:00'}).moment('at', SECOND, MADRID)
    assert clock.moment(noon) == datetime(2016, 7, 1, 10, tzinfo=UTC)


def test_what_has_no_hour_keeps_the_order_of_its_ids():
    first, second = (Fields({'id': number, 'at': '01/07/2016'}).moment('at', '%d/%m/%Y', MADRID) for number in (7, 8))
    assert first < second


@pytest.mark.parametrize('value', ['2016-07-01', '31/02/2016', '', None, 5])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(Rejected, match=r'^at is .*, not a date such as 31/01/2016$'):
        Fields({'id': 1, 'at': value}).moment('at', '%d/%m/%Y', MADRID)


@pytest.mark.parametrize('value', [-1, 1.5, True, '3', 2**40, float('inf')])
def test_counts_are_whole_numbers_of_people(value):
    with pytest.raises(Rejected):
        Fields({'votes': value}).count('votes')


def test_an_absent_count_is_nobody():
    assert Fields({}).count('votes') == 0


def test_texts_lose_what_nobody_sees():
    assert Fields({'title': ' A\x00B\ud800 '}).text('title') == 'AB'
    with pytest.raises(Rejected, match='title is missing'):
        Fields({}).text('title')


def test_markup_is_cleaned():
    assert Fields({'body': '<p onclick="x()">Hi<script>alert(1)</script></p>'}).html('body') == '<p>Hi</p>'


def test_ancestors_are_ids():
    assert ancestors(Fields({'ancestry': '3/15/92'})) == (3, 15, 92)
    assert ancestors(Fields({'ancestry': None})) == ()
    with pytest.raises(Rejected):
        ancestors(Fields({'ancestry': '3/x'}))
