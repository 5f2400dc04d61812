"""Facts: a few words that processes leave for each other beside the catalog, such as when the worker was last at work."""

from sqlalchemy import bindparam, delete, insert

from isegoria.catalog.tables import fact

FORGET = delete(fact).where(fact.c.name == bindparam('about'))
NOTE = insert(fact)


def note(catalog, name: str, value: str):
    """Leave a fact; the last word counts."""
    database = catalog.database

    def write():
        with database.writing_transaction() as connection:
            database.run(connection, FORGET, about=name)
            database.run(connection, NOTE, name=name, value=value)

    database.retried(write)


def noted(catalog, name: str) -> str | None:
    """What was left under this name."""
    database = catalog.database
    return database.read(lambda connection: database.facts(connection).get(name))
