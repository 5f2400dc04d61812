"""What is asked of a process (10 §1, §5)."""

import colander
from deform.widget import DateInputWidget

from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.spaces.fields import LONGEST_TITLE, Spaces, Terms, select
from isegoria.spaces.slugs import Slug
from isegoria.spaces.space import OPEN, RESTRICTED, TRANSPARENT
from isegoria.widgets import BoxesWidget, NumberWidget

FACTS = ('developer_group', 'local_area', 'meta_scope', 'target', 'participatory_scope', 'participatory_structure')
TEXTS = ('title', 'subtitle', 'short_description', 'description')
ACCESS = (
    (OPEN, _('Everybody takes part')),
    (TRANSPARENT, _('Everybody reads, members take part')),
    (RESTRICTED, _('Only members read and take part')),
)
HINTS = {
    OPEN: _('Whoever has an account can contribute.'),
    TRANSPARENT: _('It is found by everybody; buttons say that members take part.'),
    RESTRICTED: _('Nobody else finds it, not even in the search.'),
}


def day(title):
    return colander.SchemaNode(colander.Date(), title=title, widget=DateInputWidget(), missing=None)


def tick(title, description=''):
    return colander.SchemaNode(colander.Boolean(), title=title, description=description, missing=False)


class NewProcessSchema(Schema):
    """What a process begins with."""

    title = Translated(title=_('Title'), required_in_default=True, longest=LONGEST_TITLE)
    subtitle = Translated(title=_('Subtitle'), required_in_default=True, longest=LONGEST_TITLE)
    slug = Slug()
    short_description = Translated(title=_('In one or two sentences'), required_in_default=True, lines=2)
    description = Translated(title=_('Description'), required_in_default=True, rich=True)


class ProcessSchema(NewProcessSchema):
    """All that can be said of it."""

    announcement = Translated(title=_('Announcement'), rich=True)
    starts = day(_('First day'))
    ends = day(_('Last day'))
    terms = Terms()
    access = colander.SchemaNode(
        colander.String(),
        title=_('Who takes part'),
        widget=BoxesWidget(values=ACCESS, hints=HINTS),
        validator=colander.OneOf([value for value, _words in ACCESS]),
    )
    open_to_everybody = tick(
        _('Yes, open it to everybody'), _('What members wrote here is then read by everybody, and found by search engines.')
    )
    promoted = tick(_('Show it first'), _('It stands above the others on the page of all processes.'))
    weight = colander.SchemaNode(
        colander.Integer(),
        title=_('Weight'),
        description=_('Light ones come first.'),
        widget=NumberWidget(),
        default=0,
        missing=0,
        validator=colander.Range(-1000, 1000),
    )
    group = colander.SchemaNode(colander.String(), missing='')
    related = Spaces(title=_('Related processes'))
    developer_group = Translated(title=_('Who promotes it'))
    target = Translated(title=_('Who can take part'))
    participatory_scope = Translated(title=_('What is decided'))
    participatory_structure = Translated(title=_('How it is decided'))
    local_area = Translated(title=_('Area'))
    meta_scope = Translated(title=_('Scope'))

    def after_bind(self, node, bound):
        """The group is chosen by who manages groups; the tick is for what is not open yet."""
        request, process = bound['request'], bound['slug_own']
        groups = [('', _('None')), *((group.slug, group_title(bound, group)) for group in request.site['process-groups'].values())]
        at = [child.name for child in node.children].index('group')
        node.children[at] = select(groups, name='group', title=_('Group'))
        if not request.has_permission('organization', request.site):
            del node['group']
        if process.access == OPEN:
            del node['open_to_everybody']

    def validator(self, node, data):
        if data['starts'] and data['ends'] and data['ends'] < data['starts']:
            wrong = colander.Invalid(node)
            wrong['ends'] = _('The last day comes before the first.')
            raise wrong


def group_title(bound, group):
    from isegoria.texts import in_language

    return in_language(group.title, bound['language'], bound['request'].site.default_language)
