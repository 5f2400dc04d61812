"""What a newcomer sees of budgets: the demonstration tells it, the same draw each time, and this puts it in."""

import random

from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.closing import tally
from isegoria.components.budgets.project import Project
from isegoria.text import markdown

SEED = 1989  # the year of the first participatory budget, in Porto Alegre
MOST_CHOSEN = 4
MIDDLE, REACH = (41.19, 1.65), 0.008  # of the town, in degrees


def demonstrate(component, funds, people, terms):
    """Budgets with projects; in some of them every person votes, and where the vote is over it is counted."""
    draw = random.Random(SEED)  # noqa: S311  not for secrets
    for told in funds:
        budget = Budget(told.title, told.total * 100)
        budget.language = component.language
        budget.terms = (terms[told.district],) if told.district else ()
        component.add_budget(budget)
        projects = [plant(budget, work, terms) for work in told.works]
        if told.ballots:
            for person in people:
                vote(component, budget, projects, person, draw)
    if any(told.ended for told in funds):
        component.end_vote()
        component.part_ballots_and_people()
        tally(None, None, component)


def plant(budget, work, terms) -> Project:
    project = Project(work.title, work.cost * 100)
    project.body = {code: markdown(words) for code, words in work.text.items()}
    project.terms = tuple(terms[code] for code in work.terms)
    if 'transport' not in work.terms:  # what goes all through the town is at no place
        draw = random.Random(work.title['en'])  # noqa: S311  not for secrets
        project.latitude, project.longitude = (round(at + draw.uniform(-REACH, REACH), 5) for at in MIDDLE)
    return budget.add_project(project)


def vote(component, budget, projects, person, draw):
    """Each person likes some projects, the first ones told a little more often, within the money."""
    left = budget.total
    for project in sorted(projects, key=lambda each: draw.random() * (2 + projects.index(each)))[: draw.randint(2, MOST_CHOSEN)]:
        if project.amount <= left:
            component.choose(budget, person, project)
            left -= project.amount
    component.cast(budget, person)
