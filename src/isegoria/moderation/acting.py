"""Acting: a step of a case is taken, everybody concerned is told, and it is counted."""

from isegoria import clock, outbox
from isegoria.accounts.links import root_address
from isegoria.events import Hidden, Restored
from isegoria.moderation import figures
from isegoria.moderation.cases import AUTHOR
from isegoria.moderation.course import APPEALED, BY_RULE, CASES
from isegoria.moderation.events import AuthoritiesInformed, BlockedByDecision, Kept, UnblockedByDecision
from isegoria.moderation.hearings import link
from isegoria.moderation.statement import source_of
from isegoria.moderation.telling import Telling


class Acting:
    """Who acts on cases: a moderator in a request, one of the people concerned, or the site itself by a rule.

    `quiet` is for what a person was told of already, such as all that is hidden together with a block.
    """

    def __init__(self, registry, site, root, *, actor=None, permits=None, request=None, quiet=False):
        self.registry, self.site, self.root, self.actor, self.request = registry, site, root, actor, request
        self.quiet = quiet
        self.permits = permits or (lambda permission, _case: permission == BY_RULE)

    @classmethod
    def of(cls, request, permits=None):
        """Whoever makes the request."""
        return cls(
            request.registry,
            request.site,
            root_address(request),
            actor=request.viewer.id,
            permits=permits or request.has_permission,
            request=request,
        )

    @property
    def by_rule(self) -> 'Acting':
        """The site itself, whoever gave the occasion: the log must not tell who reported."""
        return Acting(self.registry, self.site, self.root)

    def take(self, case, name: str, data=None):
        """Take a step: workflow.Refused says why not, and then nothing has changed."""
        data = dict(data or {})
        if 'ground' in data or name == 'hide_provisionally':
            data.setdefault('source', source_of(case))
        answered, began, was_hidden = case.current, case.awaited_since, case.is_hidden
        fired = CASES.fire(case, name, self.actor, data, clock.now(), self.permits, checked=True)
        outbox.changed(case)
        self.count(case, fired.step, began)
        self.tell(case, fired.step, answered, was_hidden)
        return fired

    # Figures

    def count(self, case, step, began):
        counted = self.site.cases.figures.count
        name = step.transition
        if name == 'hide_provisionally':
            counted(figures.AUTOMATIC, 'hidden')
        elif name in ('keep', 'hide', 'block'):
            counted(figures.DECISIONS, name)
            counted(figures.TIMES, figures.span_of(clock.microseconds(step.when) - began))
        elif name == 'appeal':
            counted(figures.APPEALS, step.source)
        elif name in ('give_back', 'hide_after_all', 'restore', 'unblock'):
            counted(figures.REVERSALS, 'appeal' if step.source == APPEALED else 'own')
        if step.said('ground'):
            counted(figures.GROUNDS, step.said('ground'))

    # Who is told

    def tell(self, case, step, reports, was_hidden):
        told = getattr(self, f'after_{step.transition}', None)
        if told is not None:
            told(case, step, Telling(self.registry, self.site, self.root, case), reports, was_hidden)

    def after_hide(self, case, step, telling, reports, _was_hidden):
        if not self.quiet:
            telling.statement(step)
            telling.decided(step, reports)
        self.registry.notify(Hidden(case.thing, self.request))

    def after_hide_provisionally(self, case, step, telling, _reports, _was_hidden):
        telling.statement(step)
        self.registry.notify(Hidden(case.thing))

    def after_hide_after_all(self, case, step, telling, reports, was_hidden):
        self.after_hide(case, step, telling, reports or case.reports, was_hidden)

    def after_keep(self, case, step, telling, reports, was_hidden):
        telling.decided(step, reports)
        if was_hidden:
            telling.given_back(step)
            self.registry.notify(Restored(case.thing, self.request))
        elif case.thing is not None:
            self.registry.notify(Kept(case.thing, self.request))

    def after_block(self, case, step, telling, reports, _was_hidden):
        person = case.thing
        address = link(self.registry, self.site, self.root, person.locale, case, AUTHOR)
        telling.decided(step, reports)
        self.registry.notify(BlockedByDecision(person, self.request, address))

    def after_restore(self, case, step, telling, reports, _was_hidden):
        telling.given_back(step)
        telling.decided(step, reports)
        self.registry.notify(Restored(case.thing, self.request))

    def after_unblock(self, case, step, telling, reports, _was_hidden):
        telling.decided(step, reports)
        self.registry.notify(UnblockedByDecision(case.thing, self.request))

    def after_alarm(self, case, _step, telling, _reports, _was_hidden):
        telling.authorities()
        self.registry.notify(AuthoritiesInformed(case, self.request))

    def after_uphold(self, _case, step, telling, _reports, _was_hidden):
        telling.appeal_decided(step)

    def after_give_back(self, case, step, telling, reports, was_hidden):
        telling.appeal_decided(step)
        telling.decided(step, reports)
        if was_hidden:
            self.registry.notify(Restored(case.thing, self.request))
        elif case.is_about_person:
            self.registry.notify(UnblockedByDecision(case.thing, self.request))
