"""What is asked of who reports: little of who is signed in, and of everybody else what a notice of illegal content needs."""

import colander
from deform.widget import CheckboxWidget, HiddenWidget, TextAreaWidget

from isegoria import text
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.fields import Name, Trap
from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.moderation.grounds import CHOSEN, ILLEGAL
from isegoria.widgets import BoxesWidget

LONGEST = 2000
ONLY_REPORT, HIDE_NOW, BLOCK_NEXT = 'report', 'hide', 'block'
FOR_VISITORS = ('name', 'email', 'children', 'website', 'opened')
FOR_MODERATORS = ('then',)


class Reason(colander.SchemaNode):
    """One of the grounds that this person may report without an account, or all of them."""

    schema_type = colander.String
    title = _('What is wrong with it?')

    def after_bind(self, node, bound):
        offered = CHOSEN if bound['person'] is not None else [each for each in CHOSEN if each.for_everybody]
        node.widget = BoxesWidget(values=[(each.name, each.title) for each in offered])
        translate = bound['request'].localizer.translate
        node.widget.hints = {each.name: translate(each.hint) for each in offered}
        node.validator = colander.OneOf([each.name for each in offered])


def tick(title, description='', **about):
    return colander.SchemaNode(
        colander.Boolean(), title=title, description=description, widget=CheckboxWidget(), default=False, missing=False, **about
    )


class ReportSchema(Schema):
    """A report; bound with `person`, the account that sends it or None, and `offers`, what a moderator may do at once."""

    reason = Reason()
    details = colander.SchemaNode(
        colander.String(),
        title=_('Tell us more'),
        description=_('Which part, and why. Only those who moderate here read it.'),
        preparer=text.tidy,
        widget=TextAreaWidget(rows=4),
        validator=colander.Length(max=LONGEST),
        missing='',
    )
    law = colander.SchemaNode(
        colander.String(),
        title=_('Which law'),
        sometimes=True,
        description=_('Only if you think that it is against the law.'),
        preparer=text.tidy,
        validator=colander.Length(max=300),
        missing='',
    )
    name = Name(description=_('Who moderates knows who reported; nobody else does.'), missing='', sometimes=True)
    email = EmailAddress(description=_('We write to you that it arrived, and what was decided.'), missing='', sometimes=True)
    children = tick(_('It shows the sexual abuse of a child'), _('Then you need not say who you are.'))
    good_faith = tick(_('What I say is true and complete, to the best of my knowledge'))
    then = colander.SchemaNode(
        colander.String(), title=_('You moderate here'), missing=ONLY_REPORT, default=ONLY_REPORT, sometimes=True
    )
    website = Trap()
    opened = colander.SchemaNode(colander.String(), widget=HiddenWidget(), missing='')

    def after_bind(self, node, bound):
        unwanted = FOR_VISITORS if bound['person'] is not None else ()
        if not bound['offers']:
            unwanted += FOR_MODERATORS
        for name in unwanted:
            del node[name]
        if bound['offers']:
            offers = bound['offers']
            node['then'].widget = BoxesWidget(values=[(name, title) for name, title, _hint in offers])
            node['then'].widget.hints = {name: bound['request'].localizer.translate(hint) for name, _title, hint in offers}
            node['then'].validator = colander.OneOf([name for name, _title, _hint in offers])

    def validator(self, node, data):
        """What a notice needs, and what a decision owes its author."""
        error = colander.Invalid(node)
        if data['reason'] == ILLEGAL.name:
            self._check_notice(error, data)
        if 'email' in data and not data.get('children'):
            for name, words in (('name', _('Write your name.')), ('email', _('Write your email address.'))):
                if not data[name]:
                    error[name] = words
        if data.get('then', ONLY_REPORT) == HIDE_NOW and len(data['details']) < 15:
            error['details'] = _('Say why it is hidden, in 15 letters or more: its author reads it.')
        if error.children:
            raise error

    def _check_notice(self, error, data):
        if not data['law']:
            error['law'] = _('Name the law that it is against.')
        if not data['details']:
            error['details'] = _('Say why it is against the law.')
        if not data['good_faith']:
            error['good_faith'] = _('Tick that what you say is true, to the best of your knowledge.')
