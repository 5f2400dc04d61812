"""Administration of pages: the list, a new one, where it stands, removing it (01 §5)."""

import colander
from deform.widget import SelectWidget
from pyramid.view import view_config, view_defaults

from isegoria import formats, outbox
from isegoria.admin.collection import BulkAction, Cell, Column, Filter, ListCollection, collection
from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.editorial.course import COURSE, DRAFT, PUBLISHED, REVIEW, SCHEDULED
from isegoria.editorial.moving import Refusal, take
from isegoria.editorial.resource import PUBLISH, Page, Pages
from isegoria.events import Changed, Created, Removed
from isegoria.forms import Refused, Schema, form_view, go
from isegoria.i18n import LANGUAGES, _
from isegoria.security import EDIT, MANAGE
from isegoria.spaces.fields import INDENT, LONGEST_TITLE
from isegoria.spaces.slugs import Slug, free_slug, reason_against
from isegoria.templating import address, text
from isegoria.widgets import NumberWidget

SIGNS = {DRAFT: ('circle-dashed', None), REVIEW: ('eye', 'wait'), SCHEDULED: ('clock', 'info'), PUBLISHED: ('circle-check', 'ok')}


@collection(context=Pages, name='admin', permission=EDIT)
class PagesDesk(ListCollection):
    title, searched = _('Pages'), True
    columns = (
        Column('title', _('Title')),
        Column('state', _('State')),
        Column('languages', _('Languages missing')),
        Column('topic', _('Topic')),
        Column('updated', _('Last change')),
    )
    filters = (Filter('state', _('State'), tabs=True), Filter('topic', _('Topic')))
    actions = (
        BulkAction('publish', _('Publish'), _('Publish these pages?'), permission=PUBLISH),
        BulkAction('unpublish', _('Unpublish'), _('Unpublish these pages?'), permission=PUBLISH),
    )

    def links(self):
        request, pages = self.request, self.context
        found = [{'title': _('New page'), 'url': address(request, pages, 'new'), 'sign': 'plus', 'main': True}]
        if request.has_permission(MANAGE, pages):
            words = _('Editors ask before they publish') if pages.editors_publish else _('Let editors publish')
            found.append({'title': _('Topics'), 'url': address(request, pages, 'topics'), 'sign': 'tags'})
            found.append({'title': words, 'url': address(request, pages, 'editors-publish'), 'sign': 'users', 'post': True})
        return found

    def resources(self):
        self.depths = dict(self.context.all())
        return list(self.depths)

    def words_of(self, page):
        return ' '.join([page.slug, *page.draft.title.values()])

    def label(self, page):
        return text(self.request, page.draft.title)

    def title_cell(self, page):
        title = text(self.request, page.draft.title)
        note = _('To be completed') if page.to_be_completed else ''
        return Cell(INDENT * self.depths[page] + title, url=address(self.request, page, 'edit'), note=note, lang=title.language)

    def state_cell(self, page):
        state = COURSE.state(page)
        note = _('An earlier text is public') if page.is_published and state.name != PUBLISHED else ''
        return Cell(state.title, badge=SIGNS[state.name], note=note)

    def languages_cell(self, page):
        return ', '.join(LANGUAGES.get(code, code) for code in self.request.site.languages if not page.draft.source.get(code))

    def topic_cell(self, page):
        return next((text(self.request, topic['title']) for topic in self.context.topics if topic['slug'] == page.topic), '')

    def updated_cell(self, page):
        last = max([page.updated or page.created, *page.draft.written.values()])
        return formats.date(last, self.request.language, self.request.site.time_zone, 'medium')

    def state_choices(self):
        return [(state.name, state.title) for state in COURSE.states]

    def state_matches(self, page, value):
        return COURSE.state(page).name == value

    def counts(self, each):
        pages = [page for page, _depth in self.context.all()]
        return {state.name: sum(COURSE.state(page).name == state.name for page in pages) for state in COURSE.states}

    def topic_choices(self):
        return [(topic['slug'], text(self.request, topic['title'])) for topic in self.context.topics]

    def topic_matches(self, page, value):
        return page.topic == value

    def publish_refused(self, page):
        return _('There is nothing to publish.') if COURSE.state(page).name == PUBLISHED else None

    def unpublish_refused(self, page):
        if page.is_legal:
            return _('The law asks for this page, so it stays.')
        return None if page.is_published else _('It is not published.')

    def do_publish(self, page, _data):
        self.move(page, 'publish')

    def do_unpublish(self, page, _data):
        self.move(page, 'unpublish')

    def move(self, page, name):
        try:
            take(self.request, page, name, {})
        except Refusal as refused:
            raise Refused(refused.reason) from None


@view_config(context=Pages, name='editors-publish', request_method='POST', permission=MANAGE)
def editors_publish(pages, request):
    """May editors publish without asking?"""
    pages.editors_publish = not pages.editors_publish
    yes, no = _('Editors publish by themselves.'), _('Editors send pages to review.')
    return go(request, pages, 'admin', message=yes if pages.editors_publish else no)


class NewPageSchema(Schema):
    title = colander.SchemaNode(colander.String(), title=_('Title'), validator=colander.Length(max=LONGEST_TITLE))
    slug = Slug(missing='', description=_('The last part of its address. Without one it is made of the title.'))


@form_view(context=Pages)
@form_view(context=Page)
@view_defaults(name='new', permission=EDIT, renderer=FORM)
class NewPage(DeskForm):
    schema = NewPageSchema
    buttons = ((_('Make it'), 'save'),)

    @property
    def title(self):
        if isinstance(self.context, Page):
            return _('New page below “${page}”', mapping={'page': text(self.request, self.context.draft.title)})
        return _('New page')

    def bound_schema(self):
        about = {'context': self.context, 'request': self.request, 'language': self.request.language}
        return self.schema().bind(**about, slug_parent=self.context)

    def save(self, data):
        language = self.request.site.default_language
        slug = data['slug'] or free_slug(self.context, data['title'], 'page')
        reason = reason_against(self.request.registry, self.context, slug)
        if reason:
            raise Refused(reason, 'slug')
        page = Page(slug, {language: data['title']}, {}, author=self.request.identity.id)
        page.weight = max((each.weight for each in self.context.values()), default=0) + 1
        self.context.add(slug, page)
        page.write(language, data['title'], '')
        outbox.changed(page)
        self.request.registry.notify(Created(page, self.request))
        return self.done(page, 'edit', message=_('The page is made. Nobody sees it before it is published.'))


class PlaceSchema(Schema):
    slug = Slug()
    topic = colander.SchemaNode(colander.String(), title=_('Topic'), missing='')
    weight = colander.SchemaNode(
        colander.Integer(), title=_('Weight'), description=_('Light ones come first.'), widget=NumberWidget(), missing=0, default=0,
        validator=colander.Range(-1000, 1000),
    )  # fmt: skip

    def after_bind(self, node, bound):
        request = bound['request']
        topics = [(topic['slug'], text(request, topic['title'])) for topic in request.site['pages'].topics]
        node['topic'].widget = SelectWidget(values=[('', request.localizer.translate(_('None'))), *topics])
        node['topic'].validator = colander.OneOf(['', *(slug for slug, _title in topics)])
        if bound['context'].is_legal:
            del node['slug']


@form_view(context=Page, name='place', permission=EDIT, renderer=FORM)
class PlacePage(DeskForm):
    schema, title = PlaceSchema, _('Address and topic')

    def bound_schema(self):
        about = {'context': self.context, 'request': self.request, 'language': self.request.language}
        return self.schema().bind(**about, slug_parent=self.context.__parent__, slug_own=self.context)

    def links(self):
        return [{'title': _('Text'), 'url': address(self.request, self.context, 'edit'), 'sign': 'pen-line'}]

    def appstruct(self):
        return {name: getattr(self.context, name) for name in ('slug', 'topic', 'weight')}

    def save(self, data):
        page = self.context
        page.topic, page.weight = data['topic'], data['weight']
        if data.get('slug', page.slug) != page.slug:
            page.__parent__.rename(page, data['slug'])
        page.tell()
        self.request.registry.notify(Changed(page, self.request))
        return self.done(page, 'edit', message=_('It is saved.'))


@form_view(context=Page, name='remove', permission=PUBLISH, renderer=CONFIRM)
class RemovePage(Question):
    question = _('Remove this page?')
    words = _('With all its versions. This cannot be taken back.')
    yes, danger = _('Remove'), True

    def back(self):
        return address(self.request, self.request.site['pages'], 'admin')

    def facts(self):
        return [(_('Title'), text(self.request, self.context.draft.title))]

    def reason_against(self):
        if self.context.is_legal:
            return _('The law asks for this page, so it stays.')
        if self.context.is_published:
            return _('Unpublish it first.')
        return _('There are pages below it. Remove them first.') if len(self.context) else ''

    def do(self):
        reason = self.reason_against()
        if reason:
            raise Refused(reason)
        page, folder = self.context, self.context.__parent__
        self.request.registry.notify(Removed(page, self.request))
        folder.remove(page.slug)
        outbox.put(self.request.site, 'unindex', (page.id,))
        return _('The page is removed.')
