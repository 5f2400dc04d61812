"""What people set in their system, and what happens to a page over time: forced colours, still pictures, paper, a session that ends."""

import pytest
from playwright.sync_api import expect

STREETS = '/en/processes/streets'
PROPOSALS = f'{STREETS}/proposals'
MOVING = """() => [...document.querySelectorAll('*')].filter((each) => {
  const style = getComputedStyle(each)
  return [style.transitionDuration, style.animationDuration].some((all) => all.split(',').some((each) => parseFloat(each) > 0))
}).map((each) => each.outerHTML.slice(0, 90))"""
RING = """() => {
  const style = getComputedStyle(document.activeElement)
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth)
}"""
EDGES = """(selector) => [...document.querySelectorAll(selector)].filter((each) => {
  const style = getComputedStyle(each)
  return each.offsetParent && !(parseFloat(style.borderTopWidth) || parseFloat(style.borderBottomWidth))
}).map((each) => each.outerHTML.slice(0, 90))"""
LINES = """(selector) => [...document.querySelectorAll(selector)].filter((each) => {
  const style = getComputedStyle(each), ground = getComputedStyle(document.body).backgroundColor
  return each.offsetParent && [style.borderTopColor, style.borderBottomColor].some((colour) => colour !== ground)
}).length"""  # links with a line over or under them
SCREEN_ONLY = 'nav:not(.crumbs), .btn, .skips, .filters, .bulk'
HANGS_OUT = """() => [...document.querySelectorAll('main *')].filter((each) => {
  const box = each.getBoundingClientRect()
  return box.width && box.right > document.documentElement.clientWidth + 1
}).map((each) => each.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize('address', ['/en/', STREETS, PROPOSALS, '/en/login'])
def test_with_forced_colours_the_focus_and_the_edges_of_buttons_are_drawn(opened, address):
    page = opened(forced_colors='active')
    page.goto(address)
    assert page.evaluate('matchMedia("(forced-colors: active)").matches')
    for _ in range(12):
        page.keyboard.press('Tab')
        assert page.evaluate(RING), page.evaluate('document.activeElement.outerHTML')
    assert (
        page.evaluate(LINES, '.tabs a, .nav a') == page.locator('.tabs [aria-current]:visible, .nav [aria-current]:visible').count()
    )
    assert page.evaluate(EDGES, '.btn, .chip, input:not([type=hidden], [type=checkbox], [type=radio]), select') == []


@pytest.mark.parametrize('address', ['/en/', PROPOSALS, '/en/search?term=harbour'])
def test_nothing_moves_for_those_who_want_it_still(opened, address):
    page = opened()  # every window of these tests asks for it
    page.goto(address)
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize('address', [STREETS, PROPOSALS, '/en/pages/accessibility'])
def test_on_paper_stands_what_is_to_be_read(opened, address):
    page = opened(width=720)  # A4 between its margins
    page.goto(address)
    page.emulate_media(media='print')
    expect(page.locator('h1')).to_be_visible()
    shown = [
        each.evaluate('(each) => each.outerHTML.slice(0, 120)') for each in page.locator(SCREEN_ONLY).all() if each.is_visible()
    ]
    assert shown == []
    assert page.evaluate(HANGS_OUT) == []
    assert page.evaluate('getComputedStyle(document.body).color') == 'rgb(0, 0, 0)'


def test_a_session_says_that_it_ends_and_stays_with_one_key(opened):
    page = opened('participant')
    page.clock.install()
    page.goto(PROPOSALS)
    warning = page.get_by_role('alertdialog')
    left = int(page.locator('[data-session-ends]').get_attribute('data-session-ends'))
    assert left > 300
    page.clock.fast_forward((left - 150) * 1000)
    expect(warning).to_be_hidden()
    page.clock.fast_forward(40_000)
    expect(warning).to_be_visible()
    page.clock.fast_forward(200)
    expect(page.get_by_role('status').filter(has_text='You will soon be signed out')).to_have_count(1)
    with page.expect_response(lambda answer: answer.status == 200):
        warning.get_by_role('button', name='Stay signed in').press('Enter')
    expect(warning).to_be_hidden()
