"""Figures of moderation: for everybody, with small numbers added up, and for the desk as they are."""

from dataclasses import dataclass

from pyramid.httpexceptions import HTTPForbidden
from pyramid.view import view_config

from isegoria import clock, formats
from isegoria.i18n import _
from isegoria.moderation import figures
from isegoria.moderation.cases import Moderation
from isegoria.moderation.desk import moderates_somewhere
from isegoria.moderation.grounds import CHOSEN, GROUNDS
from isegoria.moderation.settings import setting
from isegoria.root import Site
from isegoria.security import VIEW

PAGES = 'isegoria:templates/moderation/'
# What is told, with the words for each of its values.
TABLES = (
    (figures.REPORTS, _('Reports, by reason'), tuple((each.name, each.title) for each in GROUNDS if not each.internal)),
    (
        figures.SOURCES,
        _('Who reported'),
        ((figures.BY_PARTICIPANTS, _('People with an account')), (figures.BY_ANYBODY, _('People without an account'))),
    ),
    (
        figures.DECISIONS,
        _('What moderators decided'),
        (('keep', _('Kept')), ('hide', _('Hidden')), ('block', _('Account blocked'))),
    ),
    (figures.GROUNDS, _('Why something was hidden'), tuple((each.name, each.title) for each in GROUNDS)),
    (figures.AUTOMATIC, _('Without a person'), (('hidden', _('Hidden for the time being, by the number of reports')),)),
    (
        figures.TIMES,
        _('How long a decision took'),
        (
            ('hour', _('Up to an hour')),
            ('day', _('Up to a day')),
            ('three_days', _('Up to three days')),
            ('week', _('Up to a week')),
            (figures.LONGER, _('Longer')),
        ),
    ),
    (
        figures.APPEALS,
        _('Appeals'),
        (
            ('hidden', _('By authors of what was hidden')),
            ('blocked', _('By people who were blocked')),
            ('kept', _('By people whose report changed nothing')),
        ),
    ),
    (figures.REVERSALS, _('Decisions that were reversed'), (('appeal', _('After an appeal')), ('own', _('By ourselves')))),
)


FEWER = _('fewer than 5')


@dataclass(frozen=True)
class Table:
    """One table: a title, rows (words, figure), and what is added up."""

    title: str
    rows: list
    rest: str | None


def table(request, counts, title, words, small) -> Table:
    """Rows with their figures; without `small` numbers, those are added up in one row."""
    translate, language = request.localizer.translate, request.language
    shown, rest = (counts, 0) if small else figures.merged(counts)
    rows = [(translate(said), formats.number(shown[which], language)) for which, said in words if which in shown]
    added = translate(FEWER) if rest is None else formats.number(rest, language) if rest else None
    return Table(translate(title), rows, added)


def tables(request, year, small) -> list[Table]:
    of = request.site.cases.figures.of if request.site.cases is not None else lambda _year, _what: {}
    found = [table(request, of(year, what), title, words, small) for what, title, words in TABLES]
    return [each for each in found if each.rows or each.rest]


def asked_year(request) -> int:
    asked = request.GET.get('year', '')
    return int(asked) if asked.isdecimal() and len(asked) == 4 else clock.now().year


def page(request, small) -> dict:
    year = asked_year(request)
    known = request.site.cases.figures.years() if request.site.cases is not None else []
    return {
        'tables': tables(request, year, small),
        'year': year,
        'years': sorted({*known, clock.now().year}, reverse=True),
        'promised': setting(request.site, 'promised_days'),
        'needed': setting(request.site, 'reports_before_hiding'),
    }


@view_config(context=Site, name='transparency', request_method='GET', permission=VIEW, renderer=PAGES + 'transparency.pt')
def transparency(_site, request):
    """The public report: counts by reason, source and time, appeals and reversals; no names, no texts (03 §3.4)."""
    return {'title': _('How this site is moderated'), 'grounds': CHOSEN, **page(request, small=False)}


@view_config(context=Moderation, name='figures', request_method='GET', permission=VIEW, renderer=PAGES + 'figures.pt')
def desk_figures(_moderation, request):
    """The same for those who moderate, exact."""
    if not moderates_somewhere(request):
        raise HTTPForbidden
    return {'title': _('Figures of moderation'), **page(request, small=True)}
