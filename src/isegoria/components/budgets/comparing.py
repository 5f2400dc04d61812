"""The same ballots under other rules, side by side: a simulation for whoever chooses the rule of the next vote."""

from dataclasses import dataclass

from pyramid.view import view_config, view_defaults

from isegoria import formats, outbox
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.counting import cents, election
from isegoria.components.budgets.settings import RULE_TITLES
from isegoria.components.budgets.shown import showing
from isegoria.components.budgets.tally import Undecidable
from isegoria.components.budgets.tally import tally as counted_by
from isegoria.forms import go
from isegoria.i18n import _
from isegoria.templating import text

COMPARE = 'budgets-compare'


@dataclass(frozen=True)
class Simulated:
    """What a rule would have decided."""

    rule: str
    winners: tuple[int, ...]
    spent: int
    served: int
    ballots: int


def compare(_registry, _connection, budget):
    """The worker's job: count under every rule that the ballots decide."""
    numbers = {project.code: project.id for project in budget.projects()}
    found = []
    for rule in RULE_TITLES:
        held = election(budget, rule)
        try:
            result = counted_by(held, rule)
        except Undecidable:
            continue
        winners = tuple(numbers[code] for code in result.winners)
        found.append(Simulated(rule, winners, cents(result.spent), result.coverage.with_a_project, held.voters))
    budget.comparison = tuple(found)


@view_defaults(context=Budget, name='compare', permission=may.COUNT)
class Compare:
    """Only for a vote that is over: while people vote, nobody counts."""

    def __init__(self, budget, request):
        self.budget, self.request = budget, request

    @view_config(request_method='GET', renderer='isegoria:templates/components/budgets/compare.pt')
    def show(self):
        budget, request = self.budget, self.request
        projects = [project for project in budget.projects() if any(project.id in each.winners for each in budget.comparison)]
        return {
            'budget': budget,
            'title': text(request, budget.title),
            'rules': [self.column(each) for each in budget.comparison],
            'rows': [
                (text(request, project.title), project.amount, [project.id in each.winners for each in budget.comparison])
                for project in projects
            ],
            'can_count': budget.urn is not None,
            **showing(request, budget.component),
        }

    def column(self, simulated) -> dict:
        served = simulated.served / simulated.ballots if simulated.ballots else 0
        return {
            'title': self.request.localizer.translate(RULE_TITLES[simulated.rule]),
            'is_own': self.budget.outcome is not None and self.budget.outcome.rule == simulated.rule,
            'winners': len(simulated.winners),
            'spent': simulated.spent,
            'served': formats.percent(served, self.request.language),
        }

    @view_config(request_method='POST')
    def ask(self):
        if self.budget.urn is None:
            self.request.tm.doom()
            return go(
                self.request, self.budget, 'compare', message=_('The vote is not over. Nothing is counted before.'), kind='alert'
            )
        outbox.put(self.budget, COMPARE, self.budget)
        return go(self.request, self.budget, 'compare', message=_('It is being counted under every rule. Look again in a moment.'))


def includeme(config):
    config.add_job(COMPARE, compare)
