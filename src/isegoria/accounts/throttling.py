"""Too many tries of one address or one network are refused in the forms, in words and with status 429."""

from isegoria.forms import Refused
from isegoria.i18n import _
from isegoria.throttle import TooOften

TOO_MANY = 429


def counted(form, action: str, email: str):
    """Count a try; Refused when it is one too many, alike for known and unknown addresses."""
    request = form.request
    try:
        request.registry.throttle.take(action, request.site.id, email=email, address=request.remote_addr)
    except TooOften as too_often:
        form.template_status = TOO_MANY
        raise Refused(_('There were too many tries. Try again in ${n} minutes.', mapping={'n': too_often.minutes})) from None
