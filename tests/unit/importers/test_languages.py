import pytest

from isegoria.importers.languages import guess


@pytest.mark.parametrize(
    ('text', 'language'),
    [
        ('Més arbres als carrers del barri per tenir ombra', 'ca'),
        ('Que el autobús llegue hasta el hospital por la noche', 'es'),
        ('¡Parquing gratis!', 'es'),
        ('Biblioteca', 'ca'),
        ('', 'ca'),
    ],
)
def test_catalan_or_spanish(text, language):
    assert guess(text) == language


def test_more_languages_may_be_asked_for():
    assert guess('Des rues sans voitures pour les enfants du quartier', ('ca', 'es', 'fr', 'en')) == 'fr'
    assert guess('Benches for those who walk in the town with their dogs', ('ca', 'es', 'fr', 'en'), otherwise='en') == 'en'
