"""Bytes that are no request, at the real server: it answers or hangs up, and goes on serving everybody else."""

import socket
from contextlib import suppress

import pytest
import requests

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HEAD = b"Host: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
POST = b"POST /demarches/suivi/ HTTP/1.1\r\n" + HEAD
SPOILT = {
    "body cut short": POST + b"Content-Length: 500\r\n\r\nreference=K7M4",
    "multipart cut short": POST.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x")
    + b'Content-Length: 900\r\n\r\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
    "chunks": POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n0\r\n\r\n",
    "chunk that lies": POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffff\r\na=b\r\n",
    "chunk that is no number": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\na=b\r\n",
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 3\r\nContent-Length: 30\r\n\r\na=b",
    "length below nothing": POST + b"Content-Length: -5\r\n\r\na=b",
    "length beyond everything": POST + b"Content-Length: 99999999999999999999\r\n\r\na=b",
    "huge header": b"GET / HTTP/1.1\r\n" + HEAD + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "thousands of headers": b"GET / HTTP/1.1\r\n" + HEAD + b"X: 1\r\n" * 5_000 + b"\r\n",
    "huge address": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
    "raw bytes in the address": b"GET /\xff\xfe\x00 HTTP/1.1\r\n" + HEAD + b"\r\n",
    "no version": b"GET /sante/vif\r\n\r\n",
    "version nine": b"GET / HTTP/9.9\r\n" + HEAD + b"\r\n",
    "no host": b"GET /sante/vif HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /sante/vif HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\n\r\n",
    "space before a colon": b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
    "folded header": b"GET / HTTP/1.1\r\n" + HEAD + b"X: a\r\n b\r\n\r\n",
    "header of bytes": b"GET / HTTP/1.1\r\n" + HEAD + b"Cookie: \xff\xfe=\x80\r\n\r\n",
    "waits for a go": POST + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    "encrypted greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "nothing": b"",
}


def answer(city, sent: bytes) -> bytes:
    """What comes back until the server hangs up; we stop sending after what we sent."""
    with socket.create_connection(("127.0.0.1", city.port), timeout=10) as line, suppress(OSError):
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))
    return b""


def test_spoilt_bytes_break_nothing(city, figure):
    wrong = [name for name, sent in SPOILT.items() if b" 500 " in answer(city, sent).partition(b"\r\n")[0]]
    tracebacks = city.log.read_text().count("Traceback")
    figure(f"{len(SPOILT)} spoilt requests on the wire", f"{len(wrong)} × 500, {tracebacks} tracebacks", "0", not wrong)
    assert not wrong
    assert not tracebacks, city.log.read_text()[-3000:]


def test_slow_posts_leave_room_for_others(city):
    """Six of the eight threads wait for people on a bad line."""
    lines = [socket.create_connection(("127.0.0.1", city.port), timeout=10) for _line in range(6)]
    try:
        for line in lines:
            line.sendall(POST + b"Content-Length: 1000\r\n\r\na=")
        assert requests.get(f"{city.address}/demarches/suivi/", timeout=10).ok
    finally:
        for line in lines:
            line.close()
