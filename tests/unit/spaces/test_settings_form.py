"""Forms made of a manifest's settings: what is fixed stays, whatever is posted."""

import colander

from isegoria.spaces.settings_form import kept


class Settings(colander.Schema):
    limit = colander.SchemaNode(colander.Integer(), default=1, missing=1)
    kind = colander.SchemaNode(colander.String(), default='open', missing='open', readonly=True)


def test_a_read_only_setting_that_a_forged_form_posts_is_ignored():
    assert kept(Settings(), {'limit': 1, 'kind': 'open'}, {'limit': 5, 'kind': 'secret'}) == {'limit': 5, 'kind': 'open'}


def test_what_was_not_posted_stays():
    assert kept(Settings(), {'limit': 3, 'kind': 'open'}, {}) == {'limit': 3, 'kind': 'open'}


def test_what_the_manifest_does_not_know_is_not_kept():
    assert 'more' not in kept(Settings(), {}, {'more': 1})
