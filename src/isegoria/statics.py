"""Static files: each address carries the hash of its content, so that a browser may keep it for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / 'static'
YEAR = 365 * 24 * 3600


@lru_cache(512)
def digest(path: str) -> str:
    return hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()[:12]


def static_address(request, path: str) -> str:
    """The address of a file in src/isegoria/static."""
    mark = digest.__wrapped__(path) if request.registry.settings['isegoria.development'] else digest(path)
    return f'{request.environ.get("isegoria.script_name", "")}/static/{path}?{mark}'


def includeme(config):
    config.add_static_view('static', 'isegoria:static', cache_max_age=YEAR)
    config.add_request_method(static_address)
