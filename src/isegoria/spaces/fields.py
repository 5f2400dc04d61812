"""Fields of the forms about spaces: terms to be classified by, moments in the site's time zone, other spaces."""

from datetime import UTC
from zoneinfo import ZoneInfo

import colander
from deform.widget import CheckboxChoiceWidget, SelectWidget

from isegoria.i18n import _
from isegoria.templating import text
from isegoria.texts import in_language

INDENT = '\u2013 '
BELOW = ' \u203a '
LONGEST_TITLE = 200


class Terms(colander.SchemaNode):
    """Terms of every root, as a tuple of ids."""

    schema_type = colander.Set
    title = _('Topics')
    missing = ()
    default = ()

    def after_bind(self, node, bound):
        request = bound['request']
        node.widget = CheckboxChoiceWidget(values=[(str(number), words) for number, words in choices(request)])

    def serialize(self, appstruct=colander.null):
        return super().serialize({str(number) for number in appstruct or ()} if appstruct is not colander.null else set())

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        known = {value for value, _words in self.widget.values}
        return tuple(sorted(int(number) for number in found if number in known)) if found else ()


def choices(request) -> list[tuple]:
    """(id, words) of every term that classifies, below its root."""
    taxonomies = request.site.taxonomies
    found = []
    for root in taxonomies.roots():
        for term in taxonomies.descendants(root):
            way = [text(request, each.title) for each in (*taxonomies.ancestors(term)[-2::-1], term)]
            found.append((term.id, f'{text(request, root.title)}: {BELOW.join(way)}'))
    return found


class Moment(colander.SchemaNode):
    """A day and a time in the organization's time zone; kept in UTC."""

    schema_type = colander.DateTime

    def zone(self):
        return ZoneInfo(self.bindings['request'].site.time_zone)

    def serialize(self, appstruct=colander.null):
        return super().serialize(appstruct.astimezone(self.zone()) if appstruct not in (colander.null, None) else colander.null)

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        return found.replace(tzinfo=self.zone()).astimezone(UTC) if found not in (colander.null, None) else None


def select(values, **about):
    """One of several; the first one when nothing is chosen."""
    values = list(values)
    return colander.SchemaNode(
        colander.String(),
        widget=SelectWidget(values=values),
        validator=colander.OneOf([value for value, _words in values]),
        missing=values[0][0],
        default=values[0][0],
        **about,
    )


class Spaces(colander.SchemaNode):
    """Other spaces of the same kind, as a tuple of slugs."""

    schema_type = colander.Set
    missing = ()
    default = ()

    def after_bind(self, node, bound):
        request, own = bound['request'], bound.get('slug_own')
        found = [each for each in bound['slug_parent'].values() if each is not own and each.trashed is None]
        titles = [(each.slug, in_language(each.title, request.language, request.site.default_language)) for each in found]
        node.widget = CheckboxChoiceWidget(values=sorted(titles, key=lambda pair: pair[1].casefold()))

    def serialize(self, appstruct=colander.null):
        return super().serialize(set(appstruct or ()) if appstruct is not colander.null else set())

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        known = {value for value, _words in self.widget.values}
        return tuple(sorted(known & set(found))) if found else ()
