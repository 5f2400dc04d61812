"""A vote that was held elsewhere comes in as a `.pb` file: a finished budget with its ballots, and nobody's names."""

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

import colander
import deform
from colander import SchemaNode
from deform.widget import FileUploadWidget

from isegoria import clock, outbox
from isegoria.admin.forms import FORM, DeskForm
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget, Urn
from isegoria.components.budgets.closing import TALLY
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.settings import APPROVAL, CUMULATIVE, RANKING
from isegoria.components.budgets.tally import RULES, Undecidable, VoteType, pabulib
from isegoria.components.budgets.tally.own import check_points
from isegoria.events import Created
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import _

MOST_BYTES = 40_000_000
KINDS = {VoteType.CUMULATIVE: CUMULATIVE, VoteType.SCORING: CUMULATIVE, VoteType.ORDINAL: RANKING}


@dataclass(frozen=True)
class Imported:
    """What the file tells: its META, how its ballots look, under which rule it is counted here, and what that rule needs."""

    meta: dict
    kind: str
    vote_type: str
    rule: str
    more: dict


class NotUsable(ValueError):
    """The file can be read and yet not be taken."""


def take_in(component: Budgets, file: pabulib.PabulibFile, rule: str, language: str) -> Budget:
    """A finished budget with the projects and ballots of a file. What was decided elsewhere is not taken over: it is counted."""
    election = file.election
    budget = Budget({language: file.meta.get('description') or _named(file)}, in_cents(election.budget, 'budget'))
    budget.language, budget.secret, budget.box, budget.carts = language, None, None, None
    budget.closed = clock.microseconds()
    more = {'first_place': election.first_place, 'threshold': election.threshold, 'exclusive': election.exclusive}
    budget.imported = Imported(dict(file.meta), KINDS.get(election.vote_type, APPROVAL), str(election.vote_type), rule, more)
    projects = {project.id: as_project(project, file.projects.get(project.id, {}), language) for project in election.projects}
    component.add_budget(budget)
    for project in projects.values():
        budget.add_project(project)
    budget.urn = Urn(lines(voter.ballot, projects) for voter in file.voters)
    outbox.put(component, TALLY, component)
    return budget


def _named(file):
    return f'{file.meta.get("unit", "")} {file.meta.get("instance", "")}'.strip()


def as_project(given, fields, language) -> Project:
    project = Project({language: fields.get('name') or given.id}, in_cents(given.cost, given.id))
    project.code, project.language = given.id, language
    with suppress(KeyError, ValueError):  # a place is welcome, and not needed
        project.latitude, project.longitude = float(fields['latitude']), float(fields['longitude'])
    return project


def lines(ballot, projects) -> tuple:
    points = ballot.points or (1,) * len(ballot.choices)
    return tuple((projects[code].id, number) for code, number in zip(ballot.choices, points, strict=True))


def in_cents(amount, where) -> int:
    cents = Fraction(amount) * 100
    if cents.denominator != 1:
        raise NotUsable(_('“${where}” has an amount with more than two decimals.', mapping={'where': where}))
    return int(cents)


def rule_of(file, component) -> str:
    """The rule that the file names, where we have it and the file decides it; else the one of the component."""
    named = file.rule
    if named in RULES and not (named == 'greedy' and file.election.threshold is not None):
        return named
    return component.setting('tally_rule')


class NoStore(dict):
    """Files are not kept between two tries of a form."""

    def preview_url(self, _uid):
        return ''


class FileWidget(FileUploadWidget):
    def __init__(self):
        super().__init__(NoStore(), accept='.pb,text/plain')

    def serialize(self, field, cstruct, **more):
        return super().serialize(field, colander.null, **more)


class ImportForm(Schema):
    file = SchemaNode(
        deform.FileData(), title=_('File'), description=_('A vote in the format of Pabulib, up to 40 MB.'), widget=FileWidget()
    )


@form_view(context=Budgets, name='import-pb', permission=may.EDIT, renderer=FORM)
class ImportVote(DeskForm):
    schema, title = ImportForm, _('Import a vote (.pb)')
    explanation = _(
        'It becomes a finished budget with its ballots, and is counted here again. If one line is wrong, nothing is taken.'
    )
    buttons = ((_('Import'), 'save'),)

    def save(self, data):
        upload = data['file']
        with upload['fp'] as stream:
            read = stream.read(MOST_BYTES + 1)
        if len(read) > MOST_BYTES:
            raise Refused(_('The file is larger than 40 MB.'), 'file')
        try:
            file = pabulib.parse(read, upload['filename'])
            check_points(file)
            budget = take_in(self.context, file, rule_of(file, self.context), self.request.site.default_language)
        except pabulib.PabulibError as wrong:
            about = {'file': wrong.name, 'line': wrong.line, 'reason': wrong.reason}
            raise Refused(_('${file}, line ${line}: ${reason}', mapping=about), 'file') from None
        except Undecidable as wrong:
            raise Refused(f'{upload["filename"]}: {wrong}', 'file') from None
        except (NotUsable, ValueError) as wrong:
            raise Refused(wrong.args[0], 'file') from None
        self.request.registry.notify(Created(budget, self.request))
        return self.done(budget, 'admin', message=_('The vote was imported. It is being counted.'))
