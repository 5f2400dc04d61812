"""What waits at the desk for those who answer proposals: proposals without an answer, and answers that are not public yet."""

from isegoria.catalog import count
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.component import Proposals
from isegoria.components.proposals.states import NOT_ANSWERED
from isegoria.i18n import _, plural
from isegoria.templating import address, text


def needs(request) -> list[dict]:
    components = [each for space in request.desk_spaces for each in space.components() if isinstance(each, Proposals)]
    return [row for component in components if component.is_published for row in rows(request, component)]


def rows(request, component):
    if not request.has_permission(may.ANSWER, component):
        return
    waiting = count(request, component, 'proposal', states=('',))
    if waiting:
        words = plural(request, '${n} proposal waits for an answer', '${n} proposals wait for an answer', waiting)
        yield row(request, component, _('Answer'), 'landmark', words, state=NOT_ANSWERED)
    drafted = len(component.drafted_answers)
    if drafted:
        words = plural(request, '${n} answer waits to be published', '${n} answers wait to be published', drafted)
        yield row(request, component, _('Publish'), 'send', words, answer='drafted')


def row(request, component, verb, sign, title, **question) -> dict:
    where = f'{text(request, component.space.title)} · {text(request, component.title)}'
    url = address(request, component, 'admin', **question)
    return {'verb': request.localizer.translate(verb), 'sign': sign, 'title': title, 'words': where, 'url': url}


def includeme(config):
    config.add_desk_need(needs)
