"""Watching: what a decision was read from must not change before the decision is kept."""


def watch(*resources):
    """Run this request again when somebody changes one of `resources` before it commits.

    Writing conflicts, reading does not: a support that read "open" could be kept after the phase was closed.
    """
    for resource in resources:
        if resource is not None and resource._p_jar is not None:
            resource._p_activate()  # of a ghost the storage would not know which state was read
            resource._p_jar.readCurrent(resource)
