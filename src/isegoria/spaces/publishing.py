"""Publishing spaces and components, taking them back, and the trash: buttons and questions at the desk (03 §9, §10)."""

from pyramid.view import view_config, view_defaults

from isegoria.admin.collection import Cell, ListCollection
from isegoria.admin.forms import CONFIRM, Question, press
from isegoria.events import Published, Trashed, Unpublished, Untrashed
from isegoria.forms import form_view
from isegoria.i18n import _
from isegoria.security import MANAGE, TRASH
from isegoria.spaces.space import ComponentFolder, Space
from isegoria.templating import address

PUBLISHED, UNPUBLISHED, TRASHED = 'published', 'unpublished', 'trash'
STATES = {
    PUBLISHED: (_('Published'), 'circle-check', 'ok'),
    UNPUBLISHED: (_('Not published'), 'circle-dashed', None),
    TRASHED: (_('In the trash'), 'trash-2', 'no'),
}


def state_of(place) -> str:
    return TRASHED if place.trashed is not None else PUBLISHED if place.is_published else UNPUBLISHED


def publish(place, request):
    place.publish()
    request.registry.notify(Published(place, request))


def unpublish(place, request):
    place.unpublish()
    request.registry.notify(Unpublished(place, request))


def trash(place, request):
    place.trash()
    request.registry.notify(Trashed(place, request))


def restore(place, request):
    place.restore()
    request.registry.notify(Untrashed(place, request))


class PlacesDesk(ListCollection):
    """A list of spaces or components, in which several are published, taken back, put in the trash or taken out of it."""

    def state_cell(self, place):
        words, icon, colour = STATES[state_of(place)]
        return Cell(words, badge=(icon, colour))

    def state_choices(self):
        return [(value, words) for value, (words, _icon, _state) in STATES.items()]

    def state_matches(self, place, value):
        return state_of(place) == value

    def publish_refused(self, place):
        return _('It is not waiting to be published.') if state_of(place) != UNPUBLISHED else None

    def unpublish_refused(self, place):
        return _('It is not published.') if state_of(place) != PUBLISHED else None

    def trash_refused(self, place):
        return {PUBLISHED: _('Unpublish it first.'), TRASHED: _('It is in the trash already.')}.get(state_of(place))

    def restore_refused(self, place):
        return _('It is not in the trash.') if state_of(place) != TRASHED else None

    def do_publish(self, place, _data):
        publish(place, self.request)

    def do_unpublish(self, place, _data):
        unpublish(place, self.request)

    def do_trash(self, place, _data):
        trash(place, self.request)

    def do_restore(self, place, _data):
        restore(place, self.request)


def links_of_place(request, place) -> list[dict]:
    """The buttons of a space or component: look at it, publish it or take it back, put it in the trash or take it out."""
    verbs = {
        PUBLISHED: [('unpublish', _('Unpublish'), 'eye-off', False)],
        UNPUBLISHED: [('publish', _('Publish'), 'send', True), ('trash', _('Put in the trash'), 'trash-2', False)],
        TRASHED: [('restore', _('Take out of the trash'), 'undo-2', True)],
    }
    links = [{'title': _('Public page'), 'url': address(request, place), 'sign': 'eye'}]
    for name, title, sign, posts in verbs[state_of(place)]:
        if request.has_permission(TRASH if name in ('trash', 'restore') else MANAGE, place):
            links.append({'title': title, 'url': address(request, place, name), 'sign': sign, 'post': posts})
    return links


@view_config(context=Space, name='publish', request_method='POST', permission=MANAGE)
@view_config(context=ComponentFolder, name='publish', request_method='POST', permission=MANAGE)
def publish_place(place, request):
    return press(request, lambda: publish(place, request), _('It is published.'), place, 'edit')


@view_config(context=Space, name='restore', request_method='POST', permission=TRASH)
@view_config(context=ComponentFolder, name='restore', request_method='POST', permission=TRASH)
def restore_place(place, request):
    return press(request, lambda: restore(place, request), _('It is out of the trash, and not published.'), place, 'edit')


@form_view(context=Space)
@form_view(context=ComponentFolder)
@view_defaults(name='unpublish', permission=MANAGE, renderer=CONFIRM)
class UnpublishPlace(Question):
    question = _('Unpublish it?')
    words = _('Its pages, and all that people wrote in it, leave the site until it is published again. Nothing is lost.')
    yes = _('Unpublish')

    def back(self):
        return address(self.request, self.context, 'edit')

    def do(self):
        unpublish(self.context, self.request)
        return _('It is not published any more.')


@form_view(context=Space)
@form_view(context=ComponentFolder)
@view_defaults(name='trash', permission=TRASH, renderer=CONFIRM)
class TrashPlace(Question):
    question = _('Put it in the trash?')
    words = _('It can be taken out again; its address is free meanwhile.')
    yes, danger = _('Put in the trash'), True

    def back(self):
        above = self.context.__parent__
        return address(self.request, above, 'components' if isinstance(above, Space) else 'admin')

    def reason_against(self):
        if self.context.is_published:
            return _('Unpublish it first.')
        return '' if getattr(self.context, 'is_empty', True) else _('It holds contributions, so it stays.')

    def do(self):
        trash(self.context, self.request)
        return _('It is in the trash.')
