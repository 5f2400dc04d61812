"""An import asks Python seldom for cycles, and leaves things as they were."""

import gc

import pytest

from isegoria.garbage import AT_ONCE, seldom_collected


def test_what_was_set_is_set_again_whatever_happens():
    before = gc.get_threshold()
    with pytest.raises(ValueError, match='in the midst'), seldom_collected():
        assert gc.get_threshold()[0] == AT_ONCE
        raise ValueError('in the midst')
    assert gc.get_threshold() == before
