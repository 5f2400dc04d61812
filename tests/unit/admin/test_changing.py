"""What is said after several rows were changed; it travels in a cookie, so it is short."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from isegoria.admin import changing
from isegoria.admin.changing import Change, refusals, say_outcome


class Localizer:
    def translate(self, words):
        return words.interpolate() if hasattr(words, 'interpolate') else words

    def pluralize(self, one, many, n, domain=None, mapping=None):
        return (one if n == 1 else many).replace('${n}', mapping['n']).replace('${named}', mapping.get('named', ''))


def request():
    said = []
    session = SimpleNamespace(flash=lambda words, kind: said.append((kind, words)))
    return SimpleNamespace(localizer=Localizer(), language='en', session=session, said=said)


def say(monkeypatch, changes):
    def plural(asked, one, many, n, **about):
        return asked.localizer.pluralize(one, many, n, mapping={'n': str(n), **about})

    monkeypatch.setattr(changing, 'plural', plural)
    asked = request()
    say_outcome(asked, changes)
    return asked.said


def test_it_says_how_many_were_changed_and_which_were_not_and_why(monkeypatch):
    changes = [Change(None, 'Trees', None), Change(None, 'Parks', None), Change(None, 'Streets', 'It is published.')]
    assert say(monkeypatch, changes) == [
        ('status', '2 rows were changed.'),
        ('alert', 'Not changed: “Streets”. It is published.'),
    ]


def test_nothing_is_claimed_when_nothing_was_changed(monkeypatch):
    assert [kind for kind, _words in say(monkeypatch, [Change(None, 'Trees', 'No.')])] == ['alert']


def test_rows_with_one_reason_are_named_together_and_many_are_counted(monkeypatch):
    (said,) = say(monkeypatch, [Change(None, f'Row {number}', 'No.') for number in range(9)])
    assert said[1].count('Row') == 5 and 'and 4 more' in said[1]


@given(st.lists(st.tuples(st.text(max_size=300), st.sampled_from([f'Reason {n}.' for n in range(12)])), max_size=100))
def test_it_always_fits_a_cookie(rows):
    words = list(refusals(SimpleNamespace(localizer=Localizer(), language='en'), [Change(None, *row) for row in rows]))
    assert sum(len(each) for each in words) < 2200
