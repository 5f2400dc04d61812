"""Topics: what groups pages in the footer and beside each other; where they stand in the tree, and their administration."""

import colander
from pyramid.view import view_config

from isegoria import outbox
from isegoria.admin.collection import Button, Cell, Column, ListCollection, collection
from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.editorial.resource import Pages
from isegoria.forms import Schema, form_view, go
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.security import MANAGE
from isegoria.spaces.slugs import free_slug
from isegoria.templating import address, text
from isegoria.texts import in_language


class Topics:
    """`/pages/topics`; made when it is asked for."""

    __name__ = 'topics'
    title = _('Topics')

    def __init__(self, pages: Pages):
        self.__parent__ = self.pages = pages

    def __getitem__(self, slug):
        for topic in self.pages.topics:
            if topic['slug'] == slug:
                return TopicOf(self, topic)
        raise KeyError(slug)

    def __contains__(self, slug):
        return any(topic['slug'] == slug for topic in self.pages.topics)

    def __len__(self):
        return len(self.pages.topics)

    def replace(self, topics):
        self.pages.topics = tuple(topics)
        outbox.put(self.pages.__parent__, outbox.PLACE)


class TopicOf:
    """One topic as a place."""

    def __init__(self, topics: Topics, topic: dict):
        self.__parent__, self.topic = topics, topic
        self.__name__, self.title = topic['slug'], topic['title']

    @property
    def pages(self) -> list:
        return [page for page, _depth in self.__parent__.pages.all() if page.topic == self.topic['slug']]


@collection(context=Topics, permission=MANAGE)
class TopicsDesk(ListCollection):
    title = _('Topics of pages')
    nothing = _('There is no topic yet.')
    columns = (
        Column('title', _('Title')),
        Column('footer', _('In the footer')),
        Column('pages', _('Pages'), figures=True),
    )

    def links(self):
        return [{'title': _('New topic'), 'url': address(self.request, self.context, 'new'), 'sign': 'plus', 'main': True}]

    def resources(self):
        return [TopicOf(self.context, topic) for topic in self.context.pages.topics]

    def key(self, topic):
        return topic.__name__

    def buttons(self, topic):
        at, last, url = self.context.pages.topics.index(topic.topic), len(self.context) - 1, address(self.request, topic)
        return [
            Button(_('Earlier'), f'{url}/up', 'arrow-up', disabled=at == 0),
            Button(_('Later'), f'{url}/down', 'arrow-down', disabled=at == last),
        ]

    def title_cell(self, topic):
        title = text(self.request, topic.title)
        return Cell(title, url=address(self.request, topic, 'edit'), lang=title.language)

    def footer_cell(self, topic):
        return _('Yes') if topic.topic.get('in_footer') else _('No')

    def pages_cell(self, topic):
        return len(topic.pages)


class TopicSchema(Schema):
    title = Translated(title=_('Title'), required_in_default=True, longest=100)
    in_footer = colander.SchemaNode(colander.Boolean(), title=_('Show its pages in the footer'), missing=False)


@form_view(context=Topics, name='new', permission=MANAGE, renderer=FORM)
class NewTopic(DeskForm):
    schema, title = TopicSchema, _('New topic')

    def save(self, data):
        site = self.request.site
        slug = free_slug(self.context, in_language(data['title'], site.default_language), 'topic')
        self.context.replace((*self.context.pages.topics, {'slug': slug, **data}))
        return self.done(self.context, message=_('The topic is made.'))


@form_view(context=TopicOf, name='edit', permission=MANAGE, renderer=FORM)
class EditTopic(DeskForm):
    schema, title = TopicSchema, _('Topic')

    def links(self):
        return [{'title': _('Remove'), 'url': address(self.request, self.context, 'remove'), 'sign': 'trash-2'}]

    def appstruct(self):
        return self.context.topic

    def save(self, data):
        topics, changed = self.context.__parent__, {**self.context.topic, **data}
        topics.replace(changed if each == self.context.topic else each for each in topics.pages.topics)
        return self.done(topics, message=_('The topic is saved.'))


@view_config(context=TopicOf, name='up', request_method='POST', permission=MANAGE)
@view_config(context=TopicOf, name='down', request_method='POST', permission=MANAGE)
def move(topic_of, request):
    topics, order = topic_of.__parent__, list(topic_of.__parent__.pages.topics)
    at = order.index(topic_of.topic)
    to = min(max(at + (-1 if request.view_name == 'up' else 1), 0), len(order) - 1)
    order.insert(to, order.pop(at))
    topics.replace(order)
    return go(request, topics, message=_('The order is changed.'))


@form_view(context=TopicOf, name='remove', permission=MANAGE, renderer=CONFIRM)
class RemoveTopic(Question):
    question = _('Remove this topic?')
    words = _('Its pages stay, without a topic.')
    yes, danger = _('Remove'), True

    def back(self):
        return address(self.request, self.context.__parent__)

    def facts(self):
        return [(_('Pages'), str(len(self.context.pages)))]

    def do(self):
        for page in self.context.pages:
            page.topic = ''
        topics = self.context.__parent__
        topics.replace(each for each in topics.pages.topics if each != self.context.topic)
        return _('The topic is removed.')
