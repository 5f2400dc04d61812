"""The process under way: which streets should be for people."""

from isegoria.demonstration.told import Idea, Said, ca, en, es, fr, in_all

SLUG, GROUP = 'streets', 'neighbourhood-plan'
TITLE = in_all('Carrers per viure-hi', 'Calles para vivir', 'Des rues à vivre', 'Streets to live in')
SUBTITLE = in_all(
    'Quins carrers han de ser per a les persones?',
    '¿Qué calles deben ser para las personas?',
    'Quelles rues pour les habitants ?',
    'Which streets should be for people?',
)
SHORT = in_all(
    'El 2027 el poble renova deu carrers. Digues quins, i com han de ser.',
    'En 2027 el pueblo renueva diez calles. Di cuáles, y cómo deben ser.',
    'En 2027, la ville rénove dix rues. Dites lesquelles, et comment.',
    'In 2027 the town renews ten streets. Say which ones, and how they should be.',
)
DESCRIPTION = in_all(
    'Hi ha 1,8 milions d’euros per a **deu carrers**. Primer ho expliquem, després es proposa i es dona suport, i al final el ple '
    'decideix i respon cada proposta per escrit.\n\nNo cal ser d’aquí: n’hi ha prou de viure-hi, treballar-hi o passar-hi.',
    'Hay 1,8 millones de euros para **diez calles**. Primero lo explicamos, después se propone y se apoya, y al final el pleno decide y '
    'responde a cada propuesta por escrito.\n\nNo hace falta ser de aquí: basta vivir, trabajar o pasar por ellas.',
    'Il y a 1,8 million d’euros pour **dix rues**. D’abord nous expliquons, ensuite on propose et on soutient, enfin le conseil décide et '
    'répond à chaque proposition par écrit.\n\nPas besoin d’être né ici : il suffit d’y vivre, d’y travailler ou d’y passer.',
    'There are 1.8 million euros for **ten streets**. First we explain, then people propose and support, and in the end the council '
    'decides and answers every proposal in writing.\n\nYou need not be from here: living, working or passing through is enough.',
)
ANNOUNCEMENT = in_all(
    'Passejada oberta per la Vila Vella dissabte a les 11 h, des de la plaça del Mercat.',
    'Paseo abierto por la Villa Vieja el sábado a las 11 h, desde la plaza del Mercado.',
    'Promenade ouverte dans la Vieille Ville samedi à 11 h, depuis la place du Marché.',
    'Open walk through the Old Town on Saturday at 11, from the market square.',
)
TARGET = in_all(
    'Tothom que viu, treballa o estudia a Aiguaclara',
    'Quienes viven, trabajan o estudian en Aiguaclara',
    'Tous ceux qui vivent, travaillent ou étudient à Aiguaclara',
    'Everybody who lives, works or studies in Aiguaclara',
)

# Title, first and last day from today, what the phase sets for the proposals.
PHASES = (
    (in_all('Informació', 'Información', 'Information', 'Information'), -50, -30, {'creation_enabled': False, 'votes_enabled': False}),
    (in_all('Propostes i suports', 'Propuestas y apoyos', 'Propositions et soutiens', 'Proposals and supports'), -30, 40, {'creation_enabled': True, 'votes_enabled': True}),
    (in_all('Decisió del ple', 'Decisión del pleno', 'Décision du conseil', 'The council decides'), 40, 75, {'creation_enabled': False, 'votes_enabled': True, 'votes_blocked': True}),
    (in_all('Seguiment', 'Seguimiento', 'Suivi', 'Follow-up'), 75, 300, {'creation_enabled': False, 'votes_enabled': True, 'votes_blocked': True, 'comments_blocked': True}),
)  # fmt: skip
ACTIVE = 1

IDEAS: tuple[Idea, ...] = (
    Idea(
        in_all('Carrer Major sense cotxes els dies de mercat', 'Calle Mayor sin coches los días de mercado', 'Rue Majeure sans voitures les jours de marché', 'Main Street without cars on market days'),
        in_all(
            'L’Ajuntament proposa tancar el carrer Major als cotxes dimarts i dissabtes de 8 a 15 h, amb accés per a veïns i repartiment '
            'abans de les 9. Es faria una prova de sis mesos i se’n publicarien les dades.',
            'El Ayuntamiento propone cerrar la calle Mayor a los coches martes y sábados de 8 a 15 h, con acceso para vecinos y reparto '
            'antes de las 9. Se haría una prueba de seis meses y se publicarían los datos.',
            'La ville propose de fermer la rue Majeure aux voitures le mardi et le samedi de 8 h à 15 h, avec accès pour les riverains et '
            'livraisons avant 9 h. Un essai de six mois serait fait et ses données publiées.',
            'The town proposes to close Main Street to cars on Tuesdays and Saturdays from 8 to 15, open to residents, and to deliveries '
            'before 9. It would be tried for six months and the figures published.',
        ),
        origin='official', terms=('walking', 'old-town'), days_ago=29, supports=17, likes=6,
        comments=(
            Said('laia_mestre', 'A la llibreria hi entra més gent els dies de mercat que tota la resta de la setmana. Hi estic a favor.', 1, up=7, language='ca', replies=(
                Said('julian_mora', '¿Y quien lleva a su madre al médico? Hay que dejar parar cinco minutos.', up=4, down=1, language='es', replies=(
                    Said('carmen_soto', 'Para eso está el acceso de vecinos. Yo pediría que los taxis también puedan.', up=5, language='es', replies=(
                        Said('julian_mora', 'Con los taxis dentro, me apunto a la prueba.', up=3, language='es'),)),
                    Said('obres_publiques', 'Els taxis i el transport adaptat hi podrien entrar a qualsevol hora: ho hem afegit al text de la prova.', up=6, language='ca'),
                )),
            )),
            Said('tomas_gil', 'El reparto antes de las nueve no es posible para el pescado fresco, que llega a las diez.', -1, up=3, language='es'),
            Said('claire_moreau', 'Six mois d’essai, des chiffres publiés : voilà comment on devrait toujours faire.', 1, up=5, language='fr'),
        ),
    ),
    Idea(
        in_all('Bancs cada cent metres', 'Bancos cada cien metros', 'Un banc tous les cent mètres', 'A bench every hundred metres'),
        in_all(
            'Per caminar cal poder seure. Proposem bancs amb respatller i braços cada cent metres als deu carrers que es renovin.',
            'Para caminar hay que poder sentarse. Proponemos bancos con respaldo y brazos cada cien metros en las diez calles que se renueven.',
            'Pour marcher, il faut pouvoir s’asseoir. Nous proposons des bancs avec dossier et accoudoirs tous les cent mètres dans les dix rues rénovées.',
            'To walk one must be able to sit down. We propose benches with backs and arms every hundred metres in the ten streets to be renewed.',
        ),
        origin='official', terms=('walking', 'care'), days_ago=28, supports=11, likes=9,
        comments=(Said('joana_riu', 'Amb ombra, si us plau. Un banc al sol a l’agost no el fa servir ningú.', 1, up=9, language='ca'),),
    ),
    ca('Ombra a la plaça del Mercat', 'A l’estiu la plaça és un desert de pedra. Demano plàtans o lledoners al costat de ponent i una font on els nens es puguin mullar. Els arbres que es van treure fa deu anys no s’han reposat mai.', 'nuria_vall', terms=('green', 'old-town'), days_ago=26, supports=21, likes=8,
       comments=(
           Said('pol_serrat', 'Els arrels dels plàtans van aixecar el paviment. Millor lledoners, que beuen poc.', 1, up=6, replies=(
               Said('nuria_vall', 'D’acord amb els lledoners! L’important és que hi hagi ombra abans que els meus fills siguin grans.', up=3),)),
           Said('sofia_benali', 'Mes clients fuient la terrasse dès onze heures. Et moi aussi.', 1, up=4, language='fr'),
           Said('quim_oller', 'I on anirà l’envelat de la festa major? Que algú ho pensi abans de plantar res.', -1, up=2, down=3),
       )),
    ca('Un carril bici de l’estació al port', 'Són mil dos-cents metres i no hi ha manera segura de fer-los en bici. Proposem un carril de doble sentit pel costat de muntanya de l’avinguda, traient una filera d’aparcament. Hem comptat 340 ciclistes en un matí de dimarts.', 'rodes_clares', origin='collectives', terms=('cycling', 'station', 'port'), days_ago=24, supports=18, likes=5,
       comments=(
           Said('julian_mora', 'Otra vez quitando aparcamiento. ¿Dónde dejo el taxi?', -1, up=3, down=4, language='es', replies=(
               Said('claire_moreau', 'Le parking de la gare est vide aux deux tiers en semaine : on pourrait réserver des places aux taxis.', up=5, language='fr', replies=(
                   Said('julian_mora', 'Si de verdad se reservan, me parece bien.', up=6, language='es'),)),)),
           Said('sam_oduya', 'I would cycle to work if this existed.', 1, up=4, language='en'),
       )),
    ca('Passos de vianants elevats davant de les escoles', 'Els cotxes frenen quan el pas és a l’alçada de la vorera. Cal fer-ho davant de les tres escoles i de l’institut, començant pel carrer del Molí, on hi ha hagut dos ensurts aquest curs.', 'joana_riu', terms=('walking', 'hortes'), days_ago=21, supports=14, likes=4,
       comments=(Said('elena_bravo', 'Los autobuses pasan muy despacio por encima y hace ruido de noche. Aun así, sí.', 1, up=2, language='es'),)),
    ca('Contenidors que no tapin les cantonades', 'A la cantonada de Sant Pere amb Major no es veu si ve un cotxe. Proposo moure els contenidors deu metres endins.', 'biel_camps', terms=('public-space', 'old-town'), days_ago=9, supports=3),
    es('Fuentes de agua para beber en los parques', 'En todo el Puerto solo hay una fuente y lleva meses rota. Propongo cuatro fuentes accesibles, con un grifo bajo para niños y uno para perros.', 'carmen_soto', terms=('green', 'port'), days_ago=25, supports=16, likes=7,
       comments=(
           Said('priya_nair', 'Please make sure that one can roll up to them. The one at the beach has a step.', 1, up=8, language='en'),
           Said('lucas_prieto', '¿Y quién las mantiene? Las que hay están rotas.', 0, up=3, replies=(
               Said('carmen_soto', 'Por eso pido que la reparación tenga un plazo de una semana.', up=4),)),
       )),
    es('Una pista de baloncesto con luz en la Estación', 'Jugamos en el aparcamiento porque la única pista cierra a las seis. Con dos farolas y unas redes tendríamos dónde estar por la tarde, y los pequeños también.', 'amina_r', terms=('culture', 'station'), days_ago=18, supports=19, likes=11,
       comments=(
           Said('ivan_costa', 'Apoyo, pero con horario: los vecinos de la calle Norte madrugamos.', 1, up=5, replies=(
               Said('amina_r', 'Hasta las diez nos basta y sobra.', up=6),)),
           Said('hugo_petit', 'On pourrait aussi y jouer au handball.', 1, up=2, language='fr'),
       )),
    es('Que el autobús 3 llegue hasta el centro de salud', 'El final de la línea queda a seiscientos metros cuesta arriba del centro de salud. Alargarla tres paradas cambiaría la vida de mucha gente mayor.', 'elena_bravo', terms=('transport', 'care'), days_ago=16, supports=15, likes=3,
       comments=(Said('rosa_llop', 'La meva àvia hi va en taxi cada setmana. Sí, sisplau.', 1, up=7, language='ca'),)),
    es('Menos carteles y más sitio en las aceras', 'En la calle Mayor hay once carteles en doscientos metros. Con un carro de bebé hay que bajar a la calzada.', 'tomas_gil', terms=('walking', 'old-town'), days_ago=6, supports=5, likes=1),
    fr('Ouvrir le quai aux promeneurs le dimanche', 'Le quai est la plus belle promenade de la ville, et il est réservé aux camions. Le dimanche, il n’y a pas de livraisons : ouvrons les grilles de neuf heures au coucher du soleil.', 'claire_moreau', terms=('public-space', 'port'), days_ago=22, supports=20, likes=9,
       comments=(
           Said('veins_port', 'Hi estem a favor si es netegen les reixes i es posen papereres. L’últim cop ho va haver de fer l’associació.', 1, up=6, language='ca'),
           Said('marc_dubois', 'Et la sécurité ? Il n’y a pas de garde-corps sur deux cents mètres.', -1, up=4, replies=(
               Said('claire_moreau', 'C’est vrai. On peut commencer par la partie qui en a.', up=3),)),
       )),
    fr('Un marché aux livres chaque premier samedi', 'La place est vide le samedi après-midi. Un petit marché de livres d’occasion, avec la librairie et la bibliothèque, lui donnerait de la vie sans musique forte.', 'sofia_benali', terms=('culture', 'old-town'), days_ago=12, supports=12, likes=6,
       comments=(Said('laia_mestre', 'Compteu amb la llibreria! Podem posar-hi les taules.', 1, up=5, language='ca'),)),
    fr('Planter les pieds des arbres avec les habitants', 'Un permis de végétaliser, comme dans d’autres villes : chacun prend soin d’un pied d’arbre devant chez soi, et la ville donne la terre et les plantes.', 'hugo_petit', terms=('green', 'hortes'), days_ago=5, supports=7, likes=2),
    en('Step-free way from the station to the beach', 'From the platform to the sand there are five kerbs and a flight of stairs. A ramp beside the stairs and five lowered kerbs would open the beach to wheelchairs, prams and suitcases alike.', 'priya_nair', terms=('walking', 'station', 'port'), days_ago=20, supports=22, likes=12,
       comments=(
           Said('obres_publiques', 'Hem mesurat el recorregut amb la Priya: són sis vorades, no cinc. Ho afegim a l’estudi.', up=8, language='ca'),
           Said('alice_w', 'Suitcases! Every hotel in town should support this.', 1, up=4),
       )),
    en('A tool library beside the town archive', 'Most drills are used for ten minutes in their lives. A shelf with tools that anybody can borrow, run by volunteers two evenings a week, needs a room and a lock.', 'alice_w', terms=('care',), days_ago=11, supports=8, likes=5,
       comments=(Said('pol_serrat', 'Jo hi poso les eines velles del taller i dues hores els dijous.', 1, up=6, language='ca'),)),
    en('Quiet hours for scooters in Harbour Street', 'After eleven at night the street is a race track. A speed display and a closed barrier from 23 to 6 would let forty households sleep.', 'tom_keane', terms=('public-space', 'port'), days_ago=4, supports=6,
       comments=(Said('lucas_prieto', 'La barrera molestaría a quien vuelve del turno de noche. El radar, sí.', -1, up=2, language='es'),)),
    ca('Fer la revetlla al carrer de Dalt', 'Ho retiro: ja hi ha una proposta igual a la comissió de festes.', 'quim_oller', terms=('culture',), days_ago=14, withdrawn=True),
    Idea('Lights along the river path', 'In winter the path is dark at five. Low lamps that do not', 'robin_ashby', 'en', draft=True, days_ago=1),
)  # fmt: skip
