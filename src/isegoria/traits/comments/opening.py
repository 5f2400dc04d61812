"""Opening a conversation: the page of a resource is shown for an address below it, at a comment or with a form as it was sent."""

from dataclasses import dataclass

from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import render_view_to_response

from isegoria.templating import address
from isegoria.traits.comments.comment import Comment


@dataclass(frozen=True)
class Opened:
    """What the panel on the page of `subject` is to show: the comment that was asked for, a form that has errors."""

    subject: object
    marked: Comment | None = None
    form: object = None


def open_page(request, subject, **about):
    """The page of `subject`, which the rule of visibility guards as ever."""
    request.opened_conversation = Opened(subject, **about)
    context, request.context = request.context, subject
    method, request.method = request.method, 'GET'  # a form with errors is shown on the page as one reads it
    try:
        response = render_view_to_response(subject, request)
    finally:
        request.context, request.method = context, method
    if response is None:
        raise HTTPNotFound()
    return response


def address_at(request, comment: Comment) -> str:
    """Where one reads a comment: the page of its resource, opened there."""
    return f'{address(request, comment)}#comment-{comment.__name__}'
