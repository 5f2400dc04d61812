"""What the journeys of this folder may ask for."""

import pytest


@pytest.fixture
def told(app):
    """`told(Published)`: the events of a kind that were told, in their order."""
    heard = []
    app.registry.registerHandler(heard.append, (object,))
    yield lambda kind: [event for event in heard if type(event) is kind]
    app.registry.unregisterHandler(heard.append, (object,))
