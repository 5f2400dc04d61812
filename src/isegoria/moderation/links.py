"""Where the desk leads to moderation, and where pages lead to the form to report something."""

from isegoria.admin.frame import allowed_in_space
from isegoria.content import above
from isegoria.i18n import _, plural
from isegoria.moderation.cases import AUTHOR, case_of
from isegoria.moderation.desk import moderates_somewhere, waiting
from isegoria.moderation.hearings import Hearing, Keys
from isegoria.moderation.reporting import may_report
from isegoria.moderation.statement import restrictions
from isegoria.security import MODERATE
from isegoria.spaces.space import Space
from isegoria.templating import address


def decision_about(request, person) -> str | None:
    """Where a blocked person reads the decision and appeals, for who has just shown that they are this person."""
    case = case_of(request.site, person)
    if case is None or not restrictions(case):
        return None
    hearing = Hearing(case, AUTHOR)
    return address(request, hearing, key=Keys(request.registry, request.site).give(hearing))


def waiting_in_all(request):
    return waiting(request, request.site) or None


def waiting_here(request):
    return waiting(request, above(request.context, Space)) or None


def needs(request) -> list[dict]:
    """What waits for this moderator, for the overview of the desk."""
    number = waiting(request, request.site) if moderates_somewhere(request) else 0
    if not number:
        return []
    title = plural(request, '${n} case waits to be decided', '${n} cases wait to be decided', number)
    verb = request.localizer.translate(_('Moderate'))
    return [{'verb': verb, 'sign': 'shield-check', 'title': title, 'url': address(request) + '/moderation'}]


def includeme(config):
    config.add_request_method(may_report)
    config.add_request_method(decision_about)
    config.add_desk_link(
        _('Moderation'), '/moderation', order=20, icon='shield-check', shown=moderates_somewhere, count=waiting_in_all
    )
    config.add_space_desk_link(
        _('Moderation'), 'moderation', order=50, icon='shield-check', shown=allowed_in_space(MODERATE), count=waiting_here
    )
    config.add_desk_need(needs)
