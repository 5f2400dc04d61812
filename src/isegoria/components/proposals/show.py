"""A proposal to read: its text, who stands behind it, the answer, its versions, fingerprint and likers."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import view_config, view_defaults

from isegoria import formats
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.answer_shown import answer_shown
from isegoria.components.proposals.authors import authors_of
from isegoria.components.proposals.badges import badge_of
from isegoria.components.proposals.cards import CardPlace
from isegoria.components.proposals.resource import HTML, MEETING, Proposal
from isegoria.components.proposals.rules import rules_of
from isegoria.components.proposals.supporting import CAN, DONE, SIGN_IN, Supporting, login_address
from isegoria.i18n import _, plural
from isegoria.numbers import whole
from isegoria.security import VIEW
from isegoria.templating import Frame, address, part_of_page, text
from isegoria.text import clean, excerpt, render_plain
from isegoria.traits.comments.panel import comments_panel
from isegoria.traits.comments.speaking import links
from isegoria.traits.links import came_of
from isegoria.traits.versions import ADDED, GONE, SAME, differences

PAGES = 'isegoria:templates/components/proposals/'
FIRST_LIKERS = 12
KINDS = {SAME: 'same', GONE: 'del', ADDED: 'ins'}  # the words of the macro


@view_config(context=Proposal, permission=VIEW, renderer=PAGES + 'show.pt')
class Show:
    """The page of a proposal; a draft is shown to its author as a preview."""

    def __init__(self, proposal, request):
        self.proposal, self.request = proposal, request

    def __call__(self):
        proposal, request = self.proposal, self.request
        if proposal.is_draft:
            from isegoria.forms import go

            return go(request, proposal, 'preview')
        return {
            **self.article(),
            'support': self.support(),
            'likes': self.likes(),
            'edit_until': self.edit_until(),
            'may_withdraw': request.has_permission(may.WITHDRAW, proposal) and proposal.reason_against_withdrawing is None,
            'administers': request.has_permission(may.ADMINISTER, proposal),
            'reports': request.may_report(proposal),
            'rules': rules_of(request, proposal.component),
            'came_of': came_of(request, proposal),
            **comments_panel(proposal, request),
        }

    def article(self) -> dict:
        """What is the same for all who may see it: made anew when something changed in the component."""
        proposal, request = self.proposal, self.request
        if any(request.host in words for words in proposal.body.values()):  # titles of our own pages are told to who may see them
            return self._article()
        about = ('article', proposal.id, request.host, request.viewer.standing(proposal))
        return request.kept_part(proposal, about, self._article)

    def _article(self) -> dict:
        proposal, request = self.proposal, self.request
        about = {**shown(proposal, request), 'versions': proposal.listed_versions}
        lang = about['title'].language
        about['lang'] = lang if lang != request.language else None
        trail = part_of_page(request, 'frame/crumbs.pt', crumbs=Frame(request, proposal).crumbs)
        top, text = (part_of_page(request, f'components/proposals/{name}.pt', **about) for name in ('heading', 'article'))
        return {'title': about['title'], 'description': about['description'], 'trail': trail, 'heading': top, 'article': text}

    def support(self) -> dict | None:
        """The box of supports; None where there is nothing to be said about them."""
        proposal, request = self.proposal, self.request
        place = CardPlace(request, proposal.component)
        supporting = Supporting(request, proposal.component)
        state = supporting.state(proposal)
        counted = place.shows_supports(proposal)
        if state is None and not counted:
            return None
        total = proposal.supports_total
        return {
            'id': proposal.id,
            'state': state,
            'count': total if counted else None,
            'word': plural(request, 'support', 'supports', total),
            'goal': place.goal if counted else 0,
            'goal_words': self.goal_words(place.goal) if counted else '',
            'url': self.support_address(state),
            'words': supporting.words(state) if state else '',
            'until': supporting.until if state in (CAN, SIGN_IN) else '',
            'missing': supporting.missing if state == DONE else 0,
            'mine': address(request, proposal.component, activity='supported'),
        }

    def goal_words(self, goal) -> str:
        """How many it needs, and how many of those it has were taken over by an import, whose people are unknown."""
        carried, said = self.proposal.votes_carried_over, []
        if goal:
            said.append(plural(self.request, 'It needs ${n} support.', 'It needs ${n} supports.', goal))
        if carried:
            said.append(
                plural(
                    self.request,
                    '${n} of them was carried over from elsewhere.',
                    '${n} of them were carried over from elsewhere.',
                    carried,
                )
            )
        return ' '.join(said)

    def support_address(self, state) -> str:
        if state == SIGN_IN:
            return login_address(self.request, address(self.request, self.proposal))
        return address(self.request, self.proposal, 'take-back' if state == DONE else 'support')

    def likes(self) -> dict | None:
        """Who likes it, and the button; None where nobody can and nobody did."""
        proposal, request, component = self.proposal, self.request, self.proposal.component
        number = len(proposal.likes)
        is_open = component.is_open('like') and proposal.may_keep_supports
        if not is_open and not number:
            return None
        names = component.setting('likes_show_names')
        person = request.identity.id if request.identity is not None else None
        return {
            'number': number,
            'mine': person is not None and person in proposal.likes,
            'can': request.has_permission(may.LIKE, proposal),
            'is_open': is_open,
            'names': names,
            'people': [request.person(number) for number in proposal.likers(FIRST_LIKERS)] if names else [],
            'login': login_address(request, address(request, proposal)) if person is None else None,
        }

    def edit_until(self) -> str | None:
        """For an author who may still edit it: until when, in words; '' without a limit, None for everybody else."""
        proposal, request = self.proposal, self.request
        if not request.has_permission(may.EDIT, proposal):
            return None
        until = proposal.editable_until
        if until is None:
            return ''
        return formats.datetime(until, request.language, request.site.time_zone)


def shown(proposal, request) -> dict:
    """What a preview shows as well as the page."""
    title, body = text(request, proposal.title), text(request, proposal.body)
    return {
        'proposal': proposal,
        'title': title,
        'body': body_of(proposal, body, request),
        'body_language': body.language,
        'description': excerpt(text(request, proposal._plain_texts), 160),
        'people': authors_of(request, proposal),
        'badge': badge_of(request, proposal),
        'topics': topics(proposal, request),
        'facts': facts(proposal, request),
        'answer': answer_shown(proposal, request),
    }


def body_of(proposal, body, request) -> str:
    """The text as markup: cleaned again where it was HTML, else with its links made."""
    return clean(body, by_editor=proposal.is_official) if proposal.markup == HTML else render_plain(body, links(request))


def topics(proposal, request) -> list[tuple]:
    """(title of the root, [(title, address of the list with this filter), ...])."""
    taxonomies, found = request.site.taxonomies, {}
    for number in proposal.terms:
        term = taxonomies.get(number)
        if term is not None:
            link = address(request, proposal.component, term=term.id)
            found.setdefault(taxonomies.root_of(term).id, []).append((text(request, term.title), link))
    return [(text(request, taxonomies.get(root).title), terms) for root, terms in found.items()]


def facts(proposal, request) -> list[tuple[str, str]]:
    translate, found = request.localizer.translate, []
    if proposal.reference:
        found.append((translate(_('Reference')), proposal.reference))
    if proposal.origin == MEETING:
        found.append((translate(_('Comes from')), translate(_('A meeting'))))
    return found


@view_defaults(context=Proposal, permission=VIEW)
class AroundProposal:
    """Pages about a proposal that is read."""

    def __init__(self, proposal, request):
        self.proposal, self.request = proposal, request
        if proposal.is_draft:
            raise HTTPNotFound('a draft has no such page')

    @view_config(name='versions', renderer=PAGES + 'versions.pt')
    def versions(self):
        """`versions/2`: what one version changed, word by word; without a number the last one."""
        listed = self.proposal.listed_versions
        number = whole(self.request.subpath[0]) if self.request.subpath else listed[-1].number
        if number is None or len(self.request.subpath) > 1:
            raise HTTPNotFound('no such version')
        try:
            version = self.proposal.version(number)
        except LookupError:
            raise HTTPNotFound('no such version') from None
        beside = self.request.GET.get('mode') == 'side-by-side'
        return {
            'proposal': self.proposal,
            'title': text(self.request, self.proposal.title),
            'version': version,
            'versions': listed,
            'beside': beside,
            'changes': [self.change(change, beside) for change in version.changes],
            'who': self.who(version),
        }

    def who(self, version):
        from isegoria.accounts.presentation import Person

        if version.who is None and self.proposal.is_official:
            return Person(self.request.localizer.translate(_('Official proposal')), is_official=True)
        return self.request.person(version.who)

    def change(self, change, beside) -> dict:
        """One field of a version: its label, and what is different in it."""
        found = differences(self.readable(change, change.old), self.readable(change, change.new))
        parts = [(KINDS[kind], words) for kind, words in found]
        return {
            'label': self.label(change),
            'language': change.language,
            'texts': [[part for part in parts if part[0] != 'ins'], [part for part in parts if part[0] != 'del']]
            if beside
            else [parts],
        }

    def readable(self, change, words) -> str:
        from isegoria.text import plain

        if change.field == 'terms':
            return self.term_titles(words)
        if change.field == 'state':
            state = self.proposal.component.state(words)
            return text(self.request, state.title) if state is not None else words
        return plain(words) if change.field == 'answer' or (self.proposal.markup == HTML and change.field == 'body') else words

    def term_titles(self, numbers: str) -> str:
        """The terms whose ids stand in these lines, as words; those that are gone are left out."""
        terms = [self.request.site.taxonomies.get(int(number)) for number in numbers.split()]
        return '\n'.join(text(self.request, term.title) for term in terms if term is not None)

    def label(self, change) -> str:
        from isegoria.i18n import LANGUAGES

        names = {'title': _('Title'), 'body': _('Text'), 'terms': _('Topics'), 'state': _('State'), 'answer': _('Answer')}
        label = self.request.localizer.translate(names.get(change.field, change.field))
        return f'{label} ({LANGUAGES.get(change.language, change.language)})' if change.language else label

    @view_config(name='fingerprint', renderer=PAGES + 'fingerprint.pt')
    def fingerprint(self):
        """A number that anybody can compute again, to see that the text was not changed."""
        return {
            'proposal': self.proposal,
            'title': text(self.request, self.proposal.title),
            'fingerprint': self.proposal.fingerprint,
        }

    @view_config(name='likers', renderer=PAGES + 'likers.pt')
    def likers(self):
        """Everybody who likes it, first ones first."""
        if not self.proposal.component.setting('likes_show_names'):
            raise HTTPNotFound('the names are not shown here')
        people = [self.request.person(number) for number in self.proposal.likers()]
        return {'proposal': self.proposal, 'title': text(self.request, self.proposal.title), 'people': people}
