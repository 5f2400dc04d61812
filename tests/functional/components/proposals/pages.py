"""How the journeys of this folder read pages: titles of a list, buttons by what they lead to, choices by their words."""

import html
import re


def titles(page) -> list[str]:
    """The titles of the proposals of a list, in its order."""
    return [link.text for link in page.html.select('article.item h3 a')]


def numbers(page) -> dict[str, int]:
    """What the filters count: {words: n}."""
    return {
        pick.select_one('label').text: int(pick.select_one('.count').text.replace(',', ''))
        for pick in page.html.select('form.filters .pick')
    }


def chips(page) -> list[str]:
    return [chip.text.replace('Remove the filter:', '').strip() for chip in page.html.select('ul.chips a.chip')]


def link(page, words):
    """The first link with these words in it."""
    found = next((each for each in page.html.select('a') if words in each.text), None)
    assert found is not None, f'no link says {words!r}'
    return found['href']


def has_link(page, words) -> bool:
    return any(words in each.text for each in page.html.select('a'))


def button(page, ending):
    """The form that posts to an address with this ending."""
    found = next((form for form in page.forms.values() if form.action.endswith(f'/{ending}')), None)
    assert found is not None, f'no button leads to {ending!r}'
    return found


def has_button(page, ending) -> bool:
    return any(form.action.endswith(f'/{ending}') for form in page.forms.values())


def choose(form, value):
    """Take one of several choices by its value, whatever its field is called."""
    for fields in form.fields.values():
        for field in fields:
            if hasattr(field, 'options') and any(option[0] == value for option in field.options):
                field.value = value
                return form
    raise AssertionError(f'{value!r} cannot be chosen')


def said(page) -> str:
    """The words of a page, as one reads them."""
    text = re.sub(r'<[^>]+>', ' ', page.text[page.text.index('<main') : page.text.index('</main>')])
    return ' '.join(html.unescape(text).split())


def tells(page, number) -> bool:
    """Does a page say this number, as a word by itself? Ids and marks may have the same digits inside."""
    return re.search(rf'\b{number}\b', said(page)) is not None


def errors(page) -> list[str]:
    return [each.get_text(' ', strip=True) for each in page.html.select('.err')]


def token(browser, make) -> str:
    """A token against forged requests that fits the browser's cookie."""
    page = browser.get(make.url(make.proposals()))
    return page.html.select_one('input[name=csrf_token]')['value']
