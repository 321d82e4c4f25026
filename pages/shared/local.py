"""Whether only the machine that runs the dashboard can reach it."""

import streamlit as st

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LEFT_BY_PROXIES = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def only_this_machine() -> bool:
    """Tell whether the reader may see files and studies that they hold no link to.

    Returns
    -------
    bool
        False where the server listens on more than the loopback address, or a proxy stands
        between: whoever comes through it may sit anywhere.
    """
    if st.get_option("server.address") not in _LOOPBACK:
        return False
    headers = st.context.headers
    return not any(name in headers for name in _LEFT_BY_PROXIES)
