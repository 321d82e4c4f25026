"""The app without a browser, on a small study of its own."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.model.settings import TrainingSettings
from analysis.study.store import create_study
from analysis.study.trainings import Trainings
from tests.corpora import long_tailed

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty folder of studies, and no result kept from another test."""
    monkeypatch.setenv("PRIORSCOPE_HOME", str(tmp_path))
    st.cache_resource.clear()
    return tmp_path


@pytest.fixture
def make_study(home):
    """Keep a labelled corpus as a study whose two trainings are made."""

    def make(labelled=None, unlabelled=None, *, trained=True, drawing="other"):
        study = create_study(
            home,
            "A study",
            labelled if labelled is not None else long_tailed(),
            unlabelled,
            drawing=drawing,
            aim="explore",
        )
        if trained:
            trainings = Trainings(home)
            for weight in ("none", "balanced"):
                trainings.start(study, TrainingSettings(class_weight=weight)).future.result()
        return study

    return make


@pytest.fixture
def open_app():
    """Run the app on a study, on the page of a file, with more of the URL if given."""

    def open_page(study, page="pages/model/classes.py", **parameters):
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params["study"] = study.id
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        return app.switch_page(page).run() if page != "pages/model/classes.py" else app

    return open_page
