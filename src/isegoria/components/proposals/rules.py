"""The rules of voting, in sentences: shown on the list and on a proposal while people support (11 §8)."""

from isegoria.i18n import _, plural


def rules_of(request, component) -> list[str]:
    """One sentence for each rule that is set; nothing while nobody can support."""
    if not component.is_open('support'):
        return []
    translate, setting = request.localizer.translate, component.setting
    found = []
    if setting('vote_limit'):
        found.append(plural(request, 'You have ${n} support to give.', 'You have ${n} supports to give.', setting('vote_limit')))
    if setting('minimum_votes_per_user'):
        found.append(
            plural(
                request,
                'Your supports count as soon as you have given ${n}.',
                'Your supports count as soon as you have given ${n}.',
                setting('minimum_votes_per_user'),
            )
        )
    if setting('proposal_limit'):
        found.append(
            plural(
                request, 'You can make ${n} proposal.', 'You can make ${n} proposals.', setting('proposal_limit')
            )
        )  # fmt: skip
    threshold = setting('threshold_per_proposal')
    if threshold:
        found.append(plural(request, 'A proposal needs ${n} support.', 'A proposal needs ${n} supports.', threshold))
        if setting('can_accumulate_votes_beyond_threshold'):
            found.append(translate(_('It can have more supports than it needs.')))
        else:
            found.append(translate(_('When it has them, no more are given.')))
    return found
