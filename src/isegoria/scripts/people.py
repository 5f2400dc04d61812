"""Commands about accounts: for the first administrator, and for whoever cannot get in any other way."""

import secrets
import sys

import click
from email_validator import EmailNotValidError, validate_email

from isegoria import clock
from isegoria.accounts import blocking, nicknames, passwords, roles
from isegoria.accounts.resource import Participant
from isegoria.outbox import changed
from isegoria.scripts.environment import INI, SITE, changing
from isegoria.scripts.errors import plainly

ROLES = click.Choice(list(roles.NAMES))
GENERATE = click.option('--generate', is_flag=True, help='Make a password and print it, instead of asking for one.')
AT = click.option('--at', metavar='PATH', default='', help='Where, as processes/trees; else in the whole site.')
WHO = click.argument('who', metavar='NICKNAME_OR_EMAIL')


@click.group()
def user():
    """Accounts: add, list, give roles, set a password, block."""


@user.command()
@INI
@click.argument('nickname')
@click.option('--email', required=True, prompt='E-mail address', help='The address, taken as confirmed.')
@click.option('--name', help='The name that is shown; else the nickname.')
@click.option('--role', type=ROLES, help='A role in the whole site.')
@GENERATE
@SITE
def add(ini, nickname, email, name, role, generate, site):
    """Add a confirmed account. The password is asked for, or read from the standard input."""
    with changing(ini, site) as place:
        participants = place['participants']
        nickname = nicknames.written(nickname)
        objection = nicknames.objection(nickname, participants.is_taken)
        if objection:
            raise click.BadParameter(plainly(objection), param_hint='NICKNAME')
        person = Participant(name or nickname, nickname, checked_address(email))
        person.confirmed, person.locale = clock.microseconds(), place.default_language
        password = new_password(place, person, staff=role is not None, generate=generate)
        try:
            participants.add(person)
        except KeyError:
            raise click.BadParameter(f'{email} is the address of another account', param_hint='--email') from None
        person.take_password(passwords.hash_password(password))
        if role:
            roles.give(place, person, role)
        changed(person)
        click.echo(f'{nickname} can sign in as {person.email}' + (f' and has the role {role}.' if role else '.'))


@user.command(name='list')
@INI
@click.option('--role', type=ROLES, help='Only those who have this role in the whole site.')
@SITE
def list_(ini, role, site):
    """Show accounts that can sign in, with their roles."""
    with changing(ini, site) as place:
        number = 0
        for person in sorted(place['participants'].people.values(), key=lambda person: person.nickname):
            held = place.roles.get(person.id, frozenset())
            if person.password is None or (role and role not in held):
                continue
            number += 1
            about = ', '.join([*sorted(held), *(['blocked'] if person.blocked else [])])
            click.echo(f'{person.nickname:<22} {person.email:<34} {about}')
        click.echo(f'{number} accounts')


@user.command()
@INI
@WHO
@click.argument('role', type=ROLES)
@click.option('--take', is_flag=True, help='Take the role instead of giving it.')
@AT
@SITE
def role(ini, who, role, take, at, site):
    """Give somebody a role, or take it."""
    with changing(ini, site) as place:
        person, where = person_in(place, who), place_at(place, at)
        if take:
            roles.take(where, person, role, by=None)
        else:
            roles.give(where, person, role)
        click.echo(f'{person.nickname} {"no longer has" if take else "has"} the role {role}{f" at {at}" if at else ""}.')


@user.command()
@INI
@WHO
@GENERATE
@SITE
def password(ini, who, generate, site):
    """Set somebody's password; they are signed out everywhere."""
    with changing(ini, site) as place:
        person = person_in(place, who)
        chosen = new_password(place, person, staff=person.id in place.roles, generate=generate)
        person.take_password(passwords.hash_password(chosen))
        person.unlock()
        click.echo(f'{person.nickname} has a new password.')


@user.command()
@INI
@WHO
@click.option('--reason', default='', help='What they are told.')
@click.option('--end', is_flag=True, help='End the block instead.')
@SITE
def block(ini, who, reason, end, site):
    """Block somebody: they are signed out and cannot sign in; or end it."""
    with changing(ini, site) as place:
        person = person_in(place, who)
        if not end and not reason:
            raise click.UsageError('say why, with --reason: they are told')
        if end:
            blocking.unblock(person, by=None)
        else:
            blocking.block(place, person, by=None, reason='command', statement=reason)
        click.echo(f'{person.nickname} is {"no longer " if end else ""}blocked.')


def person_in(place, who) -> Participant:
    participants = place['participants']
    found = participants.get_by_email(who) if '@' in who else participants.get_by_nickname(who)
    if found is None:
        raise click.ClickException(f'there is nobody called {who}')
    return found


def place_at(site, path):
    """The space or component at a path."""
    found = site
    for name in filter(None, path.split('/')):
        try:
            found = found[name]
        except KeyError:
            raise click.ClickException(f'there is no {path} in this site') from None
    if not hasattr(found, 'give_role'):
        raise click.ClickException(f'nobody has roles at {path}')
    return found


def checked_address(email) -> str:
    try:
        return validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint='--email') from None


def new_password(site, person, staff, generate) -> str:
    """Asked for twice on a terminal, read from the standard input elsewhere, or made and printed."""
    if generate:
        made = '-'.join(secrets.token_hex(3) for _part in range(4))
        click.echo(f'Password: {made}')
        return made
    if sys.stdin.isatty():
        chosen = click.prompt('Password', hide_input=True, confirmation_prompt=True)
    else:
        chosen = sys.stdin.readline().rstrip('\r\n')
    words = passwords.own_words(person.name, person.nickname, person.email, *site.title.values())
    complaints = passwords.PasswordRules(words, staff=staff, before=person.previous_passwords).complaints(chosen)
    if complaints:
        raise click.ClickException('the password is refused. ' + ' '.join(map(plainly, complaints)))
    return chosen


COMMANDS = [user]
