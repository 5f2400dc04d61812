"""What is put into the demonstration so that every kind of page has something to show, and the addresses of it."""

from isegoria import clock, outbox
from isegoria.accounts.blocking import block
from isegoria.accounts.kept import Kept
from isegoria.accounts.passwords import hash_password
from isegoria.demonstration import town
from isegoria.moderation.acting import Acting
from isegoria.moderation.cases import cases_of
from isegoria.moderation.taking import Notice, report
from isegoria.security import COLLABORATOR
from isegoria.wordings.texts import InterfaceText
from tests.browser import steps
from tests.factories import Made, find, made
from tests.functional.components.budgets import making

HIDDEN, OPEN = 'Buy my zebra pills at example dot org.', 'You are all clowns, and your square too.'
AWAY = 'See https://example.org/shade for pictures.'


class Places:
    """Addresses by name, as the table of states writes them: {proposal}, {case}, ..."""

    def __init__(self, site, opened):
        self.site, self.make, self.opened = site, site.make, opened
        self.found = {}
        self.proposals()
        self.versions()
        self.budgets()
        self.people()
        self.moderation()
        self.letters()

    def put(self, **addresses):
        self.found.update(addresses)

    def proposals(self):
        make = self.make
        with make.site() as site:
            ideas = list(site['processes']['streets']['proposals'].contents.values())
            answered = list(site['processes']['old-harbour']['proposals'].contents.values())
            found = {
                'proposal': next(
                    each for each in ideas if each.published and not each.withdrawn and each.authors and each.comment_count.value
                ),
                'draft': next(each for each in ideas if each.published is None),
                'withdrawn': next(each for each in ideas if each.withdrawn),
                'official': next(each for each in ideas if each.is_official),
                'accepted': next(each for each in answered if each.state_token == 'accepted'),
                'rejected': next(each for each in answered if each.state_token == 'rejected'),
            }
            self.kept = {name: made(each) for name, each in found.items()}
            phases = site['processes']['streets'].phases.all
            root = next(iter(site.taxonomies.roots()))
            self.put(wording=f'/en/wordings/{InterfaceText(town.WORDING[0], False).name}')
            self.put(phase=f'/en/processes/streets/phases/{phases[2].id}', term=f'/en/taxonomies/{root.id}')
            self.put(numbers=[each.id for each in ideas if each.published][:2])
        self.put(**{name: make.url(each) for name, each in self.kept.items()})
        said = make.comment(self.kept['proposal'], AWAY, author='robin_ashby')
        with make.open(said) as comment:
            comment.edit(AWAY + ' And come on Sunday.', comment.author)
        self.put(said=make.url(said))
        mine = make.proposal('Benches along the river', author='robin_ashby', at=Made(0, '/processes/streets/proposals'))
        self.put(mine=make.url(mine))
        gone = make.proposal('Zebra pills for everybody', author='robin_ashby', at=Made(0, '/processes/streets/proposals'))
        with make.open(gone) as found:
            found.hidden = True
            outbox.changed(found)
        self.put(gone=make.url(gone))

    def versions(self):
        """A page that was changed."""
        with self.make.site() as site:
            page = site['pages']['privacy']
            page.keep_first_version()
            page.record_version(None, {'title': {**page.title, 'en': 'Privacy here'}})
            outbox.changed(page)

    def budgets(self):
        """One that is voted about now, and one that has results."""
        make = self.make
        place, projects = making.city(make, settings={'vote_rule': 'minimum'})
        for title, latitude, longitude in (('Shade', 41.39, 2.16), ('Benches', 41.41, 2.19)):
            with make.open(projects[title]) as project:
                project.latitude, project.longitude = latitude, longitude
        self.put(budgets=make.url(place).rsplit('/', 1)[0], budget=make.url(place), project=make.url(projects['Shade']))
        done, built = self.finished()
        self.put(past=make.url(done).rsplit('/', 1)[0], results=make.url(done), unchosen=make.url(built['Lights']))

    def finished(self):
        make = self.make
        place = making.budget(
            make, 'Last year', 100_000_00, at=making.budgets(make, 'budgets-before', settings={'vote_rule': 'minimum'})
        )
        projects = {title: making.project(make, title, amount, at=place) for title, amount in making.PRICES.items()}
        for number in range(12):
            chosen = ('Shade', 'Benches') if number % 3 else ('Lights', 'Shade')
            making.vote(make, place, f'neighbour{number}', *(projects[title] for title in chosen))
        making.end(make, place)
        return place, projects

    def people(self):
        """Accounts in states of their own: blocked, closed, with new terms before them, with something kept."""
        make, password = self.make, hash_password(steps.PASSWORD)
        for nickname in ('blocked', 'closed', 'writing', 'asked', 'helper'):
            make.participant(nickname, password=password)
        make.participant('helper', role=COLLABORATOR)
        with make.site() as site:
            people = site['participants']
            block(
                site, people.get_by_nickname('blocked'), by=None, reason='spam', statement='It sold zebra pills, again and again.'
            )
            closed = people.get_by_nickname('closed')
            closed.closes = clock.microseconds() + 86_400_000_000
            outbox.changed(closed)
            kept = Kept('/en/processes/streets/proposals/new', (('title', 'A bench that was kept'),), clock.microseconds())
            people.get_by_nickname('writing').kept = kept
            people.get_by_nickname('asked').accepted_terms = ()
            site.admin_terms, site.admin_terms_version = {'en': '<p>Who has a role keeps what they learn to themselves.</p>'}, 1
            people.get_by_nickname('helper').admin_terms_accepted = 0

    def moderation(self):
        """A comment that was hidden, with its hearing, and one that waits to be decided."""
        make, top = self.make, self.site.top
        pills = make.comment(self.kept['proposal'], HIDDEN, author='robin_ashby')
        clowns = make.comment(self.kept['proposal'], OPEN, author='tomas_gil')
        with make.site() as site:
            for said in (pills, clowns):
                who = site['participants'].get_by_nickname('teo_navarro')
                report(Acting(self.site.registry, site, top), find(site, said), Notice('spam', 'It is off topic.', who=who))
            decided, waits = (make.url(made(cases_of(site).of(find(site, said)))) for said in (pills, clowns))
        self.put(case=waits, decided=decided, reason=make.url(pills, 'reason'), clowns=make.url(clowns))
        steps.decide(self.opened('moderator', scripts=False), decided)
        author = self.opened('participant', scripts=False)
        author.goto('/en/decisions')
        author.locator('#content .item a').first.click()
        self.put(hearing=author.url.removeprefix(top))

    def letters(self):
        """Links of letters that nobody has followed yet."""
        page = self.opened(scripts=False)
        steps.fill_registration(page, 'newcomer')
        self.put(confirm=steps.link_in(self.site, 'newcomer@example.org').removeprefix(self.site.top))
        page.goto('/en/forgotten-password')
        page.fill('input[name=email]', 'writing@example.org')
        page.locator('#content form .buttons button').first.click()
        self.put(new_password=steps.link_in(self.site, 'writing@example.org').removeprefix(self.site.top))
