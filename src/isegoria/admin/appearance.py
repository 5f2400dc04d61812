"""How the site looks: its own colour, fitted so that everything can be read, and its logo (01 §3.2)."""

import re

import colander
import deform
from deform.widget import TextInputWidget
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from isegoria import formats, outbox
from isegoria.admin.forms import DeskForm
from isegoria.appearance import theme_of
from isegoria.events import Changed
from isegoria.forms import Schema, form_view
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import ORGANIZATION
from isegoria.uploads import PictureWidget, picture_from, picture_response

LOGO = (600, 160)
COLOUR = re.compile('#[0-9a-f]{6}')
SCHEMES = {'light': _('Light'), 'dark': _('Dark')}


def lower(value):
    return value.strip().lower() if isinstance(value, str) else value


class AppearanceSchema(Schema):
    colour = colander.SchemaNode(
        colander.String(),
        title=_('Colour'),
        description=_('One colour, from which all others are made. It is darkened or lightened until it can be read.'),
        widget=TextInputWidget(attributes={'type': 'color', 'required': None}),
        preparer=lower,
        validator=colander.Regex(f'^{COLOUR.pattern}$', msg=_('Write a colour as # and six signs, for example #00857c.')),
    )
    logo = colander.SchemaNode(
        deform.FileData(),
        title=_('Logo'),
        description=_('PNG, JPEG or WebP, up to 5 MB. It is shown 160 pixels high at most.'),
        widget=PictureWidget(),
        missing=None,
    )
    remove_logo = colander.SchemaNode(colander.Boolean(), title=_('Take the logo away'), missing=False)

    def after_bind(self, node, bound):
        if bound['request'].site.logo is None:
            del node['remove_logo']


@form_view(context=Site, name='appearance', permission=ORGANIZATION, renderer='isegoria:templates/admin/appearance.pt')
class Appearance(DeskForm):
    schema, title = AppearanceSchema, _('Appearance')

    def appstruct(self):
        return {'colour': self.context.colour}

    def page(self, form, **about):
        theme = theme_of(self.context.colour)
        return super().page(form, theme=theme, pairs=self.pairs(theme), worst=self.ratio(theme.worst), **about)

    def pairs(self, theme) -> list[dict]:
        translate = self.request.localizer.translate
        return [
            {
                'scheme': translate(SCHEMES[pair.scheme]),
                'text': pair.text,
                'ground': pair.ground,
                'colour': pair.colour,
                'behind': pair.behind,
                'ratio': self.ratio(pair),
                'is_readable': pair.is_readable,
            }
            for pair in theme.pairs()
        ]

    def ratio(self, pair) -> str:
        return formats.number(round(pair.ratio, 1), self.request.language)

    def save(self, data):
        site = self.context
        if data.get('remove_logo'):
            site.logo = None
        if data['logo']:
            site.logo = picture_from(data['logo'], 'logo', LOGO)
        site.colour = data['colour']
        outbox.put(site, outbox.PLACE)
        self.request.registry.notify(Changed(site, self.request))
        return self.done(site, 'appearance', message=_('The appearance is saved.'))


@view_config(context=Site, name='files', request_method='GET', permission=NO_PERMISSION_REQUIRED)
def logo(site, request):
    """`/files/<digest>.png`."""
    return picture_response(site.logo, request)


def logo_address(request) -> str | None:
    site = request.site
    if site is None or site.logo is None:
        return None
    return f'{request.environ.get("isegoria.script_name", "")}/files/{site.logo.file_name}'


def includeme(config):
    config.add_request_method(logo_address, reify=True)
