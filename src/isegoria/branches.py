"""Branches: what hangs below a place without being stored in it, so that a part of the product can have addresses there."""


def add_branch(config, kind: type, name: str, make):
    """`make(place)` gives what stands at `name` below every folder of this kind; nothing else can be called so there."""

    def register():
        kind.branches = {**kind.branches, name: make}

    config.action(('isegoria.branch', kind, name), register)


def includeme(config):
    config.add_directive('add_branch', add_branch)
