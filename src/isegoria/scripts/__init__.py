"""The command line: `isegoria`, what administrators of an installation use."""

from importlib import import_module
from importlib.util import find_spec

import click

from isegoria.components import COMPONENTS

OWN = ('isegoria.scripts.site', 'isegoria.scripts.catalog')


@click.group(context_settings={'help_option_names': ['-h', '--help']})
@click.version_option(package_name='isegoria')
def main():
    """Run and look after an Isegoria installation."""


def add_commands():
    """Commands of our own, then those of each component that has a module `commands`."""
    for name in (*OWN, *(f'isegoria.components{component}.commands' for component in COMPONENTS)):
        if find_spec(name) is not None:
            for command in import_module(name).COMMANDS:
                main.add_command(command)


add_commands()
