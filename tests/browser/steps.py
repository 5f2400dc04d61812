"""What people do in front of a browser, step by step, as a page asks it of them; nothing here needs scripts."""

import re

from playwright.sync_api import expect

PASSWORD = 'kestrel-mango-drizzle-19'
REASONS = 'It gives the address of somebody who did not ask for it.'
LINK = re.compile(r'^https?://\S+$', re.MULTILINE)


def press(page, words):
    page.locator('#content').get_by_role('button', name=words).first.click()


def follow(page, words):
    page.locator('#content').get_by_role('link', name=words).first.click()


def link_in(site, address) -> str:
    """The link in the last letter to somebody."""
    return LINK.search(site.letters(address)[-1].get_body(('plain',)).get_content())[0]


def fill_registration(page, nickname):
    page.goto('/en/')
    page.get_by_role('link', name='Create an account').first.click()
    page.fill('input[name=name]', 'Berta Roig')
    page.fill('input[name=nickname]', nickname)
    page.fill('input[name=email]', f'{nickname}@example.org')
    page.fill('input[name=password]', PASSWORD)
    page.check('input[name=old_enough]')
    page.check('input[name=terms]')
    press(page, 'Create the account')
    expect(page.locator('h1')).to_have_text('Look into your mail')


def register(page, site, nickname):
    """A newcomer fills the form, reads the letter and presses the button that its link opens."""
    fill_registration(page, nickname)
    page.goto(link_in(site, f'{nickname}@example.org'))
    page.locator('#content button[type=submit]').click()
    expect(page.locator('header')).to_contain_text('Berta Roig')


def propose(page, proposals, title):
    """The wizard: text, what is similar, read it over, publish."""
    page.goto(proposals)
    follow(page, 'Write a proposal')
    page.fill('input[name=title]', title)
    page.fill('textarea[name=body]', 'The square is hot in summer. Four plane trees on its west side would give shade to all.')
    press(page, 'Go on')
    if page.url.endswith('/similar'):
        follow(page, 'Mine is different')
    press(page, 'Publish the proposal')
    expect(page.locator('h1')).to_have_text(title)
    return page.url.split('?')[0]


def comment(page, proposal, words):
    page.goto(proposal)
    page.fill('.composer textarea', words)
    press(page, 'Publish the comment')
    expect(page.locator('#comments')).to_contain_text(words)


def support(page, proposal):
    page.goto(proposal)
    press(page, re.compile('^Support'))
    expect(page.locator('[data-region^=support-] .num, [data-region^=support-]').first).to_contain_text('1')
    page.reload()
    expect(page.locator('[data-region^=support-]').first).to_contain_text('1')


def report(page, proposal):
    page.goto(proposal)
    page.locator('#comments').get_by_role('link', name=re.compile('^Report')).first.click()
    page.check('input[value=spam]')
    press(page, 'Send the report')
    expect(page.locator('.flashes')).not_to_be_empty()


def moderate(page, words):
    """Claim the case and hide with reasons; the address of the case."""
    page.goto('/en/moderation')
    page.locator('#content tbody th a').first.click()
    expect(page.locator('#content')).to_contain_text(words)
    case = page.url
    decide(page, case)
    return case


def decide(page, case):
    page.goto(case)
    press(page, 'I look at it')
    page.check('input[value=hide]')
    page.check('input[value=spam]')
    page.fill('textarea[name=reasons]', REASONS)
    press(page, re.compile('^Decide'))
    expect(page.locator('.flashes')).not_to_be_empty()


def restore(page, case):
    """Show it again, with the reasons; the same moderator may."""
    page.goto(case)
    page.check('input[value=restore]')
    page.fill('textarea[name=reasons]', 'It was the number of a public office after all.')
    press(page, re.compile('^Decide'))
    expect(page.locator('.flashes')).not_to_be_empty()


def next_phase(page, process):
    page.goto(f'{process}/phases')
    page.locator('#content tbody').get_by_role('link', name='Decide').click()
    follow(page, 'Move on to this phase')
    press(page, 'Move on')
    expect(page.locator('.flashes')).to_contain_text('The process has moved on.')


def answer(page, proposal):
    page.goto(f'{proposal}/admin')
    follow(page, 'Answer')
    page.check('input[value=accepted]')
    for box in page.locator('textarea').all():
        if box.is_visible():
            box.fill('Four trees are planted in March.')
    page.locator('#content form .buttons button[type=submit]').first.click()
    publish = page.locator('#content').get_by_role('button', name='Publish the answer')
    if publish.count():
        publish.first.click()
    expect(page.locator('.flashes')).not_to_be_empty()
