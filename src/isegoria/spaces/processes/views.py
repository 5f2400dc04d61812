"""Reading processes: the index and the page of one."""

from pyramid.view import view_config

from isegoria import clock
from isegoria.security import VIEW
from isegoria.spaces.processes.resource import ACTIVE, PAST, UPCOMING, Process, Processes, ProcessGroup

PAGES = 'isegoria:templates/spaces/processes/'
ALL = 'all'
STATUSES = (ACTIVE, UPCOMING, PAST, ALL)


@view_config(context=Processes, permission=VIEW, renderer=PAGES + 'index.pt')
class ProcessesIndex:
    """All processes a visitor may see, by their dates."""

    def __init__(self, processes, request):
        self.context, self.request = processes, request

    def __call__(self):
        seen = [process for process in self.context.values() if process.is_published and self.request.viewer.sees(process)]
        chosen = self.request.GET.get('status')
        counts = {status: sum(1 for process in seen if self.matches(process, status)) for status in STATUSES}
        if chosen not in STATUSES:
            chosen = next((status for status in STATUSES if counts[status]), ALL)
        found = sorted((process for process in seen if self.matches(process, chosen)), key=order(chosen))
        return {'processes': found, 'chosen': chosen, 'counts': counts, 'statuses': STATUSES}

    def matches(self, process, status):
        return status == ALL or process.status() == status


def order(status):
    """active: latest start first; upcoming: next first; past and all: nearest to today first (10 §5)."""
    today = clock.now().date()

    def key(process):
        start = process.starts or today
        if status == ACTIVE:
            return (process.weight, -start.toordinal())
        if status == UPCOMING:
            return (process.weight, start.toordinal())
        return (process.weight, abs((start - today).days))

    return key


@view_config(context=Process, permission=VIEW, renderer=PAGES + 'show.pt')
def process(process, request):
    """A process: its question, its phases, what is open now."""
    components = [component for component in process.components() if request.viewer.sees(component)]
    return {'process': process, 'components': components}


@view_config(context=ProcessGroup, permission=VIEW, renderer=PAGES + 'group.pt')
def group(group, request):
    """The processes of a group."""
    return {'group': group, 'processes': [each for each in group.processes() if request.viewer.sees(each)]}
