"""Deleting one's account: at once or after seven days in which one can come back (02 §9)."""

from datetime import timedelta

import colander
from deform.widget import CheckboxWidget, TextAreaWidget
from pyramid.security import forget
from pyramid.view import view_config

from isegoria import clock
from isegoria.accounts import fields, leaving, letters, links, tokens
from isegoria.accounts.account import AccountForm, tell
from isegoria.accounts.links import link, root_address
from isegoria.accounts.own import OWN, Account
from isegoria.accounts.roles import is_last_administrator
from isegoria.accounts.signing_in import sign_in
from isegoria.forms import Refused, Schema, form_view, go, see_other
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.templating import address
from isegoria.widgets import BoxesWidget

PAGES = 'isegoria:templates/accounts/'
GRACE = timedelta(days=7)
LATER, AT_ONCE = 'later', 'at-once'


def box(title, description):
    return colander.SchemaNode(
        colander.Boolean(), title=title, description=description, widget=CheckboxWidget(), default=False, missing=False
    )


class DeleteSchema(Schema):
    when = colander.SchemaNode(
        colander.String(),
        title=_('When?'),
        default=LATER,
        validator=colander.OneOf((LATER, AT_ONCE)),
        widget=BoxesWidget(
            values=((LATER, _('In seven days')), (AT_ONCE, _('At once'))),
            hints={
                LATER: _('The account is hidden now. Until then you can sign in and open it again.'),
                AT_ONCE: _('Nobody can bring it back, we neither.'),
            },
        ),
    )
    comments = box(_('Take the text of my comments away too'), _('Otherwise it stays, without your name.'))
    proposals = box(_('Withdraw my proposals that nobody supports'), _('Those with supports stay, without your name.'))
    reason = colander.SchemaNode(
        colander.String(),
        title=_('Why do you leave?'),
        description=_('If you want to tell those who run this site.'),
        widget=TextAreaWidget(rows=3),
        validator=colander.Length(max=1000),
        missing='',
    )
    current_password = fields.CurrentPassword()


@form_view(context=Account, name='delete', permission=OWN, renderer=PAGES + 'delete.pt', before_terms=True)
class DeleteAccount(AccountForm):
    schema = DeleteSchema
    title = _('Delete the account')
    buttons = ((_('Delete my account'), 'delete'),)

    def save(self, data):
        site, me, request = self.request.site, self.me, self.request
        if is_last_administrator(site, me):
            raise Refused(_('You are the only administrator. Give the role to somebody else first.'))
        self.check_password(data['current_password'])
        wishes = frozenset(name for name in (leaving.COMMENTS, leaving.PROPOSALS) if data[name])
        if data['when'] == AT_ONCE:
            leaving.delete(request.registry, site, me, reason=data['reason'], wishes=wishes, request=request)
            message = _('Your account is deleted.')
        else:
            site['participants'].close(me, clock.microseconds(clock.now() + GRACE), data['reason'], wishes)
            tell(request, me, letters.will_be_deleted(me, link(root_address(request), me.locale, 'login')))
            message = _('Your account is closed and will be deleted in seven days.')
        forget(request)
        return go(request, site, message=message)


@view_config(context=Site, name='reopen', request_method='POST', permission=VIEW)
def reopen(site, request):
    """Its owner, who has just typed the password, came back in time."""
    try:
        participant = links.take(request, tokens.REOPEN, request.POST.get('token', ''))
    except tokens.NotValid:
        return go(request, site, 'login', message=_('That took too long. Sign in again.'), kind='alert')
    site['participants'].stop_closing(participant)
    participant.delete_reason, participant.wishes = '', frozenset()
    sign_in(request, participant)
    request.session.flash(request.localizer.translate(_('Welcome back. Your account is open again.')), 'status')
    return see_other(address(request, site['account']))
