"""`isegoria compile`: pages compiled before anybody asks for one."""

import click
from pyramid.config import Configurator

from isegoria.deform_templates import loader
from isegoria.scripts.environment import INI, settings_of
from isegoria.scripts.progress import progress
from isegoria.templating import folder_of_templates, template

FORMS, MAIL = 'form/', 'mail/'  # for letters nobody waits


@click.command('compile')
@INI
def compile_pages(ini):
    """Compile all pages, so that after an upgrade nobody waits for the first one of each kind. The site may run meanwhile."""
    settings = settings_of(ini)
    if not settings.get('isegoria.compiled_templates'):
        raise click.ClickException(f'{ini}: isegoria.compiled_templates names no folder that would keep them')
    found = names()
    with Configurator(settings=settings) as config, progress() as tell:
        config.include('isegoria.templating')
        config.commit()
        for number, name in enumerate(found, 1):
            compile_one(name)
            tell('pages', number / len(found))
    click.echo(f'{len(found)} pages are compiled.')


def names() -> list[str]:
    """The templates of pages and their forms, by their path in the folder of templates."""
    folder = folder_of_templates()
    found = (path.relative_to(folder).as_posix() for path in folder.rglob('*.pt'))
    pages = [name for name in found if not name.startswith(MAIL)]
    return sorted(pages, key=lambda name: (name.count('/'), name))  # what every page needs lies at the top


def compile_one(name):
    made = loader().load(name.removeprefix(FORMS)) if name.startswith(FORMS) else template(name)
    made.cook_check()


COMMANDS = [compile_pages]
