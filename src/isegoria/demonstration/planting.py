"""Planting the demonstration into a site in which nothing has begun."""


def plant_demonstration(registry, database, name, tell):
    raise NotImplementedError
