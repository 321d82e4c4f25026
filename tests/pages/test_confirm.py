"""Section Confirm of the page What if: documents set aside, and one look at them."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.set_aside import part_of, rows_set_aside
from analysis.decision.scenario import Scenario
from analysis.evaluation.confirmation import confirm
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.design_weights import weights_by_cluster
from analysis.sampling.coverage.strata import stratify
from analysis.study.confirmations import read_looks, read_set_aside
from analysis.study.trainings import Trainings
from pages.shared.cache.home import computations
from pages.shared.cache.set_aside import documents_set_aside
from pages.shared.cache.studies import opened_study, whole_study
from pages.shared.cache.weighing import weigh_study
from tests.corpora import long_tailed
from tests.pages.test_weighing import train, whole

PAGE = "pages/model/what_if.py"


def texts_of(app):
    elements = [*app.markdown, *app.caption, *app.warning]
    return " ".join(element.value for element in elements).replace("\\", "")


def press(app, label):
    next(button for button in app.button if button.label.startswith(label)).click().run()
    assert not app.exception


def set_aside(app, home, study):
    """Set documents aside, and make the trainings of those that are left."""
    press(app, "Set documents aside")
    remaining, _ = weigh_study(opened_study(study.id))
    for weight in ("none", "balanced"):
        settings = TrainingSettings(class_weight=weight)
        Trainings(home).start(remaining, settings).future.result()
    return app.run()


@pytest.fixture
def study(make_study):
    return make_study()


@pytest.fixture
def app(home, study, open_app):
    return set_aside(open_app(study, PAGE, section="Confirm"), home, study)


def confirmed(app):
    press(app, "Confirm once")
    names = computations()._running
    next(each for (_, name), each in names.items() if "confirmation" in name).future.result(60)
    app.run()
    assert not app.exception
    return next(each.value for each in app.dataframe if "set_aside" in each.value)


def test_documents_set_aside_take_part_in_no_figure(app, study):
    aside = documents_set_aside(whole_study(study.id))
    remaining = opened_study(study.id).labelled
    assert 0 < aside.n_documents < study.labelled.n_documents / 4
    assert remaining.n_documents + aside.n_documents == study.labelled.n_documents
    assert not set(remaining.texts) & set(aside.texts)
    assert f"{aside.n_documents} more labels are set aside" in texts_of(app)
    assert f"{remaining.n_documents} labels in 9 classes" in texts_of(app)


def test_one_look_confirms_and_is_on_record(app, home, study):
    table = confirmed(app)
    aside, remaining = documents_set_aside(whole_study(study.id)), opened_study(study.id).labelled
    expected = confirm(remaining, aside, Scenario()).overall
    assert table["set_aside"].tolist()[:2] == pytest.approx(
        [expected.micro_f1.value, expected.macro_f1.value]
    )
    assert "The first look: independent" in texts_of(app)
    assert len(read_looks(home, study.id)) == 1


def test_a_second_scenario_is_told_to_be_no_longer_independent(app):
    confirmed(app)
    app.session_state["balance"] = "in the decision"
    app.run()
    assert not app.exception
    assert "no longer independent" in texts_of(app)
    assert any(button.label.startswith("Look again") for button in app.button)


def test_documents_are_given_back_and_the_look_stays_on_record(app, home, study):
    confirmed(app)
    press(app, "Give the documents back")
    assert read_set_aside(home, study.id) is None
    assert opened_study(study.id).labelled.fingerprint == study.labelled.fingerprint
    assert len(read_looks(home, study.id)) == 1
    assert "take part in nothing" in texts_of(app)


def test_documents_set_aside_weigh_what_they_do_among_all_labels(home, make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given), drawing="by-cluster", trained=False)
    weighed = train(study)
    app = set_aside(open_app(study, PAGE, section="Confirm"), home, study)
    table = confirmed(app)
    rows = rows_set_aside(given, read_set_aside(home, study.id))
    aside = part_of(weighed.labelled, rows)
    np.testing.assert_array_equal(
        aside.weights, weights_by_cluster(stratify(given, whole(given)))[rows]
    )
    remaining, _ = weigh_study(opened_study(study.id))
    expected = confirm(remaining.labelled, aside, Scenario()).overall
    assert table["set_aside"].tolist()[:2] == pytest.approx(
        [expected.micro_f1.value, expected.macro_f1.value]
    )
    worth = f"(worth {expected.effective_documents:,.0f})"
    assert f"set aside, each weighed by what it stands for {worth}, micro-F1" in texts_of(app)


def test_labels_of_a_plan_are_scored_apart_from_those_a_model_chose(make_study, open_app):
    given = long_tailed()
    chances = np.where(np.arange(given.n_documents) % 2, np.nan, 0.25)
    study = make_study(replace(given, selection_probabilities=chances), drawing="other")
    app = open_app(study, PAGE, section="Confirm")
    assert not app.exception
    assert (
        "Of 225 labels, 113 were drawn with known chances. On these alone micro-F1 is"
        in texts_of(app)
    )


def test_nothing_is_said_of_drawn_labels_where_no_chance_is_known(study, open_app):
    app = open_app(study, PAGE, section="Confirm")
    assert not app.exception
    assert "known chances" not in texts_of(app)
