"""Administration of process groups: several processes under one title (10 §7)."""

from urllib.parse import urlsplit

import colander
from deform.widget import CheckboxChoiceWidget

from isegoria import outbox
from isegoria.admin.collection import Cell, Column, ListCollection, collection
from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.events import Changed, Created, Removed
from isegoria.forms import Schema, form_view
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.security import ORGANIZATION
from isegoria.spaces.fields import LONGEST_TITLE
from isegoria.spaces.processes.resource import ProcessGroup, ProcessGroups
from isegoria.spaces.processes.schema import tick
from isegoria.spaces.slugs import Slug
from isegoria.templating import address, text


def told(request):
    """Groups stand on pages of the whole site."""
    outbox.put(request.site, outbox.PLACE)


@collection(context=ProcessGroups, name='admin', permission=ORGANIZATION)
class GroupsDesk(ListCollection):
    title, searched, sort = _('Process groups'), True, 'title'
    nothing = _('There is no group yet.')
    columns = (
        Column('title', _('Title'), sort=lambda group: group.slug),
        Column('processes', _('Processes'), sort=lambda group: len(group.processes()), figures=True),
        Column('promoted', _('Shown first')),
    )

    def links(self):
        return [{'title': _('New group'), 'url': address(self.request, self.context, 'new'), 'sign': 'plus', 'main': True}]

    def resources(self):
        return list(self.context.values())

    def title_cell(self, group):
        title = text(self.request, group.title)
        return Cell(title, url=address(self.request, group, 'edit'), note=group.slug, lang=title.language)

    def processes_cell(self, group):
        return len(group.processes())

    def promoted_cell(self, group):
        return _('Yes') if group.promoted else _('No')


def with_scheme(value):
    """People write addresses without https://."""
    value = value.strip() if isinstance(value, str) else value
    return f'https://{value}' if value and isinstance(value, str) and '://' not in value else value


def is_web_address(node, value):
    parts = urlsplit(value)
    if parts.scheme not in ('http', 'https') or not parts.hostname:
        raise colander.Invalid(node, _('Write a web address that begins with https://.'))


class GroupSchema(Schema):
    title = Translated(title=_('Title'), required_in_default=True, longest=LONGEST_TITLE)
    slug = Slug()
    description = Translated(title=_('Description'), required_in_default=True, rich=True)
    group_url = colander.SchemaNode(
        colander.String(), title=_('Web page'), missing='', preparer=with_scheme, validator=is_web_address
    )
    promoted = tick(_('Show it first'))
    processes = colander.SchemaNode(colander.Set(), title=_('Processes'), missing=(), default=())

    def after_bind(self, node, bound):
        """A process is in one group at most: choosing it here takes it out of the other."""
        request = bound['request']
        found = [each for each in request.site['processes'].values() if each.trashed is None]
        node['processes'].widget = CheckboxChoiceWidget(values=[(each.slug, text(request, each.title)) for each in found])


class GroupForm(DeskForm):
    schema = GroupSchema

    def bound_schema(self):
        bindings = {'context': self.context, 'request': self.request, 'language': self.request.language}
        return self.schema().bind(**bindings, **self.about_slug())

    def fill(self, group, processes):
        """The chosen processes are in the group, and no others."""
        for process in self.request.site['processes'].values():
            wanted = group.slug if process.slug in processes else None
            if wanted or process.group == group.slug:
                process.group = wanted
                outbox.put(process, outbox.PLACE)
        told(self.request)


@form_view(context=ProcessGroups, name='new', permission=ORGANIZATION, renderer=FORM)
class NewGroup(GroupForm):
    title = _('New process group')

    def about_slug(self):
        return {'slug_parent': self.context}

    def save(self, data):
        group = ProcessGroup(data['slug'], data['title'], data['description'])
        group.group_url, group.promoted = data['group_url'], data['promoted']
        self.context.add(group.slug, group)
        self.fill(group, data['processes'])
        self.request.registry.notify(Created(group, self.request))
        return self.done(self.context, 'admin', message=_('The group is made.'))


@form_view(context=ProcessGroup, name='edit', permission=ORGANIZATION, renderer=FORM)
class EditGroup(GroupForm):
    title = _('Process group')

    def about_slug(self):
        return {'slug_parent': self.context.__parent__, 'slug_own': self.context}

    def links(self):
        return [
            {'title': _('Public page'), 'url': address(self.request, self.context), 'sign': 'eye'},
            {'title': _('Remove'), 'url': address(self.request, self.context, 'remove'), 'sign': 'trash-2'},
        ]

    def appstruct(self):
        names = ('title', 'slug', 'description', 'group_url', 'promoted')
        known = {name: getattr(self.context, name) for name in names}
        return {**known, 'processes': {each.slug for each in self.context.processes()}}

    def save(self, data):
        group = self.context
        for process in group.processes():
            process.group = None
        if data['slug'] != group.slug:
            group.__parent__.rename(group, data['slug'])
        group.title, group.description = data['title'], data['description']
        group.group_url, group.promoted = data['group_url'], data['promoted']
        self.fill(group, data['processes'])
        self.request.registry.notify(Changed(group, self.request))
        return self.done(group.__parent__, 'admin', message=_('The group is saved.'))


@form_view(context=ProcessGroup, name='remove', permission=ORGANIZATION, renderer=CONFIRM)
class RemoveGroup(Question):
    question = _('Remove this group?')
    words = _('Its processes stay, without a group. This cannot be taken back.')
    yes, danger = _('Remove'), True

    def __init__(self, context, request):
        super().__init__(context, request)
        self.groups = context.__parent__

    def back(self):
        return address(self.request, self.groups, 'admin')

    def facts(self):
        return [(_('Processes'), str(len(self.context.processes())))]

    def do(self):
        group = self.context
        for process in group.processes():
            process.group = None
            outbox.put(process, outbox.PLACE)
        self.request.registry.notify(Removed(group, self.request))
        self.groups.remove(group.slug)
        told(self.request)
        return _('The group is removed.')
