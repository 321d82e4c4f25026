"""Labels drawn by chance, scored apart from those that a model chose."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.confirmation_wording import confirmed_figures
from analysis.evaluation.evaluate import evaluate, with_intervals
from analysis.sampling.coverage.drawn_part import (
    FEWEST_DRAWN,
    drawn_part_sentence,
    score_drawn_part,
)
from tests.corpora import long_tailed
from tests.evaluation.scored import repeated, scored

LEARNED = DecisionSettings()


def with_chances(chances):
    corpus, out_of_fold = scored()
    return replace(corpus, selection_probabilities=chances), out_of_fold


def half_known(chances=0.5):
    """The chance of every second label is known."""
    return np.where(np.arange(225) % 2, np.nan, chances)


def everything(corpus, out_of_fold):
    return confirmed_figures(with_intervals(evaluate(corpus, out_of_fold, LEARNED), corpus))


def test_equal_chances_give_the_figures_of_the_part_without_weights():
    corpus, out_of_fold = with_chances(half_known())
    part = score_drawn_part(corpus, out_of_fold, LEARNED)
    expected = everything(*repeated(corpus, out_of_fold, np.isfinite(half_known()).astype(int)))
    assert (part.labels, part.drawn) == (225, 113)
    assert part.figures.micro_f1 == expected.micro_f1
    assert part.figures.macro_f1.value == pytest.approx(expected.macro_f1.value)
    assert part.figures.effective_documents == 113


def test_inverse_chances_in_whole_numbers_are_repeated_documents():
    stands_for = np.random.default_rng(0).integers(1, 5, size=225)
    corpus, out_of_fold = with_chances(half_known(1 / stands_for))
    part = score_drawn_part(corpus, out_of_fold, LEARNED).figures
    times = np.where(np.arange(225) % 2, 0, stands_for)
    expected = everything(*repeated(corpus, out_of_fold, times))
    assert part.micro_f1.value == pytest.approx(expected.micro_f1.value)
    assert part.macro_f1.value == pytest.approx(expected.macro_f1.value)
    assert part.reject_recall.value == pytest.approx(expected.reject_recall.value)


def test_the_part_drawn_tells_of_the_corpus_where_a_model_chose_the_others():
    """Half of the labels are the unsure ones; a plan drew the rest, reject documents rarely."""
    population = long_tailed(support=(1000, 700, 450, 300, 200, 150))
    corpus, out_of_fold = scored(strength=2.0, corpus=population)
    right = evaluate(corpus, out_of_fold, LEARNED).decided == corpus.codes
    two = np.sort(out_of_fold.logits, axis=1)[:, -2:]
    chosen = np.argsort(two[:, 1] - two[:, 0])[:400]
    free = np.ones(corpus.n_documents, dtype=bool)
    free[chosen] = False
    truth = right[free].mean()
    chance = np.where(corpus.codes == corpus.reject_code, 0.1, 0.3)
    rng, errors, covered = np.random.default_rng(0), np.zeros(2), 0
    for _ in range(20):
        drawn = free & (rng.random(corpus.n_documents) < chance)
        labels, scores = repeated(corpus, out_of_fold, (drawn | ~free).astype(int))
        chances = np.where(drawn, chance, np.nan)[drawn | ~free]
        labels = replace(labels, selection_probabilities=chances)
        found = score_drawn_part(labels, scores, LEARNED).figures.micro_f1
        errors += np.abs([everything(labels, scores).micro_f1.value - truth, found.value - truth])
        covered += found.low <= truth <= found.high
    assert errors[1] < errors[0] / 4
    assert covered >= 17


def test_too_few_drawn_are_not_scored_and_it_is_said_why():
    chances = np.full(225, np.nan)
    chances[: FEWEST_DRAWN - 1] = 0.5
    corpus, out_of_fold = with_chances(chances)
    part = score_drawn_part(corpus, out_of_fold, LEARNED)
    assert part.figures is None
    assert drawn_part_sentence(part, everything(corpus, out_of_fold)) == (
        "Of 225 labels, 29 were drawn with known chances: too few, by their weights, to be scored "
        "by themselves."
    )


@pytest.mark.parametrize("chances", [None, np.full(225, np.nan)])
def test_nothing_is_said_where_no_chance_is_known(chances):
    corpus, out_of_fold = with_chances(chances)
    part = score_drawn_part(corpus, out_of_fold, LEARNED)
    assert part.drawn == 0
    assert drawn_part_sentence(part, everything(corpus, out_of_fold)) == ""


def test_both_figures_are_told_with_what_they_hold_for():
    stands_for = np.random.default_rng(0).integers(1, 5, size=225)
    corpus, out_of_fold = with_chances(half_known(1 / stands_for))
    part = score_drawn_part(corpus, out_of_fold, LEARNED)
    told = drawn_part_sentence(part, everything(corpus, out_of_fold))
    worth = f"(worth {part.figures.effective_documents:,.0f})"
    assert told.startswith(
        "Of 225 labels, 113 were drawn with known chances. On these alone, each weighed by what it "
        f"stands for {worth}, micro-F1 is {part.figures.micro_f1.value:.2f} ("
    )
    assert "hold for the documents that bore no label when these were drawn" in told
