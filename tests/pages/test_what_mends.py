"""What mends a class that fails, on the page Classes."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.explain.diagnosis.counterfactuals import (
    counterfactuals_as_arrays,
    counterfactuals_from_arrays,
)
from analysis.explain.diagnosis.diagnosis import FINDINGS, MENDED, diagnose
from analysis.explain.diagnosis.diagnosis_table import remedies_frame
from analysis.explain.diagnosis.diagnosis_wording import finding_sentence, summary_sentence
from analysis.explain.diagnosis.remedy_steps import PRIORS, REMEDIES, SPLIT
from analysis.model.settings import TrainingSettings
from pages.parts.classes import class_remedies, what_mends
from tests.corpora import labelled, long_tailed
from tests.explain.tried import tried

START = "Find out what mends each class"
HOSTILE = ("<b>bold</b>", "$x$", ":red[x]", "=1+1")


@pytest.fixture(scope="module")
def arrays():
    return counterfactuals_as_arrays(tried(long_tailed())[1])


@pytest.fixture
def known(monkeypatch, arrays):
    """Counterfactuals that were computed before, whatever the study."""

    class Kept:
        def find(self, study_id, name):
            return arrays

        def running(self, study_id, name):
            return None

    monkeypatch.setattr(what_mends, "computations", Kept)


def diagnosed(arrays, corpus):
    return diagnose(corpus, counterfactuals_from_arrays(arrays))


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption]).replace("\\", "")


def button(app, label):
    return next(each for each in app.button if each.label == label)


def test_before_it_says_what_the_button_does_and_how_long_it_takes(make_study, open_app):
    app = open_app(make_study())
    assert not app.exception
    assert button(app, START)
    assert "One to three minutes" in texts_of(app)


def test_the_button_begins_and_the_answer_is_kept(make_study, open_app):
    study = make_study()
    app = open_app(study)
    button(app, START).click().run()
    assert not app.exception
    wait_for_computations()
    app.run()
    assert not app.exception
    assert "classes fail (F1 below 0.5)" in texts_of(app)
    assert "classes fail (F1 below 0.5)" in texts_of(open_app(study))


def wait_for_computations():
    from pages.shared.cache.home import computations

    for computation in list(computations()._running.values()):
        computation.future.result(timeout=120)


def test_the_sentences_are_those_of_the_diagnosis(make_study, open_app, arrays, known):
    study = make_study()
    app = open_app(study)
    expected = diagnosed(arrays, study.labelled)
    assert not app.exception
    assert summary_sentence(expected) in texts_of(app)
    for code, name in enumerate(study.labelled.classes):
        app.session_state["class"] = name
        app.run()
        assert not app.exception
        assert finding_sentence(expected, code) in texts_of(app)


def test_the_table_is_filtered_by_finding(make_study, open_app, arrays, known):
    study = make_study()
    app = open_app(study)
    expected = diagnosed(arrays, study.labelled)
    findings = [each for each in FINDINGS if each in expected.findings]
    for finding in findings:
        app.session_state["finding"] = finding
        app.run()
        table = next(each.value for each in app.dataframe if "finding" in each.value)
        assert set(table["finding"]) == {finding}
        assert len(table) == expected.findings.count(finding)


def working_priors(diagnosis, code):
    """The row of equal priors, as if it worked."""
    frame = remedies_frame(diagnosis, code)
    return frame[frame["key"] == PRIORS].assign(works=True)


def test_a_remedy_that_works_is_applied_by_its_button(make_study, open_app, known, monkeypatch):
    monkeypatch.setattr(
        class_remedies,
        "remedies_frame",
        working_priors,
    )
    app = open_app(make_study(), **{"class": "class 5"})
    button(app, "Show: priors made equal in the decision").click().run()
    assert not app.exception
    assert app.session_state["balance"] == "in the decision"
    assert app.session_state["tau"] == 1


def test_the_rule_of_a_class_is_told(make_study, open_app):
    app = open_app(make_study(), **{"class": "class 1"})
    assert not app.exception
    assert "As a rule: 'word1" in texts_of(app)


def test_where_splitting_mends_a_class_the_rule_is_one_of_split_words(
    make_study, open_app, arrays, monkeypatch
):
    texts = [f"flg{i}77 nut{i % 7}" for i in range(30)] + [f"thing{i % 5} n{i}z" for i in range(60)]
    corpus = labelled(texts, ["class 1"] * 30 + ["class 2"] * 60)
    found = diagnosed(arrays, long_tailed())
    split = replace(found, remedy=np.full(9, REMEDIES.index(SPLIT)), findings=(MENDED,) * 9)
    monkeypatch.setattr(what_mends, "known_diagnosis", lambda view: split)
    app = open_app(make_study(corpus), **{"class": "class 1"})
    assert not app.exception
    assert "As a rule with letters split from digits: 'flg' alone finds 30 of 30" in texts_of(app)


def test_hostile_class_names_are_shown_as_they_are(make_study, open_app, known):
    corpus = long_tailed()
    names = [f"{HOSTILE[code % 4]}{code}" if code else "bad" for code in range(corpus.n_classes)]
    renamed = labelled(corpus.texts, [names[code] for code in corpus.codes])
    app = open_app(make_study(renamed))
    for name in names:
        app.session_state["class"] = name
        app.run()
        assert not app.exception
        assert name in texts_of(app)
    assert not [each for each in app.markdown if "<b>" in each.value.replace("\\<", "")]


@pytest.mark.parametrize(
    "other",
    [
        Scenario(decision=DecisionSettings(prior="equal")),
        Scenario(TrainingSettings(c=3)),
    ],
)
def test_another_scenario_is_another_question(other):
    corpus = long_tailed()
    study = SimpleNamespace(labelled=corpus)
    names = {
        what_mends._name(SimpleNamespace(study=study, current=scenario, classes=corpus.classes))
        for scenario in (Scenario(), other)
    }
    assert len(names) == 2
