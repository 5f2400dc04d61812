"""Making and dropping the tables."""

from sqlalchemy.schema import CreateIndex, CreateTable

from isegoria.catalog import tables


def all_definitions(sqlite):
    """The statements that make the tables and their indexes."""
    for table in [*tables.metadata.sorted_tables, *([] if sqlite else [tables.postgres_words])]:
        yield CreateTable(table)
        yield from (CreateIndex(index) for index in sorted(table.indexes, key=lambda each: each.name))


def make_tables(connection, sqlite, indexes=True):
    """The tables, with their indexes now or later."""
    for table in tables.metadata.sorted_tables:
        _make(connection, table, indexes)
    if sqlite:
        connection.exec_driver_sql(tables.SQLITE_WORDS)
    else:
        _make(connection, tables.postgres_words, indexes)


def _make(connection, table, indexes):
    connection.execute(CreateTable(table, if_not_exists=True))
    if indexes:
        make_indexes(connection, table)


def make_indexes(connection, table):
    for index in sorted(table.indexes, key=lambda each: each.name):
        index.create(connection, checkfirst=False)


def drop_tables(connection):
    names = [table.name for table in tables.metadata.sorted_tables] + ['words']
    for name in names:
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS {name}')
