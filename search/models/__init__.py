from search.models.entries import Entry, Facet, Marker, Owed, Term
from search.models.misses import Miss
from search.models.words import Pin, Synonym

__all__ = ["Entry", "Facet", "Marker", "Miss", "Owed", "Pin", "Synonym", "Term"]
