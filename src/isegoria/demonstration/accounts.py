"""Who can sign in to the demonstration: one account for each way of using a site."""

from dataclasses import dataclass

PASSWORD = 'lantern-ferry-quilt-48'  # noqa: S105  printed for everybody, of a site that holds nothing


@dataclass(frozen=True)
class Account:
    """An account; `what` is printed beside its address, `role` is given in the whole site."""

    email: str
    nickname: str
    name: str
    what: str
    role: str = ''
    locale: str = 'en'


ACCOUNTS = (
    Account('admin@example.org', 'mar_ferrer', 'Mar Ferrer', 'administrator', 'admin', 'ca'),
    Account('editor@example.org', 'teo_navarro', 'Teo Navarro', 'editor (collaborator in the whole site)', 'collaborator', 'es'),
    Account('moderator@example.org', 'ines_laurent', 'Inès Laurent', 'moderator', 'moderator', 'fr'),
    Account('participant@example.org', 'robin_ashby', 'Robin Ashby', 'participant', '', 'en'),
)
