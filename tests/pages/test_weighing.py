"""Pages of a study whose labels stand for unequally many documents."""

import json

import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import evaluate
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.design_weights import (
    effective_number,
    weights_by_class,
    weights_by_cluster,
)
from analysis.sampling.coverage.strata import stratify
from analysis.study.settings import write_setting
from pages.shared.cache.home import computations, trainings
from pages.shared.cache.weighing import weigh_study
from pages.shared.own_figures import KEY
from tests.corpora import long_tailed
from tests.pages.test_classes import texts_of

WHAT_IF = "pages/model/what_if.py"
WEIGH = "Weigh labels by how they were drawn"


def whole(given):
    """A corpus in which one cluster holds most documents, and a third of the labels."""
    others = [f"{text} more{i}" for i in range(6) for text in given.texts]
    clusters = [f"c{row % 3}" for row in range(len(given.texts))] + ["c0"] * len(others)
    return make_corpus([*given.texts, *others], clusters=clusters)


@pytest.fixture
def by_cluster(make_study):
    given = long_tailed()
    return make_study(given, whole(given), drawing="by-cluster", trained=False)


def train(study, *more):
    weighed, _ = weigh_study(study)
    for settings in (TrainingSettings(), TrainingSettings(class_weight="balanced"), *more):
        trainings().start(weighed, settings).future.result()
    return weighed


def said(app):
    return texts_of(app).replace("\\", "")


def test_figures_of_labels_drawn_by_cluster_are_those_of_the_corpus(by_cluster, open_app):
    weighed = train(by_cluster)
    weights = weights_by_cluster(stratify(by_cluster.labelled, by_cluster.unlabelled))
    np.testing.assert_allclose(weighed.labelled.weights, weights)
    out_of_fold = trainings().find(weighed, TrainingSettings()).out_of_fold
    figures = evaluate(weighed.labelled, out_of_fold, DecisionSettings()).overall
    plain = evaluate(by_cluster.labelled, out_of_fold, DecisionSettings()).overall
    assert round(figures.micro_f1.value, 2) != round(plain.micro_f1.value, 2)
    app = open_app(by_cluster)
    assert not app.exception
    assert f"Micro-F1 {figures.micro_f1.value:.2f} (" in said(app)
    n = effective_number(weights)
    assert f"225 labels say as much as {n:,.0f} of one weight" in said(app)


def test_a_fit_with_design_weights_is_asked_for_in_the_training_settings(by_cluster, open_app):
    settings = TrainingSettings(design_weights=True)
    train(by_cluster, settings)
    app = open_app(by_cluster)
    box = next(each for each in app.checkbox if each.label == WEIGH)
    assert not box.disabled
    assert not box.value
    box.check()
    next(each for each in app.button if each.label == "Refit").click().run()
    app.run()
    assert not app.exception
    assert "weighted by how the labels were drawn" in said(app)


def test_calibration_and_resampling_are_of_the_weighed_labels(by_cluster, open_app):
    weighed = train(by_cluster).labelled
    worth = f"each weighed by what it stands for (worth {effective_number(weighed.weights):,.0f})"
    app = open_app(by_cluster, WHAT_IF)
    assert not app.exception
    assert f"the log loss of the 225 documents, {worth}, is smallest" in said(app)
    app = open_app(by_cluster, WHAT_IF, section="Resampling")
    assert not app.exception
    scored = trainings().find(weigh_study(by_cluster)[0], TrainingSettings()).out_of_fold
    expected = evaluate(weighed, scored, DecisionSettings()).overall
    table = next(each.value for each in app.dataframe if "macro_f1_more" in each.value)
    assert table["log_loss"].iloc[0] == pytest.approx(expected.log_loss, rel=1e-5)
    assert table["micro_f1"].iloc[0] == pytest.approx(expected.micro_f1.value)


def test_risk_and_coverage_are_said_to_be_by_weight(by_cluster, open_app):
    train(by_cluster)
    app = open_app(by_cluster, WHAT_IF, section="Reject class")
    next(b for b in app.button if b.label == "Compare the four ways").click().run()
    names = computations()._running
    next(each for (_, name), each in names.items() if "reject-ways" in name).future.result(60)
    app.run()
    assert not app.exception
    assert "Both shares are of weight" in said(app)


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ("proportional", "nothing has to be corrected"),
        ("other", "no shift and no weights can make up for that"),
        ("by-class", "Bring the shares of the classes on the page Frequencies"),
    ],
)
def test_other_drawings_are_not_weighed_and_the_page_says_so(make_study, open_app, drawing, words):
    given = long_tailed()
    study = make_study(given, whole(given), drawing=drawing)
    assert weigh_study(study)[0] is study or weigh_study(study)[0].labelled.weights is None
    app = open_app(study)
    assert not app.exception
    assert words in said(app)
    assert next(each for each in app.checkbox if each.label == WEIGH).disabled


def test_labels_drawn_by_class_weigh_by_the_analysts_own_figures(home, make_study, open_app):
    given = long_tailed()
    study = make_study(given, whole(given), drawing="by-class", trained=False)
    shares = np.full(given.n_classes, 1 / given.n_classes)
    write_setting(home, study.id, KEY, json.dumps(dict(zip(given.classes, shares, strict=True))))
    weighed = train(study)
    np.testing.assert_allclose(weighed.labelled.weights, weights_by_class(given, shares))
    app = open_app(study)
    assert not app.exception
    assert "a class weighs as its share of the corpus" in said(app)


def test_a_link_to_design_weights_in_a_study_without_them_trains_plainly(
    home, make_study, open_app
):
    study = make_study(drawing="proportional")
    write_setting(home, study.id, "training:abc", '{"features": ' + FEATURES + REST)
    app = open_app(study, training="abc")
    assert not app.exception
    assert "weighted by" not in said(app)


FEATURES = (
    '{"kind": "words", "word_ngrams": [1, 1], "character_ngrams": [2, 5], "sublinear": false, '
    '"min_document_frequency": 1, "split_letters_digits": false}'
)
REST = ', "c": 1.0, "design_weights": true}'
