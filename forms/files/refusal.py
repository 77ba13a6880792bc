"""Why a file is not taken. Shared by the converter, which runs without Django, and by those who tell the person."""


class Refusal(Exception):
    """`code` says why; its words are in `forms.files.words`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
