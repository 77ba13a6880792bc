"""Three residences, three flats, fourteen rooms: the areas are the city's, the names are examples.

How many rooms each flat has is typed here as staff would: no rule derives fourteen from a T6, a T5 and a T4.
"""

from programmes.models import Flat, Residence, Room

FLATS = [
    ("Résidence Exemple des Arceaux", "T6", 123, 6),
    ("Résidence Exemple du Micocoulier", "T5", 96, 4),
    ("Résidence Exemple de la Garrigue", "T4", 97, 4),
]


def load() -> None:
    """Make what is missing; a room that staff renamed is not made again."""
    for name, kind, area, rooms in FLATS:
        residence, _made = Residence.objects.get_or_create(name=name, defaults={"district": "quartier exemple"})
        flat, made = Flat.objects.get_or_create(residence=residence, kind=kind, defaults={"area": area})
        if made:
            Room.objects.bulk_create(
                Room(flat=flat, name=f"Chambre {number}", step_free=number == 1) for number in range(1, rooms + 1)
            )
