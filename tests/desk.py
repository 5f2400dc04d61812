"""What tests of the desk do with its pages: fill fields, choose, press buttons, take rows."""


def write(form, *words, language='en'):
    """Write into the fields of this language, from the first one on."""
    fields = [field for name, field in form.field_order if name == language]
    for field, text in zip(fields, words, strict=False):
        field.value = text
    return form


def choose(form, value):
    """Choose a radio button or tick a box by its value."""
    for _name, field in form.field_order:
        if value in [option for option, *_rest in getattr(field, 'options', ())]:
            field.value = value
            return form
        if getattr(field, '_value', None) == value and hasattr(field, 'checked'):
            field.checked = True
            return form
    raise LookupError(value)


def token(browser, address):
    """The token against forged requests, as a page carries it."""
    return browser.get(address).html.find('input', attrs={'name': 'csrf_token'})['value']


def press(browser, page, address, status=303, **fields):
    """Press a button that stands on `page` and posts to `address`."""
    return browser.post(address, {'csrf_token': token(browser, page), **fields}, status=status)


def take(browser, address, action, *made):
    """Choose rows of a list and what to do with them: the page that shows what will change."""
    return browser.get(f'{address}?action={action}' + ''.join(f'&chosen={getattr(each, "id", each)}' for each in made))


def errors(page) -> str:
    return page.html.find(role='alert').get_text(' ', strip=True)
