"""Question: what is asked of a list at the desk, read from its address, so that it can be kept, sent and come back to."""

from urllib.parse import urlencode

from isegoria.numbers import SIZES, size_of, whole

LONGEST_TEXT = 200


class Question:
    """Words, filters, order and page; `where()` gives the address of the same question with something changed."""

    def __init__(self, request, base: str, choices: dict, sortable, default_sort: str):
        asked = request.GET
        self.base, self.default_sort = base, default_sort
        self.text = ' '.join(asked.get('text', '').split())[:LONGEST_TEXT]
        self.choices = choices
        self.chosen = {name: asked[name] for name, pairs in choices.items() if asked.get(name) in dict(pairs)}
        wanted = asked.get('sort', '')
        self.sort = wanted if wanted.removeprefix('-') in sortable else default_sort
        self.size = size_of(asked.get('per_page'))
        self.page = max(whole(asked.get('page')) or 1, 1)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.chosen)

    @property
    def said(self) -> dict:
        """The question as it stands in an address: only what differs from the list as it is by itself."""
        said = {
            'text': self.text,
            **self.chosen,
            'sort': self.sort if self.sort != self.default_sort else '',
            'per_page': self.size if self.size != SIZES[0] else '',
            'page': self.page if self.page > 1 else '',
        }
        return {name: str(value) for name, value in said.items() if value}

    def where(self, **changes) -> str:
        """The address with something changed; another question begins at its first page, None takes a part away."""
        query = {**self.said, **changes}
        if changes and 'page' not in changes:
            query.pop('page', None)
        usual = (('page', 1), ('sort', self.default_sort))
        query = {name: value for name, value in query.items() if value not in (None, '') and (name, value) not in usual}
        return f'{self.base}?{urlencode(query)}' if query else self.base

    def by(self, column: str) -> str:
        """The address of the list ordered by a column, the other way round when it is already."""
        return self.where(sort=f'-{column}' if self.sort == column else column)

    def direction(self, column: str) -> str | None:
        if self.sort.removeprefix('-') != column:
            return None
        return 'descending' if self.sort.startswith('-') else 'ascending'

    def chips(self) -> list[dict]:
        """What narrows the list, each with the address without it."""
        chips = [(f'“{self.text}”', 'text')] if self.text else []
        chips += [(dict(self.choices[name])[value], name) for name, value in self.chosen.items()]
        return [{'title': title, 'url': self.where(**{name: None})} for title, name in chips]

    def hidden_fields(self, *left_aside) -> list[tuple[str, str]]:
        """The question as fields of a form that changes the rest."""
        return [(name, value) for name, value in self.said.items() if name not in left_aside and name != 'page']
