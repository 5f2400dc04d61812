"""Where the projects of a budget lie: a plan drawn from their coordinates alone, and the same places as a list."""

from dataclasses import dataclass
from math import cos, radians

from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import view_config

from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.shown import showing
from isegoria.security import VIEW

PAGES = 'isegoria:templates/components/budgets/'
WIDTH, MARGIN = 600, 40
LOWEST, HIGHEST = 240, 800  # how tall a plan may be
METRES = 111_320  # to a degree of latitude
STEPS = (50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)


@dataclass(frozen=True)
class Mark:
    """A project on the plan."""

    project: Project
    x: float
    y: float


@dataclass(frozen=True)
class Plan:
    """Marks in a picture of `width` by `height`; `metres` are `scale` units long."""

    marks: list[Mark]
    height: int
    metres: int
    scale: float
    width: int = WIDTH

    @property
    def box(self) -> str:
        return f'0 0 {self.width} {self.height}'

    @property
    def measure(self) -> str:
        """The path of the scale, in the lower left."""
        return f'M16 {self.height - 14}v-6M16 {self.height - 14}h{self.scale}v-6'


def placed(projects) -> list[Project]:
    return [project for project in projects if project.latitude is not None]


def plan_of(projects) -> Plan:
    """North is up; a degree of longitude is as long as it is in the middle of the plan (equirectangular projection)."""
    north, south = max(each.latitude for each in projects), min(each.latitude for each in projects)
    west, east = min(each.longitude for each in projects), max(each.longitude for each in projects)
    narrowing = max(cos(radians((north + south) / 2)), 0.01)
    wide, tall = (east - west) * narrowing, north - south
    room = WIDTH - 2 * MARGIN
    unit = min(room / wide if wide else float('inf'), (HIGHEST - 2 * MARGIN) / tall if tall else float('inf'))
    unit = min(unit, room * METRES / STEPS[0])  # of one place, or several at the same, a plan of fifty metres
    height = max(round(tall * unit) + 2 * MARGIN, LOWEST)
    left, top = (WIDTH - wide * unit) / 2, (height - tall * unit) / 2
    marks = [
        Mark(each, round(left + (each.longitude - west) * narrowing * unit, 1), round(top + (north - each.latitude) * unit, 1))
        for each in projects
    ]
    metres = max((step for step in STEPS if step / METRES * unit <= room / 2), default=STEPS[0])
    return Plan(marks, height, metres, round(metres / METRES * unit, 1))


@view_config(context=Budget, name='plan', permission=VIEW, renderer=PAGES + 'plan.pt')
def plan(budget, request):
    """The projects with coordinates as numbered marks; the list beside it says the same without the picture."""
    projects = placed(budget.projects())
    if not projects:
        raise HTTPNotFound('no project says where it lies')
    return {
        'budget': budget,
        'plan': plan_of(projects),
        'elsewhere': [project for project in budget.projects() if project.latitude is None],
        **showing(request, budget.component),
    }
