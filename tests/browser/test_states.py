"""Every kind of page in every state: accessible by axe-core, narrow without sideways scroll, readable when letters are doubled."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from isegoria.editorial import accessibility
from tests.browser.places import Places
from tests.browser.served import TEMPLATES
from tests.browser.states import DOING, STATES

TELL = 'ISEGORIA_WRITE_STATEMENT'  # set by `make statement`
AXE = (Path(__file__).parent / 'vendor' / 'axe.min.js').read_text(encoding='utf-8')
TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
ALL = {'runOnly': {'type': 'tag', 'values': TAGS}, 'rules': {'target-size': {'enabled': True}}, 'resultTypes': ['violations']}
COLOURS = {'runOnly': {'type': 'rule', 'values': ['color-contrast', 'link-in-text-block']}, 'resultTypes': ['violations']}
WIDE, NARROW = {'width': 1280, 'height': 900}, {'width': 320, 'height': 640}
# Layout does not depend on the scheme, nor colours on more than scheme and width: each rule runs where it can fail.
LOOKS = ((WIDE, 'light', ALL), (WIDE, 'dark', COLOURS), (NARROW, 'dark', ALL), (NARROW, 'light', COLOURS))
ASK = """async (options) => {
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')
  const where = (node) => `${node.target.join(' ')} ${why(node)}`
  const { violations } = await axe.run(document, options)
  return violations.map((found) => `${found.id} (${found.impact}): ${found.nodes.slice(0, 4).map(where).join(' | ')}`)
}"""
WIDER = """() => {
  const wide = document.documentElement.scrollWidth, there = document.documentElement.clientWidth
  if (wide <= there) return ''
  const clips = (each) => getComputedStyle(each).overflowX !== 'visible'
  const scrolls = (each) => each && each !== document.body && (clips(each) || scrolls(each.parentElement))
  const reaches = (each) => each.getBoundingClientRect().right > there + 1 && !scrolls(each.parentElement)
  const beyond = [...document.querySelectorAll('body *')].filter(reaches)
  return `${wide} > ${there}: ` + beyond.slice(0, 4).map((each) => each.outerHTML.slice(0, 90)).join(' | ')
}"""
DOUBLED = 'document.documentElement.style.fontSize = "200%"'
# Templates that no state shows, and why; letters are tested with the mails.
UNSEEN = {
    'form/checked_input.pt': 'no form asks for a text twice; it is tested with the other fields, by itself',
}


@pytest.fixture(scope='session')
def places(site, opened_for_long):
    return Places(site, opened_for_long).found


def visit(page, state, places):
    """Open the address, do what the state says; the last page that the server sent."""
    answers = []

    def keep(answer):
        if answer.request.is_navigation_request() and answer.status not in (302, 303):
            answers.append(answer)

    page.on('response', keep)
    page.emulate_media(color_scheme='light')
    page.set_viewport_size(WIDE)
    page.goto('about:blank')
    page.goto(state.address.format(**places))
    DOING[state.do](page)
    page.wait_for_load_state()
    page.remove_listener('response', keep)
    return answers[-1]


@pytest.mark.parametrize('state', STATES, ids=str)
def test_a_state_is_open_to_all(state, site, places, window_of, seen):
    page = window_of(state.who)
    site.begin_noting()
    answer = visit(page, state, places)
    assert answer.status == state.status, page.locator('body').inner_text()[:400]
    seen['templates'] |= site.rendered
    seen['states'].add(state.name)
    found = []
    page.evaluate(AXE)
    for size, scheme, options in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f'{size["width"]} {scheme}: {each}' for each in page.evaluate(ASK, options)]
        if options is ALL and (wider := page.evaluate(WIDER)):
            found.append(f'{size["width"]} scrolls sideways: {wider}')
    page.set_viewport_size(WIDE)
    page.evaluate(DOUBLED)
    if wider := page.evaluate(WIDER):
        found.append(f'scrolls sideways with letters of double size: {wider}')
    (seen['pages'] / f'{state.name}.html').write_text(answer.text(), encoding='utf-8')
    assert not found, '\n'.join(found)
    seen['open'].append(state.name)


def test_every_template_is_seen_in_a_state(seen):
    if len(seen['states']) < len(STATES):
        pytest.skip('not all states were looked at')
    all_templates = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob('*.pt')}
    pages = {each for each in all_templates if not each.startswith(('form/readonly/', 'mail/'))}
    missing = pages - seen['templates']
    assert missing == set(UNSEEN)


def test_the_accessibility_statement_is_written_from_what_was_seen(seen):
    """By `make statement` alone, so that tests change no file."""
    if not os.environ.get(TELL):
        return
    assert len(seen['states']) == len(STATES)
    tool = f'axe-core {re.search("axe v([0-9.]+)", AXE)[1]}'
    accessibility.write(accessibility.Tested(datetime.now(UTC).date(), tool, len(STATES), len(seen['open'])))
