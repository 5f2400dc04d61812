"""How forms look: our own templates for Deform, in plain HTML and in the reader's language.

The templates stand in templates/form/. They carry no script and no style; a row of a sequence is added or taken away by
a button, and the server answers with the form as it then is (`rearranged`).
"""

from functools import lru_cache, partial

import peppercorn
from chameleon import PageTemplateLoader
from chameleon.utils import Markup
from colander import null
from translationstring import ChameleonTranslate

from isegoria.form_words import SEVERAL, length_of, messages, problems
from isegoria.icons import icon

TRUTHS = frozenset({'autofocus', 'checked', 'disabled', 'hidden', 'multiple', 'novalidate', 'readonly', 'required', 'selected'})
VERBS = ('add', 'remove', 'up', 'down')
MOST_ROWS = 200


@lru_cache(1)
def loader() -> PageTemplateLoader:
    from isegoria.templating import folder_of_templates

    return PageTemplateLoader(str(folder_of_templates() / 'form'), default_extension='.pt', boolean_attributes=TRUTHS)


class FormRenderer:
    """What Deform calls to draw a widget; `translate` is asked by Deform too."""

    def __init__(self, translate):
        self.translate = translate
        self.in_page = ChameleonTranslate(translate)

    def __call__(self, template: str, **values) -> Markup:
        given = {**GIVEN, 'translate': self.in_page, **values}
        return Markup(loader().load(template).render(**given))


def renderer(request) -> FormRenderer:
    return FormRenderer(request.localizer.translate)


# -- what the templates ask --------------------------------------------------------------------------------------------


def form_attributes(form) -> dict:
    """A form is sent as multipart only when it carries a file; errors are said by the server, in our words."""
    method = form.method.lower()
    attributes = {
        'id': form.formid,
        'class': ' '.join(filter(None, ('form', form.widget.css_class))),
        'action': form.action or None,
        'method': method,
        'enctype': 'multipart/form-data' if method == 'post' and carries_file(form) else None,
        'accept-charset': 'utf-8',
        'autocomplete': form.autocomplete,
        'novalidate': True,
        **(getattr(form.widget, 'attributes', None) or {}),
    }
    return {name: value for name, value in attributes.items() if value is not None}


def carries_file(field) -> bool:
    return getattr(field.widget, 'template', '') == 'file_upload' or any(carries_file(child) for child in field.children)


def look(field, readonly=False) -> str:
    """How a field is framed: `hidden`, `structural` (frames itself), `pick` (a tick), `group` (several controls), `single`."""
    widget = field.widget
    if widget.hidden:
        return 'hidden'
    if widget.category == 'structural' or widget.template == 'sequence':
        return 'structural'
    if readonly or widget.readonly:
        return 'shown'
    if widget.template == 'checkbox':
        return 'pick'
    return 'group' if widget.template in SEVERAL else 'single'


def optional(field) -> bool:
    """Required is the rule and is not said; a tick, and what cannot be left out, are never called optional. Nor is what some
    answers need, whose description says when (`sometimes=True`)."""
    return (
        not field.required
        and not getattr(field.schema, 'sometimes', False)
        and field.widget.template != 'checkbox'
        and not field.widget.readonly
    )


def describing(field) -> str | None:
    """The ids of what is said about a control: its hint, its error, its counter."""
    said = [f'{field.oid}-hint'] if field.description else []
    if messages(field):
        said.append(f'{field.oid}-error')
    return ' '.join(said) or None


def control(field, number=None, **more) -> dict:
    """The attributes of a control; what the widget and the schema node say in `attributes` and `autocomplete` goes in too."""
    widget = field.widget
    least, most = length_of(field)
    attributes = {
        'id': field.oid if number is None else f'{field.oid}-{number}',
        'name': field.name,
        'class': 'in',
        'required': field.required or None,
        'aria-describedby': describing(field),
        'aria-invalid': 'true' if field.error is not None else None,
        'autocomplete': getattr(field.schema, 'autocomplete', None) or getattr(widget, 'autocomplete', None),
        'data-least': str(least) if least and most else None,
        'data-max': str(most) if most else None,
        **more,
        **(getattr(widget, 'attributes', None) or {}),
    }
    return {name: value for name, value in attributes.items() if value is not None and value is not False}


GIVEN = {
    'form_attributes': form_attributes,
    'icon': icon,
    'control': control,
    'look': look,
    'said': messages,
    'problems': problems,
    'optional': optional,
    'describing': describing,
}


# -- rows that come and go ---------------------------------------------------------------------------------------------


def rearranged(form, controls) -> bool:
    """Whether one of the buttons of a sequence was pressed; the form is then as that button wants it, without errors.

    The buttons are named `add:PATH`, `remove:PATH.N`, `up:PATH.N` and `down:PATH.N`, where PATH leads through mappings by
    name and through sequences by number: `remove:questions.0.answers.2`.
    """
    controls = list(controls)
    pressed = next((name for name, _value in controls if name.partition(':')[0] in VERBS and ':' in name), None)
    if pressed is None:
        return False
    verb, _, path = pressed.partition(':')
    answers = peppercorn.parse([(name, value) for name, value in controls if name != pressed])
    try:
        form.touched = moved(form, answers, verb, path.split('.'))
    except (KeyError, IndexError, ValueError, TypeError, AttributeError):
        form.touched = None  # a path that leads nowhere changes nothing
    form.set_pstruct(answers)
    return True


def moved(form, answers, verb, way) -> str:
    """Do what the button says in the answers; the path of the row that is now to be looked at."""
    field, rows, way_to_rows = form, answers, way if verb == 'add' else way[:-1]
    for step in way_to_rows:
        if isinstance(rows, list):
            field, rows = field.children[0], rows[int(step)]
        else:
            field, rows = field[step], rows.setdefault(step, [])
    at = len(rows) if verb == 'add' else int(way[-1])
    change = {'add': partial(add, field), 'remove': partial(remove, field), 'up': partial(swap, -1), 'down': partial(swap, 1)}
    at = change[verb](rows, at)
    return '.'.join([*way_to_rows, str(at)])


def add(field, rows, at):
    if at < (field.widget.max_len or MOST_ROWS):
        rows.append(null)
    return len(rows) - 1


def remove(field, rows, at):
    if len(rows) > (field.widget.min_len or 0):
        del rows[at]
    return max(0, min(at, len(rows) - 1))


def swap(by, rows, at):
    if 0 <= at + by < len(rows) and 0 <= at < len(rows):
        rows[at], rows[at + by] = rows[at + by], rows[at]
        return at + by
    return at
