"""What a page and its server say to each other: whether every run that the page asked for has ended.

A click reaches a busy server late, and until it does the page looks as settled as if nothing had been
clicked. The messages themselves tell the two apart.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_OF_PAGES: WeakKeyDictionary[Page, Wire] = WeakKeyDictionary()


class Wire:
    """The runs of one page: asked for by what was sent, ended by what was received."""

    def __init__(self) -> None:
        self.is_waiting = False

    @classmethod
    def of(cls, page: Page) -> Wire:
        """Give the wire of a page, listening from the first call on."""
        if page not in _OF_PAGES:
            _OF_PAGES[page] = wire = cls()
            page.on("websocket", wire._opened)
        return _OF_PAGES[page]

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.is_waiting = True

    def _received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        said = ForwardMsg.FromString(frame)
        # A run that gave way to the next one is not the answer.
        if said.WhichOneof("type") == "script_finished" and (
            said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            self.is_waiting = False
