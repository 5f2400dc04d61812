"""Everything that is measured: python -m bench"""

from bench import catalog, importing

importing.main()
catalog.main()
