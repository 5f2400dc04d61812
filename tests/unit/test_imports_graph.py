"""The rings of the architecture: who may import whom (architecture.md, 2). A failure draws what is wrong."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import isegoria

PACKAGE = Path(isegoria.__file__).parent
FEATURES = {'traits', 'spaces', 'accounts', 'notifications', 'moderation', 'editorial', 'front', 'mail', 'admin', 'wordings'}
COMPONENTS = 'components'
OUTSIDE = {'api', 'importers', 'demonstration', 'scripts', '__main__'}
CORE, FEATURE, COMPONENT, OUTER = 'core', 'features', 'components', 'outside'
MAY = {
    CORE: {CORE},
    FEATURE: {CORE, FEATURE},
    COMPONENT: {CORE, FEATURE},
    OUTER: {CORE, FEATURE, OUTER},
}
# What a space and a component are stands with the spaces and belongs to the core.
OF_THE_CORE = {'isegoria.spaces.space'}
# What holds the tree together knows what it is made of: the list of components, and what every site has.
ALLOWED = {
    ('isegoria.scripts', 'isegoria.components'),
    ('isegoria.root', 'isegoria.accounts'),
    ('isegoria.root', 'isegoria.editorial'),
    ('isegoria.root', 'isegoria.spaces'),
}


def ring(name: str) -> str:
    part = name.split('.')[1] if '.' in name else CORE
    if name in OF_THE_CORE:
        return CORE
    if part in FEATURES:
        return FEATURE
    if part == COMPONENTS:
        return COMPONENT
    return OUTER if part in OUTSIDE else CORE


@cache
def modules() -> dict:
    found = {}
    for path in sorted(PACKAGE.rglob('*.py')):
        name = '.'.join(('isegoria', *path.relative_to(PACKAGE).with_suffix('').parts))
        found[name.removesuffix('.__init__')] = path
    return found


def imports_of(name, path):
    """Absolute names of the modules of ours that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith('isegoria'))
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or '').startswith('isegoria'):
            for alias in node.names:
                whole = f'{node.module}.{alias.name}'
                yield whole if whole in modules() else node.module
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError(f'{name} imports relatively; whole names can be searched for')


def part_of(name) -> str:
    """`isegoria.traits` of `isegoria.traits.comments.resource`; of a component its own folder."""
    found = name.split('.')[1:]
    return '.'.join(['isegoria', *found[: 2 if found[:1] == [COMPONENTS] else 1]])


def fault(importer, imported) -> str | None:
    """Why an import goes against the arrows, or None."""
    one, other = part_of(importer), part_of(imported)
    if one == other or (one, other) in ALLOWED or one == 'isegoria' or other == 'isegoria':
        return None
    from_, to = ring(importer), ring(imported)
    if from_ == to == COMPONENT and other == 'isegoria.components':
        return None
    if from_ == to == COMPONENT and one != 'isegoria.components':
        return 'a component imports another'
    return None if to in MAY[from_] or from_ == to == COMPONENT else f'{from_} imports {to}'


def draw(edges) -> str:
    """The graph between parts as text: each part, what it imports, and what is wrong marked."""
    lines = []
    for one in sorted(edges):
        lines.append(f'{one.removeprefix("isegoria.")}  [{ring(one)}]')
        for other, faults in sorted(edges[one].items()):
            mark = '  <-- ' + '; '.join(sorted(faults)) if faults else ''
            lines.append(f'    -> {other.removeprefix("isegoria.")}{mark}')
    return '\n'.join(lines)


def test_nothing_is_imported_against_the_arrows():
    edges, wrong = defaultdict(lambda: defaultdict(set)), []
    for name, path in modules().items():
        for imported in imports_of(name, path):
            one, other = part_of(name), part_of(imported)
            if one == other:
                continue
            why = fault(name, imported)
            edges[one][other] |= {f'{why} ({name})'} if why else set()
            wrong += [f'{name} imports {imported}: {why}'] if why else []
    assert not wrong, '\n'.join(['', *wrong, '', draw(edges)])


def test_a_component_may_not_know_another():
    assert fault('isegoria.components.proposals.views', 'isegoria.components.budgets.tally') == 'a component imports another'
    assert fault('isegoria.components.proposals.views', 'isegoria.traits.likes') is None


def test_the_core_knows_no_feature():
    assert fault('isegoria.manifest', 'isegoria.components.proposals') == 'core imports components'
    assert fault('isegoria.forms', 'isegoria.accounts.resource') == 'core imports features'
    assert fault('isegoria.importers.people', 'isegoria.components.proposals.resource') == 'outside imports components'
