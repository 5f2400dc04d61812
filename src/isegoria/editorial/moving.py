"""Moving a page on in its course: what a person may do now, the form of each step, and taking it."""

from pyramid.httpexceptions import HTTPNotFound

from isegoria import clock, formats, workflow
from isegoria.admin.forms import FORM, DeskForm
from isegoria.editorial.course import COURSE, DRAFT, PUBLISHED, REVIEW, SCHEDULED
from isegoria.editorial.resource import Page
from isegoria.events import Changed
from isegoria.forms import Refused, Schema, form_view, see_other
from isegoria.i18n import _
from isegoria.security import EDIT
from isegoria.templating import address, text

Refusal = workflow.Refused
SAID = {
    'send': _('It waits for review.'),
    'send_back': _('It is sent back.'),
    'schedule': _('It will be published then.'),
    'unschedule': _('It stays a draft.'),
    'publish': _('It is published.'),
    'unpublish': _('It is not published any more.'),
}
SIGNS = {DRAFT: 'pen-line', REVIEW: 'eye', SCHEDULED: 'clock', PUBLISHED: 'circle-check'}


def take(request, page, name: str, data: dict, checked=False):
    """Take a step and tell it; workflow.Refused says why not, and then nothing has changed."""
    was_public = page.is_published
    about = {'checked': checked, 'request': request, 'language': request.language}
    fired = COURSE.fire(page, name, request.viewer.id, data, clock.now(), request.has_permission, **about)
    event = Changed if was_public and page.is_published else fired.event or Changed
    request.registry.notify(event(page, request))
    return fired


def offered(request, page) -> list:
    """The steps that this person may take now, those that a rule forbids left out."""
    now, who = clock.now(), request.viewer.id
    return [
        each
        for each in COURSE.transitions_for(page, request.has_permission)
        if COURSE.reason_against(page, each.name, who, now) is None
    ]


def bar(request, page) -> dict:
    """What the macro `workflow` shows: the states, and the steps as links to their pages."""
    translate, here = request.localizer.translate, COURSE.state(page).name
    states = [{'title': translate(each.title), 'current': each.name == here, 'sign': SIGNS[each.name]} for each in COURSE.states]
    moves = [{'title': translate(_('Preview')), 'url': address(request, page, 'preview')}]
    moves += [{'title': translate(each.title), 'url': address(request, page, 'move', each.name)} for each in offered(request, page)]
    return {'states': states, 'moves': moves, 'flow_url': address(request, page, 'move')}


def history(request, page) -> list[dict]:
    """What happened to it, the latest first, with the notes that were left."""
    titles = {each.name: each.title for each in COURSE.transitions}
    return [
        {
            'words': request.localizer.translate(titles.get(step.transition or '', _('Changed'))),
            'who': request.person(step.who).name,
            'when': formats.datetime(step.when, request.language, request.site.time_zone),
            'note': step.said('note', ''),
        }
        for step in reversed(COURSE.history(page))
    ]


@form_view(context=Page, name='move', permission=EDIT, renderer=FORM)
class Move(DeskForm):
    """`/pages/<page>/move/<step>`: what must be said with a step, and the button that takes it."""

    def __init__(self, context, request):
        super().__init__(context, request)
        known = {each.name: each for each in COURSE.transitions}
        if len(request.subpath) != 1 or request.subpath[0] not in known:
            raise HTTPNotFound
        self.step = known[request.subpath[0]]
        self.schema = self.step.form or Schema

    @property
    def title(self):
        return _('${step}: “${page}”', mapping={'step': self.step_words, 'page': text(self.request, self.context.draft.title)})

    @property
    def step_words(self):
        return self.request.localizer.translate(self.step.title)

    @property
    def buttons(self):
        return ((self.step.title, 'save'),)

    def show(self):
        """Who may not take it now is told so on the page of the text."""
        if self.step not in offered(self.request, self.context):
            self.request.session.flash(self.request.localizer.translate(_('This cannot be done now.')), 'alert')
            return see_other(address(self.request, self.context, 'edit'))
        return super().show()

    def save(self, data):
        try:
            take(self.request, self.context, self.step.name, data, checked=True)
        except Refusal as refused:
            raise Refused(refused.reason) from None
        return self.done(self.context, 'edit', message=SAID[self.step.name])
