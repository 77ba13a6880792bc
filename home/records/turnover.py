"""A whole rotation, pass after pass until nothing is left, telling how far it is."""

import time
from collections import Counter
from collections.abc import Callable, Iterator

from home.records.rekeying import all_hashes, guards_wait, move_guards
from home.records.rotation import all_cells

PASSES, PAUSE_SECONDS = 20, 0.5


def used_by_key() -> dict[str, Counter[str]]:
    """How many sealed values of each table name each key."""
    return {cells.name: cells.by_key() for cells in all_cells()}


class Turnover:
    """`left` rows could not be moved; `broken` of them do not open. `tell` takes one line at a time."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self.tell, self.left, self.broken = tell, 0, 0

    def run(self) -> None:
        for _pass in range(PASSES):
            self.broken = 0
            self.hashes()
            self.cells()
            self.left = sum(cells.left() for cells in all_cells())
            self.left += sum(hashes.left().count() for hashes in all_hashes())
            if self.left <= self.broken:
                return
            time.sleep(PAUSE_SECONDS)  # somebody was writing the rows that were skipped

    def hashes(self) -> None:
        if guards_wait():
            self.tell(f"hashes that must stay unique: {move_guards()} moved")
        for hashes in all_hashes():
            if not hashes.field.guards:
                self.follow(hashes.name, hashes.left().count(), ((moved, 0) for moved in hashes.batches()))

    def cells(self) -> None:
        for cells in all_cells():
            self.follow(cells.name, cells.left(), cells.batches())

    def follow(self, name: str, total: int, batches: Iterator[tuple[int, int]]) -> None:
        done = 0
        for moved, broken in batches:
            done, self.broken = done + moved, self.broken + broken
            self.tell(f"{name}: {done}/{max(done, total)}")
