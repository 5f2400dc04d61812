"""Who stands beside a proposal: its authors, the institution, or a meeting."""

from isegoria.accounts.presentation import Person
from isegoria.components.proposals.resource import MEETING, OFFICIAL
from isegoria.i18n import _


def authors_of(request, proposal) -> tuple[Person, ...]:
    """Its authors, the creator first; an official proposal is the institution's, without a profile."""
    translate = request.localizer.translate
    if proposal.origin == OFFICIAL:
        return (Person(translate(_('Official proposal')), is_official=True),)
    if proposal.origin == MEETING and not proposal.authors:
        return (Person(translate(_('A meeting')), initials=translate(_('A meeting'))[:1], hue=3),)
    if not proposal.authors:
        return (Person(translate(_('Unknown author'))),)
    return tuple(request.person(number) for number in proposal.authors)


def names(people) -> str:
    return ', '.join(person.name for person in people)
