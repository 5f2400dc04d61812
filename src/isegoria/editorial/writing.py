"""Writing a page: its text in one language, what it will look like, what changed since it was published, its versions."""

import colander
from deform.widget import TextInputWidget
from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import view_config

from isegoria import formats
from isegoria.admin.forms import DeskForm
from isegoria.editorial.course import edited
from isegoria.editorial.moving import bar, history
from isegoria.editorial.resource import Page
from isegoria.events import Changed
from isegoria.forms import Refused, Schema, form_view, go
from isegoria.i18n import LANGUAGES, _
from isegoria.security import EDIT
from isegoria.spaces.fields import LONGEST_TITLE
from isegoria.templating import address, text
from isegoria.text import markdown
from isegoria.traits.versions import unified
from isegoria.widgets import MarkdownWidget

PAGES = 'isegoria:templates/editorial/'
LONGEST = 100_000


class TextSchema(Schema):
    title = colander.SchemaNode(
        colander.String(), title=_('Title'), widget=TextInputWidget(), validator=colander.Length(max=LONGEST_TITLE), missing=''
    )
    body = colander.SchemaNode(
        colander.String(),
        title=_('Text'),
        widget=MarkdownWidget(rows=18),
        validator=colander.Length(max=LONGEST),
        missing='',
    )


@form_view(context=Page, name='edit', permission=EDIT, renderer=PAGES + 'admin_edit.pt')
class EditPage(DeskForm):
    """One language at a time, as the tabs say; what is public stays as it is until it is published anew."""

    schema = TextSchema

    @property
    def title(self):
        return text(self.request, self.context.draft.title)

    @property
    def written(self) -> str:
        """The language that is written."""
        site, wanted = self.request.site, self.request.GET.get('in')
        return wanted if wanted in site.languages else site.default_language

    def form(self):
        form = super().form()
        form.action = address(self.request, self.context, 'edit', **{'in': self.written})
        return form

    def appstruct(self):
        draft, code = self.context.draft, self.written
        return {'title': draft.title.get(code), 'body': draft.source.get(code)}

    def page(self, form, **about):
        page, request = self.context, self.request
        return super().page(
            form,
            page=page,
            written=self.written,
            tabs=self.tabs(),
            **bar(request, page),
            steps_taken=history(request, page),
            changes=self.changes(),
            versions=versions(request, page),
            is_public=page.is_published,
            here=None,
            publish_at=page.publish_at,
            **about,
        )

    def tabs(self) -> list[dict]:
        draft, site, translate = self.context.draft, self.request.site, self.request.localizer.translate
        main = draft.written.get(site.default_language, 0)
        found = []
        for code in (site.default_language, *(each for each in site.languages if each != site.default_language)):
            is_old = draft.source.get(code) and draft.written.get(code, 0) < main
            mark = translate(_('missing')) if not draft.source.get(code) else translate(_('old')) if is_old else None
            url = address(self.request, self.context, 'edit', **{'in': code})
            found.append({'title': LANGUAGES.get(code, code), 'url': url, 'current': code == self.written, 'count': mark})
        return found

    def changes(self) -> str | None:
        """What differs from what is public in this language, as markup; None where nothing does."""
        page, code = self.context, self.written
        if page.writing is None or not page.is_published:
            return None
        now = page.public_source.get(code, '')
        then = page.writing.source.get(code, '')
        return unified(now, then) if now != then else None

    def save(self, data):
        page, code = self.context, self.written
        if code == self.request.site.default_language and not data['title']:
            raise Refused(_('Write a title in the main language.'), 'title')
        if data['body'] and not data['title']:
            raise Refused(_('Write a title.'), 'title')
        if not page.write(code, data['title'], data['body']):
            return self.done(page, 'edit', message=_('Nothing was changed.'), **{'in': code})
        edited(page, self.request.viewer.id)
        if not page.is_published:
            page.title = dict(page.writing.title)
            page.tell()
        self.request.registry.notify(Changed(page, self.request))
        message = _('It is saved. Only the team sees it until it is published.')
        return self.done(page, 'edit', message=message, **{'in': code})


def versions(request, page) -> list[dict]:
    return [
        {
            'number': version.number,
            'who': request.person(version.who).name,
            'when': formats.date(version.when, request.language, request.site.time_zone),
            'url': address(request, page, 'version', str(version.number)),
        }
        for version in reversed(page.listed_versions)
    ]


@view_config(context=Page, name='preview', request_method='GET', permission=EDIT, renderer=PAGES + 'page.pt')
def preview(page, request):
    """The page as everybody would see it."""
    draft = page.draft
    body = {code: markdown(words) for code, words in draft.source.items()}
    return {'page': Shown(page, draft.title, body), 'siblings': [], 'noindex': True}


class Shown:
    """A page with other texts: for the preview."""

    def __init__(self, page, title, body):
        self.title, self.body = title, body
        self.updated, self.published, self.created = page.updated, page.published, page.created


@view_config(context=Page, name='version', request_method='GET', permission=EDIT, renderer=PAGES + 'admin_version.pt')
def version(page, request):
    """`/pages/<page>/version/<number>`: what became different in it."""
    number = request.subpath[0] if len(request.subpath) == 1 else ''
    if not number.isdecimal() or len(number) > 9:
        raise HTTPNotFound
    try:
        found = page.version(int(number))
    except LookupError:
        raise HTTPNotFound from None
    changes = [
        {
            'field': request.localizer.translate(_('Title') if change.field == 'title' else _('Text')),
            'language': LANGUAGES.get(change.language, change.language),
            'code': change.language,
            'markup': unified(change.old, change.new),
        }
        for change in found.changes
    ]
    words = _('Version ${number} of “${page}”', mapping={'number': found.number, 'page': text(request, page.title)})
    return {
        'title': words,
        'who': request.person(found.who).name,
        'when': formats.datetime(found.when, request.language, request.site.time_zone),
        'changes': changes,
        'back': address(request, page, 'edit'),
    }


@view_config(context=Page, name='complete', request_method='POST', permission=EDIT)
def complete(page, request):
    """An editor confirms that a planted page says what it must say here."""
    page.to_be_completed = False
    request.registry.notify(Changed(page, request))
    return go(request, page, 'edit', message=_('The page is marked as complete.'))
