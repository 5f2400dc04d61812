"""Results: what will be done, by which rule, and why; of a budget, of all districts, of one project."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import view_config, view_defaults

from isegoria import formats
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.counting import FEWEST_BALLOTS
from isegoria.components.budgets.explaining import Explaining
from isegoria.components.budgets.methods import method
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.settings import RULE_TITLES
from isegoria.components.budgets.shown import showing
from isegoria.components.budgets.words import exact_money, figure
from isegoria.i18n import _, plural
from isegoria.security import VIEW
from isegoria.templating import text

PAGES = 'isegoria:templates/components/budgets/'
BARS = 20
VERDICTS = {
    'funded': _('Funded'),
    'nobody': _('On no ballot'),
    'below': _('Too few votes'),
    'excluded': _('Excluded by another one'),
    'did-not-fit': _('Did not fit'),
    'stopped': _('After the end of the counting'),
}


@view_defaults(context=Budget, permission=VIEW)
class Results:
    """Of one budget."""

    def __init__(self, budget, request):
        self.budget, self.request, self.component = budget, request, budget.component
        self.outcome = budget.outcome
        if self.outcome is None:
            raise HTTPNotFound('nothing is counted yet')

    @view_config(name='results', renderer=PAGES + 'results.pt')
    def results(self):
        explain, projects = Explaining(self.request, self.budget), {each.id: each for each in self.budget.projects()}
        winners = [projects[number] for number in self.outcome.winners if number in projects]
        others = sorted((each for each in projects.values() if each not in winners), key=lambda each: -self.outcome.votes[each.id])
        return {
            'budget': self.budget,
            'title': text(self.request, self.budget.title),
            'heading': plural(self.request, '${n} project will be done', '${n} projects will be done', len(winners)),
            'figures': figures(self.request, self.component, [self.budget]),
            'winners': [(place, project, explain(project)) for place, project in enumerate(winners, 1)],
            'others': others,
            'nearest': (others[0], explain(others[0])) if others and self.outcome.votes[others[0].id] else None,
            'rule': self.request.localizer.translate(RULE_TITLES.get(self.outcome.rule, self.outcome.rule)),
            'method': method(self.request, self.budget, self.outcome.rule),
            'bars': self.bars(projects),
            'counts_points': self.counts_points,
            'table': sorted(projects.values(), key=lambda each: -self.outcome.votes[each.id]),
            'outcome': self.outcome,
            'may_export': len(self.budget.urn.ballots) >= FEWEST_BALLOTS,
            'administers': bool(self.request.has_permission(may.COUNT, self.budget)),
            **showing(self.request, self.component),
        }

    @property
    def counts_points(self) -> bool:
        return self.outcome.scores != self.outcome.votes

    def bars(self, projects) -> list[dict]:
        most = max(self.outcome.votes.values(), default=0) or 1
        first = sorted(projects.values(), key=lambda each: -self.outcome.votes[each.id])[:BARS]
        return [
            {
                'title': text(self.request, each.title),
                'value': formats.number(self.outcome.votes[each.id], self.request.language),
                'share': 100 * self.outcome.votes[each.id] / most,
                'tone': 's1' if each.id in self.outcome.winners else 's2',
            }
            for each in first
        ]

    @view_config(name='rounds', renderer=PAGES + 'rounds.pt')
    def rounds(self):
        """The steps of the counting, one by one."""
        translate = self.request.localizer.translate
        rows = [self.round(place, row) for place, row in enumerate(self.outcome.rounds, 1)]
        return {
            'budget': self.budget,
            'title': text(self.request, self.budget.title),
            'method': method(self.request, self.budget, self.outcome.rule),
            'rows': [row for row in rows if row is not None],
            'columns': {
                'title': translate(_('What was left after each step')),
                'points': [(str(place), row['left'] // 100) for place, row in enumerate(self.outcome.rounds, 1)],
                'first': translate(_('First step')),
                'last': translate(_('Last step')),
                'label_head': translate(_('Step')),
                'value_head': translate(_('Left')),
            },
            'share': self.share(),
            **showing(self.request, self.component),
        }

    def round(self, place, row) -> dict | None:
        project = self.budget.project(row['project'])
        if project is None:
            return None
        translate, rate = self.request.localizer.translate, row.get('price') if row.get('price') is not None else row.get('at')
        return {
            'place': place,
            'project': project,
            'cost': row['cost'],
            'left': row['left'],
            'voters': row.get('voters'),
            'rate': exact_money(self.request, self.component, rate) if rate is not None else '',
            'score': figure(self.request, row['score']) if row.get('score') is not None else '',
            'verdict': translate(VERDICTS.get(row['verdict'], row['verdict'])),
            'won': row['verdict'] == 'funded',
        }

    def share(self) -> str:
        """What each voter began with under equal shares; '' under other rules."""
        if self.outcome.share is None:
            return ''

        def say(words, amount):
            return self.request.localizer.translate(words % {'money': exact_money(self.request, self.component, amount)})

        said = [say(_('Each voter began with ${money}.'), self.outcome.share)]
        if self.outcome.raised_by:
            said.append(say(_('${money} of it is an equal part of the budget.'), self.outcome.share - self.outcome.raised_by))
            said.append(
                say(_('${money} was added step by step, for not everybody can spend all of their share.'), self.outcome.raised_by)
            )
        return ' '.join(said)


def share(request, part, whole) -> str:
    """A part of the whole in percent."""
    return formats.percent(part / whole if whole else 0, request.language)


def figures(request, component, budgets) -> list[tuple]:
    """Ballots, who got something, what was spent and what was not."""
    money, translate = showing(request, component)['money'], request.localizer.translate
    outcomes = [budget.outcome for budget in budgets]
    ballots, served = sum(each.ballots for each in outcomes), sum(each.served for each in outcomes)
    total, spent = sum(budget.total for budget in budgets), sum(each.spent for each in outcomes)
    return [
        (formats.number(ballots, request.language), translate(_('ballots'))),
        (share(request, served, ballots), translate(_('of the voters have at least one project that will be done'))),
        (money(spent), translate(_('given to projects, of ${total}', mapping={'total': money(total)}))),
        (money(total - spent), translate(_('not spent'))),
    ]


@view_config(context=Budgets, name='results', permission=VIEW, renderer=PAGES + 'districts.pt')
def districts(component, request):
    """All budgets of a component side by side."""
    counted = [budget for budget in component.budgets() if budget.outcome is not None]
    if not counted:
        raise HTTPNotFound('nothing is counted yet')
    show = showing(request, component)
    most = max(budget.outcome.spent for budget in counted) or 1
    number = sum(len(budget.outcome.winners) for budget in counted)
    return {
        'component': component,
        'title': text(request, component.title),
        'heading': plural(request, '${n} project will be done', '${n} projects will be done', number),
        'figures': figures(request, component, counted),
        'counted': [(budget, share(request, budget.outcome.served, budget.outcome.ballots)) for budget in counted],
        'bars': [
            {
                'title': text(request, budget.title),
                'value': show['money'](budget.outcome.spent),
                'share': 100 * budget.outcome.spent / most,
            }
            for budget in counted
        ],
        **show,
    }


@view_config(context=Project, name='why', permission=VIEW, renderer=PAGES + 'why.pt')
def why(project, request):
    """Why it was chosen, or was not."""
    budget, outcome = project.budget, project.budget.outcome
    if outcome is None or project.id not in outcome.reasons:
        raise HTTPNotFound('nothing is counted yet')
    return {
        'project': project,
        'budget': budget,
        'title': text(request, project.title),
        'won': project.id in outcome.winners,
        'reasons': Explaining(request, budget)(project),
        'method': method(request, budget, outcome.rule),
        'figures': [
            (formats.number(outcome.votes[project.id], request.language), request.localizer.translate(_('ballots name it'))),
            (showing(request, project.component)['money'](project.amount), request.localizer.translate(_('is what it costs'))),
        ],
        **showing(request, project.component),
    }
