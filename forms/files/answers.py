"""What a process that makes files again answers: a line of facts in JSON, then the file. Or nothing, when it died."""

import json

from forms.files.refusal import Refusal


def read(returncode: int, answer: bytes, *, heavy: str, unreadable: str) -> tuple[dict, bytes]:
    """The facts and the file. Raises Refusal: with `heavy` when a limit killed it, `unreadable` when the file broke it,
    and what it found itself otherwise.
    """
    about, _newline, made = answer.partition(b"\n")
    if returncode or not about:
        raise Refusal(heavy if returncode < 0 else unreadable)
    facts = json.loads(about)
    if "refused" in facts:
        raise Refusal(facts["refused"])
    return facts, made
