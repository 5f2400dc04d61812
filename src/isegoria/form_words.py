"""What a form says when something is wrong with it: sentences that tell what to do, instead of the library's words."""

from colander import All, Length

from isegoria.i18n import _


def messages(field) -> list:
    """What is wrong with one field, in our words."""
    said = field.error.messages() if field.error is not None else ()
    return [in_our_words(field, message) for message in said if message]


def problems(field):
    """Pairs (where on the page, what is wrong) of a form, from top to bottom; hidden fields are nowhere."""
    own = messages(field)
    place = (
        None if field.widget.hidden or not hasattr(field, 'parent') or (field.parent is None and not field.name) else anchor(field)
    )
    yield from ((place, message) for message in own)
    for child in getattr(field, 'sequence_fields', None) or field.children:
        yield from problems(child)


def anchor(field) -> str:
    """The id of the control to which the summary of errors leads."""
    return f'{field.oid}-0' if getattr(field.widget, 'template', '') in SEVERAL else field.oid


SEVERAL = frozenset({'radio_choice', 'checkbox_choice', 'dateparts', 'datetimeinput'})
CHOSEN = frozenset({'radio_choice', 'checkbox_choice', 'select'})


def length_of(field) -> tuple[int | None, int | None]:
    """The least and the most letters that a field takes, as its validators say."""
    validators = [getattr(field.schema, 'validator', None)]
    if isinstance(validators[0], All):
        validators = list(validators[0].validators)
    least = most = None
    for validator in validators:
        if isinstance(validator, Length):
            least, most = validator.min or least, validator.max if validator.max not in (None, -1) else most
    return least, most


def in_our_words(field, message):
    return OURS.get(str(message), keep)(field, message)


def keep(_field, message):
    return message


def missing(field, _message):
    if field.widget.template == 'checkbox':
        return _('Tick “${title}” to go on.', mapping={'title': title(field)})
    if field.widget.template == 'file_upload':
        return _('Choose a file for “${title}”.', mapping={'title': title(field)})
    if field.widget.template in CHOSEN:
        return _('Choose an answer for “${title}”.', mapping={'title': title(field)})
    return _('Fill in “${title}”.', mapping={'title': title(field)})


def wrong_length(field, _message):
    least, most = length_of(field)
    about = {'title': title(field), 'min': least, 'max': most, 'now': written(field)}
    if least and most:
        return _('Write “${title}” with ${min} to ${max} letters. Now it has ${now}.', mapping=about)
    if most:
        return _('Shorten “${title}” to ${max} letters or fewer. Now it has ${now}.', mapping=about)
    return _('Write “${title}” with ${min} letters or more. Now it has ${now}.', mapping=about)


def written(field) -> int:
    return len(field.cstruct) if isinstance(field.cstruct, str) else 0


def about_bound(words):
    def say(field, message):
        bounds = getattr(message, 'mapping', None) or {}
        return _(words, mapping={'title': title(field), **{name: bounds[name] for name in ('min', 'max') if name in bounds}})

    return say


def plainly(words):
    return lambda field, _message: _(words, mapping={'title': title(field)})


def title(field) -> str:
    return field.translate(field.title) if field.title else field.name


OURS = {
    'Required': missing,
    'Shorter than minimum length ${min}': wrong_length,
    'Longer than maximum length ${max}': wrong_length,
    '${val} is less than minimum value ${min}': about_bound(_('“${title}” must be ${min} or more.')),
    '${val} is greater than maximum value ${max}': about_bound(_('“${title}” must be ${max} or less.')),
    '"${val}" is not one of ${choices}': plainly(_('Choose one of the answers for “${title}”.')),
    'One or more of the choices you made was not acceptable': plainly(_('Choose one of the answers for “${title}”.')),
    '"${val}" is not a number': plainly(_('Write “${title}” as a number, for example 12.')),
    'Invalid email address': plainly(_('Write an email address such as name@example.org.')),
    'Must be a URL': plainly(_('Write a web address that begins with https://.')),
    'Invalid date': plainly(_('Write “${title}” as a date that exists.')),
    'Incomplete date': plainly(_('Write the day, the month and the year of “${title}”.')),
    'Invalid time': plainly(_('Write “${title}” as a time, for example 17:30.')),
    'Incomplete time': plainly(_('Write the time of “${title}”, for example 17:30.')),
    'Password did not match confirm': plainly(_('Write the same password twice. The two are different now.')),
    'Fields did not match': plainly(_('Write the same twice. The two are different now.')),
}
