from isegoria.scripts.extracting import Fault, Message, in_python, in_template

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:i18n="http://xml.zope.org/namespaces/i18n"
  xmlns:tal="http://xml.zope.org/namespaces/tal" i18n:domain="isegoria">{}</html>"""


def found_in(tmp_path, body):
    path = tmp_path / 'page.pt'
    path.write_text(PAGE.format(body), encoding='utf-8')
    return set(in_template(path))


def test_texts_of_python(tmp_path):
    path = tmp_path / 'views.py'
    path.write_text("title = _('Support it')\nwords = _('You have ' 'no more')\nplural(request, '${n} reply', '${n} replies', 3)\n")
    assert set(in_python(path)) == {Message('Support it'), Message('You have no more'), Message('${n} reply', '${n} replies')}


def test_texts_of_elements_are_found_as_they_are_looked_up(tmp_path):
    found = found_in(tmp_path, '<p i18n:translate="">Written\n   by <b i18n:name="who">${who}</b></p>')
    assert found == {Message('Written by ${who}')}


def test_texts_of_attributes(tmp_path):
    assert Message('Search') in found_in(tmp_path, '<input placeholder="Search" i18n:attributes="placeholder"/>')


def test_plurals_and_choices_in_expressions(tmp_path):
    found = found_in(tmp_path, "<b>${plural('${n} day', '${n} days', left)}</b> <i title=\"${translate('On' if on else 'Off')}\"/>")
    assert found == {Message('${n} day', '${n} days'), Message('On'), Message('Off')}


def test_a_value_inside_a_text_is_a_fault(tmp_path):
    found = found_in(tmp_path, '<p i18n:translate="">Hello ${name}</p>')
    assert [type(each) for each in found] == [Fault]
    assert next(iter(found)).begins == 'Hello'
