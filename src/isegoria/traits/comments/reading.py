"""Reading: the address of one comment, of one conversation, of what a comment said before, and of old links."""

from pyramid.events import ContextFound
from pyramid.httpexceptions import HTTPForbidden, HTTPMovedPermanently, HTTPNotFound
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config, view_defaults

from isegoria.forms import go, see_other
from isegoria.i18n import _
from isegoria.security import VIEW
from isegoria.templating import address
from isegoria.traits.comments.comment import VOTE, Comment, Conversation
from isegoria.traits.comments.opening import address_at, open_page
from isegoria.traits.comments.panel import LonePanel
from isegoria.traits.comments.resource import Commentable
from isegoria.traits.support import NotPossible
from isegoria.traits.versions import unified

PAGES = 'isegoria:templates/traits/comments/'


@view_config(context=Conversation, request_method='GET', permission=VIEW)
def conversation(context, request):
    """The conversation is a part of its resource's page."""
    return see_other(address(request, context.subject) + '#comments')


# What is hidden or deleted has no visible text, but an address: its place in the thread. So these two ask about the
# resource that is commented, not about the comment.


@view_defaults(context=Comment, request_method='GET', permission=NO_PERMISSION_REQUIRED)
class OneComment:
    def __init__(self, context, request):
        if not request.viewer.sees(context.subject):
            raise HTTPForbidden()
        self.comment, self.request = context, request

    @view_config()
    def in_its_page(self):
        """The resource's page, opened at this comment."""
        return open_page(self.request, self.comment.subject, marked=self.comment)

    @view_config(name='conversation', renderer=PAGES + 'conversation.pt')
    def alone(self):
        """The thread that it is in, and nothing else."""
        return {'title': _('One conversation'), 'comments': LonePanel(self.comment, self.request), 'subject': self.comment.subject}


@view_config(context=Comment, name='versions', permission=VIEW, renderer=PAGES + 'versions.pt')
def versions(comment, request):
    """What a comment said before it was edited."""
    if not comment.edited:
        raise HTTPNotFound()
    said = [(each, what_changed(each)) for each in reversed(comment.listed_versions)]
    return {'title': _('Versions of a comment'), 'comment': comment, 'versions': said}


def what_changed(version) -> str:
    """The text of a version with its differences marked; the first one as it is."""
    change = version.changes[0]
    return unified(change.old if version.number > 1 else change.new, change.new)


@view_defaults(context=Comment, name='vote', permission=VOTE)
class Votes:
    """Votes on a comment; the page is for whoever comes back from signing in."""

    def __init__(self, context, request):
        self.comment, self.request = context, request

    @view_config(request_method='GET', renderer=PAGES + 'vote.pt')
    def ask(self):
        return {'title': _('Vote on a comment'), 'comments': LonePanel(self.comment, self.request), 'comment': self.comment}

    @view_config(request_method='POST')
    def vote(self):
        weight = {'1': 1, '-1': -1}.get(self.request.POST.get('value'))
        if weight is None:
            raise HTTPNotFound()
        try:
            self.comment.vote(self.request.viewer.id, weight)
        except NotPossible as refusal:
            return go(self.request, self.comment, message=refusal.args[0], kind='alert')
        return see_other(address_at(self.request, self.comment))


def redirect_old_link(event):
    """`?commentId=` in an address of the platform that a comment was imported from."""
    request = event.request
    original = request.GET.get('commentId', '')
    if request.method not in ('GET', 'HEAD') or not isinstance(request.context, Commentable) or not original.isdecimal():
        return
    comment = request.context.comment_by_original(int(original)) if len(original) < 19 else None
    if comment is not None and request.context.comments_enabled and request.viewer.sees(request.context):
        raise HTTPMovedPermanently(address_at(request, comment))


def includeme(config):
    config.add_subscriber(redirect_old_link, ContextFound)
