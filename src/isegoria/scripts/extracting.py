"""Finding the texts of the interface: `_()` and `plural()` in Python, `i18n:translate` and the same calls in templates.

A template is compiled first and read as the program it becomes, so that what is found is exactly what is looked up at run time.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chameleon import PageTemplateFile

TRANSLATING = {'_', 'say', 'translate'}
NAMED = re.compile(r'\$\{\w+\}')


@dataclass(frozen=True)
class Message:
    """A text of the interface, with its plural when it has one."""

    text: str
    plural: str = ''


@dataclass(frozen=True)
class Fault:
    """A text that can never be translated, because a value is put in before it is looked up: name the value (i18n:name)."""

    path: Path
    begins: str


class Kept(PageTemplateFile):
    """A template that keeps the program it becomes."""

    keep_source = True


def in_python(path: Path) -> Iterator[Message]:
    for call in calls(ast.parse(path.read_text(encoding='utf-8'))):
        name = called(call)
        if name == '_':
            yield from each_constant(call.args[:1])
        elif name == 'plural' and len(call.args) > 3:
            yield from pair(call.args[1:3])


def in_template(path: Path) -> Iterator[Message | Fault]:
    program = ast.parse(compiled(path))
    for function in (node for node in ast.walk(program) if isinstance(node, ast.FunctionDef) and node.name.startswith('render')):
        yield from in_rendering(function, path)


def compiled(path: Path) -> str:
    """The program of a template; an error of its author is raised here."""
    template = Kept(str(path))
    template.cook_check()
    return str(template.source)


def in_rendering(function, path) -> Iterator[Message | Fault]:
    written, assigned = defaultdict(list), {}
    for node in in_order(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            note_words(node.targets[0].id, node.value, assigned)
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if name.startswith('__append_'):
            written[name.removeprefix('__append_')].append(node.args[0])
        elif name == 'plural':
            yield from pair(node.args[:2])
        elif name in TRANSLATING and node.args:
            yield from translated(node.args[0], written, assigned, path)


def note_words(name, value, assigned):
    """What is written out in an assignment: a text, or the fixed parts of one that values are put into."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        assigned[name] = value.value
    elif isinstance(value, ast.BinOp) and isinstance(value.right, ast.Tuple):
        assigned[name] = ''.join(part.value for part in value.right.elts if isinstance(part, ast.Constant))


def translated(wanted, written, assigned, path) -> Iterator[Message | Fault]:
    """What `translate(...)` is given: a text, an attribute's text, or what an element wrote."""
    if not isinstance(wanted, ast.Name):
        yield from each_constant([wanted])
    elif wanted.id.startswith('__msgid_'):
        parts = written[wanted.id.removeprefix('__msgid_')]
        text = ' '.join(''.join(words_of(part, assigned) for part in parts).split())
        if all(isinstance(part, ast.Constant) for part in parts):
            yield from [Message(text)] if text else []
        elif any(sign.isalpha() for sign in NAMED.sub('', text)):
            yield Fault(path, text)
    elif wanted.id.startswith('__attr_') and assigned.get(wanted.id):
        yield Message(assigned[wanted.id])


def words_of(part, assigned) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else assigned.get(getattr(part, 'id', ''), '')


def each_constant(nodes) -> Iterator[Message]:
    """The texts that an expression can give: itself, or either side of a choice."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield Message(node.value)
        elif isinstance(node, ast.IfExp):
            yield from each_constant([node.body, node.orelse])


def pair(nodes) -> Iterator[Message]:
    texts = [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
    if len(texts) == 2:
        yield Message(*texts)


def calls(tree) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call) -> str:
    """The name that is called; in a compiled template a name is asked for first."""
    function = call.func
    if isinstance(function, ast.Call) and called(function) in ('getname', 'get') and function.args:
        return getattr(function.args[0], 'value', '')
    return function.id if isinstance(function, ast.Name) else ''


def in_order(node) -> Iterator[ast.AST]:
    """Every node in the order of the text, which `ast.walk` does not keep."""
    for child in ast.iter_child_nodes(node):
        yield from in_order(child)
        yield child
