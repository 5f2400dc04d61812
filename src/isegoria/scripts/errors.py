"""Errors that administrators can do something about, as one clear line; anything else is our fault and keeps its traceback."""

from contextlib import contextmanager

import click
from zc.lockfile import LockError
from ZODB.POSException import POSError

from isegoria.catalog.store import CatalogUnavailable
from isegoria.importers import CannotImport
from isegoria.settings import SettingsError
from isegoria.traits.support import NotPossible

IN_USE = 'the data is in use by another process; if the site is running, stop it first'


@contextmanager
def one_line():
    """Turns them into click's own error, which ends with status 1."""
    try:
        yield
    except LockError:
        raise click.ClickException(IN_USE) from None
    except NotPossible as error:
        raise click.ClickException(plainly(error.args[0])) from None
    except (SettingsError, CannotImport) as error:
        raise click.ClickException(str(error)) from None
    except CatalogUnavailable as error:
        raise click.ClickException(f'the catalog cannot be used: {first_line(error)}') from None
    except OSError as error:
        raise click.ClickException(file_error(error)) from None
    except POSError as error:
        raise click.ClickException(f'the data cannot be opened: {first_line(error)}') from None
    except Exception as error:
        if is_of_database(error):
            raise click.ClickException(f'the database cannot be used: {first_line(error)}') from None
        raise


def plainly(text) -> str:
    """A text of the interface, in English."""
    return text.interpolate() if hasattr(text, 'interpolate') else str(text)


def first_line(error) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def file_error(error: OSError) -> str:
    """What the system says, and of which file."""
    about = f'{error.filename}: ' if error.filename else ''
    return f'{about}{error.strerror or first_line(error)}'


def is_of_database(error) -> bool:
    """An error of PostgreSQL or RelStorage, which need not be installed."""
    return type(error).__module__.partition('.')[0] in {'psycopg2', 'relstorage', 'sqlalchemy'}
