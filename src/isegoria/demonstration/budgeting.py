"""The town's money: a vote that is over, with its results, and one that is open, for the whole town and for the harbour."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from isegoria import clock
from isegoria.demonstration.people import PEOPLE
from isegoria.demonstration.told import Funds, Work, in_all
from isegoria.spaces.processes.resource import Process
from isegoria.text import markdown

KIND = 'budgets'
SLUG = 'town-money'
TITLE = in_all('Els diners del poble', 'El dinero del pueblo', 'L’argent de la ville', 'The town’s money')
SUBTITLE = in_all('En què els gastem?', '¿En qué lo gastamos?', 'À quoi le dépenser ?', 'What shall we spend it on?')
SHORT = in_all(
    'Cada any la gent decideix sobre una part del pressupost, i tothom veu per què ha guanyat cada projecte.',
    'Cada año la gente decide sobre una parte del presupuesto, y todo el mundo ve por qué ha ganado cada proyecto.',
    'Chaque année, les gens décident d’une part du budget, et tout le monde voit pourquoi chaque projet a gagné.',
    'Every year people decide about a part of the budget, and everybody sees why each project won.',
)
PHASES = (
    (in_all('Vota', 'Vota', 'Votez', 'Vote'), -8, 20, 'enabled'),
    (in_all('Resultats', 'Resultados', 'Résultats', 'Results'), 20, 60, 'finished'),
)
THIS_YEAR = in_all('Pressupost d’enguany', 'Presupuesto de este año', 'Budget de cette année', 'This year’s budget')
LAST_YEAR = in_all('Pressupost de l’any passat', 'Presupuesto del año pasado', 'Budget de l’an dernier', 'Last year’s budget')
TOWN = in_all('Tot el poble', 'Todo el pueblo', 'Toute la ville', 'The whole town')
PORT = in_all('El Port', 'El Puerto', 'Le Port', 'The Harbour')

LAST = (
    Work(in_all('Ombra a la plaça del Mercat', 'Sombra en la plaza del Mercado', 'De l’ombre place du Marché', 'Shade on Market square'),
         in_all('Vint-i-quatre arbres i tendals.', 'Veinticuatro árboles y toldos.', 'Vingt-quatre arbres et des voiles.', 'Twenty-four trees, and awnings.'), 60_000, ('green', 'old-town')),
    Work(in_all('Carril bici al riu', 'Carril bici al río', 'Piste cyclable vers la rivière', 'Cycle lane to the river'),
         in_all('Dos quilòmetres separats dels cotxes.', 'Dos kilómetros separados de los coches.', 'Deux kilomètres à l’écart des voitures.', 'Two kilometres apart from cars.'), 90_000, ('cycling', 'hortes')),
    Work(in_all('Biblioteca oberta al vespre', 'Biblioteca abierta por la noche', 'Bibliothèque ouverte le soir', 'The library open in the evening'),
         in_all('Fins a les deu, quatre dies la setmana.', 'Hasta las diez, cuatro días a la semana.', 'Jusqu’à dix heures, quatre jours par semaine.', 'Until ten, four days a week.'), 35_000, ('culture', 'old-town')),
    Work(in_all('Bancs amb respatller', 'Bancos con respaldo', 'Bancs à dossier', 'Benches with a back'),
         in_all('Quaranta, cada cent metres.', 'Cuarenta, cada cien metros.', 'Quarante, tous les cent mètres.', 'Forty, every hundred metres.'), 18_000, ('walking', 'station')),
    Work(in_all('Pista de bàsquet coberta', 'Pista de baloncesto cubierta', 'Terrain de basket couvert', 'A roof for the basketball court'),
         in_all('Per jugar quan plou.', 'Para jugar cuando llueve.', 'Pour jouer quand il pleut.', 'To play when it rains.'), 75_000, ('culture', 'station')),
    Work(in_all('Cuina per a àpats compartits', 'Cocina para comidas compartidas', 'Une cuisine pour des repas partagés', 'A kitchen for shared meals'),
         in_all('Al casal, per a qui menja sol.', 'En el centro, para quien come solo.', 'À la maison de quartier, pour qui mange seul.', 'In the community house, for those who eat alone.'), 28_000, ('care', 'hortes')),
)  # fmt: skip
NOW = (
    Work(in_all('Fonts d’aigua fresca', 'Fuentes de agua fresca', 'Fontaines d’eau fraîche', 'Fountains with cool water'),
         in_all('A dotze places i parcs.', 'En doce plazas y parques.', 'Sur douze places et parcs.', 'On twelve squares and in parks.'), 36_000, ('public-space', 'station')),
    Work(in_all('Passos de vianants elevats', 'Pasos de peatones elevados', 'Passages piétons surélevés', 'Raised crossings'),
         in_all('Davant de les quatre escoles.', 'Delante de las cuatro escuelas.', 'Devant les quatre écoles.', 'In front of the four schools.'), 52_000, ('walking', 'old-town')),
    Work(in_all('Horts al terrat del mercat', 'Huertos en la azotea del mercado', 'Potagers sur le toit du marché', 'Gardens on the market’s roof'),
         in_all('Trenta bancals, amb aigua de pluja.', 'Treinta bancales, con agua de lluvia.', 'Trente carrés, à l’eau de pluie.', 'Thirty beds, watered by rain.'), 44_000, ('green', 'old-town')),
    Work(in_all('Bus els diumenges', 'Bus los domingos', 'Un bus le dimanche', 'A bus on Sundays'),
         in_all('Cada hora, de l’estació a la platja.', 'Cada hora, de la estación a la playa.', 'Chaque heure, de la gare à la plage.', 'Every hour, from the station to the beach.'), 61_000, ('transport', 'station')),
    Work(in_all('Taller de reparació', 'Taller de reparación', 'Atelier de réparation', 'A repair shop'),
         in_all('Eines i mans per arreglar el que es trenca.', 'Herramientas y manos para arreglar lo que se rompe.', 'Des outils et des mains pour réparer.', 'Tools and hands to mend what breaks.'), 22_000, ('care', 'hortes')),
)  # fmt: skip
HARBOUR = (
    Work(in_all('Escala d’aigua al moll', 'Escalera de agua en el muelle', 'Un escalier d’eau sur le quai', 'Steps into the water'),
         in_all('Per banyar-se i per sortir-ne.', 'Para bañarse y para salir.', 'Pour se baigner et pour en sortir.', 'To bathe, and to come out again.'), 24_000, ('public-space', 'port')),
    Work(in_all('Llum al passeig del port', 'Luz en el paseo del puerto', 'De la lumière sur la promenade du port', 'Light on the harbour walk'),
         in_all('Baixa i càlida, de cap a cap.', 'Baja y cálida, de punta a punta.', 'Basse et chaude, d’un bout à l’autre.', 'Low and warm, from end to end.'), 31_000, ('walking', 'port')),
)  # fmt: skip
FINISHED = Funds(TOWN, 180_000, LAST, ballots=True, ended=True)
OPEN = (Funds(TOWN, 150_000, NOW, ballots=True), Funds(PORT, 40_000, HARBOUR, district='port'))


def plant_budgets(site, manifest):
    """One process with both, planted by the component itself from what is told here."""
    process = Process(SLUG, TITLE)
    process.subtitle, process.short_description, process.description = (
        SUBTITLE,
        SHORT,
        {code: markdown(words) for code, words in SHORT.items()},
    )
    site['processes'].add(SLUG, process)
    today = datetime.combine(clock.now().date(), time(), ZoneInfo(site.time_zone))
    for title, start, end, _votes in PHASES:
        process.phases.add(title, starts=today + timedelta(days=start), ends=today + timedelta(days=end))
    process.starts, process.ends = (today + timedelta(days=PHASES[0][1])).date(), (today + timedelta(days=PHASES[-1][2] - 1)).date()
    process.publish()
    people = [site['participants'].get_by_nickname(each.nickname).id for each in PEOPLE if not each.official]
    terms = {term.code: term.id for term in site.taxonomies.terms.values() if term.code}
    roots = tuple(sorted(root.id for root in site.taxonomies.roots()))
    for slug, title, funds in (('budgets', THIS_YEAR, OPEN), ('last-year', LAST_YEAR, (FINISHED,))):
        component = process.add(slug, manifest.factory(slug, title))
        component.settings = {'taxonomy_filters': roots, 'workflow': 'own', 'vote_rule': 'minimum'}
        for phase, (_title, _start, _end, votes) in zip(process.phases.all, PHASES, strict=True):
            process.phases.set_settings(phase, component, {'votes': votes})
        component.publish()
        manifest.demonstration(component, funds, people, terms)
