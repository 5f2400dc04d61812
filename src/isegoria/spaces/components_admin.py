"""Administration of the components of a space: what it holds, in which order, with which settings (03 §9)."""

from itertools import count

import colander
from pyramid.view import view_config

from isegoria.admin.collection import BulkAction, Button, Cell, Column, Filter, collection
from isegoria.admin.forms import FORM, DeskForm
from isegoria.events import Changed, Created
from isegoria.forms import Schema, form_view, go, see_other
from isegoria.i18n import LANGUAGES, _
from isegoria.localizers import localizer_of
from isegoria.schemas import Translated
from isegoria.security import DESK, MANAGE, TRASH
from isegoria.spaces.fields import LONGEST_TITLE
from isegoria.spaces.phases_admin import verbs
from isegoria.spaces.publishing import PlacesDesk, links_of_place
from isegoria.spaces.settings_form import SettingsForm
from isegoria.spaces.slugs import Slug
from isegoria.spaces.space import ComponentFolder, Space
from isegoria.templating import address, text
from isegoria.widgets import BoxesWidget


@collection(context=Space, name='components', permission=MANAGE)
class ComponentsDesk(PlacesDesk):
    title = _('Components')
    explanation = _('What people find in this space, in the order of its menu.')
    nothing = _('There is no component yet.')
    columns = (
        Column('title', _('Title')),
        Column('kind', _('Kind')),
        Column('state', _('State')),
        Column('open', _('Open now')),
        Column('menu', _('In the menu')),
    )
    filters = (Filter('state', _('State'), tabs=True),)
    actions = (
        BulkAction('publish', _('Publish'), _('Publish these components?'), permission=MANAGE),
        BulkAction('unpublish', _('Unpublish'), _('Unpublish these components?'), permission=MANAGE),
        BulkAction('show', _('Show in the menu'), _('Show these components in the menu?'), permission=MANAGE),
        BulkAction('hide', _('Leave out of the menu'), _('Leave these components out of the menu?'), permission=MANAGE),
        BulkAction('trash', _('Put in the trash'), _('Put these components in the trash?'), permission=TRASH, danger=True),
        BulkAction('restore', _('Take out of the trash'), _('Take these components out of the trash?'), permission=TRASH),
    )

    @property
    def offered(self):
        """The trash of a space's components is its administrators'."""
        return [each for each in self.actions if self.request.has_permission(MANAGE, self.context)]

    def links(self):
        url = address(self.request, self.context, 'new-component')
        return [{'title': _('New component'), 'url': url, 'sign': 'plus', 'main': True}]

    def resources(self):
        trashed = [each for each in self.context.values() if isinstance(each, ComponentFolder) and each.trashed is not None]
        return self.context.components() + trashed

    def buttons(self, component):
        if component.trashed is not None:
            return []
        ordered, url = self.context.components(), address(self.request, component)
        return [
            Button(_('Earlier'), f'{url}/up', 'arrow-up', disabled=component is ordered[0]),
            Button(_('Later'), f'{url}/down', 'arrow-down', disabled=component is ordered[-1]),
        ]

    def title_cell(self, component):
        title, slug = text(self.request, component.title), component.slug_before_trash or component.slug
        return Cell(title, url=address(self.request, component, 'edit'), note=slug, lang=title.language)

    def kind_cell(self, component):
        return component.manifest.title

    def open_cell(self, component):
        return verbs(self.request, component, component.open_actions) if component.is_published else ''

    def menu_cell(self, component):
        return _('Yes') if component.in_menu else _('No')

    def show_refused(self, component):
        return _('It is in the menu already.') if component.in_menu else None

    def hide_refused(self, component):
        return None if component.in_menu else _('It is not in the menu.')

    def trash_refused(self, component):
        if not component.is_empty:
            return _('It holds contributions, so it stays.')
        return super().trash_refused(component)

    def do_show(self, component, _data):
        self._in_menu(component, True)

    def do_hide(self, component, _data):
        self._in_menu(component, False)

    def _in_menu(self, component, shown):
        component.in_menu = shown
        component.tell()
        self.request.registry.notify(Changed(component, self.request))


@colander.deferred
def kinds(_node, bound):
    translate = bound['request'].localizer.translate
    return BoxesWidget(values=[(each.name, translate(each.title)) for each in bound['request'].registry.components.values()])


@colander.deferred
def known_kind(_node, bound):
    return colander.OneOf(list(bound['request'].registry.components))


class NewComponentSchema(Schema):
    kind = colander.SchemaNode(colander.String(), title=_('Kind'), widget=kinds, validator=known_kind)
    title = Translated(title=_('Title'), description=_('Without one it is called as its kind.'), longest=LONGEST_TITLE)


@form_view(context=Space, name='new-component', permission=MANAGE, renderer=FORM)
class NewComponent(DeskForm):
    schema, title = NewComponentSchema, _('New component')
    explanation = _('Nobody sees it before you publish it.')
    buttons = ((_('Make it'), 'save'),)

    def save(self, data):
        space, manifest = self.context, self.request.registry.components[data['kind']]
        slug = next(name for name in names(manifest.name) if name not in space)
        component = manifest.factory(slug, data['title'] or title_of_kind(self.request, manifest))
        component.weight = max((each.weight for each in space.components()), default=0) + 1
        space.add(slug, component)
        self.request.registry.notify(Created(component, self.request))
        return self.done(component, 'edit', message=_('The component is made. Look at its settings, then publish it.'))


def names(name: str):
    """proposals, proposals-2, proposals-3, ..."""
    yield name
    yield from (f'{name}-{number}' for number in count(2))


def title_of_kind(request, manifest) -> dict:
    """What the kind is called, in the languages of the site."""
    languages = [code for code in request.site.languages if code in LANGUAGES]
    return {code: localizer_of(request.registry, code, request.site).translate(manifest.title) for code in languages}


class ComponentSchema(Schema):
    title = Translated(title=_('Title'), required_in_default=True, longest=LONGEST_TITLE)
    slug = Slug()
    in_menu = colander.SchemaNode(
        colander.Boolean(),
        title=_('Show it in the menu of the space'),
        description=_('Without it, people reach it by its address.'),
        missing=False,
    )


@form_view(context=ComponentFolder, name='edit', permission=MANAGE, renderer=FORM)
class EditComponent(SettingsForm):
    schema, title = ComponentSchema, _('Settings of the component')

    def declared(self):
        return self.context.manifest.settings

    def current(self):
        return self.context.all_settings

    def settled(self):
        return self.context.settled

    def bindings(self):
        return {**super().bindings(), 'slug_parent': self.context.__parent__, 'slug_own': self.context}

    def links(self):
        """Beside the usual ones: what the active phase sets."""
        phases, found = self.context.space.phases, links_of_place(self.request, self.context)
        if phases is not None and phases.active is not None:
            url = address(self.request, phases, str(phases.active_id), self.context.slug)
            words = _('What is open in “${phase}”', mapping={'phase': text(self.request, phases.active.title)})
            found.insert(0, {'title': self.request.localizer.translate(words), 'url': url, 'sign': 'sliders-horizontal'})
        return found

    def appstruct(self):
        component = self.context
        return {**super().appstruct(), 'title': component.title, 'slug': component.slug, 'in_menu': component.in_menu}

    def save(self, data):
        component = self.context
        component.title, component.in_menu = data['title'], data['in_menu']
        component.settings = self.settings(data)
        if data['slug'] != component.slug:
            component.move_to(data['slug'])
        component.tell()
        self.request.registry.notify(Changed(component, self.request))
        return self.done(component, 'edit', message=_('The settings are saved.'))


@view_config(context=ComponentFolder, name='up', request_method='POST', permission=MANAGE)
@view_config(context=ComponentFolder, name='down', request_method='POST', permission=MANAGE)
def move(component, request):
    """One place earlier or later in the menu of its space; weights become 1, 2, 3, ..."""
    ordered = component.space.components()
    at = ordered.index(component)
    to = min(max(at + (-1 if request.view_name == 'up' else 1), 0), len(ordered) - 1)
    ordered.insert(to, ordered.pop(at))
    for weight, each in enumerate(ordered, 1):
        each.weight = weight
    component.space.tell()
    return go(request, component.space, 'components', message=_('The order is changed.'))


@view_config(context=ComponentFolder, name='admin', request_method='GET', permission=DESK)
def desk_of_component(component, request):
    """A kind of component that has no list of its own at the desk is administered by its settings."""
    return see_other(address(request, component, 'edit'))
