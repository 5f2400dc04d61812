"""Writing: comment, reply, edit, delete; plain forms that work without scripts."""

import hashlib
import secrets

import colander
from colander import Integer, Invalid, SchemaNode, String
from deform.widget import HiddenWidget, RadioChoiceWidget, TextAreaWidget
from pyramid.view import view_config, view_defaults

from isegoria import formats, ids, text
from isegoria.events import Removed
from isegoria.form_words import messages
from isegoria.forms import FormView, Refused, Schema, form_view, see_other
from isegoria.i18n import _, plural
from isegoria.templating import address
from isegoria.throttle import TooOften
from isegoria.traits.comments.comment import CREATE, DELETE, EDIT, SIDES, Comment, Conversation
from isegoria.traits.comments.events import Commented, Edited
from isegoria.traits.comments.opening import address_at, open_page
from isegoria.traits.support import NotPossible

PAGES = 'isegoria:templates/traits/comments/'


WRITE_FIRST = _('Write your comment first.')


def longest(context, request) -> int:
    return context.subject.comment_length(request.site)


class NotLonger:
    """A text no longer than the place allows, measured in what its readers call letters."""

    def __init__(self, most):
        self.most = most

    def __call__(self, node, value):
        now = text.length(value)
        if not now:
            raise Invalid(node, WRITE_FIRST)
        if now > self.most:
            raise Invalid(
                node, _('Shorten your comment to ${max} letters. Now it has ${now}.', mapping={'max': self.most, 'now': now})
            )


def new_token() -> str:
    """What tells two forms with the same words apart."""
    return secrets.token_urlsafe(12)


class CommentSchema(Schema):
    """A text."""

    form_token = SchemaNode(
        String(), widget=HiddenWidget(), missing='', default=colander.deferred(lambda _node, _bound: new_token())
    )
    body = SchemaNode(
        String(),
        title=_('Your comment'),
        widget=TextAreaWidget(rows=5),
        preparer=text.tidy,
        missing_msg=WRITE_FIRST,
        validator=colander.deferred(lambda _node, bound: NotLonger(longest(bound['context'], bound['request']))),
    )


class CommentWithSide(CommentSchema):
    """A text, and which side it takes."""

    alignment = SchemaNode(Integer(), default=0, missing=0, widget=RadioChoiceWidget(values=()), validator=colander.OneOf(SIDES))


class Writing(FormView):
    """A form with one box to write in."""

    schema = CommentSchema
    title = label = _('Your comment')
    button = None  # the usual words
    name = None  # of the view that takes it
    form_id = 'write'

    @property
    def most(self) -> int:
        return longest(self.context, self.request)

    def composer(self, form=None) -> dict:
        """What the macro `composer` shows."""
        body, token, side, wrong = self.typed(form)
        translate, most = self.request.localizer.translate, formats.number(self.most, self.request.language)
        return {
            'id': self.form_id,
            'url': address(self.request, self.context, *filter(None, [self.name])),
            'label': translate(self.label),
            'hint': translate(_('Speak of the idea, not of the person. Up to ${max} letters.', mapping={'max': most})),
            'most': self.most,
            'alignments': self.takes_sides,
            'chosen': {'1': 1, '-1': -1}.get(side or ''),
            'text': body,
            'error': translate(wrong[0]) if wrong else None,
            'button': self.button and translate(self.button),
            'hidden': [('form_token', token)],
        }

    def typed(self, form) -> tuple[str, str, str | None, list]:
        """(text, token, side, what is wrong) of a form that came back, or of a new one."""
        if form is None:
            return self.appstruct().get('body', ''), new_token(), None, []
        body, token = form['body'], form['form_token']
        side = str(form['alignment'].cstruct) if self.takes_sides else None
        return body.cstruct or '', token.cstruct or '', side, messages(body)

    @property
    def takes_sides(self) -> bool:
        return False

    def publish(self, subject, data, reply_to=None):
        """Put a new comment in, once however often the form is sent, and go to it."""
        request, author = self.request, self.request.viewer.id
        number = number_of_form(request, subject, reply_to, data)
        comment = subject.comment_store.get(number)
        if comment is None or comment.author != author:
            self.take_turn()
            comment = Comment(
                subject,
                data['body'],
                author=author,
                reply_to=reply_to,
                alignment=data.get('alignment', 0),
                language=request.language,
            )
            comment.id = number
            try:
                subject.comment(comment)
            except NotPossible as refusal:
                raise Refused(refusal.args[0], 'body') from None
            request.registry.notify(Commented(comment, request))
        return go_to_comment(request, comment, _('Your comment is published.'))

    def take_turn(self):
        """Nobody writes more than some comments a minute."""
        request = self.request
        try:
            request.registry.throttle.take('comment', request.site.id, person=request.viewer.id)
        except TooOften as often:
            self.template_status = 429
            raise Refused(plural_seconds(request, often.seconds), 'body') from None


def plural_seconds(request, seconds):
    return plural(
        request,
        'You wrote many comments in a short time. Try again in ${n} second.',
        'You wrote many comments in a short time. Try again in ${n} seconds.',
        seconds,
    )


def number_of_form(request, subject, reply_to, data) -> int:
    """The id of what a form says: the same form with the same words, sent twice, is one comment."""
    if not data.get('form_token'):
        return ids.new_id(subject.comment_store)
    about = (
        request.registry.settings['isegoria.secret'], request.viewer.id, subject.id,
        reply_to and reply_to.id, data['form_token'], data['body'],
    )  # fmt: skip
    digest = hashlib.blake2b(repr(about).encode(), digest_size=8).digest()
    return ids.LOWEST + int.from_bytes(digest, 'big') % (ids.HIGHEST - ids.LOWEST)


def go_to_comment(request, comment, message):
    request.session.flash(request.localizer.translate(message), 'status')
    return see_other(address_at(request, comment))


@view_config(attr='submit', request_method='POST')
@view_defaults(context=Conversation, permission=CREATE)
class NewComment(Writing):
    """A comment on a resource; the form stands on the resource's page."""

    @property
    def takes_sides(self):
        return self.context.subject.comments_have_alignment

    @property
    def schema(self):
        return CommentWithSide if self.takes_sides else CommentSchema

    def page(self, form, **_about):
        return open_page(self.request, self.context.subject, form=form)

    def save(self, data):
        return self.publish(self.context.subject, data)


class OnPageOfItsOwn(Writing):
    """A form on a page of its own, below the comment that it is about."""

    shows_comment = True

    def page(self, form, **about):
        from isegoria.traits.comments.panel import Panel

        return super().page(
            form, composer=self.composer(form), comments=Panel(self.context.subject, self.request), comment=self.context, **about
        )


@form_view(context=Comment, name='reply', permission=CREATE, renderer=PAGES + 'write.pt')
class Reply(OnPageOfItsOwn):
    """An answer to a comment."""

    title = _('Reply to a comment')
    label = _('Your reply')
    button = _('Publish the reply')
    name = 'reply'

    def save(self, data):
        return self.publish(self.context.subject, data, reply_to=self.context)


@form_view(context=Comment, name='edit', permission=EDIT, renderer=PAGES + 'write.pt')
class EditComment(OnPageOfItsOwn):
    """A new text for one's own comment; the earlier ones can be read by everybody."""

    title = _('Edit your comment')
    button = _('Save the comment')
    name = 'edit'
    shows_comment = False

    def appstruct(self):
        return {'body': self.context.plain_text}

    def save(self, data):
        self.context.edit(data['body'], self.request.viewer.id)
        self.request.registry.notify(Edited(self.context, self.request))
        return go_to_comment(self.request, self.context, _('Your comment is saved.'))


@view_defaults(context=Comment, name='delete', permission=DELETE)
class DeleteComment:
    """Take one's own comment back; asked once more before it is done."""

    def __init__(self, context, request):
        self.comment, self.request = context, request

    @view_config(request_method='GET', renderer=PAGES + 'delete.pt')
    def ask(self):
        from isegoria.traits.comments.panel import Panel

        return {'title': _('Delete your comment'), 'comment': self.comment, 'comments': Panel(self.comment.subject, self.request)}

    @property
    def question(self) -> dict:
        """What the macro `confirm` asks."""
        translate = self.request.localizer.translate
        return {
            'question': translate(_('Delete your comment?')),
            'words': translate(_('Its text goes for good; replies to it stay. This cannot be undone.')),
            'url': address(self.request, self.comment, 'delete'),
            'yes': translate(_('Delete the comment')),
            'no': translate(_('Keep it')),
            'no_url': address_at(self.request, self.comment),
            'danger': True,
        }

    @view_config(request_method='POST')
    def delete(self):
        self.comment.delete()
        self.request.registry.notify(Removed(self.comment, self.request))
        return go_to_comment(self.request, self.comment, _('Your comment is deleted.'))
