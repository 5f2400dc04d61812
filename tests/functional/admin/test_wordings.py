"""An organization says texts of the interface in its own words."""

import pytest

from isegoria.mail.letters import Letter, Recipient, written
from isegoria.wordings.texts import interface_texts


@pytest.fixture
def desk(browser, make):
    """An administrator at the desk."""
    make.participant('ada', role='admin')
    browser.login('ada')
    return browser


def text_of(english):
    return next(text for text in interface_texts().values() if text.english == english)


def in_catalan(english):
    return text_of(english).words('ca', english)


def address(english, view='edit'):
    return f'/en/wordings/{text_of(english).name}/{view}'


def say(desk, english, status=303, **words):
    form = desk.get(address(english)).forms['editwording']
    for field, value in words.items():
        form[field.replace('_', '-')] = value
    return form.submit('save', status=status)


def test_a_text_is_found_by_what_a_page_shows_in_any_language(desk):
    for words in ('Write a proposal', in_catalan('Write a proposal')):
        page = desk.get('/en/wordings', {'text': words})
        assert page.html.find('a', href=address('Write a proposal'))
    assert not desk.get('/en/wordings', {'text': 'xyzzy'}).html.select('main tbody tr')


def test_it_is_said_so_at_once_in_this_language_and_no_other(desk, make):
    proposals = make.url(make.proposals())
    assert 'Write a proposal' in desk.get(proposals)
    say(desk, 'Write a proposal', en_0='Hand in an idea')
    page = desk.get(proposals)
    assert 'Hand in an idea' in page and 'Write a proposal' not in page
    assert in_catalan('Write a proposal') in desk.get(make.url(make.proposals(), language='ca'))
    desk.logout()
    assert 'Hand in an idea' in desk.get(proposals)


def test_visitors_who_had_the_page_see_the_new_words_too(desk, make):
    proposals, frame = make.url(make.proposals()), 'No third-party cookies'
    desk.logout()
    for _visit in range(3):
        assert frame in desk.get(proposals)
    desk.login('ada')
    english = next(text.english for text in interface_texts().values() if text.english.startswith(frame))
    say(desk, english, en_0='We keep nothing of you.')
    desk.logout()
    page = desk.get(proposals)
    assert 'We keep nothing of you.' in page and frame not in page


def test_what_is_kept_of_cards_buttons_filters_and_comments_is_said_so_too(desk, make):
    """Also for who wrote in a conversation, whose comments are kept one by one."""
    proposal = make.proposal(author='zoe')
    make.comment(proposal, author='ada')
    make.comment(proposal, author='zoe')
    listed, shown = make.url(make.proposals()), make.url(proposal)
    said = {'Support': 'Back it', 'Show the proposals': 'Look', 'Who proposes': 'Whose', 'Reply ${to}': 'Answer ${to}'}
    for english, words in said.items():
        for address in (listed, shown):
            desk.get(address)
        say(desk, english, en_0=words)
        pages = desk.get(listed).text + desk.get(shown).text
        assert words.partition(' $')[0] in pages, english


def test_plural_forms_are_said_one_by_one_and_may_leave_the_number_out_of_the_first(desk, make):
    proposals = make.url(make.proposals())
    make.proposal()
    say(desk, '${n} proposal', en_0='a single idea', en_1='${n} ideas')
    assert 'a single idea' in desk.get(proposals)
    make.proposal('Benches')
    assert '2 ideas' in desk.get(proposals)


def test_the_form_for_several_keeps_the_number(desk):
    page = say(desk, '${n} proposal', 422, en_0='a single idea', en_1='many ideas')
    assert page.html.find('textarea', attrs={'name': 'en-1'})['aria-invalid'] == 'true'
    assert not page.html.find('textarea', attrs={'name': 'en-0'}).get('aria-invalid')
    assert 'must stay in the text' in page.html.get_text()


def test_letters_speak_as_the_site_does(desk, make, app):
    english = text_of('Hello ${name},').english
    say(desk, english, ca_0='Benvolguda ${name},')
    recipient = Recipient('zoe@example.org', 'Zoe', 'ca')
    with make.site() as site:
        letter = written(app.registry, site, recipient, Letter('About us', ('Words.',)))
    assert 'Benvolguda Zoe,' in letter['text'] and 'Benvolguda Zoe,' in letter['html']


@pytest.mark.parametrize(
    'words, said',
    [
        ('Until soon', 'must stay in the text'),
        ('Until ${day}', 'must stay in the text'),
        ('Until ${date} or ${day}', 'No value stands for this here: ${day}'),
        ('<b>Until</b> ${date}', 'Leave out these signs'),
        ('"Until" ${date}', 'Leave out these signs'),
        ('Until ${date} ${date', 'Leave out these signs: ${'),
        ('Until $${date}', 'Leave out these signs: $'),
        ('Until ${date} ' + 'a' * 1000, 'Longer than'),
    ],
)
def test_words_that_would_break_a_page_are_refused_beside_their_field(desk, words, said):
    page = say(desk, 'Until ${date}', 422, en_0=words)
    field = page.html.find(id=page.html.find('textarea', attrs={'name': 'en-0'})['id'])
    assert field['aria-invalid'] == 'true' and field.get_text().strip() == words.strip()
    assert said in page.html.get_text() or said == 'Longer than'
    assert 'Until' in desk.get('/en/wordings', {'said': 'product', 'text': 'Until'})


def test_what_is_empty_or_the_same_is_the_products_again(desk, make):
    proposals = make.url(make.proposals())
    say(desk, 'Write a proposal', en_0='Hand in an idea', ca_0='Tinc una idea')
    assert 'Hand in an idea' in desk.get('/en/wordings', {'said': 'own'})
    say(desk, 'Write a proposal', en_0='Write a proposal')
    assert 'Write a proposal' in desk.get(proposals)
    say(desk, 'Write a proposal', ca_0='')
    with make.site() as site:
        assert site.wordings == {}


def test_taking_all_back_asks_first(desk, make):
    say(desk, 'Write a proposal', en_0='Hand in an idea')
    page = desk.get(address('Write a proposal', 'reset'))
    assert 'Hand in an idea' in page
    form = next(form for form in page.forms.values() if form.action.endswith('/reset'))
    assert 'The text is the product’s again' in form.submit().follow()
    assert 'Write a proposal' in desk.get(make.url(make.proposals()))


def test_another_organization_keeps_its_words(app, make, desk, database):
    from isegoria.root import plant
    from tests.conftest import Browser

    with make.site() as site:
        site.host = 'localhost'
        other = plant(site._p_jar, 'other', {'en': 'Other'}, languages=('en', 'ca'))
        other.host = 'other.example'
    say(desk, 'Create an account', en_0='Join us')
    there = Browser(app, make)
    there.extra_environ['HTTP_HOST'] = 'other.example'
    assert 'Join us' not in there.get('/en') and 'Create an account' in there.get('/en')
    desk.logout()
    assert 'Join us' in desk.get('/en')


def test_the_log_says_that_settings_were_changed(desk):
    say(desk, 'Write a proposal', en_0='Hand in an idea')
    assert 'Ada' in desk.get('/en/log').html.main.get_text()


def test_unknown_texts_have_no_page(desk):
    desk.get('/en/wordings/0123456789ab/edit', status=404)


def test_names_that_only_programs_know_are_not_among_the_texts():
    english = {text.english for text in interface_texts().values()}
    assert 'Write a proposal' in english
    assert not english & {'-body', '/conversation', 'btn btn-2 btn-s', 'checked', 'support-'}


def test_every_text_keeps_its_own_rules():
    """The product's own words, in every language, would be taken."""
    for text in interface_texts().values():
        for language in ('en', 'ca', 'es', 'fr'):
            for form in text.forms(language):
                signs, lacking, unknown = text.faults(text.words(language, form), language, form)
                assert not (signs or lacking or unknown), (text.english, language)
