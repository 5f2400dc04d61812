"""Counting from the command line: anybody can recount a published election, without a site."""

import json
from pathlib import Path

import click

from isegoria.components.budgets.agreement import agreement, markdown
from isegoria.components.budgets.tally import RULES, Undecidable, pabulib
from isegoria.components.budgets.tally.own import OWN, tally_file
from isegoria.components.budgets.tally.pabulib_writing import number

UNDECIDABLE = 3
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument('path', metavar='FILE.pb', type=EXISTING)
@click.option(
    '--rule', default=OWN, show_default=True, metavar='RULE', help=f'{OWN} (the one that the file names), {", ".join(RULES)}.'
)
@click.option('--json', 'as_json', is_flag=True, help='An object with the rule and the list of winners.')
@click.pass_context
def tally(context, path, rule, as_json):
    """Count a participatory budget that was published as a Pabulib file.

    Ends with status 3 when the outcome cannot be decided: the rule is a local one, or needs what the file does not tell.
    """
    try:
        file = pabulib.read(path)
        result = tally_file(file, rule)
    except pabulib.PabulibError as error:
        raise click.ClickException(str(error)) from None
    except Undecidable as error:
        click.echo(f'{path.name}: {error}', err=True)
        context.exit(UNDECIDABLE)
    if as_json:
        click.echo(json.dumps({'rule': result.rule, 'winners': list(result.winners)}, ensure_ascii=False))
    else:
        told(file, result)


def told(file, result):
    """The outcome in lines for people."""
    click.echo(f'{file.meta.get("description", "")}\nRule: {result.rule}')
    for winner in result.winners:
        cost = number(result.election.project(winner).cost)
        click.echo(f'  {winner}  {cost}  {file.projects[winner].get("name", "")}'.rstrip())
    coverage = result.coverage
    click.echo(
        f'{len(result.winners)} of {len(file.projects)} projects; {number(result.spent)} spent, {number(result.unspent)} left'
    )
    click.echo(f'{coverage.with_a_project} of {coverage.voters} voters see one of their projects funded')


@click.command(name='tally-agreement')
@click.argument('folder', metavar='DIR', type=FOLDER)
@click.option('--write', 'target', metavar='FILE', type=click.Path(dir_okay=False, path_type=Path), help='Put the table here, too.')
def tally_agreement(folder, target):
    """Compare our tally of every .pb file of DIR with what the city funded and with pabutools (where it is installed)."""
    rows = []
    for row in agreement(folder):
        click.echo(
            f'{row.name}: {"; ".join(f"{asked} {answer}" for asked, answer in row.differences.items()) or "no difference"}',
            err=True,
        )
        rows.append(row)
    table = markdown(rows)
    click.echo(table, nl=False)
    if target:
        target.write_text(HEADING + table, encoding='utf-8')


HEADING = """# Where the tally agrees

Written by `isegoria tally-agreement DIR --write FILE`; [tally.md](tally.md) explains every cell that is not "same".
"The city" compares our outcome by the file's own rule with the projects that were funded in reality; "local rule" means that the
file does not say enough to decide. The other columns compare with pabutools. For Add1 it is asked for the outcome at the share
where ours ends, and one step further, where the outcome must cost too much. In the last column it completes in its own way.

"""
COMMANDS = [tally, tally_agreement]
