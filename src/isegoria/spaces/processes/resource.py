"""Process and its container, and the groups that hold several processes together."""

from isegoria import clock
from isegoria.content import Folder, Named
from isegoria.spaces.phases import Phases
from isegoria.spaces.space import Space, Spaces

ACTIVE, UPCOMING, PAST = 'active', 'upcoming', 'past'


class Process(Space):
    """A participatory process."""

    type = 'process'
    starts = ends = None  # dates
    group = None  # slug of its process group
    developer_group = local_area = meta_scope = target = participatory_scope = participatory_structure = None
    related = ()  # slugs of related processes

    def __init__(self, slug, title, **about):
        super().__init__(slug, title, **about)
        self.phases = Phases(self)

    def __getitem__(self, name):
        return self.phases if name == 'phases' else super().__getitem__(name)

    def status(self, today=None) -> str:
        """active, upcoming or past, by its dates; without a start it has started (10 §5, ours)."""
        today = today or clock.now().date()
        if self.starts and self.starts > today:
            return UPCOMING
        if self.ends and self.ends < today:
            return PAST
        return ACTIVE

    def row(self):
        return {**super().row(), 'state': ''}


class Processes(Spaces):
    """`/processes`: all processes of an organization."""

    __name__ = 'processes'
    title = {'en': 'Processes', 'ca': 'Processos', 'es': 'Procesos', 'fr': 'Processus'}


class ProcessGroup(Named):
    """Several processes under one title."""

    description = None
    promoted = False
    group_url = ''

    def __init__(self, slug, title, description, **about):
        super().__init__(slug, **about)
        self.title, self.description = title, description

    def processes(self):
        """The processes that name this group."""
        site = self.__parent__.__parent__
        return [process for process in site['processes'].values() if process.group == self.slug]

    def row(self):
        return None


class ProcessGroups(Folder):
    """`/process-groups`."""

    __name__ = 'process-groups'
    title = {'en': 'Process groups', 'ca': 'Grups de processos', 'es': 'Grupos de procesos', 'fr': 'Groupes de processus'}

    def row(self):
        return None
