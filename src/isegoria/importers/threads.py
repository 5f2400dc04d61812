"""Threads of an import: each comment under the one it answers, at the depth it had."""

from isegoria.importers.people import People
from isegoria.importers.reading import Rejected
from isegoria.originals import originals_of
from isegoria.traits.comments.resource import Comment

COMMENT, SUBJECT = 'comment', 'proposal'


class Threads:
    """Puts imported comments into a component; limits of the public form do not apply."""

    def __init__(self, component, people: People, source: str):
        self.component, self.people, self.source = component, people, source
        self.originals = originals_of(component)

    def has(self, line) -> bool:
        return self.originals.get(self.source, COMMENT, line.original_id) is not None

    def must_wait(self, line) -> bool:
        """Does it answer a comment that is not here yet?"""
        return bool(line.ancestors) and self._comment(line.ancestors[-1]) is None

    def add(self, line) -> Comment:
        subject = self._subject(line)
        if subject is None:
            raise Rejected(f'there is no proposal {line.proposal}')
        author = self.people.id_of(line.author) if line.author is not None else None
        made = Comment(subject, reply_to=self._answered(line, subject), author=author, **line.about)
        made.markup, made.original_id, made.hidden = 'html', line.original_id, line.hidden
        made.up_carried_over, made.down_carried_over = line.up, line.down
        subject.add_comment(made)
        self.originals.keep(self.source, COMMENT, line.original_id, made.id)
        return made

    def _subject(self, line):
        number = self.originals.get(self.source, SUBJECT, line.proposal)
        return self.component.contents.get(number) if number is not None else None

    def _answered(self, line, subject) -> Comment | None:
        """The nearest of its ancestors that exists; none means that it stands at the top."""
        for ancestor in reversed(line.ancestors):
            found = self._comment(ancestor)
            if found is not None and found.subject is subject:
                return found
        return None

    def _comment(self, original) -> Comment | None:
        number = self.originals.get(self.source, COMMENT, original)
        return self.component.comments.get(number) if number is not None else None
