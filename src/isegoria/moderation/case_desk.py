"""The page of a case: the text with its context, who, when, everything that was said and done, and the decision."""

from functools import cached_property

import colander
import deform
from deform.widget import CheckboxWidget, TextAreaWidget
from pyramid.view import view_config, view_defaults

from isegoria import clock, text
from isegoria.catalog import find
from isegoria.forms import FormView, Refused, Schema, form_view, go
from isegoria.i18n import LANGUAGES, _
from isegoria.moderation.acting import Acting
from isegoria.moderation.case import Case
from isegoria.moderation.case_shown import CaseShown
from isegoria.moderation.course import APPEALED, CASES, PENDING
from isegoria.moderation.desk import quoted
from isegoria.moderation.schemas import LONGEST, SHORTEST, GroundNode
from isegoria.moderation.settings import setting
from isegoria.moderation.statement import Voice, name_of
from isegoria.moderation.time_left import time_left
from isegoria.security import MODERATE
from isegoria.widgets import BoxesWidget
from isegoria.workflow import Refused as WorkflowRefused

PAGES = 'isegoria:templates/moderation/'
BESIDE = 12
# What each decision does, for who decides.
HINTS = {
    'keep': _('It respects the rules. Those who reported are told.'),
    'hide': _('Nobody sees it any more. Replies to a comment stay; what was said on a proposal goes with it.'),
    'block': _('The person can no longer sign in, and is told why.'),
    'restore': _('Everybody sees it again, and its author is told.'),
    'unblock': _('The person can sign in again.'),
    'uphold': _('The decision was right. Whoever appealed is told why.'),
    'give_back': _('The decision was wrong. Everything is as it was before.'),
    'hide_after_all': _('It should have been hidden. Its author gets a statement of reasons.'),
}
# The one box for reasons is called differently in the forms of the decisions.
REASONS = ('facts', 'why')


@colander.deferred
def decisions(_node, bound):
    translate = bound['request'].localizer.translate
    widget = BoxesWidget(values=[(each.name, each.title) for each in bound['offered']])
    widget.hints = {each.name: translate(HINTS[each.name]) for each in bound['offered']}
    return widget


class DecideSchema(Schema):
    """Which decision, and what it needs: the form of each decision says whether what was written is enough."""

    decision = colander.SchemaNode(colander.String(), title=_('What do you decide?'), widget=decisions)
    ground = GroundNode(missing=None, sometimes=True, description=_('Where it is hidden, or an account is blocked.'))
    law = colander.SchemaNode(
        colander.String(),
        title=_('Which law'),
        sometimes=True,
        description=_('Only where it is against the law: name of the law and article.'),
        preparer=text.tidy,
        validator=colander.Length(max=300),
        missing='',
    )
    reasons = colander.SchemaNode(
        colander.String(),
        title=_('Reasons'),
        sometimes=True,
        preparer=text.tidy,
        widget=TextAreaWidget(rows=6),
        validator=colander.Length(max=LONGEST),
        missing='',
    )
    hide_everything = colander.SchemaNode(
        colander.Boolean(),
        title=_('With the block, hide also everything that this account has published'),
        widget=CheckboxWidget(),
        default=False,
        missing=False,
    )

    def after_bind(self, node, bound):
        offered, case = [each.name for each in bound['offered']], bound['context']
        node['decision'].validator = colander.OneOf(offered)
        if len(offered) == 1:
            node['decision'].default = offered[0]
        node['reasons'].description = bound['reader']
        if not {'hide', 'block', 'hide_after_all'} & set(offered):
            del node['ground']
            del node['law']
        if 'block' not in offered or not case.is_about_person:
            del node['hide_everything']

    def validator(self, node, data):
        """As the decision's own form asks."""
        case = self.bindings['context']
        form = CASES.form(data['decision'], case, request=self.bindings['request'])
        if form is None:
            return
        try:
            form.deserialize(as_asked(form, data))
        except colander.Invalid as wrong:
            raise in_this_form(node, wrong) from None


def as_asked(form, data) -> dict:
    """What was written, under the names of the decision's own form."""
    given = {name: data.get('reasons', '') for name in REASONS}
    given |= {
        'ground': data.get('ground') or '',
        'law': data.get('law', ''),
        'hide_everything': str(data.get('hide_everything', False)).lower(),
    }
    return {child.name: given[child.name] for child in form.children if child.name in given}


def in_this_form(node, wrong) -> colander.Invalid:
    """The errors of the decision's form, beside the fields of this one."""
    error = colander.Invalid(node)
    for each in wrong.children:
        name = 'reasons' if each.node.name in REASONS else each.node.name
        error[name] = TOO_SHORT if name == 'reasons' else each.msg
    return error


TOO_SHORT = _('Write the reasons, in ${n} letters or more.', mapping={'n': SHORTEST})


@form_view(context=Case, name='', permission=MODERATE, renderer=PAGES + 'case.pt')
class CasePage(FormView):
    """A case, beside what else waits."""

    schema = DecideSchema

    @cached_property
    def offered(self) -> list:
        """The decisions that this person may take now."""
        return [each for each in CASES.transitions_for(self.context, self.request.has_permission) if self.offers(each)]

    def offers(self, transition) -> bool:
        if transition.name not in HINTS:
            return False
        return CASES.reason_against(self.context, transition.name, self.request.viewer.id, clock.now()) is None

    @cached_property
    def voice(self):
        return Voice.of_page(self.request)

    def bound_schema(self):
        return self.schema().bind(
            context=self.context,
            request=self.request,
            language=self.request.language,
            offered=self.offered,
            reader=self.reader(),
        )

    def reader(self) -> str:
        """Who reads the reasons, and in which language they would like them."""
        people = filter(None, map(self.request.site['participants'].get_by_id, self.context.people))
        languages = ', '.join(dict.fromkeys(LANGUAGES.get(person.locale, person.locale) for person in people))
        words = self.voice(_('Which part, why, and what its author can do. Those concerned read it.'))
        return f'{words} {self.voice(_("The author reads: ${languages}"), languages=languages)}' if languages else words

    def form(self):
        form = super().form()
        form.buttons = [deform.Button(name='decide', title=_('Decide, and tell those concerned'))]
        return form

    def page(self, form, **about):
        case = self.context
        return super().page(
            form,
            case=case,
            shown=CaseShown(case, self.request),
            heading=name_of(case, self.voice),
            left=time_left(case, self.request) if case.state in PENDING else None,
            states=self.states(),
            decides=bool(self.offered),
            reason_against=self.why_not(),
            beside=self.beside(),
            may=self.may(),
            authorities=setting(self.request.site, 'authorities'),
            **about,
        )

    def states(self) -> list[dict]:
        """The course of the case as a line, where it stands marked."""
        now = self.context.state
        path = ['open', 'claimed', now if now not in PENDING and now != APPEALED else 'kept', 'appealed', 'closed']
        titles = {state.name: state.title for state in CASES.states}
        words = [
            (name, _('Decided') if number == 2 and now in (*PENDING, APPEALED) else titles[name])
            for number, name in enumerate(path)
        ]
        return [{'title': self.voice(title), 'current': name == now} for name, title in dict.fromkeys(words)]

    def why_not(self):
        """Why this person decides nothing here, where that is so."""
        case = self.context
        if self.offered or not case.is_pending:
            return None
        name = 'uphold' if case.state == APPEALED else 'keep'
        return CASES.reason_against(case, name, self.request.viewer.id, clock.now())

    def may(self) -> dict:
        """Small steps: to claim, to leave it, to look again, to inform the authorities."""
        found = {each.name for each in CASES.transitions_for(self.context, self.request.has_permission)}
        actor, now = self.request.viewer.id, clock.now()
        return {name: name in found and CASES.reason_against(self.context, name, actor, now) is None for name in SMALL}

    def beside(self) -> list[dict]:
        """What else waits where this case lies, the most urgent first."""
        states = (APPEALED,) if self.context.state == APPEALED else PENDING
        found = find(self.request, self.context.place, 'case', states=states, sort='weight', limit=BESIDE)
        return [self.in_queue(case) for case in found]

    def in_queue(self, case) -> dict:
        return {
            'case': case,
            'title': name_of(case, self.voice),
            'left': time_left(case, self.request),
            'reasons': CaseShown(case, self.request).reasons,
            'quoted': quoted(case),
            'current': case is self.context,
        }

    def save(self, data):
        case, name = self.context, data['decision']
        form = CASES.form(name, case, request=self.request)
        given = form.deserialize(as_asked(form, data))
        given.pop('csrf_token', None)
        following = self.following()
        try:
            Acting.of(self.request).take(case, name, given)
        except WorkflowRefused as refused:
            raise Refused(refused.reason) from None
        message = self.voice(_('Decided: ${what}.'), what=name_of(case, self.voice))
        return self.done(following or case.__parent__, message=message)

    def following(self):
        """The case that waits next, so that one decides one after the other."""
        waiting = [each['case'] for each in self.beside() if each['case'] is not self.context]
        return waiting[0] if waiting and self.context.state in PENDING else None


SMALL = ('claim', 'release', 'look_again', 'alarm')


@view_defaults(context=Case, request_method='POST', permission=MODERATE)
class SmallSteps:
    """Buttons of a case."""

    def __init__(self, case, request):
        self.case, self.request = case, request

    def take(self, name, message):
        try:
            Acting.of(self.request).take(self.case, name)
        except WorkflowRefused as refused:
            return go(self.request, self.case, message=refused.reason, kind='alert')
        return go(self.request, self.case, message=message)

    @view_config(name='claim')
    def claim(self):
        return self.take('claim', _('You look at it. Others see that you do.'))

    @view_config(name='release')
    def release(self):
        return self.take('release', _('Somebody else can look at it.'))

    @view_config(name='alarm')
    def alarm(self):
        """Somebody's life is threatened: a copy is kept, the authorities get a letter (03 §3.4)."""
        address = setting(self.request.site, 'authorities')
        if not address:
            return go(self.request, self.case, message=_('No address of the authorities is set.'), kind='alert')
        return self.take('alarm', _('The authorities were informed, and a copy is kept.'))

    @view_config(name='look-again')
    def look_again(self):
        return self.take('look_again', _('It waits to be decided again.'))
