"""Connections that cost others nothing: one that does not say what it wants, or does not take what it is given, ends.

Under uvicorn's own handling of HTTP (h11), which waits as long as a client likes for the rest of a request, and for the
client to read the answer.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

TO_ASK = 10.0
"""Seconds for a request, its body included, from the moment the server is ready for it."""
TO_TAKE = 60.0
"""Seconds for which an answer may not get on."""
MOST = 500
"""Connections at a time. Where there is one more, the one that has waited longest without a request ends."""

AT_ONCE = 64
"""Connections that are accepted before what others say is looked at: a flood is not to end who has just begun."""

_WAITING = (h11.IDLE, h11.SEND_BODY)  # what a client is at that has not said all


class PatientProtocol(H11Protocol):
    """One connection, with an end to its patience."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    @property
    def _waiting(self) -> dict[PatientProtocol, None]:
        """The connections of this server that have not said all, the one that has waited longest first."""
        found: dict[PatientProtocol, None] = self.server_state.__dict__.setdefault("waiting", {})
        return found

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MOST and self._waiting:
            longest = next(iter(self._waiting))
            longest._said_all()
            longest.transport.abort()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._said_all()
        self._taken()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def _watch(self) -> None:
        """Begin to count where the client has to say more, and stop where it has said all."""
        if self.conn.their_state not in _WAITING or self.transport.is_closing():
            self._said_all()
        elif self._asking is None:
            self._asking = self.loop.call_later(TO_ASK, self.transport.abort)
            self._waiting[self] = None

    def _said_all(self) -> None:
        self._waiting.pop(self, None)
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(TO_TAKE, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._taken()
