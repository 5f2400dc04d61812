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


def report(browser, make, thing, *, by=None, reason='spam', **typed):
    """Somebody reports something; the answer as it came."""
    if by is not None:
        browser.reset()
        browser.login(by)
    form = browser.get(make.url(thing, 'report')).forms['reportform']
    choose(form, reason)
    for name, value in typed.items():
        if name == 'then':
            choose(form, value)
        else:
            form[name] = value
    return form.submit(expect_errors=True)


def open_case(browser, *, by=None, where='/en/moderation', title=''):
    """A moderator opens the first case of the queue, or the one whose title this is."""
    if by is not None:
        browser.reset()
        browser.login(by)
    page = browser.get(where)
    links = [link for link in page.html.select('table th a') if title in link.text and '/moderation/' in link['href']]
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
