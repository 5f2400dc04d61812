"""Why a project won or lost, in plain words: one sentence for each kind of answer that the tally gives."""

import re

from isegoria import formats
from isegoria.components.budgets.settings import CUMULATIVE, RANKING
from isegoria.components.budgets.tally import reasons as why
from isegoria.components.budgets.words import exact_money, figure
from isegoria.i18n import _, plural
from isegoria.templating import text


def snake(name: str) -> str:
    """DidNotFit as did_not_fit: how the method for a kind of answer is called."""
    return re.sub('(?<!^)(?=[A-Z])', '_', name).lower()


class Explaining:
    """The reasons of one budget's outcome, in the language of the page."""

    def __init__(self, request, budget, outcome=None):
        self.request, self.budget, self.component = request, budget, budget.component
        self.outcome = outcome or budget.outcome
        self.kind = budget.ballot_kind
        self.titles = {project.code: text(request, project.title) for project in budget.projects()}

    def __call__(self, project) -> list[str]:
        """Sentences about one project, the decisive one first."""
        return self.words_of(self.outcome.reasons[project.id])

    def words_of(self, reason) -> list[str]:
        return list(getattr(self, f'say_{snake(type(reason).__name__)}')(reason))

    def say(self, words, **about) -> str:
        return self.request.localizer.translate(words % about if about else words)

    def money(self, amount) -> str:
        return exact_money(self.request, self.component, amount)

    def votes(self, score) -> str:
        """A score as votes or points; votes for each unit of money as they are."""
        if self.outcome.rule == 'greedy-per-cost':
            return self.say(_('${n} for each unit of money'), n=figure(self.request, score))
        if self.kind in (CUMULATIVE, RANKING):
            return plural(self.request, '${n} point', '${n} points', int(score))
        return plural(self.request, '${n} vote', '${n} votes', int(score))

    def people(self, n) -> str:
        return plural(self.request, '${n} person', '${n} people', n)

    def number(self, n) -> str:
        return formats.number(n, self.request.language)

    def title(self, code) -> str:
        return self.titles.get(code, code)

    # Most votes first

    def say_nobody_chose(self, _reason):
        yield self.say(_('It was not chosen: it stands on no ballot.'))

    def say_funded(self, reason):
        place, votes, cost = self.number(reason.place), self.votes(reason.score), self.money(reason.cost)
        yield self.say(_('It was chosen. By votes it came at place ${place}, with ${votes}.'), place=place, votes=votes)
        yield self.say(
            _('When its turn came, ${left} was left and it costs ${cost}.'), left=self.money(reason.left_before), cost=cost
        )
        yield self.say(_('After it, ${left} was left.'), left=self.money(reason.left_after))

    def say_did_not_fit(self, reason):
        place, votes = self.number(reason.place), self.votes(reason.score)
        yield self.say(_('It was not chosen. By votes it came at place ${place}, with ${votes}.'), place=place, votes=votes)
        missing = self.money(reason.missing)
        yield self.say(
            _('When its turn came, ${left} was left and it costs ${cost}: ${missing} was missing.'),
            left=self.money(reason.left), cost=self.money(reason.cost), missing=missing,
        )  # fmt: skip
        if reason.decisive is None:
            yield self.say(_('It costs more than there was from the beginning.'))
            return
        rival = reason.decisive
        yield self.say(
            _(
                'The money that it needed went to “${rival}” (${votes}, ${cost}). With more votes than that one, it '
                'would have been chosen.'
            ),
            rival=self.title(rival.project), votes=self.votes(rival.score), cost=self.money(rival.cost),
        )  # fmt: skip

    def say_below_threshold(self, reason):
        votes, needed = self.votes(reason.score), self.votes(reason.threshold)
        yield self.say(_('It was not chosen: it has ${votes}, and a project needs ${needed}.'), votes=votes, needed=needed)

    def say_excluded_by(self, reason):
        yield self.say(
            _('It was not chosen: it cannot be done together with “${rival}”, which has more votes.'),
            rival=self.title(reason.by.project),
        )

    def say_after_the_stop(self, reason):
        place, rival = self.number(reason.place), self.title(reason.stopped_at)
        yield self.say(
            _(
                'It was not chosen. By votes it came at place ${place}, after “${rival}”, which no longer fitted '
                'and ended the counting.'
            ),
            place=place,
            rival=rival,
        )

    # Equal shares

    def say_shared_out(self, reason):
        yield self.say(
            _('It was chosen in round ${round}. The ${people} who want it paid its ${cost} together, out of their own shares.'),
            round=self.number(reason.round), people=self.people(reason.supporters), cost=self.money(reason.cost),
        )  # fmt: skip
        if reason.in_full and self.kind in (CUMULATIVE, RANKING):
            yield self.say(_('They paid ${price} for each point that they gave it.'), price=self.money(reason.price))
        elif reason.in_full:
            people, price = self.people(reason.in_full), self.money(reason.price)
            yield self.say(_('${people} paid ${price} each.'), people=people, price=price)
        if reason.with_all_they_had:
            yield self.say(
                _('${people} had less than that and gave all they had left.'), people=self.people(reason.with_all_they_had)
            )
        if reason.with_nothing_left:
            yield self.say(_('${people} had nothing left and paid nothing.'), people=self.people(reason.with_nothing_left))

    def say_supporters_ran_out(self, reason):
        people, behind = self.people(reason.supporters), self.money(reason.money_behind)
        yield self.say(
            _(
                'It was not chosen. The ${people} who want it had ${behind} left of their shares in the end, and it '
                'costs ${cost}: ${missing} was missing.'
            ),
            people=people, behind=behind, cost=self.money(reason.cost), missing=self.money(reason.missing),
        )  # fmt: skip
        yield self.say(_('Each of them would have needed ${money} more.'), money=self.money(reason.missing_each))
        spent = [payment for payment in reason.spent_on if payment.amount][:3]
        if spent:
            bought = ', '.join(f'“{self.title(payment.project)}” ({self.money(payment.amount)})' for payment in spent)
            yield self.say(_('They had spent most of their money on ${bought}.'), bought=bought)
        if isinstance(reason.completion, why.DidNotFit):
            yield self.say(
                _('What was left in the end was given out by votes. When its turn came, that was ${left}: ${missing} too little.'),
                left=self.money(reason.completion.left), missing=self.money(reason.completion.missing),
            )  # fmt: skip

    # Saving up together

    def say_bought_in_time(self, reason):
        yield self.say(
            _('It was chosen in round ${round}: its ${people} had saved up ${cost} when everybody had received ${at}.'),
            round=self.number(reason.round), people=self.people(reason.supporters),
            cost=self.money(reason.cost), at=self.money(reason.at),
        )  # fmt: skip

    def say_stopped_before(self, reason):
        yield self.say(
            _('It was not chosen. Its ${people} would have saved up enough when everybody had received ${at}.'),
            people=self.people(reason.supporters), at=self.money(reason.at),
        )  # fmt: skip
        if reason.stopped_by is not None:
            yield self.say(
                _('The counting ended before, at ${at}, because “${rival}” cost more than the ${left} that was left.'),
                at=self.money(reason.stopped_at), rival=self.title(reason.stopped_by), left=self.money(reason.left),
            )  # fmt: skip

    def say_dearer_than_the_budget(self, reason):
        yield self.say(
            _('It was not chosen: it costs ${cost}, and the whole budget is ${budget}.'),
            cost=self.money(reason.cost),
            budget=self.money(reason.budget),
        )
