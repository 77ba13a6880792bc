"""A mail server that takes everything and remembers which Message-ID came how often."""

from collections import Counter
from email import message_from_bytes
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Self


class Dialogue(StreamRequestHandler):
    server: "Mailbox"

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.taken[message_from_bytes(self.letter())["Message-ID"]] += 1
            self.say("221 bye" if verb == b"QUIT" else "250 well")

    def letter(self) -> bytes:
        return b"".join(iter(self.rfile.readline, b".\r\n"))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Mailbox(ThreadingTCPServer):
    """`taken` counts the letters accepted, by Message-ID."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.taken: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address) -> None:
        """A sender killed in the middle of a dialogue is what we are here for."""
