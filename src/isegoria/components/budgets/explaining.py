"""Why a project won or lost, in plain words: one sentence for each kind of answer that the tally gives."""

from isegoria import formats
from isegoria.components.budgets.settings import CUMULATIVE, RANKING
from isegoria.components.budgets.tally import reasons as why
from isegoria.components.budgets.words import exact_money, figure
from isegoria.i18n import _, plural
from isegoria.templating import text

METHODS = {
    'greedy': (
        _('The projects are taken by their votes, the most first. Each one is funded if it still fits in the money that is left; one that does not fit is passed over.'),
    ),
    'greedy-per-cost': (
        _('The projects are taken by their votes for each unit of money, the most first. Each one is funded if it still fits in the money that is left.'),
    ),
    'greedy-no-skip': (
        _('The projects are taken by their votes, the most first, until one no longer fits in the money that is left. Then the counting ends.'),
    ),
    'equalshares': (
        _('The money belongs to the voters in equal shares. A project is paid by those who chose it, in equal parts, as long as they have something left of their share.'),
        _('Again and again the project is funded that gives its supporters most for their money. So every group of voters decides about its part, and none about the part of others.'),
    ),
    'phragmen': (
        _('All voters receive money at the same pace. As soon as those who chose a project have saved up what it costs, they buy it, and begin again with nothing.'),
    ),
}
RAISED = _('As long as the outcome fits in the budget, every share is raised by one unit of money and the counting begins anew.')
COMPLETED = _('What is left in the end goes to further projects by their votes.')
COMPARED = _('If more voters are better served when the most votes come first, that outcome is taken instead.')
TIES = _('Where two projects are equal, the cheaper one comes first, then the one that more people chose, then the one with the smaller number.')


def method(request, rule: str) -> list[str]:
    """How a rule counts, in sentences."""
    family = 'equalshares' if rule.startswith('equalshares') else rule
    found = [*METHODS.get(family, METHODS['greedy'])]
    if '/add1' in rule:
        found.append(RAISED)
    if rule.endswith('/add1u') or '/add1u' in rule:
        found.append(COMPLETED)
    if 'comparison' in rule:
        found.append(COMPARED)
    return [request.localizer.translate(words) for words in (*found, TIES)]


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
        return list(getattr(self, f'say_{type(reason).__name__}')(reason))

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

    def say_NobodyChose(self, _reason):
        yield self.say(_('It was not chosen: it stands on no ballot.'))

    def say_Funded(self, reason):
        place, votes, cost = self.number(reason.place), self.votes(reason.score), self.money(reason.cost)
        yield self.say(_('It was chosen. By votes it came at place ${place}, with ${votes}.'), place=place, votes=votes)
        yield self.say(_('When its turn came, ${left} was left and it costs ${cost}.'), left=self.money(reason.left_before), cost=cost)
        yield self.say(_('After it, ${left} was left.'), left=self.money(reason.left_after))

    def say_DidNotFit(self, reason):
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
            _('The money that it needed went to “${rival}” (${votes}, ${cost}). With more votes than that one, it would have been chosen.'),
            rival=self.title(rival.project), votes=self.votes(rival.score), cost=self.money(rival.cost),
        )  # fmt: skip

    def say_BelowThreshold(self, reason):
        votes, needed = self.votes(reason.score), self.votes(reason.threshold)
        yield self.say(_('It was not chosen: it has ${votes}, and a project needs ${needed}.'), votes=votes, needed=needed)

    def say_ExcludedBy(self, reason):
        yield self.say(_('It was not chosen: it cannot be done together with “${rival}”, which has more votes.'), rival=self.title(reason.by.project))

    def say_AfterTheStop(self, reason):
        place, rival = self.number(reason.place), self.title(reason.stopped_at)
        yield self.say(_('It was not chosen. By votes it came at place ${place}, after “${rival}”, which no longer fitted and ended the counting.'), place=place, rival=rival)

    # Equal shares

    def say_SharedOut(self, reason):
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
            yield self.say(_('${people} had less than that and gave all they had left.'), people=self.people(reason.with_all_they_had))
        if reason.with_nothing_left:
            yield self.say(_('${people} had nothing left and paid nothing.'), people=self.people(reason.with_nothing_left))

    def say_SupportersRanOut(self, reason):
        people, behind = self.people(reason.supporters), self.money(reason.money_behind)
        yield self.say(
            _('It was not chosen. The ${people} who want it had ${behind} left of their shares in the end, and it costs ${cost}: ${missing} was missing.'),
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

    def say_BoughtInTime(self, reason):
        yield self.say(
            _('It was chosen in round ${round}: its ${people} had saved up ${cost} when everybody had received ${at}.'),
            round=self.number(reason.round), people=self.people(reason.supporters), cost=self.money(reason.cost), at=self.money(reason.at),
        )  # fmt: skip

    def say_StoppedBefore(self, reason):
        yield self.say(
            _('It was not chosen. Its ${people} would have saved up enough when everybody had received ${at}.'),
            people=self.people(reason.supporters), at=self.money(reason.at),
        )  # fmt: skip
        if reason.stopped_by is not None:
            yield self.say(
                _('The counting ended before, at ${at}, because “${rival}” cost more than the ${left} that was left.'),
                at=self.money(reason.stopped_at), rival=self.title(reason.stopped_by), left=self.money(reason.left),
            )  # fmt: skip

    def say_DearerThanTheBudget(self, reason):
        yield self.say(_('It was not chosen: it costs ${cost}, and the whole budget is ${budget}.'), cost=self.money(reason.cost), budget=self.money(reason.budget))
