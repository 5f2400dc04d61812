"""The letters about an account: what each of them says."""

from isegoria.i18n import _
from isegoria.mail.letters import Letter, Recipient

NOT_YOU = _('If it was not you, you need do nothing.')
CHANGED_BY_OTHERS = _('If it was not you, choose a new password at once: somebody else may know yours.')


def recipient(participant, email='') -> Recipient:
    return Recipient(email or participant.email, participant.name, participant.locale)


def confirm(participant, address) -> Letter:
    return Letter(
        _('Confirm your email address'),
        (
            _('Somebody registered with this address, as “${name}” (@${nickname}).', mapping=named(participant)),
            _('If it was you, confirm it within 14 days. Then you can sign in and take part.'),
        ),
        (_('Confirm this address'), address),
        (NOT_YOU,),
    )


def registered_already(participant, sign_in, new_password) -> Letter:
    return Letter(
        _('You have an account already'),
        (
            _('Somebody wanted to register with this address. There is an account for it, so nothing was changed.'),
            _(
                'If it was you, sign in. If you no longer know your password, ask for a new one: ${address}',
                mapping={'address': new_password},
            ),
        ),
        (_('Sign in'), sign_in),
        (NOT_YOU,),
    )


def address_taken(participant, sign_in) -> Letter:
    """To the owner of an address that another account wanted to take."""
    return Letter(
        _('Somebody wanted to use your email address'),
        (
            _('Another account asked to be known by this address. It belongs to yours, so nothing was changed.'),
            _('If both accounts are yours, change the address of this one first.'),
        ),
        (_('Sign in'), sign_in),
        (NOT_YOU,),
    )


def change_address(participant, address) -> Letter:
    return Letter(
        _('Confirm your new email address'),
        (
            _('Your account “${name}” (@${nickname}) is to be known by this address.', mapping=named(participant)),
            _('Until you confirm it, the earlier address stays.'),
        ),
        (_('Confirm the new address'), address),
        (NOT_YOU,),
    )


def address_will_change(participant) -> Letter:
    """To the earlier address."""
    return Letter(
        _('Your email address is to be changed'),
        (
            _(
                'Somebody who is signed in to your account asked that it be known by another address. It changes once that is '
                'confirmed.'
            ),
        ),
        after=(CHANGED_BY_OTHERS,),
    )


def new_password(participant, address) -> Letter:
    return Letter(
        _('Choose a new password'),
        (_('Somebody asked for a new password for your account. The link works once, for six hours.'),),
        (_('Choose a new password'), address),
        (_('If it was not you, you need do nothing: your password stays as it is.'),),
    )


def locked(participant, address) -> Letter:
    return Letter(
        _('Your account is locked for an hour'),
        (
            _('Somebody tried too many wrong passwords for your account, so nobody can sign in to it for an hour.'),
            _('If it was you, you can unlock it now.'),
        ),
        (_('Unlock the account'), address),
        (_('If it was not you, you need do nothing. A password that nobody can guess keeps you safe.'),),
    )


def changed(participant, fields) -> Letter:
    """`fields` are words: what was changed."""
    return Letter(
        _('Your account was changed'),
        (_('This was changed just now: ${fields}.', mapping={'fields': ', '.join(fields)}),),
        after=(CHANGED_BY_OTHERS,),
    )


def password_changed(participant) -> Letter:
    return Letter(
        _('Your password was changed'),
        (_('You have a new password. You were signed out everywhere else.'),),
        after=(_('If it was not you, ask for a new password at once: somebody else may read your mail.'),),
    )


def blocked(participant, block, address) -> Letter:
    return Letter(
        _('Your account was blocked'),
        (_('You can no longer sign in to take part. This is why:'), block.statement),
        (_('Read the decision'), address),
        (_('What you can do about it stands there too.'),),
    )


def unblocked(participant, address) -> Letter:
    return Letter(
        _('Your account is no longer blocked'),
        (_('You can sign in and take part again.'),),
        (_('Sign in'), address),
    )


def will_be_deleted(participant, address) -> Letter:
    return Letter(
        _('Your account will be deleted in seven days'),
        (
            _('You closed your account. It is hidden already, and after seven days it is deleted for good.'),
            _('Until then you can sign in and open it again.'),
        ),
        (_('Sign in'), address),
        (CHANGED_BY_OTHERS,),
    )


def deleted(participant) -> Letter:
    return Letter(
        _('Your account was deleted'),
        (
            _(
                'Your name, nickname, address and everything else that was kept about you is gone. What you wrote stays, without '
                'your name.'
            ),
        ),
    )


def long_unused(participant, address, day) -> Letter:
    return Letter(
        _('Do you still want your account?'),
        (
            _(
                'You have not signed in for almost three years. An account that nobody uses is deleted: yours on ${day}.',
                mapping={'day': day},
            ),
            _('If you want to keep it, sign in once before then.'),
        ),
        (_('Sign in'), address),
    )


def named(participant):
    return {'name': participant.name, 'nickname': participant.nickname}
