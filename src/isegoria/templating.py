"""Where templates live, and what each of them is given."""

from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from chameleon.config import CACHE_DIRECTORY
from chameleon.loader import ModuleLoader
from chameleon.template import BaseTemplate
from chameleon.utils import Markup
from pyramid.csrf import get_csrf_token
from pyramid.events import BeforeRender
from pyramid.renderers import get_renderer
from pyramid.threadlocal import get_current_registry
from pyramid.traversal import PATH_SAFE, quote_path_segment

from isegoria import formats
from isegoria.fragments import MARK, Look
from isegoria.i18n import LANGUAGES, _, plural
from isegoria.icons import icon
from isegoria.pictures import cover
from isegoria.sessions import seconds_left
from isegoria.texts import in_language

PACKAGED = Path(__file__).parent / 'templates'
BESIDE = Path(__file__).parents[2] / 'templates'


def folder_of_templates() -> Path:
    """Where they lie: in an installed package within it, else at the top of the source."""
    return PACKAGED if PACKAGED.is_dir() else BESIDE


def template(path: str):
    """The template object itself: for what is rendered many times a page, such as a card."""
    known = get_current_registry().templates
    found = known.get(path)
    if found is None:
        found = known[path] = get_renderer(f'isegoria:templates/{path}').implementation()
    return found


def add_globals(event):
    """What every template may use."""
    request = event['request']
    if request is None or request.registry is None or not hasattr(request, 'language'):
        return
    event.update(request.template_globals)
    event['frame'] = Frame(request, place_of_page(request, event.get('context')))


def template_globals(request) -> dict:
    """The same for all templates of a page."""
    language, site = request.language, request.site
    zone = site.time_zone if site is not None else 'UTC'
    return {
        'site': site,
        'language': language,
        'direction': formats.direction(language),
        'url': partial(address, request),
        'static': request.static_address,
        'icon': icon,
        'cover': cover,
        'can': partial(can, request),
        'text': partial(text, request),
        'plural': partial(plural, request),
        'say': partial(say, request),
        'date': lambda moment, style='long': formats.date(moment, language, zone, style),
        'day_month': lambda moment: formats.date(moment, language, zone, 'day-month'),
        'datetime': lambda moment: formats.datetime(moment, language, zone),
        'moment': lambda moment, of_midnight=None: formats.moment(moment, language, zone, of_midnight),
        'day_number': lambda moment: formats.day_number(moment, zone),
        'month_short': lambda moment: formats.month_short(moment, language, zone),
        'number': lambda n: formats.number(n, language),
        'layout': template('layout.pt'),
        'desk': template('admin/layout.pt'),
        'macros': template('macros.pt').macros,
        'participant': request.identity,
        'person': request.person,
        'session_seconds': seconds_left(request),
        'csrf_token': Lazy(partial(get_csrf_token, request)),
    }


def part_of_page(request, path: str, **values) -> Markup:
    """A template by itself, with what every template may use: to be kept (catalog/remembering.py), so it says nothing personal."""
    return Markup(template(path).render(**{**request.template_globals, 'request': request, **values}))


def place_of_page(request, context):
    """What the page is about; of a refusal, the place where it was refused."""
    return getattr(request, 'context', None) if isinstance(context, Exception) else context


class Lazy:
    """A value that is made when a page asks for it: a token sets a cookie, and a page without forms sets none."""

    def __init__(self, make):
        self.make = make

    def __str__(self):
        return self.make()

    __html__ = __str__


def address(request, resource=None, *elements, **query):
    """The address of a resource in the page's language, with further parts and a query."""
    made = place_address(request, request.site if resource is None else resource)
    if elements:
        made = '/'.join([made.rstrip('/'), *(quote_path_segment(str(each), safe=PATH_SAFE) for each in elements)])
    if not query:
        return made
    asked = [(key, value) for key, value in query.items() if value not in (None, '')]
    return f'{made}?{urlencode(asked, doseq=True)}' if asked else made


def place_address(request, resource) -> str:
    """The address of a resource, worked out once a request; the resource is kept with it, so that its identity stays its own."""
    known = request.__dict__.setdefault('known_addresses', {})
    found = known.get(id(resource))
    if found is None:
        path = request.resource_path(resource)
        found = known[id(resource)] = path[:-1] if len(path) > 1 and path.endswith('/') else path, resource
    return found[0]


def can(request, permission, context=None) -> bool:
    return bool(request.has_permission(permission, request.context if context is None else context))


def say(request, words):
    """A text of the interface in the reader's language, whether it was marked in Python or is written in a template."""
    return request.localizer.translate(words if hasattr(words, 'domain') or not words else _(words))


def text(request, texts):
    """The best of a translated text for this reader; it knows its own language."""
    return in_language(texts, request.language, request.site.default_language)


class Frame:
    """What stands around a page: sections, breadcrumb, languages, footer; each part made when it is asked for."""

    def __init__(self, request, context):
        self.request, self.context = request, context

    @property
    def crumbs(self):
        """Pairs (title, address) from the top; the last one is the page itself and has no address."""
        from isegoria.content import lineage

        request = self.request
        trail = [place for place in lineage(self.context) if getattr(place, '__name__', None)]
        crumbs = [(title_of(request, place), address(request, place)) for place in reversed(trail)]
        crumbs = [(title, link) for title, link in crumbs if title]
        return [(request.localizer.translate(_('Home')), address(request)), *crumbs]

    @property
    def strip(self) -> Markup:
        """Above everything: whose site it is, its languages, and the links of an account; shared by all who see the same links."""
        request = self.request
        links = [link for link in request.registry.account_links if link.shown(request)]
        person, base = request.identity, request.environ.get('isegoria.script_name', '')
        about = ('strip', base, person is not None, tuple(link.path for link in links))
        look = request.kept_part(request.site, about, lambda: self._strip(base, links, person is not None), below=False)
        query = f'?{request.query_string}' if request.query_string else ''
        return Markup(
            look.filled(
                path=escape(quote(request.path_info)),
                query=escape(query),
                name=escape(person.name) if person is not None else '',
                csrf_token=escape(get_csrf_token(request)) if person is not None else '',
            )
        )

    def _strip(self, base, links, signed_in) -> Look:
        request, blank = self.request, {name: f'{MARK}{name}{MARK}' for name in ('path', 'query', 'name', 'csrf_token')}
        languages = [
            {
                'code': code,
                'name': LANGUAGES.get(code, code),
                'url': f'{base}/{code}{blank["path"]}{blank["query"]}',
                'current': code == request.language,
            }
            for code in request.site.languages
        ]
        shown = [{'title': link.title, 'url': f'{address(request)}/{link.path.strip("/")}', 'post': link.post} for link in links]
        values = {'name': blank['name'], 'csrf_token': blank['csrf_token'], 'signed_in': signed_in}
        return Look(part_of_page(request, 'frame/strip.pt', languages=languages, links=shown, **values))

    @property
    def bar(self) -> Markup:
        """The name of the site and its sections, of which the page may lie in one."""
        request, here = self.request, self.request.path_info
        shown = [
            (section, here == section.path or here.startswith(section.path + '/'))
            for section in request.registry.sections
            if section.shown(request)
        ]
        about = tuple((section.path, current) for section, current in shown)
        return self._part('bar', about, lambda: {'sections': [self._link(section, current) for section, current in shown]})

    def _link(self, section, current):
        base = address(self.request)
        return {'title': section.title, 'url': f'{base}/{section.path.strip("/")}', 'current': current}

    @property
    def foot(self) -> Markup:
        return self._part('foot', None, lambda: {'groups': self._footer()})

    def _footer(self):
        """Groups of links: the topics that stand in the footer, then the legal pages."""
        request = self.request
        groups = []
        for topic, pages in request.site['pages'].by_topic():
            shown = [page for page in pages if page.is_published]
            if topic is not None and topic.get('in_footer') and shown:
                links = [{'title': text(request, page.title), 'url': address(request, page)} for page in shown]
                groups.append({'title': text(request, topic['title']), 'links': links})
        return groups

    def _part(self, name, about, values) -> Markup:
        """A part of the frame that only the settings and pages of the site change."""
        request = self.request
        make = partial(part_of_page, request, f'frame/{name}.pt')
        return request.kept_part(request.site, (name, about), lambda: make(**values()), below=False)

    @property
    def desk(self):
        """The sections at the side of the desk, in groups."""
        return self.request.desk_groups()

    @property
    def desk_crumbs(self):
        """The breadcrumb of the desk: pairs (title, address)."""
        return self.request.desk_crumbs(self.context)

    @property
    def edit_links(self):
        """On public pages, for those who may: where the things on the way to this page are administered."""
        return self.request.edit_links(self.context)

    @property
    def in_trash(self) -> bool:
        """Does the page lie in a space or component that is in the trash?"""
        from isegoria.content import lineage

        return any(hasattr(place, 'roles') and getattr(place, 'trashed', None) for place in lineage(self.context))

    @property
    def flashes(self):
        request = self.request
        if request.registry.settings['isegoria.session_cookie'] not in request.cookies and 'session' not in request.__dict__:
            return []
        session = request.session
        waiting = [kind for kind in ('alert', 'status') if session.peek_flash(kind)]  # taking from none would sign the cookie anew
        return [{'kind': kind, 'text': words} for kind in waiting for words in session.pop_flash(kind)]

    @property
    def links(self) -> Markup:
        """The links in the head: where the page really lies, in which languages it is, what it looks like."""
        request = self.request
        base = request.host_url + request.environ.get('isegoria.script_name', '')
        look = request.kept_part(request.site, ('links', base), lambda: self._links(base), below=False)
        return Markup(look.filled(path=escape(quote(request.path_info))))

    def _links(self, base) -> Look:
        request, path = self.request, f'{MARK}path{MARK}'
        others = [(code, f'{base}/{code}{path}') for code in request.site.languages]
        canonical = f'{base}/{request.language}{path}'
        return Look(part_of_page(request, 'frame/links.pt', canonical=canonical, others=others, theme=request.theme_address))

    @property
    def logo(self):
        return self.request.logo_address

    @property
    def theme(self):
        return self.request.theme_address


def title_of(request, place):
    title = getattr(place, 'title', None)
    if isinstance(title, dict):
        return text(request, title)
    return request.localizer.translate(title) if title else ''


def keep_compiled(folder: str):
    """Keep compiled templates in a folder from start to start, named by their content: compiling takes most of a first page."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    BaseTemplate.loader = ModuleLoader(folder, remove=False)


def includeme(config):
    config.include('pyramid_chameleon')
    config.registry.templates = {}
    folder = config.registry.settings.get('isegoria.compiled_templates')
    if folder and not CACHE_DIRECTORY:  # who runs it may say another place (CHAMELEON_CACHE)
        keep_compiled(folder)
    if not PACKAGED.is_dir():
        config.override_asset(to_override='isegoria:templates/', override_with=f'{BESIDE}/')
    config.add_request_method(template_globals, reify=True)
    config.add_subscriber(add_globals, BeforeRender)
