import pytest
import streamlit as st

from pages.shared.local import only_this_machine


def listening_on(monkeypatch, address, **headers):
    class Context:
        pass

    Context.headers = headers
    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    monkeypatch.setattr(st, "context", Context)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_the_loopback_address_is_this_machine(monkeypatch, address):
    listening_on(monkeypatch, address)
    assert only_this_machine()


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "192.168.1.7", "example.org"])
def test_any_other_address_is_not(monkeypatch, address):
    listening_on(monkeypatch, address)
    assert not only_this_machine()


def test_a_proxy_brings_readers_from_elsewhere(monkeypatch):
    listening_on(monkeypatch, "127.0.0.1", **{"X-Forwarded-For": "192.168.1.7"})
    assert not only_this_machine()
