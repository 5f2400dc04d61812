"""Sessions: one signed cookie, for whom it is signed in, messages and the way back; a page that needs none sets none."""

from datetime import timedelta

from pyramid.csrf import CookieCSRFStoragePolicy, new_csrf_token
from pyramid.session import JSONSerializer, SignedCookieSessionFactory

from isegoria import clock

LONGEST = timedelta(days=14)  # of who asked to stay signed in
IDLE = timedelta(minutes=30)  # of everybody else
TOKEN_COOKIE = 'isegoria-token'  # noqa: S105  the name of one, against forged requests
REISSUE = 60  # seconds: how exactly the cookie knows when somebody was last here


def begin_session(request, holds=None, remembered=False):
    """A session with nothing of the one before it, and a new token against forged requests."""
    request.session.invalidate()
    request.session.update(holds or {})
    if remembered:
        request.session['remembered'] = True
    new_csrf_token(request)


def is_idle(session) -> bool:
    """Was nothing done for so long that somebody else may sit there now?"""
    return not session.get('remembered') and clock.now().timestamp() - session.renewed > IDLE.total_seconds()


def seconds_left(request) -> int | None:
    """How long the session holds if nothing more is done, so that a page can warn (WCAG 2.2.1); None where it does not end so."""
    if request.identity is None or request.session.get('remembered'):
        return None
    return int(IDLE.total_seconds()) - REISSUE


def session_factory(settings):
    """The class of sessions: a cookie that goes with the browser, or stays for who asked to be remembered."""
    secure = settings['isegoria.secure_cookies']
    factory = SignedCookieSessionFactory(
        settings['isegoria.secret'],
        cookie_name=settings['isegoria.session_cookie'],
        serializer=JSONSerializer(),
        httponly=True,
        samesite='Lax',
        secure=secure,
        timeout=int(LONGEST.total_seconds()),
        reissue_time=REISSUE,
        set_on_exception=False,
    )

    class Session(factory):
        def _set_cookie(self, response):
            self._cookie_max_age = int(LONGEST.total_seconds()) if self.get('remembered') else None
            return super()._set_cookie(response)

    return Session


def includeme(config):
    settings = config.registry.settings
    config.set_session_factory(session_factory(settings))
    policy = CookieCSRFStoragePolicy(
        cookie_name=TOKEN_COOKIE, httponly=True, samesite='Lax', secure=settings['isegoria.secure_cookies']
    )
    config.set_csrf_storage_policy(policy)
