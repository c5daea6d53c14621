"""A phone's signal: a proxy between browser and server that can be cut, for the page and its worker."""

import socket
import threading
from contextlib import suppress


class Signal:
    """Listens on its own port and passes bytes on to `port`; while cut, connections break."""

    def __init__(self, port: int):
        self.target = ("localhost", port)
        self.is_cut = False
        self.open: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        for side in list(self.open):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)

    def restore(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.cut()
        self.listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                phone, _address = self.listener.accept()
                if self.is_cut:
                    phone.close()
                    continue
                server = socket.create_connection(self.target)
                for source, sink in ((phone, server), (server, phone)):
                    threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        self.open.add(source)
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        self.open.discard(source)
        for side in (source, sink):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)
