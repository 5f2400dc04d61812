"""What links in letters begin with, where no request says it."""

from types import SimpleNamespace

import pytest

from isegoria.accounts.links import root_of


@pytest.mark.parametrize(
    'host, setting, root',
    [
        ('', '', ''),
        ('', 'https://talk.example.org', 'https://talk.example.org'),
        ('vila.example.org', '', 'https://vila.example.org'),
        ('vila.example.org', 'http://vila.example.org:8080', 'http://vila.example.org:8080'),
        ('vila.example.org', 'https://another.example.org', 'https://vila.example.org'),
    ],
)
def test_a_letter_leads_to_the_site_that_sends_it_and_never_to_another_one(host, setting, root):
    registry = SimpleNamespace(settings={'isegoria.address': setting})
    assert root_of(registry, SimpleNamespace(host=host)) == root
