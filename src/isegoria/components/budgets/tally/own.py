"""Which rule a file asks for, and the tally of a file."""

from isegoria.components.budgets.tally.model import VoteType
from isegoria.components.budgets.tally.outcome import Tally
from isegoria.components.budgets.tally.pabulib_file import THRESHOLD, PabulibFile
from isegoria.components.budgets.tally.rules import RULES, Undecidable, tally

OWN = 'own'
UNTOLD = ('', 'unknown')


def own_rule(file: PabulibFile) -> str:
    """The rule that the file names, if its content decides the outcome under it."""
    if file.rule in UNTOLD:
        raise Undecidable('the file does not tell which rule was used')
    if file.rule not in RULES:
        raise Undecidable(f'the file names the rule {file.rule!r}, a local one that its content does not define')
    if file.rule == 'greedy' and file.election.threshold is not None:
        raise Undecidable(f'the file names the rule greedy and yet a threshold ({THRESHOLD}): one of the two does not apply')
    return file.rule


def check_points(file: PabulibFile):
    """Undecidable where what a ballot gives to a project is reckoned in a way that is not known here."""
    scoring, default = file.meta.get('scoring_fn', ''), file.meta.get('default_score', '')
    if file.election.vote_type is VoteType.ORDINAL and scoring.lower() not in ('', 'borda'):
        raise Undecidable(f'the file gives points to ranks by {scoring!r}, which is not known here')
    if file.election.vote_type is VoteType.SCORING and default.strip('0.'):
        raise Undecidable(f'the file gives {default} points to projects that a ballot does not name, which is not known here')


def tally_file(file: PabulibFile, rule: str = OWN) -> Tally:
    """The outcome of a file under a rule; `own` is the one that it names."""
    check_points(file)
    return tally(file.election, own_rule(file) if rule == OWN else rule)
