"""Forms and questions at the desk: pages of one look, so that who administers a thing writes only what it is about."""

from isegoria.forms import FormView, Refused, see_other
from isegoria.i18n import _
from isegoria.templating import address

FORM, CONFIRM = 'isegoria:templates/admin/form.pt', 'isegoria:templates/admin/confirm.pt'


class DeskForm(FormView):
    """A form with what explains it above, and buttons that lead elsewhere beside its title."""

    explanation = ''

    def links(self) -> list[dict]:
        """Buttons on top: {title, url, sign}; POST buttons have `post` True."""
        return []

    def page(self, form, **about):
        return super().page(form, **{'explanation': self.explanation, 'links': self.links(), 'here': self.title, **about})


class Question:
    """A page that says what will happen, with two buttons; `facts()` tells it in detail, pairs (name, words)."""

    question = ''
    words = ''
    yes = _('Yes')
    no = _('Change nothing')
    danger = False

    def __init__(self, context, request):
        self.context, self.request = context, request

    def back(self) -> str:
        """Where "no" leads, and "yes" when it is done."""
        return address(self.request, self.context)

    def facts(self) -> list[tuple]:
        return []

    def reason_against(self) -> str:
        """Why it cannot be done now, '' when it can; asked before the button is shown, and again when it is pressed."""
        return ''

    def do(self):
        """Do it; gives the words that say so. ValueError says why not."""
        raise NotImplementedError

    def show(self):
        translate = self.request.localizer.translate
        reason = self.reason_against()
        confirm = {
            'question': translate(self.question),
            'words': translate(reason or self.words),
            'url': self.request.path,
            'yes': translate(self.yes),
            'no': translate(self.no),
            'no_url': self.back(),
            'danger': self.danger,
        }
        return {'confirm': confirm, 'title': self.question, 'facts': self.facts(), 'possible': not reason}

    def submit(self):
        reason = self.reason_against()
        message, kind = (reason, 'alert') if reason else obeyed(self.do)
        self.request.session.flash(self.request.localizer.translate(message), kind)
        return see_other(self.back())


def obeyed(verb) -> tuple:
    """(message, kind) of a verb: what it gives when it is done, or what a rule says against it."""
    try:
        return verb(), 'status'
    except Refused as refused:
        return refused.message, 'alert'
    except ValueError as refused:
        return refused.args[0], 'alert'


def press(request, verb, message, *back):
    """Answer a button: do `verb()` and say `message`, or say what a rule has against it; then back (303)."""

    def pressed():
        verb()
        return message

    words, kind = obeyed(pressed)
    request.session.flash(request.localizer.translate(words), kind)
    return see_other(address(request, *back))
