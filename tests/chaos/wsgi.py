"""The portal's own way in, mortal."""

from portal.wsgi import application  # isort: skip
from tests.chaos import points

points.arm()

__all__ = ["application"]
