"""What became of several rows that were to be changed at once: how many were, which were not, and why."""

from dataclasses import dataclass

from isegoria.i18n import _, plural

MOST_NAMED = 5
LONGEST_LABEL = 60


@dataclass(frozen=True)
class Change:
    """A row that is to be changed; `reason` says why it stays as it is, None when it changes."""

    resource: object
    label: str
    reason: str | None


def say_outcome(request, changes: list[Change]):
    """Two messages for the next page: how many were changed, and what was not, by reason. They must fit a cookie."""
    changed = sum(change.reason is None for change in changes)
    flash = request.session.flash
    if changed or not changes:
        flash(plural(request, '${n} row was changed.', '${n} rows were changed.', changed), 'status')
    for words in refusals(request, changes):
        flash(words, 'alert')


def refusals(request, changes):
    by_reason = {}
    for change in changes:
        if change.reason is not None:
            by_reason.setdefault(request.localizer.translate(change.reason), []).append(change.label)
    for reason, labels in list(by_reason.items())[:MOST_NAMED]:
        named = ', '.join(f'“{shortened(label)}”' for label in labels[:MOST_NAMED])
        more = len(labels) - MOST_NAMED
        if more > 0:
            named = plural(request, '${named} and ${n} more', '${named} and ${n} more', more, named=named)
        yield request.localizer.translate(_('Not changed: ${named}. ${reason}', mapping={'named': named, 'reason': reason}))


def shortened(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + '…'
