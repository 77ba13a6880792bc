"""What every table of moves of a follow-up obeys: a state goes where its table says, and nowhere else."""

from collections.abc import Collection, Mapping


class ForbiddenMove(Exception):
    """A move that the table does not allow. Carries both states."""

    def __init__(self, current: str, target: str) -> None:
        super().__init__(f"{current} → {target}")
        self.current, self.target = current, target


def check(moves: Mapping[str, Collection[str]], current: str, target: str) -> None:
    """Raise ForbiddenMove unless what is in `current` may become `target`."""
    if target not in moves[current]:
        raise ForbiddenMove(current, target)
