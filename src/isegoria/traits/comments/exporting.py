"""The comments of a component as a table that everybody may take away (12 §13): neither hidden nor deleted ones."""

from functools import partial

from pyramid.view import view_config

from isegoria import clock
from isegoria.catalog.indexing import lineage_end, relative_visibility
from isegoria.catalog.query import Query
from isegoria.exports import csv_response
from isegoria.security import VIEW
from isegoria.spaces.space import ComponentFolder
from isegoria.templating import address
from isegoria.visibility import PUBLIC

COLUMNS = (
    'id', 'created_at', 'body', 'locale', 'author/id', 'author/name', 'alignment', 'depth', 'user_group/id', 'user_group/name',
    'commentable_id', 'commentable_type', 'root_commentable_url',
)  # fmt: skip
AT_ONCE = 500


@view_config(context=ComponentFolder, name='comments.csv', request_method='GET', permission=VIEW)
def comments_as_csv(component, request):
    return csv_response(request, component, 'comments', COLUMNS, partial(rows, request))


def rows(request, component):
    """A row for each comment that the public of the component may read, oldest first."""
    participants = lineage_end(component)['participants']
    for comment in shown_comments(request.registry.catalog, component):
        yield row(request, comment, participants)


def shown_comments(catalog, component):
    about = {'site': lineage_end(component).id, 'keys': frozenset({PUBLIC}), 'component': component.id}
    after, more = None, True
    while more:
        found = catalog.find(Query(**about, types=('comment',), sort='created', after=after, limit=AT_ONCE))
        for comment in map(component.comments.get, found.ids):
            if comment is not None and relative_visibility(comment) == PUBLIC:
                yield comment
        after = found.next
        more = after is not None


def row(request, comment, participants) -> dict:
    person = participants.get_by_id(comment.author)
    named = person is not None and person.deleted is None and person.blocked is None
    author = {'id': person.id, 'name': person.name} if named else {}
    answered = comment.reply_to or comment.subject
    return {
        'id': comment.id,
        'created_at': clock.moment(comment.created),
        'body': comment.plain_text,
        'locale': comment.language,
        'author': author,
        'alignment': comment.alignment,
        'depth': comment.depth,
        'user_group': author if named and person.collective else {},
        'commentable_id': answered.id,
        'commentable_type': answered.type,
        'root_commentable_url': request.host_url + address(request, comment.subject),
    }
