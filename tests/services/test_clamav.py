"""Against a real ClamAV daemon, which `bin/test` starts and names in CLAMD_SOCKET."""

import os
from io import BytesIO

import pytest

from forms.files import scanning

SOCKET = os.environ.get("CLAMD_SOCKET", "")
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

pytestmark = pytest.mark.skipif(not SOCKET, reason="ClamAV is not running: bin/services start clamav")


@pytest.fixture(autouse=True)
def scanner(settings):
    settings.CLAMD_SOCKET = SOCKET


def test_a_harmless_file_is_clean():
    assert scanning.is_clean(b"canari" * 100_000)


@pytest.mark.parametrize("before", [b"", b"%PDF-1.7\n"])
def test_the_test_virus_is_found(before):
    assert not scanning.is_clean(before + EICAR)


def test_a_file_of_25_mb_is_looked_at():
    assert scanning.is_clean(BytesIO(b"0" * 25_000_000).getvalue())


def test_a_stream_longer_than_the_scanner_takes_is_no_verdict():
    with pytest.raises(scanning.NotScanned):
        scanning.is_clean(b"0" * 40_000_000)


def test_a_scanner_that_is_away_is_no_verdict(settings):
    settings.CLAMD_SOCKET = f"{SOCKET}.nowhere"
    with pytest.raises(scanning.NotScanned):
        scanning.is_clean(b"canari")
