"""What must be said with each decision: the forms of a case's course. Their answers make the statement of reasons."""

import colander
from deform.widget import CheckboxWidget, TextAreaWidget

from isegoria import text
from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.moderation.grounds import CHOSEN, ILLEGAL
from isegoria.widgets import BoxesWidget

SHORTEST, LONGEST = 15, 2000


def long_text(**about):
    about.setdefault('widget', TextAreaWidget(rows=6))
    about.setdefault('validator', colander.Length(SHORTEST, LONGEST))
    return colander.SchemaNode(colander.String(), preparer=text.tidy, **about)


class GroundNode(colander.SchemaNode):
    """Which rule, or the law."""

    schema_type = colander.String
    title = _('Against what')
    widget = BoxesWidget(values=[(each.name, each.title) for each in CHOSEN])
    validator = colander.OneOf([each.name for each in CHOSEN])

    def after_bind(self, node, bound):
        """What was reported most often stands there first."""
        reasons = getattr(bound.get('context'), 'reasons', ())
        if reasons and reasons[0] in dict(self.widget.values):
            node.default = reasons[0]


def law_named(node, data):
    """Whoever calls it illegal says by which law."""
    if data.get('ground') == ILLEGAL.name and not data.get('law'):
        error = colander.Invalid(node)
        error['law'] = _('Name the law that it is against.')
        raise error


class HideStatement(Schema):
    """The statement of reasons: its author reads it (03 §3.4)."""

    validator = staticmethod(law_named)

    ground = GroundNode()
    law = colander.SchemaNode(
        colander.String(),
        title=_('Which law'),
        sometimes=True,
        description=_('Only where it is against the law: name of the law and article.'),
        preparer=text.tidy,
        validator=colander.Length(max=300),
        missing='',
    )
    facts = long_text(
        title=_('Reasons, for the author'),
        description=_('Which part, why, and what they can do. Its author reads it.'),
    )


class BlockStatement(HideStatement):
    """Why an account is blocked; the person reads it."""

    hide_everything = colander.SchemaNode(
        colander.Boolean(),
        title=_('Hide also everything that this account has published'),
        description=_('It takes some minutes. Each thing is written down, and can be shown again by itself.'),
        widget=CheckboxWidget(),
        default=False,
        missing=False,
    )


class WhyKept(Schema):
    """Those who reported read why it stays."""

    why = long_text(
        title=_('Reasons, for those who reported'),
        description=_('Without any we say that it respects the rules.'),
        widget=TextAreaWidget(rows=3),
        validator=colander.Length(max=LONGEST),
        missing='',
    )


class WhyAgain(Schema):
    """Why what was taken is given back; all sides read it."""

    why = long_text(title=_('Reasons'), description=_('Its author and those who reported read them.'))


class WhyUpheld(Schema):
    """Why an appeal changed nothing."""

    why = long_text(title=_('Reasons'), description=_('Whoever appealed reads them.'))


class AppealText(Schema):
    """Why somebody wants another look."""

    text = long_text(
        title=_('Why do you think that the decision is wrong?'),
        validator=colander.Length(SHORTEST, 4000),
        widget=TextAreaWidget(rows=8),
        recorded=False,
    )
