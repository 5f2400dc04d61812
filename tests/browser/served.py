"""The demonstration on a real server, in a thread of the tests: what it renders can be watched, and letters can be read."""

import email
import threading
from email.policy import default
from functools import wraps
from pathlib import Path

import waitress
from chameleon.zpt.template import Macros, PageTemplate

from isegoria.scripts.environment import application
from isegoria.scripts.planting import ensure_demonstration
from isegoria.worker import Worker
from tests.factories import Make

TEMPLATES = Path(__file__).parents[2] / 'templates'
COMPILED = Path(__file__).parents[2] / 'build' / 'templates'
SETTINGS = """
[app:main]
use = egg:isegoria
zodbconn.uri = file://{folder}/data.fs?blobstorage_dir={folder}/blobs
isegoria.catalog = sqlite:///{folder}/catalog.sqlite
isegoria.secret = a secret of the tests, long enough to sign with
isegoria.mail = maildir:{folder}/mail
isegoria.compiled_templates = {compiled}
isegoria.languages = ca es fr en de ar
isegoria.development = true
isegoria.throttle.login = off
isegoria.throttle.registration = off
isegoria.throttle.mail = off
isegoria.throttle.report = off
isegoria.throttle.comment = off
[loggers]
keys = root
[handlers]
keys =
[formatters]
keys =
[logger_root]
level = WARNING
handlers =
"""


class Served:
    """The demonstration as long as the block lasts; there is no worker thread: `work()` does what it would do."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.rendered: set[str] = set()  # templates, since somebody emptied it

    def __enter__(self):
        ini = self.folder / 'site.ini'
        ini.write_text(SETTINGS.format(folder=self.folder, compiled=COMPILED), encoding='utf-8')
        self._application = application(str(ini))
        self.registry, self.database = self._application.__enter__()
        ensure_demonstration(self.registry, self.database)
        self.make = Make(self.registry, self.database)
        self._watch()
        self._server = waitress.create_server(self.registry.wsgi_app, listen='127.0.0.1:0', threads=8)
        self._thread = threading.Thread(target=self._server.run, name='served', daemon=True)
        self._thread.start()
        self.top = f'http://localhost:{self._server.effective_port}'
        return self

    def begin_noting(self):
        """Forget what was rendered, and what is kept of pages: it would be shown without being rendered."""
        self.rendered.clear()
        self.registry.pages.clear()
        self.registry.catalog.parts.clear()

    def __exit__(self, *_error):
        self._server.close()
        self._server.task_dispatcher.shutdown()
        self._thread.join(10)
        for kind, name, before in self._before:
            setattr(kind, name, before)
        self._application.__exit__(None, None, None)

    def _watch(self):
        """Note each template that is rendered, or of which a macro is used."""
        self._before = []
        for kind, name in ((PageTemplate, 'render'), (Macros, '__getitem__')):
            before = getattr(kind, name)
            self._before.append((kind, name, before))
            setattr(kind, name, noting(before, self.rendered))

    def work(self):
        Worker(self.registry, self.database).drain()

    def letters(self, to: str) -> list:
        """What was written to an address, the newest one last."""
        self.work()
        found = sorted((self.folder / 'mail').rglob('*'), key=lambda path: path.stat().st_mtime_ns)
        read = [email.message_from_bytes(path.read_bytes(), policy=default) for path in found if path.is_file()]
        return [letter for letter in read if to in str(letter['To'])]


def noting(method, rendered):
    @wraps(method)
    def noted(called, /, *arguments, **named):
        template = getattr(called, 'template', called)
        path = Path(template.filename or '')
        if path.is_relative_to(TEMPLATES):
            rendered.add(str(path.relative_to(TEMPLATES)))
        return method(called, *arguments, **named)

    return noted
