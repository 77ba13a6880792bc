"""What stops the start: read in a fresh process, as a machine would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = ROOT / "tests" / "field-keys.json"
SOUND = {"SECRET_KEY": "x" * 50, "FIELD_KEYS_FILE": str(KEYS), "ALLOWED_HOSTS": "solidarites.example"}


def start(**environment: str) -> subprocess.CompletedProcess:
    names = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    code = "import json; from portal import settings as s; print(json.dumps([s.STAFF_MFA, s.DEMO, s.ALLOWED_HOSTS]))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=names | environment, capture_output=True, text=True, check=False
    )


def test_the_portal_starts_with_secret_keys_and_second_factor():
    started = start(**SOUND)
    assert json.loads(started.stdout) == [True, False, ["solidarites.example"]], started.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"FIELD_KEYS_FILE": "/nowhere/keys.json"}, "FIELD_KEYS_FILE"),
        ({"STAFF_MFA": "0"}, "second factor"),
    ],
)
def test_the_portal_refuses_to_start_without_what_protects_people(change, says):
    started = start(**SOUND | change)
    assert started.returncode != 0
    assert says in started.stderr


@pytest.mark.parametrize("content", ["", '{"current": "a", "keys": {}, "search": []}'])
def test_the_portal_refuses_to_start_with_keys_that_cannot_be_used(tmp_path, content):
    broken = tmp_path / "keys.json"
    broken.write_text(content)
    command = [sys.executable, "manage.py", "check"]
    environment = {"PATH": os.environ["PATH"], **SOUND, "FIELD_KEYS_FILE": str(broken)}
    started = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert started.returncode != 0
    assert "cannot be used: put back the copy" in started.stderr


def test_the_demonstration_refuses_any_host_but_this_machine():
    started = start(DEMO="1", ALLOWED_HOSTS="solidarites.example")
    assert started.returncode != 0
    assert "loopback" in started.stderr


def test_the_demonstration_needs_no_variable_but_its_own():
    started = start(DEMO="1")
    assert json.loads(started.stdout)[:2] == [False, True], started.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"OIDC_ISSUER": "https://id.example"}, "OIDC_CLIENT_ID"),
        ({"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "portail"}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_ISSUER": "http://id.example", "OIDC_CLIENT_ID": "p", "OIDC_CLIENT_SECRET": "s"}, "https://"),
    ],
)
def test_the_portal_refuses_to_start_with_half_a_provider(change, says):
    started = start(**SOUND | change)
    assert started.returncode != 0
    assert says in started.stderr
