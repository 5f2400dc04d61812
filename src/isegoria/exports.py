"""Exports: rows as a CSV file, read while they are sent, so that a hundred thousand of them fill no memory.

    return csv_response(request, proposals, 'proposals', COLUMNS, rows)

`rows(proposals)` gives dicts; it gets the resource from a connection of its own, since that of the request is closed when
the answer is sent.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import transaction
from pyramid.response import Response

from isegoria.catalog.tween import end

SEPARATOR = ';'
FORMULA = ('=', '+', '-', '@', '\t', '\r')  # what makes a spreadsheet compute a cell
LINES_AT_ONCE = 200


def csv_response(request, resource, name: str, columns: tuple[str, ...], rows: Callable[[object], Iterable[dict]]) -> Response:
    """A file to download with a line for each row; nested values stand under `author/name`."""
    lines = _lines(request.database.db(), resource._p_oid, columns, rows)
    response = Response(content_type='text/csv', charset='utf-8', app_iter=lines)
    response.content_disposition = f'attachment; filename="{name}.csv"'
    response.headers['X-Robots-Tag'] = 'none'
    return response


def _lines(database, oid, columns, rows) -> Iterator[bytes]:
    manager = transaction.TransactionManager(explicit=True)
    connection = database.open(manager)
    try:
        manager.begin()
        waiting = [line(columns)]
        for row in rows(connection.get(oid)):
            row = flat(row)
            waiting.append(line(cell(row.get(column)) for column in columns))
            if len(waiting) >= LINES_AT_ONCE:
                yield ''.join(waiting).encode('utf-8', 'replace')
                waiting.clear()
                connection.cacheGC()
        yield ''.join(waiting).encode('utf-8', 'replace')
    finally:
        end(manager)
        connection.close()


def line(cells: Iterable) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=SEPARATOR, lineterminator='\n').writerow(cells)
    return written.getvalue()


def flat(row: dict, prefix='') -> dict:
    """{'author': {'id': 1}} as {'author/id': 1}."""
    found = {}
    for name, value in row.items():
        found.update(flat(value, f'{prefix}{name}/') if isinstance(value, dict) else {f'{prefix}{name}': value})
    return found


def cell(value) -> str:
    """A value as text; a text that a spreadsheet would compute is marked as one."""
    if value is None:
        return ''
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(timespec='seconds')
    if isinstance(value, list | tuple | set | frozenset):
        value = ', '.join(str(each) for each in value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
