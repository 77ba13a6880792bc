"""Files on their way in: what residents send never lies in clear on the disk, not even while it is being received.

Django writes whatever is longer than 2.5 MB into the temporary folder as it is. Here it is written sealed with a key
that only this object's memory knows: when the process ends, however it ends, what is left of the file is noise. Memory
alone would do as well for one file, but eight slow senders of 25 MB each would fill it. What staff send (images, films)
is for publication and stays Django's to receive, for films are worked on by their path.
"""

import io
import os
from tempfile import TemporaryFile
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from portal.middleware import is_staff

BLOCK = 16


class SealedSpool(io.RawIOBase):
    """A temporary file that is written once, from its start, then read from anywhere. AES-256 in counter mode: who
    could change it could as well change the memory that it is read into.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 – closed with this object
        self._key, self._counter = os.urandom(32), int.from_bytes(os.urandom(BLOCK), "big")
        self._seal = self._cipher(0).encryptor()

    def _cipher(self, block: int) -> Cipher:
        """The cipher as it stands at a block of the file."""
        counter = (self._counter + block) % (1 << 8 * BLOCK)
        return Cipher(algorithms.AES(self._key), modes.CTR(counter.to_bytes(BLOCK, "big")))

    def write(self, data: Any) -> int:
        return self._file.write(self._seal.update(bytes(data)))

    def readinto(self, buffer: Any) -> int:
        block, within = divmod(self._file.tell(), BLOCK)
        sealed = self._file.read(len(buffer))
        opener = self._cipher(block).decryptor()
        opener.update(bytes(within))
        buffer[: len(sealed)] = opener.update(sealed)
        return len(sealed)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()


class SealedUploads(FileUploadHandler):
    """For what is too long for Django's handler of short files, which stands before this one."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.spool = None
        if self.request is not None and not is_staff(self.request):
            self.spool = SealedSpool()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.spool is None:
            return raw_data
        self.spool.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.spool is None:
            return None
        self.spool.seek(0)
        return UploadedFile(
            self.spool, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        if getattr(self, "spool", None):
            self.spool.close()
