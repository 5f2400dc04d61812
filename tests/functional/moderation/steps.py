"""What people do in these tests, step by step: report, decide, appeal."""

from webtest.forms import Radio


def choose(form, value):
    """Press the radio button with this value, whatever its name is."""
    for fields in form.fields.values():
        for field in fields:
            if isinstance(field, Radio) and value in [option[0] for option in field.options]:
                field.value = value
                return
    raise AssertionError(f'nothing can be chosen as {value!r}')


def words(page) -> str:
    """What one reads on a page."""
    return ' '.join(page.html.find(id='content').get_text(' ').split())


def enter(browser, nickname):
    """Somebody else sits down at the browser; None is a visitor."""
    browser.reset()
    if nickname is not None:
        browser.login(nickname)


def report(browser, make, thing, *, by=None, reason='spam', **typed):
    """Somebody reports something; the answer as it came."""
    if by is not None:
        enter(browser, by)
    form = browser.get(make.url(thing, 'report')).forms['reportform']
    choose(form, reason)
    for name, value in typed.items():
        if name == 'then':
            choose(form, value)
        else:
            form[name] = value
    return form.submit(expect_errors=True)


def cases_in(page) -> list:
    """The links to cases in a list of the desk."""
    return [link for link in page.html.select('tbody th a') if '/moderation/' in link['href']]


def open_case(browser, *, by=None, where='/en/moderation', title=''):
    """A moderator opens the first case of the queue, or the one whose title this is."""
    if by is not None:
        enter(browser, by)
    links = [link for link in cases_in(browser.get(where)) if title in link.text]
    return browser.get(links[0]['href'])


def decide(page, decision, reasons='', ground='spam', **typed):
    """The moderator decides; the answer as it came."""
    form = page.forms['casepage']
    choose(form, decision)
    if decision in ('hide', 'block', 'hide_after_all'):
        choose(form, ground)
    form['reasons'] = reasons
    for name, value in typed.items():
        form[name] = value
    return form.submit(expect_errors=True)


def hide(browser, make, thing, *, by='mod', reasons='It sells pills, and this is no shop.', reporter='carla', **about):
    """Somebody reports it, and a moderator hides it."""
    assert report(browser, make, thing, by=reporter).status_int == 303
    answer = decide(open_case(browser, by=by), 'hide', reasons, **about)
    assert answer.status_int == 303, words(answer)
    return answer


def text_of(letter) -> str:
    return ' '.join(letter.get_body(('plain',)).get_content().split())
