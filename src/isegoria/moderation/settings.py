"""What an organization decides about moderation: when reports alone hide, how soon we promise to decide, whom to turn to."""

import colander
from deform.widget import CheckboxWidget

from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.manifest import defaults
from isegoria.schemas import Translated
from isegoria.widgets import EmailWidget, NumberWidget


def number(title, default, low, high, description=''):
    return colander.SchemaNode(
        colander.Integer(),
        title=title,
        description=description,
        default=default,
        missing=default,
        widget=NumberWidget(),
        validator=colander.Range(low, high),
    )


class ModerationSettings(Schema):
    """The settings of one organization."""

    reports_before_hiding = number(
        _('Reports that hide something by themselves'),
        3,
        0,
        1000,
        _('Provisionally, until somebody decides. 0: reports alone never hide anything.'),
    )
    account_days = number(
        _('Days that an account must be old for its reports to count'), 7, 0, 3650, _('Younger ones may report, and we look at it.')
    )
    kept_stays = colander.SchemaNode(
        colander.Boolean(),
        title=_('What a moderator has kept is not hidden by reports alone'),
        widget=CheckboxWidget(),
        default=True,
        missing=False,
    )
    promised_days = number(_('Days within which we decide'), 3, 1, 60)
    urgent_hours = number(_('Hours within which we look at personal data'), 24, 1, 240)
    out_of_court = Translated(
        title=_('Where one can turn outside a court'),
        description=_('A certified body that settles disputes, with its address. It stands in each statement of reasons.'),
        lines=3,
        longest=500,
    )
    authorities = colander.SchemaNode(
        colander.String(),
        title=_('Email address of the authorities'),
        description=_('Somebody whose life is threatened: a moderator informs this address with one button.'),
        widget=EmailWidget(),
        validator=colander.Email(),
        missing='',
        default='',
    )


DEFAULTS = defaults(ModerationSettings)


def setting(site, name: str):
    """What the organization chose, else what is usual."""
    chosen = getattr(site.cases, 'settings', None) or {}
    return chosen.get(name, DEFAULTS[name])
