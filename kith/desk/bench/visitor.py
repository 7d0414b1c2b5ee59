"""Somebody at work with a browser: keeps cookies and a line to the server, follows no address by itself."""

import http.client
import re
import secrets
import string
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kith.core import Refused
from kith.desk.bench.served import HOST

FORM_COOKIE, SESSION_COOKIE = "kith_form", "kith_session"
LETTERS = string.ascii_letters + string.digits
FILES = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|woff2))"')
FONTS = re.compile(r"url\([\"']?([^\"')]+\.woff2)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the bytes are as they went over the line."""

    address: str
    status: int
    location: str
    size: int
    body: bytes
    packed: str


@dataclass(slots=True)
class Visitor:
    """One signed-in worker; not to be shared between threads at the same moment."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None
    _was_used: bool = False

    @classmethod
    def signed_in(cls, port: int, username: str) -> "Visitor":
        """Come in through the demonstration's button. Raises Refused when there is no such button."""
        visitor = cls.with_session(port, "")
        visitor.cookies.pop(SESSION_COOKIE)
        visitor.get("/sign-in/")
        answer = visitor.post("/sign-in/demo/", {"username": username, "next": "/work/"})
        if answer.status != 302 or SESSION_COOKIE not in visitor.cookies:
            raise Refused(f"Nobody can sign in as {username}: the server answered {answer.status}.")
        return visitor

    @classmethod
    def with_session(cls, port: int, session: str) -> "Visitor":
        """A worker whose session was made beforehand."""
        made = "".join(secrets.choice(LETTERS) for _ in range(32))
        return cls(port, {FORM_COOKIE: made, SESSION_COOKIE: session})

    def get(self, address: str, *, packed: bool = True) -> Answer:
        """Ask for a page, packed as browsers take it unless it is to be read."""
        return self._send("GET", address, None, {"Accept-Encoding": "gzip, br"} if packed else {})

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        head = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", address, urlencode(fields).encode(), head)

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _send(self, method: str, address: str, body: bytes | None, more: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = {"Cookie": cookies, "X-CSRFToken": self.cookies.get(FORM_COOKIE, ""), **more}
        try:
            answer, read = self._ask(method, address, body, head)
        except ConnectionError:
            if not self._was_used:
                raise
            self.close()  # the server hangs up on a line that was silent for long: browsers ask again, too
            answer, read = self._ask(method, address, body, head)
        self._remember(answer)
        packed = answer.headers.get("Content-Encoding", "")
        return Answer(
            address, answer.status, answer.headers.get("Location", ""), _size(answer, read), read, packed
        )

    def _ask(
        self, method: str, address: str, body: bytes | None, head: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        self._was_used = self._line is not None
        if self._line is None:
            self._line = http.client.HTTPConnection(HOST, self.port, timeout=60)
        self._line.request(method, address, body, head)
        answer = self._line.getresponse()
        return answer, answer.read()

    def _remember(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()


def _size(answer: http.client.HTTPResponse, body: bytes) -> int:
    """Bytes of an answer with its head, as they crossed the line."""
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    return len(body) + head + len("HTTP/1.1 200 OK\r\n\r\n")


def files_of(page: str) -> list[str]:
    """Addresses of the style sheets, scripts, drawings and fonts that a page names, each once."""
    return list(dict.fromkeys(FILES.findall(page)))


def fonts_of(style_sheet: str) -> list[str]:
    """What a style sheet names as fonts, each once."""
    return list(dict.fromkeys(FONTS.findall(style_sheet)))
