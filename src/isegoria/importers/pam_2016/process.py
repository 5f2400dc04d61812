"""The process that the import makes when it is missing: over, readable, its totals shown."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from isegoria.spaces.processes.resource import Process

TITLE = {
    'ca': 'Pla d’actuació municipal 2016-2019 de Barcelona',
    'es': 'Plan de actuación municipal 2016-2019 de Barcelona',
    'fr': 'Plan d’action municipal 2016-2019 de Barcelone',
    'en': 'Municipal action plan 2016-2019 of Barcelona',
}
SUBTITLE = {
    'ca': 'Què ha de fer la ciutat els pròxims quatre anys',
    'es': 'Qué debe hacer la ciudad los próximos cuatro años',
    'fr': 'Ce que la ville doit faire les quatre prochaines années',
    'en': 'What the city is to do in the next four years',
}
DESCRIPTION = {
    'ca': '<p>El 2016 Barcelona va preparar el seu pla per a quatre anys amb la ciutadania, a la xarxa i en centenars de trobades. '
    'Aquí es poden llegir les propostes, els comentaris i les respostes que en va publicar.</p>',
    'es': '<p>En 2016 Barcelona preparó su plan para cuatro años con la ciudadanía, en la red y en cientos de encuentros. '
    'Aquí se pueden leer las propuestas, los comentarios y las respuestas que publicó.</p>',
    'fr': '<p>En 2016, Barcelone a préparé son plan pour quatre ans avec ses habitants, en ligne et dans des centaines de rencontres. '
    'On peut lire ici les propositions, les commentaires et les réponses qu’elle a publiés.</p>',
    'en': '<p>In 2016 Barcelona prepared its plan for four years with the people who live there, online and in hundreds of meetings. '
    'Here are the proposals, the comments and the answers that it published.</p>',
}
PROPOSING = {'ca': 'Propostes i debat', 'es': 'Propuestas y debate', 'fr': 'Propositions et débat', 'en': 'Proposals and debate'}
ANSWERING = {'ca': 'Respostes', 'es': 'Respuestas', 'fr': 'Réponses', 'en': 'Answers'}
COMPONENT = {'ca': 'Propostes', 'es': 'Propuestas', 'fr': 'Propositions', 'en': 'Proposals'}
# Totals are shown and nothing can be changed.
IN_PHASE = {
    'creation_enabled': False,
    'votes_enabled': True,
    'votes_blocked': True,
    'likes_blocked': True,
    'comments_blocked': True,
}


def new_process(slug: str, zone: ZoneInfo) -> Process:
    process = Process(slug, TITLE)
    process.subtitle, process.description = SUBTITLE, DESCRIPTION
    process.starts, process.ends = date(2016, 1, 22), date(2016, 4, 30)
    over = datetime(2016, 5, 1, tzinfo=zone)
    process.phases.add(PROPOSING, starts=datetime(2016, 1, 22, tzinfo=zone), ends=over)
    process.phases.active_id = process.phases.add(ANSWERING, starts=over).id
    return process


def prepare(component):
    """Settings of a component that was made for the import."""
    phases = component.space.phases
    for phase in phases.all:
        phases.set_settings(phase, component, IN_PHASE)
