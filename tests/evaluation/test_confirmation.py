from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.set_aside import SetAside, part_of, rows_set_aside
from analysis.decision.decide import decide
from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confirmation import confirm
from analysis.model.crossfit import train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from tests.corpora import LONG_TAIL, long_tailed


@pytest.fixture(scope="module")
def parts():
    corpus = long_tailed()
    aside = rows_set_aside(corpus, SetAside(4))
    return corpus, aside, part_of(corpus, ~aside), part_of(corpus, aside)


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(TrainingSettings(c=10.0), DecisionSettings("equal", 0.5)),
        Scenario(TrainingSettings(c=10.0, include_reject=False)),
    ],
)
def test_it_decides_as_a_fold_of_the_documents_set_aside_would_be(parts, scenario):
    corpus, aside, remaining, held = parts
    folds = np.where(aside, 0, 1).astype(np.int8)
    counts = count_terms(corpus.texts, scenario.training.features)
    scored = train(corpus, counts, folds, scenario.training).out_of_fold
    expected = decide(scored.logits[aside], scored.training_prior, scenario.decision)
    found = confirm(remaining, held, scenario)
    assert (found.decided == expected).mean() > 0.97
    assert found.overall.documents == aside.sum()
    assert found.overall.macro_f1.low <= found.overall.macro_f1.value


SCENARIO = Scenario(TrainingSettings(c=10.0))


def figures(evaluation):
    """Micro- and macro-F1, recall of the reject class and log loss."""
    overall, classes = evaluation.overall, evaluation.per_class
    recall = float(classes.recall[classes.reject_code])
    return np.array([overall.micro_f1.value, overall.macro_f1.value, recall, overall.log_loss])


def test_weights_of_one_change_no_figure(parts):
    _, _, remaining, held = parts
    plain = confirm(remaining, held, SCENARIO)
    ones = confirm(remaining, held.with_weights(np.ones(held.n_documents)), SCENARIO)
    np.testing.assert_allclose(figures(ones), figures(plain), rtol=1e-6)
    assert ones.overall.micro_f1 == plain.overall.micro_f1
    assert ones.overall.macro_f1 == plain.overall.macro_f1


def test_whole_weights_are_repeated_documents(parts):
    _, _, remaining, held = parts
    times = np.random.default_rng(0).integers(1, 4, size=held.n_documents)
    rows = np.repeat(np.arange(held.n_documents), times)
    copies = replace(held, texts=held.texts[rows], codes=held.codes[rows])
    weighed = confirm(remaining, held.with_weights(times.astype(float)), SCENARIO)
    copied = confirm(remaining, copies, SCENARIO)
    np.testing.assert_allclose(figures(weighed), figures(copied), rtol=1e-6)
    # Copies are drawn together: their intervals are those of the weights.
    ours, theirs = weighed.overall.micro_f1, copied.overall.micro_f1
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-5)
    assert weighed.overall.effective_documents < held.n_documents == weighed.overall.documents


def test_weights_bring_what_is_confirmed_nearer_to_the_figures_of_the_whole():
    """The reject class, whose documents are the hardest, is drawn a fifth as densely."""
    remaining, whole = long_tailed(), long_tailed(seed=1, support=[10 * n for n in LONG_TAIL])
    chance = np.where(whole.codes == whole.reject_code, 0.1, 0.5)
    truth = figures(confirm(remaining, whole, SCENARIO))[[0, 3]]
    rng, errors = np.random.default_rng(0), np.zeros((2, 2))
    for _ in range(5):
        rows = rng.random(whole.n_documents) < chance
        plain = part_of(whole, rows)
        for i, aside in enumerate((plain, plain.with_weights(1 / chance[rows]))):
            errors[i] += np.abs(figures(confirm(remaining, aside, SCENARIO))[[0, 3]] - truth)
    assert (errors[1] < errors[0] / 3).all()
