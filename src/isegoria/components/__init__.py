"""The components of Isegoria, in the order of the menu; one line each is all that the rest knows of them."""

COMPONENTS = ['.proposals', '.budgets']


def includeme(config):
    for component in COMPONENTS:
        config.include(component)
