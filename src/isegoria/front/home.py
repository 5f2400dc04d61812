"""The home page: what is going on now, what one can do and until when, what came of it."""

from pyramid.view import view_config

from isegoria import clock
from isegoria.catalog import count, find
from isegoria.content import above
from isegoria.pictures import voices
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.spaces.overview import open_now, seen_components
from isegoria.spaces.space import Space

TODAY = 5
SPACES = 3
NEWEST = 4
OUTCOMES = 3
ALL_OUTCOMES = 30
WEEK = 7 * 24 * 3600 * 1_000_000


@view_config(context=Site, permission=VIEW, renderer='isegoria:templates/front/home.pt')
class Home:
    """`/`"""

    def __init__(self, site, request):
        self.site, self.request = site, request

    def __call__(self):
        running = self.running()
        opportunities = [each for space in running for each in open_now(self.request, space)]
        opportunities.sort(key=lambda each: (each.until is None, each.until or clock.now()))
        people = count(self.request, self.site, 'participant')
        newcomers = self.newcomers()
        picture, each = voices(people, newcomers)
        return {
            'opportunities': opportunities[:TODAY],
            'open_in_all': len(opportunities),
            'running': running[:SPACES],
            'running_in_all': len(running),
            'newest': self.newest(),
            'outcomes': self.outcomes(),
            'figures': self.figures(),
            'people': people,
            'newcomers': newcomers,
            'picture': picture,
            'people_per_stroke': each,
            'space_of': lambda resource: above(resource, Space),
        }

    def running(self):
        """Active spaces, promoted ones first, then the one whose phase ends next."""
        seen = [space for space in self.site.spaces() if space.is_published and self.request.viewer.sees(space)]
        active = [space for space in seen if space.status() == 'active']
        return sorted(active, key=lambda space: (not space.promoted, space.weight, -(space.published or 0)))

    def feed_types(self):
        return [kind.type for component in self.request.registry.components.values() for kind in component.feed]

    def newest(self):
        return find(self.request, self.site, *self.feed_types(), sort='-created', limit=NEWEST).resources

    def newcomers(self):
        week_ago = clock.microseconds() - WEEK
        return count(self.request, self.site, 'participant', created_after=week_ago)

    def figures(self):
        """How many there are of what people made, without zeros."""
        found = []
        for component in self.request.registry.components.values():
            for type_, title in component.search[:1]:
                found.append((self.request.localizer.translate(title), count(self.request, self.site, type_)))
        return [(title, n) for title, n in found if n]

    def outcomes(self):
        """The latest answers and results of every space that is to be seen."""
        found = []
        spaces = [space for space in self.site.spaces() if space.is_published and self.request.viewer.sees(space)]
        for component in (component for space in spaces[:ALL_OUTCOMES] for component in seen_components(self.request, space)):
            if component.manifest.outcomes is not None and component.is_published:
                found += component.manifest.outcomes(self.request, component, OUTCOMES)
        return sorted(found, key=lambda outcome: -outcome.when)[:OUTCOMES]
