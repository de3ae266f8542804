"""A virus scanner for the checks: speaks clamd's INSTREAM, knows one virus, and can be told by the file itself to hang up."""

import socket
import struct
import threading

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# A file with these words makes the scanner break off without a verdict, as an overloaded one does.
HANGS_UP = b"SCANNER-HANGS-UP"


class Scanner:
    """Listens at a socket of its own until the run ends."""

    def __init__(self, path):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    @property
    def address(self):
        return f"unix:{self.path}"

    def __enter__(self):
        self.socket.bind(str(self.path))
        self.socket.listen(16)
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.socket.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection):
        with connection, connection.makefile("rb") as stream:
            if stream.read(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
                return
            content = b""
            while (length := struct.unpack(">I", stream.read(4))[0]) > 0:
                content += stream.read(length)
            if HANGS_UP in content:
                return
            connection.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")
