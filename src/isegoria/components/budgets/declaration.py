"""What the core is told of budgets."""

from isegoria.components.budgets.budget import TRASHED
from isegoria.components.budgets.came_of import outcomes
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.demonstration import demonstrate
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.settings import BudgetsInPhase, BudgetsSettings, opens
from isegoria.i18n import _
from isegoria.loaders import content
from isegoria.manifest import Component


def includeme(config):
    config.add_component(
        Component(
            name='budgets',
            title=_('Budgets'),
            factory=Budgets,
            icon='wallet',
            actions=('vote', 'comment'),
            settings=BudgetsSettings,
            phase_settings=BudgetsInPhase,
            opens=opens,
            verbs={
                'vote': ('vote', _('Vote'), _('Choose projects and vote')),
                'comment': ('message-square', _('Discuss'), _('Discuss the projects')),
            },
            feed=(Project,),
            outcomes=outcomes,
            demonstration=demonstrate,
            counted={'not_states': (TRASHED,)},
            numbered=('${n} project', '${n} projects'),
            search=(('project', _('Projects')), ('budget', _('Budgets'))),
        )
    )
    config.add_loader('project', content)
    config.add_loader('budget', content)
    config.include('isegoria.components.budgets.closing')
    config.include('isegoria.components.budgets.comparing')
    config.include('isegoria.components.budgets.reminding')
    config.scan('isegoria.components.budgets', ignore=['.tally', '.commands', '.agreement', '.academy'])  # used without a site
