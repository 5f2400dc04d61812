"""Classifying several things at once: terms are added, taken away, or put in the place of all others."""

from colander import SchemaNode, String
from deform.widget import RadioChoiceWidget

from isegoria.forms import Refused, Schema
from isegoria.i18n import _

ADD, REMOVE, REPLACE = 'add', 'remove', 'replace'
WAYS = {ADD: _('Add these'), REMOVE: _('Take these away'), REPLACE: _('Put these in the place of all others')}


class Classification(Schema):
    """How chosen terms join those that a thing has; which ones, a schema below this one asks as `terms`."""

    how = SchemaNode(
        String(),
        title=_('What to do'),
        default=ADD,
        widget=RadioChoiceWidget(values=list(WAYS.items())),
    )


def classified(terms, data) -> tuple[int, ...]:
    """The terms that a thing has afterwards; Refused where nothing would change."""
    chosen, had = set(data.get('terms', ())), set(terms)
    if not chosen and data['how'] != REPLACE:
        raise Refused(_('No topic was chosen.'))
    found = {ADD: had | chosen, REMOVE: had - chosen, REPLACE: chosen}[data['how']]
    if found == had:
        raise Refused(_('It is unchanged: it has these topics already.'))
    return tuple(sorted(found))
