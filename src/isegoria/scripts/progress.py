"""Progress of what takes longer than two seconds: bars on a terminal, a plain line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

PLAIN_EVERY = 5.0


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """Gives `tell(what, share)`: how much of `what` is done, from 0 to 1."""
    console = Console(stderr=True)
    if console.is_terminal:
        with Progress(
            TextColumn('{task.description}'), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=console
        ) as bars:
            yield Bars(bars)
    else:
        yield PlainLines()


class Bars:
    """A bar for each thing that is told of."""

    def __init__(self, bars):
        self.bars, self.tasks = bars, {}

    def __call__(self, what, share):
        if what not in self.tasks:
            self.tasks[what] = self.bars.add_task(what, total=1.0)
        self.bars.update(self.tasks[what], completed=share)


class PlainLines:
    """A line every few seconds, for logs."""

    def __init__(self):
        self.last = time.monotonic()

    def __call__(self, what, share):
        if time.monotonic() - self.last >= PLAIN_EVERY:
            self.last = time.monotonic()
            click.echo(f'{what}: {share:.0%}', err=True)
