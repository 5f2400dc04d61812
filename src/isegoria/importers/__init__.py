"""Importers: participation that happened elsewhere, taken over with its numbers, people and order."""


class CannotImport(ValueError):
    """The import cannot begin or go on; the message is one clear line."""
