"""Accounts: the people who take part; signing up and in, profiles, leaving."""

from isegoria.i18n import _


def is_signed_in(request):
    return request.identity is not None


def is_signed_out(request):
    return request.identity is None


def may_register(request):
    return is_signed_out(request) and request.site.registration_mode == 'enabled'


def includeme(config):
    from isegoria.accounts import asked, leaving, presentation, retention

    config.add_request_method(presentation.People, 'people', reify=True)
    config.add_request_method(presentation.person, 'person')
    config.include('.gate')
    config.include('.blocking')
    config.add_job(asked.ASKED, asked.answer)
    config.add_job(leaving.FORGET, leaving.forget)
    for due in retention.DUE:
        config.add_due(due)
    config.add_account_link(_('Sign in'), '/login', order=1, shown=is_signed_out)
    config.add_account_link(_('Create an account'), '/register', order=2, shown=may_register)
    config.add_account_link(_('Your account'), '/account', order=10, shown=is_signed_in)
    config.add_account_link(_('Sign out'), '/logout', order=90, shown=is_signed_in, post=True)
    config.scan(__name__)
