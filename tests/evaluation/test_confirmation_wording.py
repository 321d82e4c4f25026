import json

import numpy as np

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confirmation_wording import (
    confirmation_sentence,
    confirmed_figures,
    figures_as_arrays,
    figures_from_arrays,
)
from analysis.evaluation.evaluate import evaluate, with_intervals
from tests.evaluation.scored import scored


def confirmed(weights=None):
    corpus, out_of_fold = scored()
    corpus = corpus.with_weights(weights)
    return confirmed_figures(
        with_intervals(evaluate(corpus, out_of_fold, DecisionSettings()), corpus)
    )


def unequal():
    return np.random.default_rng(0).lognormal(size=225)


def test_figures_come_back_as_they_were_kept():
    for figures in (confirmed(), confirmed(unequal())):
        assert figures_from_arrays(figures_as_arrays(figures)) == figures


def test_figures_kept_before_there_were_weights_count_all_alike():
    figures = confirmed()
    fields = json.loads(figures_as_arrays(figures)["json"].tobytes())
    del fields["effective_documents"]
    kept = {"json": np.frombuffer(json.dumps(fields).encode(), dtype=np.uint8)}
    assert figures_from_arrays(kept) == figures


def test_weighed_documents_are_said_to_be_and_what_they_are_worth():
    plain, weighed = confirmed(), confirmed(unequal())
    start = "On the 225 documents set aside"
    assert confirmation_sentence(plain, plain).startswith(f"{start} micro-F1 is ")
    worth = f"{weighed.effective_documents:,.0f}"
    assert confirmation_sentence(weighed, plain).startswith(
        f"{start}, each weighed by what it stands for (worth {worth}), micro-F1 is "
    )
