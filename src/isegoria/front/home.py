"""The home page."""

from pyramid.view import view_config

from isegoria.root import Site
from isegoria.security import VIEW


@view_config(context=Site, permission=VIEW, renderer='isegoria:templates/front/home.pt')
def home(site, request):
    """What is going on now."""
    processes = [process for process in site['processes'].values() if request.viewer.sees(process)]
    return {'processes': processes}
