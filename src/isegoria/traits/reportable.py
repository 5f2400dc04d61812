"""Reportable: what people can report, and what a moderator's decision takes off every page.

Moderation (moderation/) knows nothing of kinds beyond this; who has these traits knows nothing of moderation.
"""

from isegoria import clock
from isegoria.i18n import _


class Reportable:
    """What can be reported."""

    reported_as = _('Contribution')  # what it is called, as a word by itself
    kept_in = 'contents'  # the store, of its component or of the participants, that finds it by its id
    is_official = False  # does the organization speak here? Then it is never hidden by reports alone

    @property
    def writers(self) -> tuple[int, ...]:
        """Whose it is: they are told what is decided about it, and decide nothing about it themselves."""
        if hasattr(self, 'authors'):
            return tuple(self.authors)
        return (self.author,) if self.author is not None else ()

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """{language: (title, text)} as it can be read now: it is kept with a report, for it may be edited afterwards."""
        row = self.row() or {}
        return dict(row.get('texts') or {self.language: (row.get('title', ''), row.get('body', ''))})

    @property
    def about_what(self) -> dict | None:
        """{language: title} of itself, or of what it is a part of: how a list calls it."""
        return self.title or getattr(getattr(self, 'subject', None), 'title', None)


class Hideable(Reportable):
    """What can be hidden and shown again; nobody but those who moderate sees it meanwhile, and its text stays as it is."""

    hidden = False
    hidden_since = None  # microseconds

    def hide(self):
        if not self.hidden:
            self.hidden, self.hidden_since = True, clock.microseconds()
            self._hiding_changed()

    def unhide(self):
        if self.hidden:
            self.hidden, self.hidden_since = False, None
            self._hiding_changed()

    def _hiding_changed(self):
        """Counts and rows follow."""
        raise NotImplementedError

    @property
    def was_public(self) -> bool:
        """Is it away, and was everybody able to see it once? Then its address says so (03 §4.1)."""
        return self.hidden


__all__ = ['Hideable', 'Reportable']
