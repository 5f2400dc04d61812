"""The process to come: school yards that open in the afternoon."""

from isegoria.demonstration.told import in_all

SLUG, GROUP = 'open-yards', 'neighbourhood-plan'
TITLE = in_all('Patis oberts', 'Patios abiertos', 'Cours ouvertes', 'Open school yards')
SUBTITLE = in_all(
    'Quins patis obrim a les tardes?',
    '¿Qué patios abrimos por las tardes?',
    'Quelles cours ouvrir l’après-midi ?',
    'Which yards should open in the afternoon?',
)
SHORT = in_all(
    'Set escoles tenen ombra, fonts i jocs que a les cinc es tanquen amb clau.',
    'Siete escuelas tienen sombra, fuentes y juegos que a las cinco se cierran con llave.',
    'Sept écoles ont de l’ombre, des fontaines et des jeux qu’on ferme à clé à cinq heures.',
    'Seven schools have shade, fountains and games that are locked away at five.',
)
DESCRIPTION = in_all(
    'Comença d’aquí a cinc setmanes. Mentrestant pots llegir l’estudi i visitar els patis els dissabtes.',
    'Empieza dentro de cinco semanas. Mientras tanto puedes leer el estudio y visitar los patios los sábados.',
    'Cela commence dans cinq semaines. D’ici là, vous pouvez lire l’étude et visiter les cours le samedi.',
    'It begins in five weeks. Until then you can read the study and visit the yards on Saturdays.',
)
PHASES = (
    (in_all('Visites', 'Visitas', 'Visites', 'Visits'), 35, 60, {'creation_enabled': False}),
    (in_all('Propostes', 'Propuestas', 'Propositions', 'Proposals'), 60, 100, {'creation_enabled': True, 'votes_enabled': True}),
    (
        in_all('Decisió', 'Decisión', 'Décision', 'Decision'),
        100,
        120,
        {'creation_enabled': False, 'votes_enabled': True, 'votes_blocked': True},
    ),
)
ACTIVE = 0
IDEAS = ()

GROUP_TITLE = in_all('Pla de barris', 'Plan de barrios', 'Plan des quartiers', 'Neighbourhood plan')
GROUP_DESCRIPTION = in_all(
    '<p>Carrers, patis i places: tot el que canvia al costat de casa, en un sol pla.</p>',
    '<p>Calles, patios y plazas: todo lo que cambia al lado de casa, en un solo plan.</p>',
    '<p>Rues, cours et places : tout ce qui change près de chez soi, dans un seul plan.</p>',
    '<p>Streets, yards and squares: all that changes near home, in one plan.</p>',
)
