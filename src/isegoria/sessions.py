"""Sessions: one signed cookie, for whom it is signed in, messages and the way back; a page that needs none sets none."""

from pyramid.csrf import CookieCSRFStoragePolicy
from pyramid.session import JSONSerializer, SignedCookieSessionFactory

TIMEOUT = 14 * 24 * 3600
REISSUE = 3600


def includeme(config):
    settings = config.registry.settings
    secure = settings['isegoria.secure_cookies']
    factory = SignedCookieSessionFactory(
        settings['isegoria.secret'],
        cookie_name=settings['isegoria.session_cookie'],
        serializer=JSONSerializer(),
        httponly=True,
        samesite='Lax',
        secure=secure,
        timeout=TIMEOUT,
        reissue_time=REISSUE,
        set_on_exception=False,
    )
    config.set_session_factory(factory)
    policy = CookieCSRFStoragePolicy(cookie_name='isegoria-token', httponly=True, samesite='Lax', secure=secure)
    config.set_csrf_storage_policy(policy)
