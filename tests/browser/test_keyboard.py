"""Everything by keyboard alone: where one is can be seen, nothing traps, and menus close with Escape."""

import pytest
from playwright.sync_api import expect

PROPOSALS = '/en/processes/streets/proposals'
WHERE = """() => {
  const here = document.activeElement, text = (each) => each.textContent || each.value || each.getAttribute('aria-label') || ''
  if (!here || here === document.body) return null
  const box = here.getBoundingClientRect(), look = getComputedStyle(here)
  return {
    name: text(here).trim().slice(0, 60),
    tag: here.localName, id: here.id, name_of_control: here.name || '',
    ring: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  }
}"""
LAST = """() => [...document.querySelectorAll('a[href], button, summary')]
  .filter((each) => each.checkVisibility() && each.tabIndex >= 0).at(-1).textContent.trim().slice(0, 60)"""
MOST = 250  # presses of Tab until somebody would give up


def tab_to(page, wanted):
    """Press Tab until the focus is where `wanted(where)` holds; each stop on the way must be visible."""
    for _press in range(MOST):
        page.keyboard.press('Tab')
        where = page.evaluate(WHERE)
        if where is None:
            continue
        assert where['ring'], f'no ring around {where}'
        assert where['seen'], f'the focus is out of sight: {where}'
        if wanted(where):
            return where
    raise AssertionError('the keyboard does not get there')


@pytest.mark.parametrize('address', ['/en/', PROPOSALS, '/en/login'])
def test_the_first_key_offers_to_skip_to_the_content(opened, address):
    page = opened()
    page.goto(address)
    page.keyboard.press('Tab')
    where = page.evaluate(WHERE)
    assert where['name'] == 'Skip to content'
    assert where['seen'] and where['ring']
    page.keyboard.press('Enter')
    assert page.evaluate('document.activeElement.id') == 'content'


@pytest.mark.parametrize('who, address', [('visitor', '/en/'), ('visitor', PROPOSALS), ('administrator', f'{PROPOSALS}/admin')])
def test_the_focus_is_seen_all_the_way_to_the_end(opened, who, address):
    page = opened(who, width=360, height=640)
    page.goto(address)
    last = page.evaluate(LAST)
    tab_to(page, lambda where: where['name'] == last)


def test_a_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(opened):
    page = opened('participant')
    page.goto('/en/')
    tab_to(page, lambda where: where['tag'] == 'summary' and 'Robin' in where['name'])
    page.keyboard.press('Enter')
    expect(page.locator('details.pop[open]')).to_have_count(1)
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.closest("details.pop[open]") !== null')
    page.keyboard.press('Escape')
    expect(page.locator('details.pop[open]')).to_have_count(0)
    assert page.evaluate('document.activeElement.localName') == 'summary'


def test_a_list_is_filtered_by_keyboard_and_the_focus_stays(opened):
    page = opened()
    page.goto(PROPOSALS)
    tab_to(page, lambda where: where['tag'] == 'input' and where['name_of_control'] not in ('text', ''))
    page.keyboard.press('Space')
    page.wait_for_url('**?*')
    page.wait_for_selector('[aria-busy=true]', state='detached')
    assert page.evaluate(WHERE)['tag'] == 'input'
    expect(page.locator('.chips a').first).to_be_visible()


def test_a_proposal_is_supported_by_keyboard_and_the_answer_is_said(site, opened):
    proposal = site.make.url(site.make.proposal('Lamps along the quay', at=site.make.proposals(process='keys')))
    page = opened('participant')
    page.goto(proposal)
    tab_to(page, lambda where: where['tag'] == 'button' and where['name'].startswith('Support'))
    page.keyboard.press('Enter')
    expect(page.locator('[data-region^=support-]')).to_contain_text('You support this')
    assert page.evaluate(WHERE)['tag'] == 'button'
    expect(page.locator('body > [role=status]')).not_to_be_empty()


def test_a_comment_is_written_by_keyboard(site, opened):
    proposal = site.make.url(site.make.proposal('A quieter quay', at=site.make.proposals(process='keys')))
    page = opened('participant')
    page.goto(proposal)
    tab_to(page, lambda where: where['tag'] == 'textarea')
    page.keyboard.type('Said without a mouse.')
    tab_to(page, lambda where: where['name'] == 'Publish the comment')
    page.keyboard.press('Enter')
    expect(page.locator('.thread')).to_contain_text('Said without a mouse.')
