"""What came of a vote, for "you said, we did" on the home page: the projects that will be done."""

from isegoria.components.budgets.explaining import Explaining
from isegoria.i18n import _, plural
from isegoria.manifest import Outcome
from isegoria.templating import text


def outcomes(request, component, limit) -> list[Outcome]:
    """The winners of the votes that were counted, those with the most votes first."""
    found = []
    for budget in component.budgets():
        if budget.outcome is not None and request.viewer.sees(budget):
            winners = sorted(budget.outcome.winners, key=lambda number: -budget.outcome.votes[number])[:limit]
            found += [outcome_of(request, budget, budget.project(number)) for number in winners if budget.project(number)]
    return sorted(found, key=lambda each: -each.when)[:limit]


def outcome_of(request, budget, project) -> Outcome:
    votes = budget.outcome.votes[project.id]
    return Outcome(
        resource=project,
        said=plural(
            request, '${n} person chose “${title}”', '${n} people chose “${title}”', votes, title=text(request, project.title)
        ),
        verdict=request.localizer.translate(_('Will be done')),
        accepted=True,
        reason=Explaining(request, budget)(project)[0],
        when=budget.outcome.counted,
    )
