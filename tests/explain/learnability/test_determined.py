from dataclasses import replace

import numpy as np
import pytest

from analysis.explain.learnability.determined import how_much_is_determined, shuffled_reference
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from tests.corpora import labelled, long_tailed

SETTINGS = TrainingSettings(c=10)


def trained(corpus, settings=SETTINGS):
    counts = count_terms(corpus.texts, settings.features)
    training = train(corpus, counts, deal_folds(corpus, settings), settings)
    return settings, training.out_of_fold


def token_per_class(n_classes=6, n_each=30):
    codes = np.repeat(np.arange(n_classes), n_each)
    texts = [f"token{code} filler{i % 7} number{i}" for i, code in enumerate(codes)]
    return labelled(texts, [f"class {code}" for code in codes])


def test_a_token_for_each_class_determines_all_of_it():
    corpus = token_per_class()
    found = how_much_is_determined(corpus, [trained(corpus)])
    assert found.overall.value > 0.99
    assert found.equal_weight.value > 0.99
    assert found.of_class.min() > 0.97
    assert found.within_class.mean() == pytest.approx(found.equal_weight.value)


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_labels_determine_nothing(seed):
    corpus = long_tailed(seed, (300, 200, 120, 70, 40, 20))
    counts = count_terms(corpus.texts, SETTINGS.features)
    found = shuffled_reference(corpus, counts, SETTINGS, seed=seed)
    for estimate in (found.overall, found.equal_weight):
        assert abs(estimate.value) < 0.02
        assert estimate.low - 0.01 < 0 < estimate.high + 0.01


def test_half_of_the_entropy_is_told_where_words_tell_half_of_the_documents():
    """Eight equal classes; one text in two bears the token of its class, the others nothing."""
    rng = np.random.default_rng(0)
    codes = np.repeat(np.arange(8), 200)
    told = rng.random(len(codes)) < 0.5
    texts = [
        f"token{c} n{i}" if t else f"blank n{i}"
        for i, (c, t) in enumerate(zip(codes, told, strict=True))
    ]
    corpus = labelled(texts, [f"class {code}" for code in codes])
    found = how_much_is_determined(corpus, [trained(corpus)])
    assert found.overall.value == pytest.approx(told.mean(), abs=0.02)
    assert found.overall.low < found.overall.value < found.overall.high
    assert found.entropy == pytest.approx(np.log(8), abs=0.01)


def test_the_bound_is_that_of_the_best_training_whichever_comes_first():
    corpus = long_tailed(0, (300, 200, 120, 70, 40, 20))
    weak, strong = trained(corpus, TrainingSettings(c=1e-3)), trained(corpus)
    alone = how_much_is_determined(corpus, [strong]).overall.value
    assert how_much_is_determined(corpus, [weak]).overall.value < alone
    assert how_much_is_determined(corpus, [weak, strong]).overall.value == pytest.approx(
        alone, abs=0.01
    )


def test_a_balanced_training_is_read_without_its_equal_priors():
    corpus = long_tailed(0, (300, 200, 120, 70, 40, 20))
    plain = how_much_is_determined(corpus, [trained(corpus)])
    balanced = how_much_is_determined(
        corpus, [trained(corpus, replace(SETTINGS, class_weight="balanced"))]
    )
    assert balanced.overall.value == pytest.approx(plain.overall.value, abs=0.06)


def test_a_class_with_a_single_text_has_no_figure_of_its_own():
    corpus = labelled(
        [*token_per_class(3, 20).texts, "alone here", "Alone  here"],
        [*(["a"] * 20 + ["b"] * 20 + ["c"] * 20), "d", "d"],
    )
    found = how_much_is_determined(corpus, [trained(corpus)])
    row = found.frame(corpus).set_index("class").loc["d"]
    assert row[["determined", "determined_low", "within_class"]].isna().all()
    assert np.isfinite(found.overall.value)


def test_a_class_of_99_percent_leaves_little_to_determine_and_a_wide_interval():
    corpus = labelled([f"w{i % 50} x{i}" for i in range(400)], ["big"] * 396 + ["small"] * 4)
    found = how_much_is_determined(corpus, [trained(corpus)])
    assert found.entropy < 0.1
    assert found.overall.high - found.overall.low > 0.005
    assert found.overall.value < 0.3


def test_the_classes_come_with_their_labels_the_most_determined_first():
    corpus = long_tailed()
    frame = how_much_is_determined(corpus, [trained(corpus)]).frame(corpus)
    assert set(frame["class"]) == set(corpus.classes)
    assert frame["determined"].dropna().is_monotonic_decreasing
    assert (
        (frame["determined_low"] <= frame["determined"])
        & (frame["determined"] <= frame["determined_high"])
    ).all()
