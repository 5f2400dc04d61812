"""Who can sign in to the demonstration: one account for each way of using a site."""

from dataclasses import dataclass

PASSWORD = 'aiguaclara-proposes-2026'  # noqa: S105  printed for everybody, of a site that holds nothing


@dataclass(frozen=True)
class Account:
    """An account; `what` is printed beside it, `role` is given in the whole site."""

    nickname: str
    name: str
    what: str
    role: str = ''
    locale: str = 'en'

    @property
    def email(self) -> str:
        return f'{self.nickname}@example.org'


ACCOUNTS = (
    Account('admin', 'Mar Ferrer', 'administrator', 'admin', 'ca'),
    Account('editor', 'Teo Navarro', 'editor (collaborator in the whole site)', 'collaborator', 'es'),
    Account('moderator', 'Inès Laurent', 'moderator', 'moderator', 'fr'),
    Account('participant', 'Robin Ashby', 'participant', '', 'en'),
)
