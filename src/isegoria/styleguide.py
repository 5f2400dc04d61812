"""The style page: every part of a page in every state, with invented content. Development only, at /styleguide."""

from contextlib import suppress
from types import SimpleNamespace

import colander
import deform
from deform import widget
from pyramid.security import NO_PERMISSION_REQUIRED

from isegoria.deform_templates import renderer
from isegoria.icons import names
from isegoria.pictures import COVERS, drawn, voices
from isegoria.theme import derive
from isegoria.widgets import BoxesWidget, EmailWidget, MarkdownWidget, MoneyWidget, NumberWidget

TITLE = 'Keep the Llotja library open on Sundays'
ANA = SimpleNamespace(name='Núria B.', url='#nuria', initials='NB', hue=1, is_official=False, is_collective=False)
PAU = SimpleNamespace(name='Pau F.', url='#pau', initials='PF', hue=4, is_official=False, is_collective=False)
ASSOCIATION = SimpleNamespace(
    name='Els Corders neighbours', url='#corders', initials='EC', hue=2, is_official=False, is_collective=True
)
OFFICE = SimpleNamespace(name='Department of Mobility', url=None, initials='DM', hue=1, is_official=True, is_collective=False)

BADGES = [
    ('New', 'circle-dashed', None), ('Open now', 'megaphone', 'warm'), ('In review', 'hourglass', 'wait'), ('Accepted', 'circle-check-big', 'ok'),
    ('Accepted in part', 'circle-check', 'ok'), ('Rejected', 'circle-x', 'no'), ('Merged', 'git-merge', 'info'), ('Withdrawn', 'undo-2', None),
    ('City council', 'landmark', 'info'), ('Verified', 'badge-check', 'ok'),
]  # fmt: skip

SUPPORTS = [
    ('Can support', {'state': 'can', 'count': 264, 'words': 'You have 7 supports left of 10.', 'goal_words': '300 are needed to be reviewed.'}),
    ('Done', {'state': 'done', 'count': 265, 'words': 'You can take it back until 14 December.'}),
    ('Limit reached', {'state': 'limit', 'count': 264, 'words': 'You have used your 10 supports.', 'link': {'title': 'Take one back', 'url': '#mine'}}),
    ('Must sign in', {'state': 'sign-in', 'count': 264, 'words': 'We bring you back here.'}),
    ('Must verify', {'state': 'verify', 'count': 264, 'words': 'Once, in two minutes: we check that you live in Vallmar.'}),
    ('Phase closed', {'state': 'closed', 'count': 412, 'words': 'Supports closed on 14 December.', 'link': {'title': 'See what comes next', 'url': '#next'}}),
]  # fmt: skip


def supports():
    return [
        (name, {'id': number, 'title': name, 'goal': 300, 'word': 'supports', 'url': '#support', **about})
        for number, (name, about) in enumerate(SUPPORTS)
    ]


def comments():
    first = {
        'id': 'a1',
        'person': PAU,
        'when': '8 October',
        'alignment': -1,
        'body': 'Without another bus this makes it harder for grandparents.',
    }
    return [
        (first, [({'id': 'a2', 'person': ANA, 'when': '9 October', 'is_author': True, 'edited': True, 'body': 'You are right: version 2 says so.'}, [
            ({'id': 'a3', 'person': PAU, 'when': '9 October', 'alignment': 0, 'body': 'Thank you. I change to neutral.'}, []),
        ])]),
        ({'id': 'b1', 'person': ASSOCIATION, 'when': '20 October', 'alignment': 1, 'lang': 'es', 'body': 'La asamblea votó a favor por 64 a 9.'}, [
            ({'id': 'b2', 'person': OFFICE, 'when': '22 October', 'body': 'Thank you. We will ring you this week.'}, []),
        ]),
        ({'id': 'c1', 'person': PAU, 'when': '14 October', 'body': '', 'hidden': 'Hidden on 14 October: it gave another person’s address (rule 3.2).', 'hidden_link': '#rules'}, []),
    ]  # fmt: skip


def phases():
    return [
        {'state': 'past', 'share': 100, 'title': 'Diagnosis', 'words': '1 Sept. – 10 Oct. · Ended'},
        {'state': 'now', 'share': 42, 'title': 'Proposals and supports', 'words': 'Now · until 14 December', 'sign': 'hand-heart'},
        {'state': 'coming', 'share': 0, 'title': 'Technical review', 'words': '15 Dec. – 20 Jan.', 'sign': 'scale'},
        {'state': 'coming', 'share': 0, 'title': 'Final vote', 'words': '21 Jan. – 10 Feb.', 'sign': 'vote'},
        {'state': 'coming', 'share': 0, 'title': 'Results and follow-up', 'words': 'From 1 March'},
    ]


def things():
    return [
        {'verb': 'Support', 'sign': 'hand-heart', 'title': 'City plan 2027–2030', 'url': '#plan', 'words': '1,284 proposals. You have 7 of 10 supports.', 'due': 'Until 14 December'},
        {'verb': 'Vote', 'sign': 'vote', 'title': 'Budget for the young', 'url': '#young', 'words': 'From 12 to 25 years.', 'due': '6 days left'},
        {'verb': 'Comment', 'sign': 'message-square-text', 'title': 'Charte des terrasses et du repos nocturne', 'lang': 'fr', 'url': '#charte', 'due': 'Until 30 January'},
    ]  # fmt: skip


def filters():
    state = [('Open', 1102, True), ('In review', 96, False), ('Accepted', 61, False), ('Rejected', 11, False)]
    topic = [('Mobility', 214, False), ('Public space', 188, True), ('Housing', 151, False)]

    def choices(rows):
        return [{'value': name.lower().replace(' ', '-'), 'title': name, 'count': n, 'checked': on} for name, n, on in rows]

    return {
        'action': '#list',
        'search': {'name': 'words', 'value': '', 'label': 'Search the proposals'},
        'groups': [
            {'name': 'state', 'title': 'State', 'choices': choices(state)},
            {'name': 'topic', 'title': 'Topic', 'choices': choices(topic)},
        ],
        'hidden': [('order', 'supports')],
        'clear': '#list',
        'show': 'Show 20 of 143',
    }


def sample_form(request, with_errors=False):
    choices = (('city', 'The whole city'), ('area', 'A neighbourhood'), ('point', 'One place'))
    node = colander.SchemaNode
    schema = node(
        colander.Mapping(),
        node(colander.String(), name='title', title='Title', description='Say what should change, in one sentence.', validator=colander.Length(15, 150)),
        node(colander.String(), name='body', title='Your idea', widget=widget.TextAreaWidget(rows=6), validator=colander.Length(15)),
        node(colander.String(), name='topic', title='Topic', widget=widget.SelectWidget(values=(('', 'Choose'), widget.OptGroup('Streets', ('space', 'Public space'), ('move', 'Mobility'))))),
        node(colander.String(), name='where', title='Where?', widget=widget.RadioChoiceWidget(values=choices)),
        node(colander.String(), name='decision', title='Decision', widget=BoxesWidget(values=(('stays', 'It stays'), ('hide', 'It is hidden')), hints={'stays': 'It respects the rules.', 'hide': 'A note stands in its place; the replies stay.'})),
        node(colander.Set(), name='groups', title='For whom?', description='One or several.', widget=widget.CheckboxChoiceWidget(values=choices[:2]), missing=()),
        node(colander.String(), name='text', title='Long text', widget=MarkdownWidget(rows=5), missing=''),
        node(colander.String(), name='email', title='Email address', widget=EmailWidget()),
        node(colander.String(), name='password', title='Password', widget=widget.CheckedPasswordWidget(), autocomplete='new-password'),
        node(colander.Integer(), name='age', title='Age', widget=NumberWidget(), validator=colander.Range(14)),
        node(colander.Decimal(), name='cost', title='Estimated cost', widget=MoneyWidget(), missing=None),
        node(colander.Date(), name='born', title='Date of birth', description='For example 31 3 1980.', widget=widget.DatePartsWidget(), autocomplete='bday'),
        node(colander.Date(), name='day', title='Day'),
        node(colander.DateTime(), name='starts', title='Begins'),
        node(colander.Time(), name='opens', title='Opens at'),
        node(deform.FileData(), name='plan', title='Plan', description='PDF, up to 10 MB.', widget=widget.FileUploadWidget({}, accept='.pdf'), missing=None),
        node(colander.Sequence(), node(colander.String(), name='tag', title='Tag'), name='tags', title='Tags', missing=()),
        node(
            colander.Sequence(),
            node(colander.Mapping(), node(colander.String(), name='what', title='What'), node(colander.Date(), name='until', title='Until', missing=None), name='step', title='Step'),
            name='plan_steps', title='Steps of the plan', widget=widget.SequenceWidget(min_len=1, max_len=4, orderable=True),
        ),
        node(colander.Boolean(), name='rules', title='I have read the community rules', description='They fit on one page.'),
    )  # fmt: skip
    form = deform.Form(schema, renderer=renderer(request), formid='wrong' if with_errors else 'sample', counter=iter(range(with_errors * 500, 10_000)), buttons=(
        deform.Button('publish', 'Publish the proposal'), deform.Button('draft', 'Keep as draft'), deform.Button('cancel', 'Cancel', type='link', value='#cancel'),
    ))  # fmt: skip
    if with_errors:
        with suppress(deform.ValidationFailure):
            form.validate(
                [
                    ('title', 'Water'),
                    ('body', ''),
                    ('__start__', 'tags:sequence'),
                    ('tag', 'summer'),
                    ('tag', ''),
                    ('__end__', 'tags:sequence'),
                ]
            )
    else:
        form.set_appstruct({'tags': ['water', 'summer'], 'plan_steps': [{'what': 'Ask the neighbours'}, {'what': 'Dig'}]})
    return form


def sample(request) -> dict:
    """All that the style page shows."""
    picture, each = voices(people=3_312, lately=160)
    return {
        'title': TITLE, 'badges': BADGES, 'people': [ANA, PAU, ASSOCIATION, OFFICE], 'office': OFFICE, 'author': ANA,
        'supports': supports(), 'comments': comments(), 'phases': phases(), 'things': things(), 'filters': filters(),
        'chips': [{'title': 'Open', 'url': '#chip-1'}, {'title': 'Public space', 'url': '#chip-2'}],
        'sort': {'action': '#list', 'name': 'order', 'choices': [('supports', 'Most supported'), ('random', 'At random')], 'chosen': 'supports'},
        'tabs': [{'title': 'The process', 'url': '#t1', 'current': False}, {'title': 'Proposals', 'url': '#t2', 'current': True, 'count': 1284}, {'title': 'Meetings', 'url': '#t3', 'current': False, 'count': 9}, {'title': 'Documents', 'url': '#t4', 'current': False}],
        'figures': [('1,016', 'proposals accepted, whole or in part'), ('418', 'promises kept'), ('19', 'days to an answer, on average', '3 fewer than last year'), ('3', 'without an answer in time')],
        'facts': [('Reference', 'VLM-PROP-0418'), ('Estimated cost', '48,000 € a year'), ('Neighbourhood', 'The whole city'), ('Comes from', 'A meeting in Far Vell')],
        'bars': [{'title': 'Can Roure', 'value': '715,000 €', 'share': 100, 'tone': 's1'}, {'title': 'Estació', 'value': '690,000 €', 'share': 96.5, 'tone': 's1'}, {'title': 'Centre', 'value': '148,000 €', 'share': 20.7, 'tone': 's2'}],
        'bars_key': [('s1', 'chosen'), ('s2', 'did not fit in the rest')],
        'columns_chart': {'title': 'Supports doubled in the last week', 'words': 'Phase 2, since 11 October.', 'points': [(f'{day} October', 180 + day * day % 97 * 9) for day in range(11, 31)], 'first': '11 October', 'last': '30 October', 'label_head': 'Day', 'value_head': 'Supports'},
        'changes': [('same', 'The library opens on Sundays '), ('del', 'all day'), ('same', ' '), ('ins', 'from ten to two, as a six-month pilot'), ('same', '.')],
        'states': [{'title': 'Draft', 'current': False}, {'title': 'In review', 'current': True, 'sign': 'hourglass'}, {'title': 'Published', 'current': False}],
        'moves': [{'title': 'Send back to the author', 'name': 'move', 'value': 'back'}, {'title': 'Preview', 'url': '#preview'}, {'title': 'Approve and publish', 'name': 'move', 'value': 'publish', 'main': True}],
        'columns': [{'title': 'Select', 'silent': True}, {'title': 'Proposal', 'url': '#by-title'}, {'title': 'State'}, {'title': 'Supports', 'url': '#by-supports', 'sorted': 'descending', 'figures': True}, {'title': 'Answer due', 'figures': True}],
        'rows': [('0418', 'Carrers escolars sense cotxes', 'ca', ('Accepted in part', 'circle-check', 'ok'), 412, '18 Nov'), ('0377', 'Fuentes de agua potable en todas las plazas', 'es', ('In review', 'hourglass', 'wait'), 297, '2 Dec'), ('0502', TITLE, 'en', ('Overdue', 'clock', 'no'), 264, '9 Nov')],
        'actions': [('assign', 'Assign to a department'), ('merge', 'Merge into one')],
        'steps': ['Your idea', 'Does it exist already?', 'Place and files', 'Check and publish'],
        'confirm': {'question': f'Withdraw “{TITLE}”?', 'words': 'Its 264 supports go back to the people who gave them. The text and the comments stay readable. This cannot be undone.', 'url': '#withdraw', 'yes': 'Withdraw the proposal', 'no': 'Keep it', 'no_url': '#keep', 'danger': True},
        'agenda': [{'iso': '2026-11-24', 'day': 24, 'month': 'Nov.', 'title': 'A walk around the schools', 'url': '#walk', 'words': 'Far Vell school, 17:30'}, {'iso': '2026-12-14', 'day': 14, 'month': 'Dec.', 'title': 'Last day to support', 'words': 'At 23:59'}],
        'alignments': {'for': 4, 'neutral': 1, 'against': 2},
        'composer': {'id': 'write', 'url': '#write', 'label': 'Your comment', 'hint': 'Speak of the idea, not of the person. Up to 1,000 letters.', 'most': 1000, 'alignments': True},
        'composer_wrong': {'id': 'write-wrong', 'url': '#write', 'label': 'Your comment', 'most': 1000, 'text': 'No', 'error': 'Write 3 letters or more. Now it has 2.'},
        'answer': {'heading': 'The city answers: yes, in part', 'who': 'Department of Mobility', 'when': '18 November, after 16 days'},
        'icon_names': names(), 'covers': [drawn(path) for path in COVERS], 'picture': picture, 'each_stroke': each,
        'form': sample_form(request), 'form_wrong': sample_form(request, with_errors=True),
        'themes': [derive(colour) for colour in ('#d6001c', '#00857c', '#ffb300')],
        'crumbs': [('Home', '#home'), ('Plan 2030', '#plan'), ('Proposals', '#proposals'), ('Style page', None)],
    }  # fmt: skip


def style_page(_context, request):
    return sample(request)


def includeme(config):
    """Only while one develops: a city's visitors have no use for it."""
    if config.registry.settings.get('isegoria.development'):
        config.add_view(
            style_page,
            name='styleguide',
            context='isegoria.root.Site',
            renderer='isegoria:templates/styleguide.pt',
            permission=NO_PERMISSION_REQUIRED,
        )
