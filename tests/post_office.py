"""A mail server for tests: it listens on the loopback, speaks just enough SMTP, and keeps what it is given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class Talk(socketserver.StreamRequestHandler):
    """One conversation (RFC 5321)."""

    server: "PostOffice"

    def handle(self) -> None:
        """Answer each word until the other side says goodbye."""
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].strip().upper()
            if word == b"QUIT":
                return self.say("221 bye")
            if word == b"DATA":
                self.take()
                if self.server.hangs_up:
                    return None
            elif word == b"RCPT":
                self.say(self.server.answer_to_address)
            else:
                self.say("250 good")
        return None

    def take(self) -> None:
        """Take the letter itself."""
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.server.hangs_up:
            return
        self.server.letters.append(message_from_bytes(b"".join(lines)))
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """Where mail arrives; ``answer_to_address`` and ``hangs_up`` make it difficult."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters: list[Message] = []
        self.answer_to_address = "250 known"
        self.hangs_up = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A mail server for the time of a test."""
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield office
        office.shutdown()
