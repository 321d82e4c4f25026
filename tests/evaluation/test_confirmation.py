import numpy as np
import pytest

from analysis.corpus.set_aside import SetAside, part_of, rows_set_aside
from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confirmation import confirm
from analysis.model.crossfit import train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from tests.corpora import long_tailed


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
    from analysis.decision.decide import decide

    expected = decide(scored.logits[aside], scored.training_prior, scenario.decision)
    found = confirm(remaining, held, scenario)
    assert (found.decided == expected).mean() > 0.97
    assert found.overall.documents == aside.sum()
    assert found.overall.macro_f1.low <= found.overall.macro_f1.value
