"""Garbage: while thousands of things are read or written at once, Python would look for cycles far too often."""

import gc
from contextlib import contextmanager

AT_ONCE = 50_000  # new things between two looks; a fifth of an import's time went into them


@contextmanager
def seldom_collected():
    """For work on very many things: what belongs to no cycle is freed at once as ever, the rest a little later."""
    before = gc.get_threshold()
    gc.set_threshold(AT_ONCE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
