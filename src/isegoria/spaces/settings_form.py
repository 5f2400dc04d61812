"""Forms of settings: they build themselves from what a component's manifest declares (03 §9)."""

from copy import copy

import colander

from isegoria.admin.forms import DeskForm
from isegoria.i18n import _

PART = 'settings'


class SettingsForm(DeskForm):
    """A form with the settings of a manifest beside fields of its own; a read-only setting keeps its value whatever is posted."""

    def declared(self) -> type[colander.Schema]:
        """The schema that the manifest gives."""
        raise NotImplementedError

    def current(self) -> dict:
        """What is set now, with the defaults of the rest."""
        raise NotImplementedError

    def settled(self) -> frozenset[str]:
        """Names of settings that stay as they are now, whatever the schema says."""
        return frozenset()

    def bindings(self) -> dict:
        return {'context': self.context, 'request': self.request, 'language': self.request.language}

    def bound_schema(self):
        schema = self.schema()
        declared = self.declared()(name=PART, title=_('Settings'))
        if declared.children:
            schema.add(shown(declared, self.settled()))
        return schema.bind(**self.bindings())

    def appstruct(self):
        known = {name: value for name, value in self.current().items() if value is not None}
        return {PART: known} if self.declared()().children else {}

    def settings(self, data: dict) -> dict:
        """What is to be kept of a checked form."""
        return kept(self.declared()(), self.current(), data.get(PART, {}), self.settled())


def shown(schema, settled=frozenset()):
    """Read-only settings are shown as words, without a field to change them; in a copy, for what is declared is every form's."""
    schema = schema.clone()
    for node in schema.children:
        if is_fixed(node) or node.name in settled:
            node.missing = colander.drop
            if node.widget is not None:
                node.widget = copy(node.widget)
                node.widget.readonly = True
    return schema


def is_fixed(node) -> bool:
    return getattr(node, 'readonly', False)


def kept(schema, current: dict, posted: dict, settled=frozenset()) -> dict:
    names = {node.name: is_fixed(node) or node.name in settled for node in schema.children}
    return {name: current.get(name) if fixed or name not in posted else posted[name] for name, fixed in names.items()}
