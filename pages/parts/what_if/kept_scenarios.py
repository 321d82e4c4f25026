"""Scenarios by name: kept with the study, compared, shown again, exported and loaded."""

import json
from dataclasses import replace

import streamlit as st

from analysis.decision.scenario import Scenario, balance_of
from analysis.decision.scenario_json import scenario_as_json, scenario_from_json
from analysis.errors import InputError
from analysis.evaluation.scenario_table import scenario_table
from analysis.study.settings import read_setting, write_setting
from pages.shared import state
from pages.shared.cache.home import home
from pages.shared.downloads import download_table
from pages.shared.messages import input_errors_shown
from pages.shared.view import View, remember_settings, use_decision

SETTING = "scenarios"
MOST_COMPARED = 4
LARGEST_UPLOAD_MB = 1
NOW, BASELINE = "(now)", "(baseline)"
NAME_KEY, SHOWN_KEY = "what_if_name", "what_if_shown"
COMPARE_KEY, COMPARED_KEY = "what_if_compare", "what_if_compared"
COLUMNS = {
    "scenario": st.column_config.TextColumn("Scenario", pinned=True),
    "micro_f1": st.column_config.TextColumn("Micro-F1", help="With its 95 % interval."),
    "macro_f1": st.column_config.TextColumn("Macro-F1", help="With its 95 % interval."),
    "balanced_accuracy": st.column_config.NumberColumn("Balanced accuracy", format="%.3f"),
    "log_loss": st.column_config.NumberColumn("Log loss", format="%.3f"),
    "never_predicted": st.column_config.NumberColumn("Never predicted"),
    "not_decided": st.column_config.NumberColumn("Not decided", format="localized"),
}


def scenarios_section(view: View) -> None:
    """Draw what can be done with scenarios.

    Parameters
    ----------
    view : View
    """
    st.subheader("Scenarios", anchor=False)
    kept = _kept(view)
    keep, show, load = st.columns(3, gap="medium")
    with keep:
        _keep(view)
    with show:
        _show_again(view, kept)
    with load:
        _load(view)
    # Their intervals take up to a second, which a slider must not wait for.
    if st.toggle("Compare side by side", key=COMPARE_KEY, help="Two to four scenarios."):
        _compare(view, kept)


def _kept(view: View) -> dict[str, Scenario]:
    """Scenarios by name; one that no longer fits the study's classes is left out."""
    written = json.loads(read_setting(home(), view.study.id, SETTING) or "{}")
    kept = {}
    for name, text in written.items():
        with input_errors_shown():
            kept[name] = _read(view, text)
    return kept


def _read(view: View, text: str) -> Scenario:
    """A scenario that the switch can show."""
    labelled = view.study.labelled
    scenario = scenario_from_json(text, labelled.classes, labelled.reject_code)
    balance_of(scenario)
    return scenario


def _keep(view: View) -> None:
    text = scenario_as_json(view.current, view.classes)
    with st.form("what_if_keep", border=False, clear_on_submit=True):
        name = st.text_input(
            "Keep this scenario as",
            key=NAME_KEY,
            max_chars=60,
            placeholder="A name",
            help="Kept with the study; a name that is there already is replaced.",
        )
        pressed = st.form_submit_button("Keep", icon=":material/bookmark_add:")
    if pressed and name and name.strip():
        written = json.loads(read_setting(home(), view.study.id, SETTING) or "{}")
        written[name.strip()] = text
        write_setting(home(), view.study.id, SETTING, json.dumps(written))
        st.rerun()
    st.download_button(
        "Export as JSON",
        text,
        file_name="scenario.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        help="For priorscope evaluate --scenario scenario.json, and for other studies.",
    )


def _show_again(view: View, kept: dict[str, Scenario]) -> None:
    name = st.selectbox(
        "Show a kept scenario",
        list(kept),
        index=None,
        key=SHOWN_KEY,
        disabled=not kept,
        placeholder="None kept yet" if not kept else "Choose one",
        help="Sets the switch, tau, the training and everything on this page.",
    )
    if name is not None:
        st.button(
            "Show", on_click=show_scenario, args=(view, kept[name]), icon=":material/visibility:"
        )


def _load(view: View) -> None:
    upload = st.file_uploader(
        "Load a scenario",
        type=["json"],
        max_upload_size=LARGEST_UPLOAD_MB,
        key="what_if_file",
        help="One that was exported here.",
    )
    if upload is None:
        return
    with input_errors_shown():
        scenario = _read(view, _decoded(upload.getvalue()))
        st.button(
            "Show the loaded scenario",
            on_click=show_scenario,
            args=(view, scenario),
            icon=":material/visibility:",
        )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"scenario: the file is no UTF-8 text ({error}). Give one that was exported here."
        ) from error


def show_scenario(view: View, scenario: Scenario) -> None:
    """Move the switch and everything else; for callbacks, since the switch is drawn before.

    Parameters
    ----------
    view : View
    scenario : Scenario
        One that the switch can show.
    """
    balance = balance_of(scenario)
    state.choose(state.BALANCE_KEY, balance)
    if balance == "in the decision":
        state.fill(state.TAU_KEY, scenario.decision.tau)
    training = replace(scenario.training, class_weight="none")
    usual = training == view.baseline.training
    state.set_training(None if usual else remember_settings(view.study, training))
    use_decision(view.study, scenario.decision)


def _compare(view: View, kept: dict[str, Scenario]) -> None:
    offered = {BASELINE: view.baseline, NOW: view.current, **kept}
    state.keep_only_listed(COMPARED_KEY, offered)
    chosen = st.multiselect(
        "Side by side",
        list(offered),
        default=[BASELINE, NOW],
        max_selections=MOST_COMPARED,
        key=COMPARED_KEY,
        help="Two to four scenarios.",
    )
    if len(chosen) < 2:
        return
    table = scenario_table(
        {
            name: view.with_intervals(offered[name]) if view.is_trained(offered[name]) else None
            for name in chosen
        }
    )
    st.dataframe(
        table,
        column_config=COLUMNS,
        hide_index=True,
        placeholder="–",
        alt="Figures of the scenarios chosen",
    )
    download_table(table, "scenarios.csv")
