"""The states of pages that are looked at: who opens which address, and what they do there. One line each.

Addresses may name what was planted (places.py). What is done after a page has opened stands in DOING.
"""

from dataclasses import dataclass

from tests.browser import steps


@dataclass(frozen=True)
class State:
    name: str
    address: str
    who: str = 'visitor'
    do: str = ''
    status: int = 200

    def __str__(self):
        return self.name


VISITOR, PARTICIPANT, MODERATOR, EDITOR, ADMINISTRATOR = 'visitor', 'participant', 'moderator', 'editor', 'administrator'
STREETS, HARBOUR = '/en/processes/streets', '/en/processes/old-harbour'
PROPOSALS = STREETS + '/proposals'

FRONT = (
    State('home', '/en/'),
    State('home in Catalan', '/ca/'),
    State('home, language menu open', '/en/', do='open menus'),
    State('home, signed in, account menu open', '/en/', PARTICIPANT, 'open menus'),
    State('home, menu on a phone', '/en/#menu'),
    State('home of an administrator', '/en/', ADMINISTRATOR),
    State('processes', '/en/processes'),
    State('processes that are over', '/en/processes?when=past'),
    State('process', STREETS),
    State('process that is over', HARBOUR),
    State('process, an administrator sees it', STREETS, ADMINISTRATOR),
    State('steps of a process', STREETS + '/steps'),
    State('group of processes', '/en/process-groups/neighbourhood-plan'),
    State('search', '/en/search'),
    State('search with results', '/en/search?term=harbour'),
    State('search without results', '/en/search?term=zzzz'),
    State('pages', '/en/pages'),
    State('page', '/en/pages/privacy'),
    State('page in Spanish', '/es/pages/accessibility'),
    State('leaving', '/en/link?external_url=https://example.org/shade'),
    State('not found', '/en/nothing-here', status=404),
    State('gone', '{gone}', status=410),
    State('forbidden', '/en/settings', PARTICIPANT, status=403),
    State('form expired', '/en/login', do='send a stale form', status=400),
    State('transparency', '/en/transparency'),
    State('styleguide', '/en/styleguide'),
    State('styleguide, all details open', '/en/styleguide', do='open details'),
)
ACCOUNTS = (
    State('sign in', '/en/login'),
    State('sign in, errors', '/en/login', do='send empty', status=422),
    State('sign in, wrong password', '/en/login', do='wrong password', status=422),
    State('sign in, coming back', '/en/login?back=/en/processes/streets'),
    State('register', '/en/register'),
    State('register, errors', '/en/register', do='send empty', status=422),
    State('look into your mail', '/en/check-your-mail'),
    State('forgotten password', '/en/forgotten-password'),
    State('confirmation again, error', '/en/resend-confirmation', do='send empty', status=422),
    State('confirm', '{confirm}'),
    State('confirm, too late', '/en/confirm?token=old', status=410),
    State('new password', '{new_password}'),
    State('new password, errors', '{new_password}', do='send empty', status=422),
    State('profile', '/en/participants/priya_nair'),
    State('own profile', '/en/participants/robin_ashby', PARTICIPANT),
    State('account', '/en/account', PARTICIPANT),
    State('account, errors', '/en/account', PARTICIPANT, 'send empty', 422),
    State('password', '/en/account/password', PARTICIPANT),
    State('password, errors', '/en/account/password', PARTICIPANT, 'send empty', 422),
    State('e-mail', '/en/account/email', PARTICIPANT),
    State('sign-ins', '/en/account/sign-ins', PARTICIPANT),
    State('delete account', '/en/account/delete', PARTICIPANT),
    State('delete account, errors', '/en/account/delete', PARTICIPANT, 'send empty', 422),
    State('new terms', '/en/account', 'asked'),
    State('terms of administration', '/en/account/admin-terms', 'helper'),
    State('go on with what was kept', '/en/account/go-on', 'writing'),
    State('blocked', '/en/login', do='sign in blocked', status=403),
    State('closed', '/en/login', do='sign in closed', status=403),
    State('session ends soon', '/en/account', PARTICIPANT, 'session ends'),
)
TAKING_PART = (
    State('proposals', PROPOSALS),
    State('proposals, filters on a phone', PROPOSALS + '#filters'),
    State('proposals, filtered in place', PROPOSALS, do='filter'),
    State('proposals, nothing fits', PROPOSALS + '?text=zzzz'),
    State('proposals, signed in', PROPOSALS, PARTICIPANT),
    State('proposals, all answers', HARBOUR + '/proposals?left_out=shown'),
    State('proposals that were withdrawn', PROPOSALS + '?availability=withdrawn'),
    State('proposal', '{proposal}'),
    State('proposal, signed in', '{proposal}', PARTICIPANT),
    State('proposal, supported in place', '{proposal}', PARTICIPANT, 'support'),
    State('proposal, empty comment', '{proposal}', PARTICIPANT, 'empty comment', 422),
    State('proposal, all details open', '{official}', PARTICIPANT, 'open details'),
    State('proposal of one’s own', '{mine}', PARTICIPANT),
    State('proposal, accepted', '{accepted}'),
    State('proposal, rejected', '{rejected}'),
    State('proposal, withdrawn', '{withdrawn}'),
    State('who likes a proposal', '{official}/likers'),
    State('versions of a proposal', '{proposal}/versions'),
    State('fingerprint', '{proposal}/fingerprint'),
    State('write a proposal', PROPOSALS + '/new', 'editor'),
    State('write a proposal, similar titles', PROPOSALS + '/new', 'editor', 'type a title'),
    State('write a proposal, errors', PROPOSALS + '/new', 'editor', 'send empty', 422),
    State('similar proposals', '{draft}/similar', PARTICIPANT),
    State('preview', '{draft}/preview', PARTICIPANT),
    State('draft', '{draft}/edit', PARTICIPANT),
    State('discard a draft', '{draft}/discard', PARTICIPANT),
    State('withdraw', '{mine}/withdraw', PARTICIPANT),
    State('conversation', '{said}/conversation'),
    State('comment marked', '{said}'),
    State('reply', '{clowns}/reply', PARTICIPANT),
    State('edit a comment', '{said}/edit', PARTICIPANT),
    State('delete a comment', '{said}/delete', PARTICIPANT),
    State('vote on a comment', '{clowns}/vote', PARTICIPANT),
    State('versions of a comment', '{said}/versions'),
    State('report', '{proposal}/report', PARTICIPANT),
    State('report by a visitor', '{proposal}/report'),
    State('report, errors', '{proposal}/report', PARTICIPANT, 'send empty', 422),
    State('why a comment is hidden', '{reason}'),
    State('decisions', '/en/decisions', PARTICIPANT),
    State('decision', '{hearing}', PARTICIPANT),
    State('appeal', '{hearing}/appeal', PARTICIPANT),
    State('appeal, errors', '{hearing}/appeal', PARTICIPANT, 'send empty', 422),
)
BUDGETS = (
    State('budgets', '{budgets}'),
    State('list of budgets', '{budgets}', ADMINISTRATOR),
    State('budget', '{budget}'),
    State('projects on a map', '{budget}/plan'),
    State('project', '{project}'),
    State('booth', '{budget}/booth', PARTICIPANT),
    State('booth, chosen', '{budget}/booth', PARTICIPANT, 'choose'),
    State('ballot', '{budget}/ballot', PARTICIPANT),
    State('ballot on paper', '{budget}/print'),
    State('receipt', '{budget}/ballot', PARTICIPANT, 'cast'),
    State('cancel a vote', '{budget}/cancel', PARTICIPANT),
    State('results', '{results}/results'),
    State('rounds', '{results}/rounds'),
    State('why a project was not chosen', '{unchosen}/why'),
    State('results of all budgets', '{past}/results'),
    State('rules compared', '{results}/compare', ADMINISTRATOR),
)
DESK = (
    State('overview', '/en/admin', ADMINISTRATOR),
    State('overview of a moderator', '/en/admin', MODERATOR),
    State('cases', '/en/moderation', MODERATOR),
    State('cases decided', '/en/moderation/decided', MODERATOR),
    State('appeals', '/en/moderation/appeals', MODERATOR),
    State('case', '{case}', MODERATOR),
    State('case, errors', '{case}', MODERATOR, 'send empty', 422),
    State('case decided', '{decided}', MODERATOR),
    State('figures of moderation', '/en/moderation/figures', MODERATOR),
    State('settings of moderation', '/en/moderation/settings', ADMINISTRATOR),
    State('participants', '/en/participants/admin', ADMINISTRATOR),
    State('participant', '/en/participants/priya_nair/admin', ADMINISTRATOR),
    State('official', '/en/participants/priya_nair/official', ADMINISTRATOR),
    State('roles', '/en/roles', ADMINISTRATOR),
    State('give a role, errors', '/en/give-role', ADMINISTRATOR, 'send empty', 422),
    State('activity log', '/en/log', ADMINISTRATOR),
    State('settings', '/en/settings', ADMINISTRATOR),
    State('appearance', '/en/appearance', ADMINISTRATOR),
    State('wordings', '/en/wordings', ADMINISTRATOR),
    State('wordings found', '/en/wordings?text=proposals', ADMINISTRATOR),
    State('wording', '{wording}/edit', ADMINISTRATOR),
    State('wording, drop it', '{wording}/reset', ADMINISTRATOR),
    State('taxonomies', '/en/taxonomies', ADMINISTRATOR),
    State('term', '{term}/edit', ADMINISTRATOR),
    State('new taxonomy, errors', '/en/taxonomies/new', ADMINISTRATOR, 'send empty', 422),
    State('processes at the desk', '/en/processes/admin', ADMINISTRATOR),
    State('new process', '/en/processes/new', ADMINISTRATOR),
    State('process at the desk', STREETS + '/edit', ADMINISTRATOR),
    State('components', STREETS + '/components', ADMINISTRATOR),
    State('component', PROPOSALS + '/edit', ADMINISTRATOR),
    State('phases', STREETS + '/phases', ADMINISTRATOR),
    State('phase', '{phase}/edit', ADMINISTRATOR),
    State('move on to a phase', '{phase}/activate', ADMINISTRATOR),
    State('members', STREETS + '/members', ADMINISTRATOR),
    State('groups at the desk', '/en/process-groups/admin', ADMINISTRATOR),
    State('proposals at the desk', PROPOSALS + '/admin', ADMINISTRATOR),
    State('proposals at the desk, some chosen', PROPOSALS + '/admin', ADMINISTRATOR, 'choose rows'),
    State('proposals at the desk, what will change', PROPOSALS + '/admin', ADMINISTRATOR, 'change rows'),
    State('proposal at the desk', '{proposal}/admin', ADMINISTRATOR),
    State('answer', '{proposal}/answer', ADMINISTRATOR),
    State('answer, errors', '{proposal}/answer', ADMINISTRATOR, 'refuse without words', 422),
    State('official proposal', PROPOSALS + '/new-official', ADMINISTRATOR),
    State('states', PROPOSALS + '/states', ADMINISTRATOR),
    State('state', PROPOSALS + '/states/accepted', ADMINISTRATOR),
    State('budgets at the desk', '{budgets}/admin', ADMINISTRATOR),
    State('pages at the desk', '/en/pages/admin', EDITOR),
    State('page at the desk', '/en/pages/privacy/edit', EDITOR),
    State('version of a page', '/en/pages/privacy/version/2', EDITOR),
)
STATES = (*FRONT, *ACCOUNTS, *TAKING_PART, *BUDGETS, *DESK)


def send(page):
    """Press the button at the end of the form, whatever it says."""
    page.evaluate('for (const form of document.querySelectorAll("#content form")) form.noValidate = true')
    page.locator('#content form[method=post] .buttons button[type=submit]:visible').first.click()
    page.wait_for_load_state()


def send_empty(page):
    page.evaluate(
        'for (const box of document.querySelectorAll("#content form [name]:is([type=text],[type=email],textarea)")) box.value = ""'
    )
    send(page)


def sign_in(page, nickname, password=steps.PASSWORD):
    page.fill('input[name=email]', f'{nickname}@example.org')
    page.fill('input[name=password]', password)
    send(page)


def stale(page):
    page.evaluate('document.querySelector("#content [name=csrf_token]").value = "stale"')
    send(page)


def open_details(page):
    page.evaluate('for (const each of document.querySelectorAll("#content details")) each.open = true')


def open_menus(page):
    page.evaluate('for (const each of document.querySelectorAll("details.pop")) each.open = true')


def filter_in_place(page):
    page.locator('#filters input[type=checkbox]').first.evaluate('(box) => box.click()')
    page.wait_for_url('**?*')
    page.wait_for_selector('[aria-busy=true]', state='detached')


def support(page):
    page.locator('[data-region^=support-] button').first.click()
    page.wait_for_selector('[aria-busy=true]', state='detached')


def empty_comment(page):
    page.locator('.composer button[type=submit]').click()
    page.wait_for_selector('.composer .err')


def type_a_title(page):
    page.fill('input[name=title]', 'A bench every hundred metres')
    page.wait_for_selector('[data-similar] > *')


def choose_rows(page):
    page.locator('.sel input').first.check()


def change_rows(page):
    choose_rows(page)
    page.locator('.bulk button').click()
    page.wait_for_load_state()


def choose_projects(page):
    for _each in range(2):
        page.locator('form[action$="/choose"] button').first.click()
        page.wait_for_load_state()


def cast(page):
    if not page.locator('form[action$="/cast"]').count():  # nothing is on the ballot yet
        ballot = page.url
        page.goto(ballot.replace('/ballot', '/booth'))
        choose_projects(page)
        page.goto(ballot)
    page.locator('form[action$="/cast"] button').click()
    page.wait_for_url('**/receipt')


def refuse_without_words(page):
    page.check('input[value=rejected]')
    send_empty(page)


def session_ends(page):
    page.evaluate('document.querySelector("[data-session-ends]").hidden = false')


DOING = {
    '': lambda page: None,
    'open menus': open_menus,
    'open details': open_details,
    'send empty': send_empty,
    'refuse without words': refuse_without_words,
    'send a stale form': stale,
    'wrong password': lambda page: sign_in(page, 'robin_ashby', 'not the one'),
    'sign in blocked': lambda page: sign_in(page, 'blocked'),
    'sign in closed': lambda page: sign_in(page, 'closed'),
    'session ends': session_ends,
    'filter': filter_in_place,
    'support': support,
    'empty comment': empty_comment,
    'type a title': type_a_title,
    'choose rows': choose_rows,
    'change rows': change_rows,
    'choose': choose_projects,
    'cast': cast,
}
