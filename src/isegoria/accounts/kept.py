"""What somebody was writing when they had to sign in again or accept new terms: it is kept, and sent when they press a button."""

from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer
from pyramid.csrf import check_csrf_token

from isegoria import clock

MOST = 60_000  # signs of all fields
LEAVES_NO_TRACE = 'not_kept'  # a form with this field is never kept: what somebody chooses on a ballot
NOT_KEPT = ('csrf_token', '__formid__', 'kept')


@dataclass(frozen=True)
class Kept:
    """A form that was not taken: where it goes, and its fields."""

    path: str
    fields: tuple[tuple[str, str], ...]
    when: int


def fields_of(request) -> tuple:
    """The words of a form; no files, no passwords, no ballots."""
    if LEAVES_NO_TRACE in request.POST:
        return ()
    found = tuple(
        (name, value)
        for name, value in request.POST.items()
        if isinstance(value, str) and name not in NOT_KEPT and 'password' not in name
    )
    return found if sum(len(name) + len(value) for name, value in found) <= MOST else ()


def keep_for(participant, request):
    """Keep it under its author."""
    fields = fields_of(request)
    if any(value.strip() for _name, value in fields):
        participant.kept = Kept(request.path_qs, fields, clock.microseconds())


def written(request) -> str:
    """A form that nobody signed in has sent, as a signed hidden field of the login page; '' when there is nothing to keep.

    Only what one of our own pages sent: nobody is to find words of a stranger waiting for them.
    """
    fields = fields_of(request)
    if not check_csrf_token(request, raises=False) or not any(value.strip() for _name, value in fields):
        return ''
    return _serializer(request).dumps([request.path_qs, fields])


def read(request, signed: str) -> Kept | None:
    try:
        path, fields = _serializer(request).loads(signed)
    except BadData:
        return None
    return Kept(path, tuple((name, value) for name, value in fields), clock.microseconds())


def _serializer(request):
    return URLSafeSerializer(request.registry.settings['isegoria.secret'], salt='isegoria/kept')
