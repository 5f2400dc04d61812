"""Counting: who wins a budget under which rule, and why. No page, no database, no rounding; only the standard library.

election = pabulib.read('election.pb').election
result = tally(election, 'equalshares/add1')
result.winners, result.why('some-project')
"""

from isegoria.components.budgets.tally.model import Ballot, Election, Project, VoteType
from isegoria.components.budgets.tally.outcome import Comparison, Coverage, Tally
from isegoria.components.budgets.tally.rules import RULES, Undecidable, tally

__all__ = ['RULES', 'Ballot', 'Comparison', 'Coverage', 'Election', 'Project', 'Tally', 'Undecidable', 'VoteType', 'tally']
