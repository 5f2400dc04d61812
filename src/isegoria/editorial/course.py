"""The course of a page: written, reviewed, perhaps scheduled, published. One workflow, as data (workflow.py).

The state is that of what editors work on; what is public stays so while they do.
"""

import colander
from deform.widget import DateTimeInputWidget, TextAreaWidget

from isegoria import clock
from isegoria.editorial.resource import PUBLISH
from isegoria.events import Published, Unpublished
from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.security import EDIT
from isegoria.spaces.fields import Moment
from isegoria.workflow import State, Transition, Workflow

DRAFT, REVIEW, SCHEDULED, PUBLISHED = 'draft', 'review', 'scheduled', 'published'
BY_RULE = 'pages.by_rule'  # by the site itself, when the time has come
LONGEST_NOTE = 2000


def note(**about):
    return colander.SchemaNode(
        colander.String(), widget=TextAreaWidget(rows=4), validator=colander.Length(max=LONGEST_NOTE), **about
    )


class ToReview(Schema):
    note = note(title=_('Note for who reviews it'), missing='')


class SentBack(Schema):
    note = note(title=_('What is to be changed'))


class Publication(Schema):
    changed_notably = colander.SchemaNode(
        colander.Boolean(),
        title=_('The terms changed notably'),
        description=_('Everybody is asked to accept them again.'),
        missing=False,
    )

    def after_bind(self, node, bound):
        """Only the terms of use are accepted by anybody."""
        if bound['context'].slug != 'terms-of-service':
            del node['changed_notably']


class ForLater(Schema):
    publish_at = Moment(title=_('Publish it on'), widget=DateTimeInputWidget())

    def validator(self, node, data):
        if data['publish_at'] <= clock.now():
            wrong = colander.Invalid(node)
            wrong['publish_at'] = _('Choose a moment that is still to come.')
            raise wrong


def has_a_title(page, _actor, _now):
    return None if any(page.draft.title.values()) else _('Give it a title first.')


def may_leave(page, _actor, _now):
    if page.is_legal:
        return _('The law asks for this page, so it stays.')
    return None if page.is_published else _('It is not published.')


def bring_out(page, step, data):
    if data.get('changed_notably'):
        page.changed_notably = clock.microseconds(step.when)
    page.bring_out(step.who)


def plan(page, _step, data):
    page.publish_at = data['publish_at']


def forget_plan(page, _step, _data):
    page.publish_at = None


def take_back(page, _step, _data):
    page.publish_at = None
    page.unpublish()


def begins(page) -> str:
    return PUBLISHED if page.is_published else DRAFT


COURSE = Workflow(
    'page',
    states=(
        State(DRAFT, _('Draft')),
        State(REVIEW, _('In review')),
        State(SCHEDULED, _('Scheduled')),
        State(PUBLISHED, _('Published')),
    ),
    transitions=(
        Transition('send', _('Send to review'), (DRAFT,), REVIEW, EDIT, form=ToReview, guard=has_a_title),
        Transition('send_back', _('Send back'), (REVIEW,), DRAFT, PUBLISH, form=SentBack),
        Transition(
            'schedule', _('Publish later'), (DRAFT, REVIEW), SCHEDULED, PUBLISH, form=ForLater, guard=has_a_title, effects=(plan,),
        ),
        Transition('unschedule', _('Do not publish it then'), (SCHEDULED,), DRAFT, PUBLISH, effects=(forget_plan,)),
        Transition(
            'publish', _('Publish'), (DRAFT, REVIEW, SCHEDULED), PUBLISHED, PUBLISH,
            form=Publication, guard=has_a_title, effects=(bring_out,), event=Published,
        ),
        Transition('come_due', _('Publish'), (SCHEDULED,), PUBLISHED, BY_RULE, effects=(bring_out,), event=Published),
        Transition(
            'unpublish', _('Unpublish'), (DRAFT, REVIEW, SCHEDULED, PUBLISHED), DRAFT, PUBLISH,
            guard=may_leave, effects=(take_back,), event=Unpublished,
        ),
    ),
    begins=begins,
)  # fmt: skip


def edited(page, who: int | None):
    """Somebody changed the text: what was published or scheduled is a draft beside it now; what is in review stays there."""
    if COURSE.state(page).name in (PUBLISHED, SCHEDULED):
        page.publish_at = None
        COURSE.put(page, DRAFT, who, clock.now())


def come_due(site, moment, _since, registry):
    """Publish what was scheduled for now."""
    for page, _depth in site['pages'].all():
        if page.publish_at is not None and page.publish_at <= moment and COURSE.state(page).name == SCHEDULED:
            who = COURSE.history(page)[-1].who
            fired = COURSE.fire(page, 'come_due', who, {}, moment, lambda permission, _page: permission == BY_RULE)
            registry.notify(fired.event(page))


def includeme(config):
    config.add_due(come_due)
