"""Forms: a schema, a view of a few lines, one place that validates and shows errors."""

import colander
import deform
from pyramid.csrf import get_csrf_token
from pyramid.response import Response
from pyramid.view import view_config

from isegoria.deform_templates import rearranged, renderer
from isegoria.i18n import _


@colander.deferred
def csrf_default(_node, bound):
    return get_csrf_token(bound['request'])


class Schema(colander.Schema):
    """The base of every form's schema; brings the token against forged requests."""

    csrf_token = colander.SchemaNode(colander.String(), widget=deform.widget.HiddenWidget(), default=csrf_default, missing=None)


def form_view(**where):
    """Register a form, or a question with a button, as two views: `show` answers GET, `submit` answers POST."""

    def register(made):
        for attr, method in (('show', 'GET'), ('submit', 'POST')):
            made = view_config(attr=attr, request_method=method, **where, _depth=1)(made)
        return made

    return register


class FormView:
    """Shows a form on GET and saves it on POST; a subclass says what to save.

    A form with an error comes back with status 422 and everything that was typed. `save(data)` answers the response;
    raise `Refused` in it for what only the rules can know.
    """

    schema: type[Schema] = Schema
    title = ''
    buttons = ((_('Save'), 'save'),)
    template_status = 422

    def __init__(self, context, request):
        self.context, self.request = context, request

    def bound_schema(self):
        return self.schema().bind(context=self.context, request=self.request, language=self.request.language)

    def form(self) -> deform.Form:
        schema = self.bound_schema()
        buttons = tuple(deform.Button(name=name, title=title) for title, name in self.buttons)
        return deform.Form(schema, buttons=buttons, renderer=renderer(self.request), formid=self.form_id, autocomplete=None)

    @property
    def form_id(self):
        return type(self).__name__.lower()

    def appstruct(self) -> dict:
        """What the form shows at first."""
        return {}

    def page(self, form, **about) -> dict:
        """What the template gets; more may be added."""
        return {'form': form, 'title': self.title, 'errors_prefix': bool(form.error), **about}

    def show(self):
        form = self.form()
        form.set_appstruct({name: value for name, value in self.appstruct().items() if value is not None})
        return self.page(form)

    def submit(self):
        form = self.form()
        if rearranged(form, list(self.request.POST.items())):  # a row was added or taken away: nothing is saved yet
            self.request.tm.doom()
            return self.page(form)
        try:
            data = form.validate(list(self.request.POST.items()))
            data.pop('csrf_token', None)
            return self.save(data)
        except deform.ValidationFailure:
            pass
        except Refused as refused:
            refused.mark(form)
            if refused.is_noted:
                self.request.response.headers['X-Tm'] = 'commit'  # although it is an error (pyramid_tm's commit veto)
        if 'X-Tm' not in self.request.response.headers:
            self.request.tm.doom()
        self.request.response.status_int = self.template_status
        return self.page(form)

    def save(self, data):
        raise NotImplementedError

    def done(self, resource=None, *elements, message=None, **query):
        """Say what happened and go there (303)."""
        from isegoria.templating import address

        if message:
            self.request.session.flash(self.request.localizer.translate(message), 'status')
        return see_other(address(self.request, self.context if resource is None else resource, *elements, **query))


class Refused(Exception):
    """A rule said no after the form was read; the message goes beside the field it names, or on top.

    Nothing that was written is kept, unless the refusal itself is to be noted: a wrong password.
    """

    def __init__(self, message, field=None, is_noted=False):
        super().__init__(message)
        self.message, self.field, self.is_noted = message, field, is_noted

    def mark(self, form):
        error = colander.Invalid(form.schema, None if self.field else self.message)
        if self.field:
            child = form.schema[self.field]
            error.add(colander.Invalid(child, self.message), form.schema.children.index(child))
        form.widget.handle_error(form, error)
        for child in error.children:
            named = form[child.node.name]
            named.widget.handle_error(named, child)


def go(request, resource, *elements, message=None, kind='status', **query):
    """Answer a POST that was no form: a message, and where to look (303)."""
    from isegoria.templating import address

    if message:
        request.session.flash(request.localizer.translate(message), kind)
    return see_other(address(request, resource, *elements, **query))


def see_other(location: str) -> Response:
    """Look there (303), without the page about it that Pyramid would make and no browser would show."""
    return Response(status=303, location=location, content_length=0)
