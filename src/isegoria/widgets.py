"""The kinds of answer that our forms ask for and Deform does not know, or knows too little of."""

import re

from colander import Invalid, null
from deform.widget import RadioChoiceWidget, TextAreaWidget, TextInputWidget

from isegoria.i18n import _


class EmailWidget(TextInputWidget):
    """An email address: phones show a keyboard with an @, browsers offer the reader's own."""

    template = 'email'
    autocomplete = 'email'


class NumberWidget(TextInputWidget):
    """A whole number, written with digits; never a wheel that turns while one scrolls."""

    template = 'number'


class MarkdownWidget(TextAreaWidget):
    """A longer text with a few marks: titles, bold, lists, links."""

    template = 'richtext'
    readonly_template = 'readonly/richtext'


class BoxesWidget(RadioChoiceWidget):
    """A choice with consequences: every answer is a box with an explanation. `hints` maps a value to its explanation."""

    hints: dict = {}


class MoneyWidget(TextInputWidget):
    """An amount of money, written as people write it: 1200, 1.200,50 or 1,200.50; `unit` is the sign beside it."""

    template = 'moneyinput'
    unit = '€'

    def deserialize(self, field, pstruct):
        text = super().deserialize(field, pstruct)
        return text if text is null else amount(text, field)


def amount(text: str, field) -> str:
    """The last mark with one or two digits after it parts the cents; every other one only groups thousands."""
    bare = re.sub(r"[\s\u00a0\u202f'’]|€|\$|£", '', text)
    found = re.fullmatch(r'(-?\d[\d.,]*?)(?:[.,](\d{1,2}))?', bare)
    if not found:
        raise Invalid(field.schema, _('Write an amount with digits, for example 1200 or 1200,50.'), text)
    whole = re.sub(r'[.,]', '', found[1])
    return whole + (f'.{found[2]}' if found[2] else '')
