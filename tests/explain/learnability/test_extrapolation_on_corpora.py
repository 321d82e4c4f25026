"""Half of a real corpus, extrapolated to all of it; the benchmark does it again and again."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from analysis.corpus.columns import guess_columns, labelled_corpus
from analysis.corpus.corpus import make_labelled_corpus
from analysis.corpus.read import read_table
from analysis.decision.decide import decide
from analysis.decision.settings import DecisionSettings
from analysis.explain.learnability.curve_figures import CurveScores
from analysis.explain.learnability.extrapolation import extrapolate
from analysis.explain.learnability.learning_curve import measure_curve
from analysis.explain.learnability.subsamples import nested_positions
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from tests.corpora_on_disk import REAL_CORPORA

SETTINGS = TrainingSettings()
PATH = REAL_CORPORA / "clinc_imbalanced" / "labelled.csv"


@pytest.fixture(scope="module")
def corpus():
    if not PATH.exists():
        pytest.skip(f"needs clinc_imbalanced in {REAL_CORPORA}")
    table = read_table(PATH.name, PATH)
    return labelled_corpus(table, guess_columns(table))[0]


@pytest.fixture(scope="module")
def measured(corpus):
    """Out-of-fold scores with all labels."""
    counts = count_terms(corpus.texts, SETTINGS.features)
    return train(corpus, counts, deal_folds(corpus, SETTINGS), SETTINGS).out_of_fold


@pytest.fixture(scope="module")
def half(corpus):
    rows = nested_positions(corpus.codes, corpus.identical_groups, seed=1) < 0.5
    labels = np.array(corpus.classes, dtype=object)[corpus.codes[rows]]
    part = make_labelled_corpus(corpus.texts[rows], labels)
    counts = count_terms(part.texts, SETTINGS.features)
    return part, measure_curve(part, counts, SETTINGS, n_repeats=2)


@pytest.mark.parametrize("tau", [0.0, 0.5, 1.0])
def test_the_extrapolation_from_half_of_the_labels_covers_what_all_of_them_give(
    corpus, measured, half, tau
):
    part, curve = half
    scores = CurveScores(curve, part, curve.nearest_tau(tau))
    ahead = extrapolate(scores.f1()).at(0.8 * corpus.n_documents, confidence=0.9)
    settings = DecisionSettings(prior="equal", tau=tau)
    decided = decide(measured.logits, measured.training_prior, settings)
    macro = f1_score(corpus.codes, decided, average="macro")
    assert ahead.low <= macro <= ahead.high
    assert ahead.high - ahead.low < 0.15
