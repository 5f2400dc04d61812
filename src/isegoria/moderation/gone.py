"""Gone: what stands at the address of something that was public and is hidden now, and why a comment was hidden."""

from pyramid.httpexceptions import HTTPGone, HTTPNotFound
from pyramid.renderers import render_to_response
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import forbidden_view_config, view_config

from isegoria.content import lineage
from isegoria.moderation.cases import AUTHOR, case_of
from isegoria.moderation.course import RESTRICTING
from isegoria.moderation.grounds import title_of
from isegoria.moderation.hearings import page_of
from isegoria.moderation.statement import restrictions
from isegoria.security import MODERATE
from isegoria.traits.comments.comment import Comment

PAGES = 'isegoria:templates/moderation/'


class WasPublic:
    """View predicate: the address is that of a thing which everybody could see once, in a place that this person sees."""

    def __init__(self, wanted, _config):
        self.wanted = wanted

    def text(self):
        return f'was_public = {self.wanted}'

    phash = text

    def __call__(self, _exception, request):
        resource = getattr(request, 'context', None)
        is_its_page = not request.view_name and not request.subpath
        return is_its_page and getattr(resource, 'was_public', False) and was_public(resource, request.viewer) is self.wanted


def was_public(resource, viewer) -> bool:
    closed = [place for place in lineage(resource) if hasattr(place, 'visibility') and not viewer.holds(place.visibility, place)]
    return bool(closed) and all(getattr(place, 'was_public', False) for place in closed)


@forbidden_view_config(was_public=True)
def gone(_exception, request):
    """410, the same for everything that is hidden or in the trash; its author is led to the reasons (03 §4.1)."""
    thing = request.context
    case = case_of(request.site, thing)
    is_mine = case is not None and request.viewer.id in case.people and bool(restrictions(case))
    reasons = page_of(request, case, AUTHOR) if is_mine else None
    request.context = request.site
    response = render_to_response(PAGES + 'gone.pt', {'reasons': reasons}, request=request)
    response.status_int = HTTPGone.code
    response.headers['Cache-Control'] = 'private, no-store'
    return response


@view_config(context=Comment, name='reason', request_method='GET', permission=NO_PERMISSION_REQUIRED, renderer=PAGES + 'reason.pt')
def reason(comment, request):
    """Why a comment is hidden: the ground, not its words. It stands where its subject can be seen."""
    if not comment.hidden or not request.viewer.sees(comment.subject):
        raise HTTPNotFound()
    case = case_of(request.site, comment)
    step = next((step for step in reversed(case.history) if step.transition in RESTRICTING), None) if case is not None else None
    grounds = [name for name in (step.said('ground'), *(step.said('grounds') or ())) if name] if step is not None else []
    return {
        'comment': comment,
        'subject': comment.subject,
        'grounds': [request.localizer.translate(title_of(name)) for name in grounds],
        'provisional': case is not None and case.is_provisional,
        'since': comment.hidden_since or comment.created,
        'reasons': page_of(request, case, AUTHOR) if case is not None and request.viewer.id in case.people else None,
        'case': case if case is not None and request.has_permission(MODERATE, case) else None,
        'rules': request.site['pages'].get('moderation-rules'),
        'noindex': True,
    }


def includeme(config):
    config.add_view_predicate('was_public', WasPublic)
