"""Reading processes: the index, the page of one, its phases, a group."""

from pyramid.view import view_config, view_defaults

from isegoria import clock, formats
from isegoria.i18n import _
from isegoria.numbers import whole
from isegoria.security import VIEW
from isegoria.spaces.overview import counted, open_now, seen_components
from isegoria.spaces.processes.resource import ACTIVE, PAST, UPCOMING, Process, Processes, ProcessGroup
from isegoria.templating import text

PAGES = 'isegoria:templates/spaces/processes/'
ALL = 'all'
STATUSES = {ACTIVE: _('Active'), UPCOMING: _('Upcoming'), PAST: _('Past'), ALL: _('All')}
NEXT_DATES = 4


@view_config(context=Processes, permission=VIEW, renderer=PAGES + 'index.pt')
class ProcessesIndex:
    """All processes a visitor may see, by their dates and terms; those of a group behind the group's card."""

    def __init__(self, processes, request):
        self.processes, self.request = processes, request

    def __call__(self):
        request = self.request
        terms = set(filter(None, map(whole, request.GET.getall('term'))))
        public = [process for process in self.processes.values() if process.is_published and request.viewer.sees(process)]
        seen = [process for process in public if self.has_terms(process, terms)]
        counts = {status: sum(matches(process, status) for process in seen) for status in STATUSES}
        chosen = request.GET.get('status')
        if chosen not in STATUSES:
            chosen = next((status for status in STATUSES if counts[status]), ALL)
        found = sorted((process for process in seen if matches(process, chosen)), key=order(chosen))
        return {
            'processes': [process for process in found if process.group is None],
            'groups': self.groups_of(found),
            'promoted': [process for process in public if process.promoted],
            'chosen': chosen,
            'statuses': [{'name': name, 'title': self.translate(title), 'count': counts[name]} for name, title in STATUSES.items()],
            'terms': sorted(terms),
            'filters': self.filters(public),
            'anything': bool(public),
        }

    def translate(self, words):
        return self.request.localizer.translate(words)

    def groups_of(self, processes):
        groups = self.request.site['process-groups']
        names = dict.fromkeys(process.group for process in processes if process.group in groups)
        return [groups[name] for name in names]

    def has_terms(self, process, terms):
        """One of the chosen terms of each root; a term stands for all below it."""
        taxonomies = self.request.site.taxonomies
        own = taxonomies.with_ancestors(process.terms)
        by_root = {}
        for number in terms:
            term = taxonomies.get(number)
            if term is not None:
                by_root.setdefault(taxonomies.root_of(term).id, set()).add(number)
        return all(wanted & own for wanted in by_root.values())

    def filters(self, processes):
        """The roots by which the processes shown here are classified, each with its terms and their depth."""
        taxonomies = self.request.site.taxonomies
        used = taxonomies.with_ancestors(number for process in processes for number in process.terms)
        found = []
        for root in taxonomies.roots():
            below = [(term, len(taxonomies.ancestors(term)) - 1) for term in taxonomies.descendants(root) if term.id in used]
            if below:
                found.append({'root': root, 'terms': below})
        return found


def matches(process, status) -> bool:
    return status in (ALL, process.status())


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


FACTS = (
    ('developer_group', _('Promoted by')),
    ('target', _('For whom')),
    ('participatory_scope', _('What is decided')),
    ('participatory_structure', _('How it is decided')),
    ('local_area', _('Area')),
    ('meta_scope', _('Scope')),
)


@view_defaults(context=Process, permission=VIEW)
class ProcessPages:
    """A process: its question, its phases, what is open now."""

    def __init__(self, process, request):
        self.process, self.request = process, request

    @view_config(renderer=PAGES + 'show.pt')
    def show(self):
        process, request = self.process, self.request
        opportunities = open_now(request, process) if process.status() == ACTIVE else []
        return {
            'process': process,
            'opportunities': opportunities,
            'main': opportunities[0] if opportunities else None,
            'upcoming_phase': self.upcoming_phase(),
            'figures': self.figures(),
            'dates': self.dates(),
            'facts': [
                (request.localizer.translate(label), words)
                for name, label in FACTS
                if (words := text(request, getattr(process, name)))
            ],
            'related': self.related(),
        }

    @view_config(name='steps', renderer=PAGES + 'steps.pt')
    def steps(self):
        return {'process': self.process, 'translate_cta': lambda: self.request.localizer.translate(_('Take part'))}

    def upcoming_phase(self):
        now = clock.now()
        coming = [phase for phase in self.process.phases if phase.starts and phase.starts > now]
        return min(coming, key=lambda phase: phase.starts, default=None)

    def figures(self):
        components = seen_components(self.request, self.process)
        return [(text(self.request, component.title), n) for component in components if (n := counted(self.request, component))]

    def dates(self):
        """The next beginnings and last days of phases, with the hour where it is not midnight."""
        now, translate = clock.now(), self.request.localizer.translate
        found = []
        for phase in self.process.phases:
            title = text(self.request, phase.title)
            if phase.starts and phase.starts > now:
                found.append((phase.starts, translate(_('“${phase}” begins', mapping={'phase': title})), self.hour(phase.starts)))
            if phase.ends and phase.ends > now:
                found.append((phase.last, translate(_('Last day of “${phase}”', mapping={'phase': title})), self.hour(phase.ends)))
        return sorted(found, key=lambda each: each[0])[:NEXT_DATES]

    def hour(self, moment) -> str:
        zone = self.request.site.time_zone
        return '' if formats.is_midnight(moment, zone) else formats.time(moment, self.request.language, zone)

    def related(self):
        processes = self.request.site['processes']
        found = (processes.get(slug) for slug in self.process.related)
        return [each for each in found if each is not None and self.request.viewer.sees(each)]


@view_config(context=ProcessGroup, permission=VIEW, renderer=PAGES + 'group.pt')
def group(group, request):
    """The processes of a group."""
    return {'group': group, 'processes': [each for each in group.processes() if request.viewer.sees(each)]}
