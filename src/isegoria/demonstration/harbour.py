"""The process that is over: what the old harbour should become, with the town's answers."""

from decimal import Decimal

from isegoria.demonstration.told import Answer, Idea, Said, ca, en, es, fr, in_all

SLUG = 'old-harbour'
TITLE = in_all('El futur del port vell', 'El futuro del puerto viejo', 'L’avenir du vieux port', 'The future of the old harbour')
SUBTITLE = in_all(
    'Què hi fem, on hi havia les drassanes?',
    '¿Qué hacemos donde estaban los astilleros?',
    'Que faire là où étaient les chantiers ?',
    'What to do where the shipyards were?',
)
SHORT = in_all(
    'Es van rebre propostes durant dos mesos; totes tenen resposta.',
    'Se recibieron propuestas durante dos meses; todas tienen respuesta.',
    'Des propositions ont été reçues pendant deux mois ; toutes ont une réponse.',
    'Proposals were made for two months; all of them have an answer.',
)
DESCRIPTION = in_all(
    'Les drassanes van tancar el 2019. Entre tots es va decidir què se’n salva, què s’hi obre i què no s’hi farà.',
    'Los astilleros cerraron en 2019. Entre todos se decidió qué se salva, qué se abre y qué no se hará.',
    'Les chantiers ont fermé en 2019. Ensemble, on a décidé de ce qu’on garde, de ce qu’on ouvre et de ce qu’on n’y fera pas.',
    'The shipyards closed in 2019. Together it was decided what is kept, what is opened, and what will not be done.',
)
PHASES = (
    (in_all('Propostes', 'Propuestas', 'Propositions', 'Proposals'), -280, -220, {'creation_enabled': True, 'votes_enabled': True}),
    (in_all('Estudi', 'Estudio', 'Étude', 'Study'), -220, -150, {'creation_enabled': False, 'votes_enabled': True, 'votes_blocked': True}),
    (in_all('Resultats', 'Resultados', 'Résultats', 'Results'), -150, -120, {'creation_enabled': False, 'votes_enabled': True, 'votes_blocked': True, 'comments_blocked': True, 'likes_blocked': True, 'answers_with_costs': True}),
)  # fmt: skip
ACTIVE = 2

IDEAS: tuple[Idea, ...] = (
    ca('Salvar la grua i fer-ne un mirador', 'La grua groga es veu de tot el poble. Restaurada i amb una escala segura seria el mirador que no tenim.', 'veins_port', origin='collectives', terms=('public-space', 'port'), days_ago=275, supports=23, likes=10,
       answer=Answer('accepted', in_all(
           'La grua es restaura i s’hi fa un mirador a dotze metres, amb ascensor. Les obres comencen a la tardor.',
           'La grúa se restaura y se hace un mirador a doce metros, con ascensor. Las obras empiezan en otoño.',
           'La grue est restaurée et devient un belvédère à douze mètres, avec ascenseur. Les travaux commencent à l’automne.',
           'The crane is restored and becomes a viewing platform at twelve metres, with a lift. Work begins in autumn.'), 140, Decimal('415000'), in_all('Octubre 2026 - maig 2027', 'Octubre 2026 - mayo 2027', 'Octobre 2026 - mai 2027', 'October 2026 to May 2027')),
       comments=(
           Said('joana_riu', 'El meu pare hi va treballar trenta anys. Gràcies.', 1, up=11),
           Said('tom_keane', 'Only with a lift, please.', 1, up=9, language='en'),
       )),
    es('Un mercado de pescado abierto los sábados', 'Que los barcos vendan directamente en la lonja los sábados por la mañana, como se hacía antes.', 'julian_mora', terms=('culture', 'port'), days_ago=270, supports=14, likes=4,
       answer=Answer('accepted', in_all(
           'La llotja obre els dissabtes de 8 a 12 h a partir del març.',
           'La lonja abre los sábados de 8 a 12 h a partir de marzo.',
           'La criée ouvre le samedi de 8 h à 12 h à partir de mars.',
           'The fish market opens on Saturdays from 8 to 12 from March on.'), 138, Decimal('28500'), in_all('Març 2026', 'Marzo 2026', 'Mars 2026', 'March 2026'))),
    fr('Transformer la halle en école de voile', 'La grande halle est au bord de l’eau et assez haute pour les mâts. Une école de voile publique, ouverte aux collèges de la région.', 'marc_dubois', terms=('culture', 'port'), days_ago=266, supports=9, likes=5,
       answer=Answer('evaluating', in_all(
           'S’estudia amb la federació de vela i amb els instituts. La resposta definitiva arribarà abans de l’estiu.',
           'Se estudia con la federación de vela y con los institutos. La respuesta definitiva llegará antes del verano.',
           'C’est à l’étude avec la fédération de voile et les collèges. La réponse définitive viendra avant l’été.',
           'It is being studied with the sailing federation and the schools. The final answer comes before summer.'), 132),
       comments=(Said('biel_camps', 'I qui ho paga a l’hivern, quan no hi ha alumnes?', 0, up=2, language='ca'),)),
    en('A tidal pool for swimming all year', 'A basin beside the mole, filled by the tide, with steps and a rail. Cheap to build, free to use, and safe in winter.', 'priya_nair', terms=('green', 'port'), days_ago=262, supports=19, likes=13,
       answer=Answer('accepted', in_all(
           'Es fa, en la versió petita de vint-i-cinc metres, amb rampa i barana.',
           'Se hace, en la versión pequeña de veinticinco metros, con rampa y barandilla.',
           'Ce sera fait, dans la petite version de vingt-cinq mètres, avec rampe et main courante.',
           'It will be built, in the small version of twenty-five metres, with a ramp and a rail.'), 135, Decimal('190000'), in_all('Primavera 2027', 'Primavera 2027', 'Printemps 2027', 'Spring 2027')),
       comments=(
           Said('alice_w', 'I will be in it on the first of January.', 1, up=6, replies=(Said('sam_oduya', 'I will hold the towels.', up=9),)),
           Said('tomas_gil', '¿Y las corrientes junto al espigón? Que lo mire alguien que sepa.', -1, up=3, language='es'),
       )),
    es('Un hotel con puerto deportivo', 'Traería trabajo y turismo todo el año. El solar de los astilleros es el mejor de la costa.', 'ivan_costa', terms=('port',), days_ago=260, supports=4,
       answer=Answer('rejected', in_all(
           'El planejament reserva aquest sòl per a ús públic i el pla de costes no hi permet habitacions. A més, el port esportiu de Cala Fonda, a quatre quilòmetres, té amarradors lliures.',
           'El planeamiento reserva este suelo para uso público y el plan de costas no permite habitaciones. Además, el puerto deportivo de Cala Fonda, a cuatro kilómetros, tiene amarres libres.',
           'Le plan d’urbanisme réserve ce sol à l’usage public et la loi du littoral n’y permet pas de chambres. Le port de plaisance de Cala Fonda, à quatre kilomètres, a en outre des anneaux libres.',
           'The plan keeps this land for public use and the coastal rules allow no rooms there. Besides, the marina of Cala Fonda, four kilometres away, has free berths.'), 139),
       comments=(
           Said('rosa_llop', 'Ja n’hi ha prou d’hotels.', -1, up=8, down=2, language='ca'),
           Said('elena_bravo', 'Respeto la idea: falta trabajo en invierno. Pero no ahí.', -1, up=6),
       )),
    ca('Tallers barats per a fusters i mestres d’aixa', 'A la nau petita hi caben sis tallers amb eines compartides. L’ofici es perd si no hi ha on exercir-lo.', 'pol_serrat', terms=('culture', 'port'), days_ago=255, supports=12, likes=7,
       answer=Answer('evaluating', in_all(
           'Hi ha lloc per a quatre tallers. S’està fent l’estudi de cost i de sorolls.',
           'Hay sitio para cuatro talleres. Se está haciendo el estudio de coste y de ruido.',
           'Il y a de la place pour quatre ateliers. L’étude des coûts et du bruit est en cours.',
           'There is room for four workshops. Cost and noise are being studied.'), 131)),
    fr('Un parking de six cents places au bout du quai', 'Il manque des places l’été : un parking au bout du quai viderait le centre.', 'hugo_petit', terms=('mobility', 'port'), days_ago=250, supports=2,
       answer=Answer('rejected', in_all(
           'Portaria sis-cents cotxes més al front de mar. L’estiu que ve es prova un aparcament al polígon amb autobús gratuït.',
           'Traería seiscientos coches más al frente marítimo. El verano que viene se prueba un aparcamiento en el polígono con autobús gratuito.',
           'Il attirerait six cents voitures de plus sur le front de mer. L’été prochain, on essaie un parking dans la zone d’activités avec une navette gratuite.',
           'It would bring six hundred more cars to the sea front. Next summer a car park outside the town with a free bus is tried instead.'), 139),
       comments=(Said('claire_moreau', 'La navette gratuite, oui, mais jusqu’à minuit.', 0, up=4),)),
    en('Keep the slipway open for small boats', 'People launch kayaks and dinghies there every week. Whatever is built, leave the slipway and a place to turn a trailer.', 'sam_oduya', terms=('culture', 'port'), days_ago=245, supports=10, likes=3, origin='meeting',
       answer=Answer('accepted', in_all(
           'La rampa es manté i s’hi arregla el paviment.',
           'La rampa se mantiene y se arregla el pavimento.',
           'La cale est conservée et son pavage refait.',
           'The slipway stays, and its paving is mended.'), 137, Decimal('12000'))),
)  # fmt: skip
