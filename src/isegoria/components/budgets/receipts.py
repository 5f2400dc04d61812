"""Receipts: a letter that says that a ballot counts, in which budget and since which day, and nothing of what is on it (21 A5b)."""

from pyramid.traversal import resource_path

from isegoria import formats
from isegoria.accounts.letters import CHANGED_BY_OTHERS, recipient
from isegoria.accounts.links import link, root_address
from isegoria.i18n import _
from isegoria.mail.letters import Letter, post
from isegoria.spaces.overview import last_day
from isegoria.texts import in_language

NOT_WHAT = _('This letter says that you voted, not what. So nobody can ask you to prove how you voted.')


def send_receipt(request, budget):
    """To whoever has just cast a ballot here, if they have an address; the letter is dropped with the ballot if that is refused."""
    voter, site = request.identity, request.site
    if voter.email:
        summary = link(root_address(request), voter.locale, resource_path(budget).strip('/') + '/ballot')
        post(request.registry, site, recipient(voter), letter(site, voter, budget, summary))


def letter(site, voter, budget, summary) -> Letter:
    about = {
        'budget': in_language(budget.title, voter.locale, site.default_language),
        'day': formats.date(budget.component.day_of_vote(budget, voter.id), voter.locale),
    }
    return Letter(
        _('Your vote counts'),
        (_('On ${day} you cast a ballot in “${budget}”. It counts.', mapping=about), changing(site, voter, budget)),
        (_('See or change my vote'), summary),
        (NOT_WHAT, CHANGED_BY_OTHERS),
    )


def changing(site, voter, budget) -> str:
    until = last_day(budget.component.space, voter.locale, site.time_zone)
    if until:
        return _('You can look at it, change it or cancel it until the voting ends on ${date}.', mapping={'date': until})
    return _('You can look at it, change it or cancel it until the voting ends.')
