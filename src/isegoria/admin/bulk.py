"""A change of several rows: the page before it, which shows what will change, and the change itself, each row asked again."""

from functools import cached_property

import deform

from isegoria import workflow
from isegoria.admin.changing import Change, say_outcome
from isegoria.forms import FormView, Refused, see_other
from isegoria.i18n import _


class Bulk(FormView):
    """The page before a change of several rows, and the change."""

    def __init__(self, list_of, action, chosen):
        super().__init__(list_of.context, list_of.request)
        self.list_of, self.action, self.chosen = list_of, action, chosen
        self.schema, self.title = action.form, action.question

    @cached_property
    def changes(self) -> list[Change]:
        return [Change(each, self.list_of.label(each), self.list_of.reason_against(self.action, each)) for each in self.chosen]

    def form(self):
        form = super().form()
        yes = deform.Button(name='yes', title=self.action.title, css_class='btn-no' if self.action.danger else '')
        no = deform.Button(name='no', title=_('Change nothing'), type='link', value=self.list_of.question.where())
        form.buttons = [yes, no] if any(change.reason is None for change in self.changes) else [no]
        form.action = self.request.path_qs
        return form

    def page(self, form, **about):
        changing = [change for change in self.changes if change.reason is None]
        staying = [change for change in self.changes if change.reason is not None]
        return super().page(form, action=self.action, changing=changing, staying=staying, **about)

    def save(self, data):
        done = []
        for change in self.changes:
            reason = change.reason or self.refusal(change.resource, data)
            done.append(Change(change.resource, change.label, reason))
        say_outcome(self.request, done)
        return see_other(self.list_of.question.where())

    def refusal(self, resource, data):
        """Do it; what a rule says against it, if it does."""
        try:
            getattr(self.list_of, f'do_{self.action.name}')(resource, data)
        except Refused as refused:
            return refused.message
        except workflow.Refused as refused:
            return refused.reason
        except ValueError as refused:
            return refused.args[0] if refused.args else _('A rule is against it.')
        return None
