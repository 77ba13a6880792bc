"""A value of a record in a list, or a word instead when it does not open."""

from django import template
from django.db import models
from django.utils.translation import gettext

from home.records import legible as records

register = template.Library()


@register.filter
def legible(row: models.Model, name: str) -> str:
    return records.legible(row, name, gettext("cannot be read"))
