"""The gate is an ordinary training with two classes."""

import numpy as np
import pytest

from analysis.model.crossfit import deal_folds
from analysis.model.features import count_terms
from analysis.model.gate import train_gate
from analysis.model.settings import TrainingSettings
from tests.corpora import labelled, long_tailed


def gate_of(corpus, **changes):
    settings = TrainingSettings(**changes)
    counts = count_terms(corpus.texts, settings.features)
    return train_gate(corpus, counts, deal_folds(corpus, settings), settings)


def test_the_gate_tells_random_documents_from_the_others():
    rng = np.random.default_rng(0)
    texts = [f"own{rng.integers(3)} common{rng.integers(9)}" for _ in range(80)]
    texts += [f"noise{rng.integers(9)} common{rng.integers(9)}" for _ in range(40)]
    corpus = labelled(texts, ["a"] * 50 + ["b"] * 30 + ["bad"] * 40, reject_class="bad")
    evidence = gate_of(corpus, c=10.0)
    # A noise word that occurs once is unknown to the fold that holds it out.
    assert ((evidence > 0) == (corpus.codes != corpus.reject_code)).mean() > 0.95


def test_the_gate_weighs_no_class_and_keeps_the_reject_class():
    corpus = long_tailed()
    plain = gate_of(corpus)
    changed = gate_of(corpus, class_weight="balanced", include_reject=False)
    np.testing.assert_array_equal(plain, changed)


def test_without_a_reject_class_there_is_no_gate():
    with pytest.raises(ValueError, match="needs a reject class"):
        gate_of(long_tailed().with_reject_class(None))
