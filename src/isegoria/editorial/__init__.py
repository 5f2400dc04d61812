"""What editors publish: the pages of a site."""

from isegoria.i18n import _


def includeme(config):
    from isegoria.admin.frame import CONTENT, allowed
    from isegoria.editorial.needs import in_review, needs
    from isegoria.editorial.resource import Page, Pages
    from isegoria.editorial.topics import Topics
    from isegoria.security import EDIT

    config.include('.course')
    config.add_branch(Pages, 'topics', Topics)
    config.add_desk_link(
        _('Pages'), '/pages/admin', order=500, icon='file-text', group=CONTENT, shown=allowed(EDIT, 'pages'), count=in_review
    )
    config.add_desk_need(needs)
    config.add_edit_link(Page, _('Edit'), 'edit', EDIT)
    config.scan(__name__)
