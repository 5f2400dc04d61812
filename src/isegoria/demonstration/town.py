"""The town: its names, how it is classified, what its help pages say."""

from isegoria.demonstration.told import in_all

NAME = in_all('Decidim Aiguaclara', 'Decidimos Aiguaclara', 'Aiguaclara décide', 'Aiguaclara decides')
ORGANIZATION = in_all('Ajuntament d’Aiguaclara', 'Ayuntamiento de Aiguaclara', 'Ville d’Aiguaclara', 'Town of Aiguaclara')
DESCRIPTION = in_all(
    'Proposa, debat i decideix com ha de ser el poble. Cada veu val igual, i cada proposta rep una resposta escrita.',
    'Propón, debate y decide cómo ha de ser el pueblo. Cada voz vale lo mismo, y cada propuesta recibe una respuesta escrita.',
    'Proposez, débattez et décidez de ce que sera la ville. Chaque voix compte autant, et chaque proposition reçoit une réponse écrite.',
    'Propose, discuss and decide what the town is to become. Every voice counts the same, and every proposal gets a written answer.',
)
ADDRESS = 'Oficina de participació, plaça del Mercat 1, Aiguaclara'
EMAIL = 'participacio@example.org'
PHONE = '+34 900 000 000'
COLOUR = '#0b6b6f'
PREFIX = 'AIG'
# A text of the interface that the town says in words of its own.
WORDING = (
    'What you can do today',
    in_all('Avui a Aiguaclara', 'Hoy en Aiguaclara', 'Aujourd’hui à Aiguaclara', 'Today in Aiguaclara'),
)

THEMES = ('themes', in_all('Temes', 'Temas', 'Thèmes', 'Themes'), (
    ('mobility', in_all('Mobilitat', 'Movilidad', 'Mobilité', 'Getting around'), (
        ('walking', in_all('A peu', 'A pie', 'À pied', 'Walking')),
        ('cycling', in_all('En bicicleta', 'En bicicleta', 'À vélo', 'Cycling')),
        ('transport', in_all('Transport públic', 'Transporte público', 'Transports en commun', 'Public transport')),
    )),
    ('green', in_all('Verd i aigua', 'Verde y agua', 'Nature et eau', 'Green and water')),
    ('public-space', in_all('Espai públic', 'Espacio público', 'Espace public', 'Public space')),
    ('culture', in_all('Cultura i esport', 'Cultura y deporte', 'Culture et sport', 'Culture and sport')),
    ('care', in_all('Cures i veïnatge', 'Cuidados y vecindad', 'Entraide et voisinage', 'Care and neighbours')),
))  # fmt: skip
DISTRICTS = ('districts', in_all('Barris', 'Barrios', 'Quartiers', 'Neighbourhoods'), (
    ('port', in_all('El Port', 'El Puerto', 'Le Port', 'The Harbour')),
    ('old-town', in_all('Vila Vella', 'Villa Vieja', 'Vieille Ville', 'Old Town')),
    ('hortes', in_all('Les Hortes', 'Las Huertas', 'Les Jardins', 'The Gardens')),
    ('station', in_all('L’Estació', 'La Estación', 'La Gare', 'The Station')),
))  # fmt: skip

HELP_TOPIC = in_all('Ajuda', 'Ayuda', 'Aide', 'Help')
HELP = (
    ('help', in_all('Com funciona', 'Cómo funciona', 'Comment ça marche', 'How it works'), in_all(
        'Aquí es prenen decisions del poble a la vista de tothom. Un **procés** té una pregunta i unes fases; cada fase diu què es pot '
        'fer i fins quan.\n\n1. Llegeix què es proposa.\n2. Escriu la teva proposta o dona suport a les que t’agraden.\n3. Debat-les: '
        'també els arguments en contra hi tenen lloc.\n4. L’Ajuntament respon per escrit, i la resposta queda aquí.',
        'Aquí se toman decisiones del pueblo a la vista de todo el mundo. Un **proceso** tiene una pregunta y unas fases; cada fase dice '
        'qué se puede hacer y hasta cuándo.\n\n1. Lee lo que se propone.\n2. Escribe tu propuesta o apoya las que te gusten.\n3. Debátelas: '
        'también los argumentos en contra tienen su sitio.\n4. El Ayuntamiento responde por escrito, y la respuesta queda aquí.',
        'Ici, les décisions de la ville se prennent à la vue de tous. Un **processus** a une question et des phases ; chaque phase dit ce '
        'qu’on peut faire et jusqu’à quand.\n\n1. Lisez ce qui est proposé.\n2. Écrivez votre proposition ou soutenez celles qui vous '
        'plaisent.\n3. Discutez-en : les arguments contraires ont leur place.\n4. La ville répond par écrit, et la réponse reste ici.',
        'Here the town takes decisions in plain sight. A **process** has a question and phases; each phase says what one can do and until '
        'when.\n\n1. Read what is proposed.\n2. Write your own proposal, or support those you like.\n3. Discuss them: arguments against '
        'have their place too.\n4. The town answers in writing, and the answer stays here.',
    )),
    ('help-proposals', in_all('Escriure una bona proposta', 'Escribir una buena propuesta', 'Écrire une bonne proposition', 'Writing a good proposal'), in_all(
        'Una idea per proposta. Digues **on**, **per a qui** i **què canviaria**. Abans de publicar-la et mostrem les que s’hi assemblen: '
        'potser ja n’hi ha una que pots recolzar. Després de publicar-la tens uns minuts per corregir-la.',
        'Una idea por propuesta. Di **dónde**, **para quién** y **qué cambiaría**. Antes de publicarla te mostramos las parecidas: quizá '
        'ya haya una que puedas apoyar. Después de publicarla tienes unos minutos para corregirla.',
        'Une idée par proposition. Dites **où**, **pour qui** et **ce qui changerait**. Avant de la publier, nous vous montrons celles qui '
        'lui ressemblent : il y en a peut-être une à soutenir. Une fois publiée, vous avez quelques minutes pour la corriger.',
        'One idea for each proposal. Say **where**, **for whom** and **what would change**. Before you publish it we show you similar ones: '
        'perhaps there is one that you can support. Once it is published you have some minutes to correct it.',
    )),
    ('help-in-person', in_all('Participar sense ordinador', 'Participar sin ordenador', 'Participer sans ordinateur', 'Taking part without a computer'), in_all(
        'Vine a l’oficina de participació, de dilluns a divendres de 9 a 14 h: escrivim amb tu la proposta. També hi ha un punt a la '
        'biblioteca els dimarts a la tarda.',
        'Ven a la oficina de participación, de lunes a viernes de 9 a 14 h: escribimos contigo la propuesta. También hay un punto en la '
        'biblioteca los martes por la tarde.',
        'Venez au bureau de la participation, du lundi au vendredi de 9 h à 14 h : nous écrivons la proposition avec vous. Il y a aussi une '
        'permanence à la bibliothèque le mardi après-midi.',
        'Come to the participation office, Monday to Friday from 9 to 14: we write the proposal together. On Tuesday afternoons there is '
        'also a desk in the library.',
    )),
)  # fmt: skip
