"""The command line: `isegoria`, what administrators of an installation use."""

from importlib import import_module
from importlib.util import find_spec

import click

from isegoria.components import COMPONENTS
from isegoria.scripts.errors import one_line

OWN = ('planting', 'serving', 'compiling', 'imports', 'people', 'checking', 'catalog', 'storage', 'backups', 'languages')


class OneLine(click.Group):
    """A group of commands whose foreseeable errors are told in one line."""

    def invoke(self, ctx):
        with one_line():
            return super().invoke(ctx)


@click.group(cls=OneLine, context_settings={'help_option_names': ['-h', '--help']})
@click.version_option(package_name='isegoria')
def main():
    """Run and look after an Isegoria installation. INI is its settings file, such as production.ini."""


def add_commands():
    """Commands of our own, then those of each component that has a module `commands`."""
    own = (f'isegoria.scripts.{name}' for name in OWN)
    for name in (*own, *(f'isegoria.components{component}.commands' for component in COMPONENTS)):
        if find_spec(name) is not None:
            for command in import_module(name).COMMANDS:
                main.add_command(command)


add_commands()
