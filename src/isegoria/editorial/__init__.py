"""What editors publish: the pages of a site."""

from isegoria.i18n import _


def includeme(config):
    from isegoria.admin.frame import CONTENT, allowed
    from isegoria.editorial.needs import in_review, needs
    from isegoria.editorial.resource import Page, Pages
    from isegoria.editorial.topics import Topics
    from isegoria.security import EDIT, MANAGE

    config.include('.course')
    config.add_branch(Pages, 'topics', Topics)
    config.add_desk_link(
        _('Pages'), '/pages/admin', order=500, icon='file-text', group=CONTENT, shown=allowed(EDIT, 'pages'), count=in_review
    )
    config.add_desk_need(needs)
    config.add_edit_link(Page, _('Edit'), 'edit', EDIT)
    config.add_edit_link(Pages, _('Administration'), 'admin', EDIT, icon='file-text', above=False)
    config.add_edit_link(Topics, _('Edit'), '', MANAGE, above=False)
    config.scan(__name__)
