"""Voting: what somebody chooses is kept until they cast it, changed and cancelled until the end (21 A5, A5b)."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from isegoria import clock
from isegoria.components.budgets.boxes import Cart, Voter, key_of
from isegoria.components.budgets.rules import Lines, Rule
from isegoria.components.budgets.where import instead_of, reason_against
from isegoria.content import above
from isegoria.formats import local
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.shards import ObjectShards
from isegoria.traits.support import NotPossible
from isegoria.watching import watch

ENDED = _('The vote is not open. Nothing was changed.')
CAST_ALREADY = _('Your vote was cast already, and counts once.')


class VotingRules:
    """For the component; ballots and carts lie in each budget under keys of its secret, limits of a person in one object here."""

    # What the component brings
    budgets: Callable
    every_budget: Callable
    is_open: Callable
    space: Any

    def _prepare_voting(self):
        self.voters = ObjectShards(sixteen=True)  # participant id -> Voter

    # What somebody has

    def voter(self, person: int | None) -> Voter | None:
        return self.voters.get(person) if person is not None else None

    def voted_in(self, person) -> tuple[int, ...]:
        """Ids of the budgets in which a person voted; after the close, from the registers."""
        voter = self.voter(person)
        if voter is not None:
            return voter.voted
        return tuple(budget.id for budget in self.budgets() if person is not None and person in budget.register)

    def has_voted(self, budget, person) -> bool:
        return budget.id in self.voted_in(person)

    def day_of_vote(self, budget, person) -> date | None:
        """On which day a person voted; nobody keeps the hour."""
        voter = self.voter(person)
        day = voter.days.get(budget.id) if voter is not None else budget.register.get(person)
        return date.fromordinal(day) if day else None

    def cart(self, budget, person) -> Cart | None:
        """What a person is choosing and has not cast."""
        if budget.carts is None or person is None:
            return None
        cart = budget.carts.get(key_of(budget.secret, person))
        return cart if cart is not None and cart.lines else None

    def ballot(self, budget, person) -> Lines | None:
        """The ballot that a person has cast; nobody can say it after the close."""
        if budget.box is None or person is None:
            return None
        return budget.box.get(key_of(budget.secret, person))

    def chosen(self, budget, person) -> Lines:
        """What stands on the page: the cart, else the ballot that was cast; without what was taken out of the vote meanwhile."""
        cart = self.cart(budget, person)
        lines = cart.lines if cart is not None else self.ballot(budget, person) or ()
        return tuple(line for line in lines if budget.project(line[0]) is not None)

    def reason_against_voting(self, budget, person):
        """Why this person may not vote in this budget, or None."""
        return reason_against(self, budget, person, self.voted_in(person))

    def instead_of(self, budget, person) -> list:
        """In which budgets a person votes who may not vote in this one."""
        return instead_of(self, budget, person, self.voted_in(person))

    # Choosing

    def choose(self, budget, person: int, project, points: int = 1):
        """Put a project on the ballot, or give it other points."""
        self._check(budget, person)
        rule, lines = Rule.of(budget), dict(self.chosen(budget, person))
        if project.id in lines and not rule.points:
            raise NotPossible(_('This project is on your ballot already.'))
        lines[project.id] = points
        chosen = tuple(lines.items())
        rule.check(chosen, amounts(budget, chosen))
        self._keep(budget, person, chosen)

    def leave_out(self, budget, person: int, project):
        """Take a project off the ballot."""
        self._check(budget, person)
        self._keep(budget, person, tuple(line for line in self.chosen(budget, person) if line[0] != project.id))

    def move(self, budget, person: int, project, by: int):
        """On a ranking: one place earlier (-1) or later (1)."""
        self._check(budget, person)
        order = [number for number, _points in self.chosen(budget, person)]
        if project.id in order:
            at = order.index(project.id)
            order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
        self._keep(budget, person, tuple((number, 1) for number in order))

    def _check(self, budget, person):
        """A choice that read "open" must not be kept after the vote was closed."""
        watch(self, self.space, self.space.phases, budget)
        if not self.is_open('vote') or budget.trashed is not None or budget.box is None:
            raise NotPossible(ENDED)
        reason = self.reason_against_voting(budget, person)
        if reason:
            raise NotPossible(reason)
        if person in self.barred:
            raise NotPossible(_('An account that you had before voted here, and that vote is counted.'))

    def _keep(self, budget, person, lines):
        """Keep a cart; one with nothing in it is none, so that counting carts says how many people have begun."""
        key = key_of(budget.secret, person)
        cart = budget.carts.get(key)
        if not lines:
            budget.carts.discard(key)
        elif cart is None:
            budget.carts.put(key, Cart(lines))
        else:
            cart.lines = lines
        self._note(person, 'begun', budget, bool(lines))

    def _note(self, person, name, budget, there: bool):
        voter = self.voters.get(person)
        if voter is None:
            voter = Voter()
            self.voters.add(person, voter)
        rest = tuple(number for number in getattr(voter, name) if number != budget.id)
        setattr(voter, name, (*rest, budget.id) if there else rest)
        if name == 'voted':
            today = local(clock.now(), above(self, Site).time_zone).toordinal()
            voter.days = {**voter.days, budget.id: today if there else 0}
        elif name == 'begun' and not there:
            voter.begun_at = voter.begun_at if rest else None
        elif voter.begun_at is None:
            voter.begun_at = clock.microseconds()

    # Casting

    def cast(self, budget, person: int) -> bool:
        """Cast what was chosen: from now on it counts. True when it is the first ballot of this person here.

        It meets every other casting of the same person in their one Voter, and the close in what is watched.
        """
        self._check(budget, person)
        key = key_of(budget.secret, person)
        if self.cart(budget, person) is None:
            raise NotPossible(CAST_ALREADY if key in budget.box else _('Your ballot is empty. Choose a project first.'))
        lines = self.chosen(budget, person)
        prices = amounts(budget, lines)
        watch(*(budget.project(number) for number in prices))
        rule = Rule.of(budget)
        rule.check(lines, prices)
        if rule.missing(lines, prices):
            raise NotPossible(_('Your ballot is not complete yet.'))
        self._keep(budget, person, ())
        self._note(person, 'voted', budget, True)
        return budget.box.put(key, lines)

    def stop_changing(self, budget, person: int):
        """Leave the ballot that was cast as it is."""
        if self.cart(budget, person) is not None:
            self._keep(budget, person, ())

    def cancel(self, budget, person: int):
        """Take a vote back: its ballot is gone, and one may vote anew."""
        watch(self, self.space, self.space.phases, budget)
        if not self.is_open('vote') or budget.box is None:
            raise NotPossible(ENDED)
        if not budget.box.discard(key_of(budget.secret, person)):
            raise NotPossible(_('You have not voted here.'))
        self.stop_changing(budget, person)
        self._note(person, 'voted', budget, False)

    def cut_supports(self, person: int) -> bool:
        """A participant leaves: what they chose and did not cast goes, what they cast stays counted under no one's key."""
        voter = self.voters.get(person)
        for budget in self.every_budget():
            budget.register.pop(person, None)
            if budget.box is not None:
                self._cut(budget, key_of(budget.secret, person))
        self.voters.discard(person)
        return voter is not None and bool(voter.voted)

    def _cut(self, budget, key):
        lines = budget.box.get(key)
        budget.carts.discard(key)
        if lines is not None:
            budget.box.discard(key)
            budget.box.put(secrets.token_bytes(16), lines)

    barred: tuple[int, ...] = ()  # ids of participants whose earlier account voted here: one person, one vote

    def bar(self, person: int):
        """This person was here before under an account that is gone, and its ballot is counted."""
        self.barred = (*self.barred, person)


def amounts(budget, lines) -> dict[int, int]:
    """The prices of those projects of a ballot that can be voted for in this budget."""
    found = {number: budget.project(number) for number, _points in lines}
    return {number: project.amount for number, project in found.items() if project is not None}
