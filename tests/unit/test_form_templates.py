"""Forms as people meet them: labels, hints, errors that say what to do, and rows that come and go without scripts."""

from html.parser import HTMLParser
from pathlib import Path

import colander
import deform
import pytest
from bs4 import BeautifulSoup
from colander import (
    Boolean,
    Date,
    DateTime,
    Decimal,
    Integer,
    Length,
    Mapping,
    Range,
    SchemaNode,
    Sequence,
    Set,
    String,
    Time,
)
from deform import widget
from hypothesis import given, settings
from hypothesis import strategies as st

from isegoria.deform_templates import FormRenderer, rearranged
from isegoria.widgets import BoxesWidget, EmailWidget, MarkdownWidget, MoneyWidget, NumberWidget, amount

RENDERER = FormRenderer(lambda words: words.interpolate() if hasattr(words, 'interpolate') else words)
COLOURS = (('red', 'Red'), ('blue', 'Blue'))


class Kept(dict):
    """Where uploads wait."""

    def preview_url(self, _uid):
        return None


def form_of(*nodes, **about):
    schema = SchemaNode(Mapping(), name='')
    for node in nodes:
        schema.add(node)
    buttons = about.pop('buttons', (deform.Button('save', 'Save the idea'), deform.Button('draft', 'Keep as draft')))
    return deform.Form(schema, renderer=RENDERER, buttons=buttons, **about)


def everything():
    """A field of every kind that we use."""
    place = SchemaNode(
        Mapping(),
        SchemaNode(String(), name='street', title='Street'),
        SchemaNode(Integer(), name='number', missing=1),
        name='place',
    )
    tags = SchemaNode(Sequence(), SchemaNode(String(), name='tag', title='Tag'), name='tags', title='Tags', missing=())
    steps = SchemaNode(
        Sequence(),
        SchemaNode(
            Mapping(),
            SchemaNode(String(), name='what', title='What'),
            SchemaNode(Boolean(), name='done', title='Done', missing=False),
            name='step',
            title='Step',
        ),
        name='steps',
        title='Steps',
        widget=widget.SequenceWidget(min_len=1, max_len=3, orderable=True),
    )
    return form_of(
        SchemaNode(String(), name='token', widget=widget.HiddenWidget(), missing=''),
        SchemaNode(
            String(), name='title', title='Title', description='In one sentence.', validator=Length(15, 150), autocomplete='off'
        ),
        SchemaNode(String(), name='body', title='Your idea', widget=widget.TextAreaWidget(rows=10)),
        SchemaNode(String(), name='page', title='Page', widget=MarkdownWidget(), missing=''),
        SchemaNode(String(), name='email', title='Email', widget=EmailWidget()),
        SchemaNode(String(), name='secret', title='Password', widget=widget.PasswordWidget()),
        SchemaNode(String(), name='twice', title='New password', widget=widget.CheckedPasswordWidget()),
        SchemaNode(String(), name='again', title='Code', widget=widget.CheckedInputWidget()),
        SchemaNode(Integer(), name='age', title='Age', widget=NumberWidget(), validator=Range(14, 120)),
        SchemaNode(Decimal(), name='cost', title='Cost', widget=MoneyWidget(unit='€'), missing=None),
        SchemaNode(Boolean(), name='terms', title='I accept the rules'),
        SchemaNode(Set(), name='colours', title='Colours', widget=widget.CheckboxChoiceWidget(values=COLOURS)),
        SchemaNode(String(), name='colour', title='Colour', widget=widget.RadioChoiceWidget(values=COLOURS)),
        SchemaNode(
            String(), name='decision', title='Decision', widget=BoxesWidget(values=COLOURS, hints={'red': 'It is taken down.'})
        ),
        SchemaNode(String(), name='topic', title='Topic', widget=widget.SelectWidget(values=(('', 'Choose'), *COLOURS))),
        SchemaNode(
            Set(),
            name='areas',
            title='Areas',
            widget=widget.SelectWidget(values=(deform.widget.OptGroup('Warm', *COLOURS),), multiple=True),
        ),
        SchemaNode(Date(), name='day', title='Day'),
        SchemaNode(Date(), name='born', title='Born', widget=widget.DatePartsWidget(), autocomplete='bday'),
        SchemaNode(DateTime(), name='starts', title='Starts'),
        SchemaNode(Time(), name='opens', title='Opens'),
        SchemaNode(
            deform.FileData(), name='plan', title='Plan', widget=widget.FileUploadWidget(Kept(), accept='.pdf'), missing=None
        ),
        place,
        tags,
        steps,
        formid='idea',
    )


def soup(form, **kw):
    return BeautifulSoup(form.render(**kw), 'html.parser')


def failed(form, **controls):
    """The form as it comes back after something that cannot be saved."""
    with pytest.raises(deform.ValidationFailure):
        form.validate(list(controls.items()))
    return soup(form)


def test_every_control_has_a_label_and_no_two_share_an_id():
    page = soup(everything())
    ids = [tag['id'] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for control in page.select('input:not([type=hidden]), select, textarea'):
        named = page.find('label', attrs={'for': control['id']}) or control.find_parent('label')
        assert named and named.get_text(strip=True), control


def test_what_is_said_about_a_control_is_in_the_page():
    form = everything()
    for page in (soup(form), failed(form, title='Short')):
        for tag in page.select('[aria-describedby], [aria-labelledby]'):
            for name in tag.get('aria-describedby', tag.get('aria-labelledby')).split():
                assert page.find(id=name), (tag, name)


def test_no_template_carries_a_script_or_a_style():
    for path in Path('templates').rglob('*.pt'):
        text = path.read_text(encoding='utf-8')
        assert ' style=' not in text and '<style' not in text and ' onclick=' not in text, path
        assert '<script' not in text.replace('<script type="module" src=', ''), path


def test_label_hint_error_and_control_stand_in_this_order():
    field = failed(everything(), title='Font').select_one('.field.bad:has([name=title])')
    order = [child.name + '.' + child.get('class', [''])[0] for child in field.find_all(recursive=False)]
    assert order == ['label.label', 'p.hint', 'p.err', 'input.in']
    control = field.input
    assert control['value'] == 'Font', 'what was written stays'
    assert control['aria-invalid'] == 'true'
    assert control['aria-describedby'].split() == [field.select_one('.hint')['id'], field.select_one('.err')['id']]


def test_an_error_says_what_to_do_and_what_is_there_now():
    page = failed(everything(), title='Font', age='12', email='x')
    said = page.select_one('.errors').get_text(' ', strip=True)
    assert 'Write “Title” with 15 to 150 letters. Now it has 4.' in said
    assert '“Age” must be 14 or more.' in said
    assert 'Fill in “Your idea”.' in said
    assert 'Choose an answer for “Colour”.' in said
    assert 'Required' not in said


def test_the_summary_is_focused_and_each_line_leads_to_a_control():
    page = failed(everything(), title='Font')
    summary = page.select_one('form > .errors')
    assert summary['tabindex'] == '-1' and summary.has_attr('autofocus') and summary['role'] == 'alert'
    assert page.find('form').find(True) is summary, 'it is the first thing in the form'
    for link in summary.select('a'):
        target = page.find(id=link['href'].removeprefix('#'))
        assert target is not None and (target.name in ('input', 'select', 'textarea') or target.has_attr('tabindex')), link


def test_optional_is_said_and_required_is_not():
    page = soup(everything())
    labels = {label.get_text(' ', strip=True) for label in page.select('.label')}
    assert 'Page (optional)' in labels and 'Tags (optional)' in labels
    assert 'Title' in labels and 'Your idea' in labels
    assert page.select_one('[name=title]').has_attr('required') and not page.select_one('[name=page]').has_attr('required')


def test_browsers_are_told_what_to_offer():
    page = soup(everything())
    assert page.select_one('[name=email]')['autocomplete'] == 'email'
    assert page.select_one('[name=title]')['autocomplete'] == 'off'
    assert [control['autocomplete'] for control in page.select('[autocomplete^=bday]')] == ['bday-day', 'bday-month', 'bday-year']
    assert page.select_one('[name=title]')['data-max'] == '150' and not page.select_one('[name=title]').has_attr('maxlength')


def test_a_password_never_comes_back():
    page = failed(everything(), secret='hunter2hunter2')
    assert 'hunter2' not in str(page)


def test_a_form_with_a_file_is_sent_as_such_and_others_are_not():
    assert everything().render().count('enctype="multipart/form-data"') == 1
    assert 'enctype' not in form_of(SchemaNode(String(), name='title')).render()


def test_enter_presses_the_first_button_and_not_one_that_adds_a_row():
    first = soup(everything()).select('button[type=submit]')[0]
    assert first['name'] == 'save' and first['tabindex'] == '-1'


def test_what_people_wrote_is_escaped():
    page = failed(form_of(SchemaNode(String(), name='title', validator=Length(99))), title='"><b>bold</b>')
    assert page.find('b') is None
    assert page.select_one('[name=title]')['value'] == '"><b>bold</b>'


def controls(page):
    """What a browser would send."""
    sent = []
    for tag in page.select('input, textarea, select'):
        if (tag.get('type') in ('checkbox', 'radio') and not tag.has_attr('checked')) or tag.get('type') == 'file':
            continue
        if tag.name == 'select':
            sent += [(tag['name'], option.get('value', '')) for option in tag.select('option[selected]')]
        else:
            sent.append((tag['name'], tag.get('value', '') if tag.name == 'input' else tag.get_text()))
    return sent


def test_what_is_rendered_can_be_sent_back():
    form = everything()
    given = {
        'title': 'Water in every square of the city', 'body': 'It is hot.', 'email': 'ana@example.org', 'secret': 's' * 12,
        'age': 30, 'terms': True, 'colours': {'red'}, 'colour': 'blue', 'decision': 'red', 'topic': 'red', 'areas': {'blue'},
        'tags': ['water', 'summer'], 'steps': [{'what': 'Dig', 'done': True}], 'place': {'street': 'Llotja', 'number': 4},
    }  # fmt: skip
    form.set_appstruct(given)
    sent = controls(soup(form))
    dates = {'day': '2026-12-14', 'date': '2026-12-14', 'time': '17:30', 'year': '1990', 'month': '2'}
    passwords = {'secret': 's' * 12, 'twice': 'p' * 12, 'twice-confirm': 'p' * 12, 'again': 'code', 'again-confirm': 'code'}
    filled = [(name, value or {**dates, **passwords}.get(name, '')) for name, value in sent]
    day_of_birth = filled.index(('year', '1990')) - 2
    filled[day_of_birth] = ('day', '3')
    again = everything().validate(filled)
    assert {name: again[name] for name in given} == given
    assert str(again['born']) == '1990-02-03' and again['starts'].hour == 17 and again['twice'] == 'p' * 12


def names(page):
    return [button['name'] for button in page.select('button') if ':' in button.get('name', '')]


def test_rows_are_added_and_removed_by_buttons():
    form = everything()
    form.set_appstruct({'tags': ['one', 'two'], 'steps': [{'what': 'Dig', 'done': True}]})
    page = soup(form)
    assert 'add:tags' in names(page) and 'remove:tags.1' in names(page)
    assert 'remove:steps.0' not in names(page), 'one step is the least'

    form = everything()
    assert rearranged(form, [*controls(page), ('remove:tags.0', '1')])
    assert [tag['value'] for tag in soup(form).select('[name=tag]')] == ['two']

    form = everything()
    assert rearranged(form, [*controls(page), ('add:steps', '1')])
    page = soup(form)
    assert [tag['value'] for tag in page.select('[name=what]')] == ['Dig', '']
    assert page.select('li[autofocus]')[0].select_one('[name=what]')['value'] == '', 'the new row is looked at'
    assert not page.select('.errors, .err')

    form = everything()
    assert rearranged(form, [*controls(page), ('up:steps.1', '1')])
    assert [tag['value'] for tag in soup(form).select('[name=what]')] == ['', 'Dig']


def test_a_form_that_is_simply_sent_is_left_alone():
    assert not rearranged(everything(), controls(soup(everything())))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(['add', 'remove', 'up', 'down']), st.text('abtgsep.0129-', max_size=12))
def test_a_button_that_somebody_invented_changes_nothing_and_breaks_nothing(verb, path):
    form = form_of(SchemaNode(Sequence(), SchemaNode(String(), name='tag'), name='tags', missing=()))
    assert rearranged(form, [('__start__', 'tags:sequence'), ('tag', 'a'), ('__end__', 'tags:sequence'), (f'{verb}:{path}', '1')])
    form.render()


def test_rows_within_rows():
    answers = SchemaNode(Sequence(), SchemaNode(String(), name='answer', title='Answer'), name='answers', title='Answers')
    question = SchemaNode(Mapping(), SchemaNode(String(), name='text'), answers, name='question', title='Question')
    form = form_of(SchemaNode(Sequence(), question, name='questions', title='Questions'))
    form.set_appstruct({'questions': [{'text': 'Which?', 'answers': ['A', 'B']}]})
    page = soup(form)
    assert 'remove:questions.0.answers.1' in names(page)
    assert rearranged(form, [*controls(page), ('add:questions.0.answers', '1')])
    assert [tag['value'] for tag in soup(form).select('[name=answer]')] == ['A', 'B', '']


def test_every_widget_can_be_shown_without_being_changed():
    form = everything()
    form.set_appstruct({'title': 'Water in every square', 'terms': True, 'colour': 'blue', 'tags': ['one'], 'colours': {'red'}})
    page = soup(form, readonly=True)
    assert not page.select('input, textarea, select')
    assert 'Water in every square' in page.get_text() and 'Blue' in page.get_text()


@pytest.mark.parametrize(
    ('written', 'read'),
    [
        ('1200', '1200'),
        ('1.200,50', '1200.50'),
        ('1,200.50', '1200.50'),
        ('1 200 €', '1200'),
        ('0,5', '0.5'),
        ('1.234.567', '1234567'),
        ("1'200", '1200'),
        ('-3', '-3'),
    ],
)
def test_money_is_read_as_people_write_it(written, read):
    assert amount(written, None) == read


@pytest.mark.parametrize('written', ['', 'much', '1200,505,1x', '--3'])
def test_what_is_no_money_is_told(written):
    with pytest.raises(colander.Invalid):
        amount(written, form_of(SchemaNode(String(), name='cost')))


@given(st.decimals(0, 10**9, places=2), st.sampled_from([',', '.']))
def test_money_survives_every_way_of_writing(value, cents):
    groups = '.' if cents == ',' else ','
    text = f'{value:,.2f}'.replace(',', 'g').replace('.', cents).replace('g', groups)
    assert colander.Decimal().deserialize(SchemaNode(Decimal()), amount(text, None)) == value


class Strict(HTMLParser):
    """Counts what is opened and not closed."""

    void = frozenset({'input', 'br', 'path', 'circle', 'line', 'rect'})

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in self.void, f'<{tag}/> does not close itself in HTML'

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_markup_is_closed_properly():
    strict = Strict()
    strict.feed(everything().render())
    assert strict.open == []
