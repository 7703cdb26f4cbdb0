"""The server around the pages: where it may listen, what it answers with, and when a page fails.

``dashboard.py`` hands these to ``st.App``, which ``streamlit run`` serves.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
OPEN_SWITCH = "FRONTDESK_ALLOW_NETWORK"

log = logging.getLogger("frontdesk")


@asynccontextmanager
async def ready(app: st.App) -> AsyncIterator[dict[str, object]]:
    """Make sure, before the first visit, that a bookmarked page is found.

    Streamlit's old discovery of a ``pages`` folder stays on until the first ``st.navigation`` has
    run, and shows "page not found" over a bookmarked link until then; the folder is ours.
    """
    PagesManager.uses_pages_directory = False
    keep_texts_out_of_the_log()
    yield {}


def keep_texts_out_of_the_log() -> None:
    """Log of every error what it is and where, in whatever library it is logged, and never its text.

    The text may hold a name, a path or a query; Streamlit logs each error of a page whole.
    """
    usual = logging.getLogRecordFactory()

    def quiet(*args: object, **words: object) -> logging.LogRecord:
        record = usual(*args, **words)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = f"{record.getMessage()}: {_what_and_where(error)}", ()
            record.exc_info = record.exc_text = None
        return record

    logging.setLogRecordFactory(quiet)


def _what_and_where(error: BaseException) -> str:
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "unknown place"
    return f"{type(error).__name__} at {where}"


def refuse_open_network() -> None:
    """Stop with one sentence when the address is not this computer's and nobody has allowed it."""
    address = st.get_option("server.address")
    if address in LOOPBACK or open_network():
        return
    raise SystemExit(
        f"Front Desk has no login yet, so it does not listen on {address or 'every address'}. "
        f"Leave server.address at 127.0.0.1, or set {OPEN_SWITCH}=1 behind a proxy that asks who is there."
    )


def open_network() -> bool:
    """Whether somebody has allowed other computers to reach this server without a login."""
    return os.environ.get(OPEN_SWITCH) == "1"


def page_failed(error: Exception) -> bool:
    """Show a sentence and a reference instead of a traceback; the log has the rest.

    The log gets the error's type and where it happened, never its text: that may hold a name.
    """
    reference = secrets.token_hex(3).upper()
    log.error("page failed, reference %s: %s", reference, _what_and_where(error))
    st.error(
        "Something went wrong on this page, and nothing was changed. Reload the page; if it happens "
        f"again, tell whoever looks after Front Desk the reference {reference}.",
        icon=":material/error:",
    )
    return True


class SecurityHeaders:
    """Add the headers that Streamlit leaves to a proxy, so that a laptop has them too.

    The content policy is what keeps a page from asking anything of another computer, whatever
    text it shows.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [(name.encode(), value.encode()) for name, value in _headers().items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.headers]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _headers() -> dict[str, str]:
    policy = [
        "default-src 'self'",
        "script-src 'self' " + " ".join(_inline_script_hashes()),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    return {
        "content-security-policy": "; ".join(policy),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
    }


def _inline_script_hashes() -> list[str]:
    """Hash the scripts written into Streamlit's own page, the only inline ones that may run."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


MIDDLEWARE = (Middleware(SecurityHeaders),)
