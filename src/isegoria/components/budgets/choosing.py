"""What stands on somebody's ballot in one budget, and what they can do with it: asked once a page."""

from dataclasses import dataclass
from functools import cached_property

from isegoria import formats
from isegoria.components.budgets.methods import method
from isegoria.components.budgets.rules import Rule
from isegoria.components.budgets.settings import CUMULATIVE, RANKING
from isegoria.components.budgets.voting import amounts
from isegoria.components.budgets.words import lacking, money
from isegoria.i18n import _, plural
from isegoria.spaces.overview import last_day
from isegoria.templating import address, text

SECRECY = _(
    'While the vote is open, your ballot is kept under a key so that you can change it: whoever runs the server could look. '
    'When the vote ends, ballots are shuffled and the keys destroyed. From then on nobody can tell what you voted.'
)


@dataclass(frozen=True)
class Chosen:
    """A line of the ballot."""

    project: object
    title: str
    url: str
    price: str
    points: int
    place: int


class Choosing:
    """For one budget and whoever looks."""

    def __init__(self, request, budget):
        self.request, self.budget, self.component = request, budget, budget.component
        self.person = request.identity.id if request.identity is not None else None
        self.is_open = self.component.is_open('vote') and budget.trashed is None and budget.box is not None
        self.rule = Rule.of(budget)
        self.secrecy = SECRECY

    @cached_property
    def lines(self):
        return self.component.chosen(self.budget, self.person) if self.is_open else ()

    @cached_property
    def points(self) -> dict[int, int]:
        return dict(self.lines)

    @cached_property
    def prices(self) -> dict[int, int]:
        return amounts(self.budget, self.lines)

    @cached_property
    def chosen(self) -> list[Chosen]:
        found = []
        for place, (number, points) in enumerate(self.lines, 1):
            project = self.budget.project(number)
            if project is not None:
                title = text(self.request, project.title)
                found.append(Chosen(project, title, address(self.request, project), self.money(project.amount), points, place))
        return found

    def money(self, cents) -> str:
        return money(self.request, self.component, cents)

    # How far the ballot is

    @property
    def spent(self) -> int:
        return sum(self.prices.values())

    @property
    def left(self) -> int:
        return self.budget.total - self.spent

    @property
    def points_left(self) -> int:
        return self.rule.points - sum(self.points.values())

    @property
    def share(self) -> float:
        """How full it is, from 0 to 100."""
        if self.rule.counts_money:
            return 100 * self.spent / self.budget.total if self.budget.total else 0
        if self.rule.points:
            return 100 * (self.rule.points - self.points_left) / self.rule.points
        return 100 * len(self.lines) / self.rule.most if self.rule.most else 0

    @property
    def status(self) -> str:
        """What is left, in words."""
        translate = self.request.localizer.translate
        if self.rule.counts_money:
            about = {'left': self.money(self.left), 'all': self.money(self.budget.total)}
            return translate(_('${left} left of ${all}', mapping=about))
        if self.rule.points:
            return plural(self.request, '${n} point left', '${n} points left', self.points_left)
        return plural(self.request, '${n} project chosen', '${n} projects chosen', len(self.lines))

    @property
    def lacking(self) -> str:
        return lacking(self.request, self.budget, self.missing)

    @property
    def missing(self):
        return self.rule.missing(self.lines, self.prices)

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and not self.missing

    # What can be done

    @cached_property
    def has_voted(self) -> bool:
        return self.component.has_voted(self.budget, self.person)

    @cached_property
    def is_changing(self) -> bool:
        """Is there a cart that was not cast?"""
        return self.component.cart(self.budget, self.person) is not None

    @cached_property
    def reason_against(self) -> str:
        """Why this person cannot vote here, in words; '' when they can."""
        if self.person is None:
            return ''
        if not self.request.identity.is_confirmed:
            return self.request.localizer.translate(_('Confirm your email address to vote.'))
        if not self.request.viewer.takes_part(self.budget):
            return self.request.localizer.translate(_('Only members vote here.'))
        reason = self.component.reason_against_voting(self.budget, self.person)
        return self.request.localizer.translate(reason) if reason else ''

    @cached_property
    def instead(self) -> list[dict]:
        """Where this person votes when it is not here: {title, url} of each."""
        return [self.way_to(budget) for budget in self.component.instead_of(self.budget, self.person)] if self.person else []

    def way_to(self, budget) -> dict:
        voted, about = self.component.has_voted(budget, self.person), {'budget': text(self.request, budget.title)}
        words = _('See or cancel your vote in “${budget}”', mapping=about) if voted else _('Vote in “${budget}”', mapping=about)
        return {
            'title': self.request.localizer.translate(words),
            'url': address(self.request, budget, 'ballot' if voted else 'booth'),
        }

    @property
    def can_choose(self) -> bool:
        return self.is_open and self.person is not None and not self.reason_against

    def has(self, project) -> bool:
        return project.id in self.points

    def fits(self, project) -> bool:
        """Would this project still fit?"""
        if self.rule.counts_money:
            return project.amount <= self.left
        if self.rule.points and self.points_left < 1:
            return False
        return not self.rule.most or len(self.lines) < self.rule.most

    def why_not(self, project) -> str:
        """What stands in place of a button for something that does not fit."""
        translate = self.request.localizer.translate
        if self.rule.counts_money:
            missing = self.money(project.amount - self.left)
            return translate(_('It costs ${money} more than you have left.', mapping={'money': missing}))
        return translate(_('You have no points left.')) if self.rule.points else translate(_('Your ballot is full.'))

    @property
    def gives_points(self) -> bool:
        return self.rule.kind == CUMULATIVE

    @property
    def in_order(self) -> bool:
        return self.rule.kind == RANKING

    @property
    def counted(self) -> list[str]:
        """How the ballots will be counted, in sentences."""
        return method(self.request, self.budget, self.component.setting('tally_rule'))

    @property
    def until(self) -> str:
        return last_day(self.component.space, self.request.language, self.request.site.time_zone)

    @property
    def day(self) -> str:
        """On which day this person voted here."""
        found = self.component.day_of_vote(self.budget, self.person)
        return formats.date(found, self.request.language) if found else ''

    @property
    def login(self) -> str:
        return address(self.request, self.request.site, 'login', back=address(self.request, self.budget, 'booth'))
