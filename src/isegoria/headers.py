"""Headers of every answer: nothing from elsewhere, no inline script, nothing personal kept by anybody else."""

from pyramid.events import NewResponse

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
SAFE = (
    ('Content-Security-Policy', POLICY),
    ('X-Content-Type-Options', 'nosniff'),
    ('Referrer-Policy', 'same-origin'),
    ('Permissions-Policy', 'camera=(), microphone=(), geolocation=()'),
)
FOR_EVERYBODY = ('/static/', '/theme/', '/files/')  # named by their content, and the same for whoever asks


def add_headers(event):
    request, headers = event.request, event.response.headers
    if 'isegoria.kept_page' in request.environ:  # it was kept with the headers it had, and is nobody's own
        return
    for name, value in SAFE:
        headers.setdefault(name, value)
    personal = request.registry.settings['isegoria.session_cookie'] in request.cookies or 'session' in request.__dict__
    # A page that sets a cookie holds the token of a form.
    if (personal or 'Set-Cookie' in headers) and not request.path_info.startswith(FOR_EVERYBODY):
        headers['Cache-Control'] = 'private, no-store'


def includeme(config):
    config.add_subscriber(add_headers, NewResponse)
