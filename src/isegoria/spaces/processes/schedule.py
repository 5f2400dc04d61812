"""Moving processes on: phases follow their dates, at the minute, by the worker."""

from isegoria.events import PhaseActivated


def follow_dates(site, moment, since, registry):
    """Activate the phase that a date between `since` and `moment` asks for, in every published process."""
    for process in site['processes'].values():
        if not process.is_published:
            continue
        phase = process.phases.due(moment, since)
        if phase is not None:
            process.phases.activate(phase)
            registry.notify(PhaseActivated(process))


def includeme(config):
    config.add_due(follow_dates)
