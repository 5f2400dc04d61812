"""The people of Aiguaclara, all invented."""

from isegoria.demonstration.told import Person

PEOPLE = (
    Person('nuria_vall', 'Núria Vall', 'ca', 'Veïna de les Hortes. M’agrada caminar.'),
    Person('pol_serrat', 'Pol Serrat', 'ca', 'Fuster i pare de dos.'),
    Person('joana_riu', 'Joana Riu', 'ca', 'Mestra jubilada.'),
    Person('biel_camps', 'Biel Camps', 'ca'),
    Person('laia_mestre', 'Laia Mestre', 'ca', 'Porto la llibreria del carrer Major.'),
    Person('quim_oller', 'Quim Oller', 'ca'),
    Person('carmen_soto', 'Carmen Soto', 'es', 'Enfermera. Vivo en el Puerto desde 1998.'),
    Person('lucas_prieto', 'Lucas Prieto', 'es'),
    Person('amina_r', 'Amina Rahmani', 'es', 'Estudio formación profesional y juego al baloncesto.'),
    Person('julian_mora', 'Julián Mora', 'es', 'Taxista.'),
    Person('elena_bravo', 'Elena Bravo', 'es'),
    Person('tomas_gil', 'Tomás Gil', 'es'),
    Person('claire_moreau', 'Claire Moreau', 'fr', 'Installée ici depuis dix ans, je fais tout à vélo.'),
    Person('hugo_petit', 'Hugo Petit', 'fr'),
    Person('sofia_benali', 'Sofia Benali', 'fr', 'Je tiens le café de la place du Marché.'),
    Person('marc_dubois', 'Marc Dubois', 'fr'),
    Person('alice_w', 'Alice Whitby', 'en', 'I teach languages and grow too many tomatoes.'),
    Person('tom_keane', 'Tom Keane', 'en'),
    Person('priya_nair', 'Priya Nair', 'en', 'Wheelchair user, keen swimmer.'),
    Person('sam_oduya', 'Sam Oduya', 'en'),
    Person('rosa_llop', 'Rosa Llop', 'ca'),
    Person('ivan_costa', 'Iván Costa', 'es'),
    Person('veins_port', 'Associació de veïns del Port', 'ca', 'Des de 1979.', collective=True),
    Person('rodes_clares', 'Rodes Clares, ciclistes d’Aiguaclara', 'ca', 'En bici a tot arreu.', collective=True),
    Person('obres_publiques', 'Serveis municipals d’obres', 'ca', official=True),
)
