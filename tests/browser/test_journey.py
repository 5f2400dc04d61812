"""What the site is for, from the first visit to the answer, in a real browser: with scripts, and with scripts switched off."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import REASONS, answer, comment, follow, moderate, next_phase, propose, register, report, restore, support


@pytest.fixture(params=[True, False], ids=['with scripts', 'without scripts'])
def scripts(request):
    return request.param


@pytest.fixture
def place(site, scripts):
    """A process of its own, in which everything is open."""
    slug = 'shade' if scripts else 'shade-plain'
    return site.make.url(site.make.proposals(process=slug, comments_enabled=True)), site.make.url(site.make.process(slug))


def test_a_newcomer_takes_part_a_moderator_answers_for_hiding_and_the_town_answers(site, opened, scripts, place):
    proposals, process = place
    nickname = 'berta' if scripts else 'berta_plain'
    title, words = f'Shade on the square of {nickname}', f'Ask for {nickname} at number nine.'
    newcomer, neighbour = opened(scripts=scripts), opened('participant', scripts=scripts)
    register(newcomer, site, nickname)
    proposal = propose(newcomer, proposals, title)
    comment(newcomer, proposal, words)
    support(neighbour, proposal)
    report(neighbour, proposal)

    moderator = opened('moderator', scripts=scripts)
    case = moderate(moderator, words)
    neighbour.goto(proposal)
    expect(neighbour.locator('body')).not_to_contain_text(words)
    expect(neighbour.locator('#comments')).to_contain_text('hidden by moderation')
    newcomer.goto('/en/decisions')
    follow(newcomer, re.compile('Comment|comment'))
    expect(newcomer.locator('#content')).to_contain_text(REASONS)
    restore(moderator, case)
    neighbour.goto(proposal)
    expect(neighbour.locator('#comments')).to_contain_text(words)

    administrator = opened('administrator', scripts=scripts)
    next_phase(administrator, process)
    answer(administrator, proposal)
    neighbour.goto(proposal)
    expect(neighbour.locator('.answer')).to_contain_text('Four trees are planted in March.')
