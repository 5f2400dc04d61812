"""The academic library pabutools, asked the same questions as our tally; for checking only, and only where it is installed.

It reads the files by itself. Two things are told to it: our order of ties, and what points and ranks are worth, since its own Borda
count gives the last of a ranking nothing, where cities give one point.
"""

from fractions import Fraction

from gmpy2 import mpq
from pabutools.election import ApprovalBallot, Cardinality_Sat, Cost_Sat
from pabutools.election.ballot import AbstractCardinalBallot, AbstractOrdinalBallot
from pabutools.election.instance import Instance
from pabutools.election.pabulib import parse_pabulib
from pabutools.election.profile import AbstractApprovalProfile, ApprovalProfile
from pabutools.election.satisfaction import AdditiveSatisfaction
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen
from pabutools.tiebreaking import TieBreakingRule


class Academy:
    """One file, as pabutools sees it."""

    def __init__(self, path):
        self.instance, self.single = parse_pabulib(str(path))
        self.profile = self.single.as_multiprofile()
        self.approval = isinstance(self.single, AbstractApprovalProfile)
        self.by_cost = Cost_Sat if self.approval else self.utility(lambda project: project.cost)
        self.by_count = Cardinality_Sat if self.approval else self.utility(lambda project: 1)
        named = {project: sum(self.strength(ballot, project) > 0 for ballot in self.single) for project in self.instance}
        self.ties = TieBreakingRule(lambda _all, _ballots, project: (project.cost, -named[project], project.name))

    def strength(self, ballot, project):
        """The points of a ballot for a project."""
        if isinstance(ballot, AbstractCardinalBallot):
            return mpq(ballot.get(project, 0))
        if isinstance(ballot, AbstractOrdinalBallot):
            return mpq(int(self.instance.meta['max_length']) - ballot.position(project)) if project in ballot else mpq(0)
        return mpq(project in ballot)

    def utility(self, worth):
        """What a voter has from what is funded: points, times what a project is worth."""

        class Points(AdditiveSatisfaction):
            def __init__(self, instance, profile, ballot):
                super().__init__(instance, profile, ballot, points)

        def points(_instance, _profile, ballot, project, _known):
            return self.strength(ballot, project) * worth(project)

        return Points

    def names(self, outcome) -> frozenset[str]:
        return frozenset(project.name for project in outcome)

    def greedy(self):
        return self.names(greedy_utilitarian_welfare(self.instance, self.profile, self.by_cost, tie_breaking=self.ties))

    def greedy_per_cost(self):
        return self.names(greedy_utilitarian_welfare(self.instance, self.profile, self.by_count, tie_breaking=self.ties))

    def shares(self, by_cost: bool, share: Fraction | None = None):
        """The method itself, when every voter starts with `share`, or with the equal part of the budget."""
        instance = Instance(self.instance, budget_limit=self.instance.budget_limit)
        if share is not None:
            instance.budget_limit = mpq(share) * self.profile.num_ballots()
        utility = self.by_cost if by_cost else self.by_count
        return self.names(method_of_equal_shares(instance, self.profile, utility, tie_breaking=self.ties))

    def shares_add_one(self, by_cost: bool):
        """Completed by adding one as pabutools does it: it also ends as soon as nothing more fits into the budget."""
        utility = self.by_cost if by_cost else self.by_count
        return self.names(
            method_of_equal_shares(self.instance, self.profile, utility, tie_breaking=self.ties, voter_budget_increment=1)
        )

    def phragmen(self):
        return self.names(sequential_phragmen(self.instance, self.approvals(), tie_breaking=self.ties))

    def approvals(self):
        """Everybody whom a ballot names, as approvals."""
        if self.approval:
            return self.profile
        ballots = [
            ApprovalBallot({project for project in self.instance if self.strength(ballot, project) > 0}) for ballot in self.single
        ]
        return ApprovalProfile(ballots, instance=self.instance).as_multiprofile()
