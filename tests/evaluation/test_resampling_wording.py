from dataclasses import replace

from analysis.evaluation.intervals import Estimate
from analysis.evaluation.resampling_comparison import SHIFTS, BalancingFigures
from analysis.evaluation.resampling_wording import resampling_sentence

NOTHING = Estimate(0.0, 0.0, 0.0)


def figures(*resampled):
    shifts = [
        BalancingFigures(
            way=way,
            documents=100,
            micro_f1=NOTHING,
            macro_f1=Estimate(macro),
            macro_f1_more=NOTHING,
            log_loss=1,
            calibration_error=0.1,
            log_loss_back=1,
            calibration_error_back=0.1,
        )
        for way, macro in zip(SHIFTS, (0.2, 0.3, 0.4), strict=True)
    ]
    return (*shifts, *(replace(shifts[0], way=way, macro_f1_more=m) for way, m in resampled))


def test_without_resampling_it_tells_what_the_shift_gains():
    sentence = resampling_sentence(figures())
    assert "from 0.200 to 0.400 without a refit" in sentence
    assert "log loss" not in sentence


def test_a_difference_is_told_by_its_interval():
    sentence = resampling_sentence(
        figures(
            ("oversampling", Estimate(0.03, 0.01, 0.05)),
            ("undersampling", Estimate(-0.1, -0.2, -0.05)),
            ("SMOTE", Estimate(0.01, -0.01, 0.03)),
        )
    )
    assert "Oversampling gains 0.030 over that (+0.010 to +0.050)" in sentence
    assert "Undersampling loses 0.100 against that (−0.200 to −0.050)" in sentence
    assert "SMOTE differs from that by no more than chance (−0.010 to +0.030)" in sentence
