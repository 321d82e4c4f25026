import math

import pytest

from analysis.model.progress import Cancelled, TrainingProgress


def test_the_share_grows_with_fits_and_with_the_gap_inside_a_fit():
    progress = TrainingProgress(4)
    shares = [progress.share]
    for gap in (0.5, 1e-2, 1e-4, 1e-6, 1e-9):
        progress.report(0, gap)
        shares.append(progress.share)
    progress.finish(0)
    assert shares == sorted(shares)
    assert shares[-1] < progress.share == 0.25
    assert progress.n_done == 1


def test_a_gap_that_says_nothing_yet_changes_nothing():
    progress = TrainingProgress(1)
    for gap in (math.nan, math.inf, 1.5, 0.0):
        progress.report(0, gap)
    assert progress.share == 0
    assert math.isnan(progress.remaining_seconds)


def test_the_remaining_time_is_zero_when_all_is_done():
    progress = TrainingProgress(2)
    progress.finish(0)
    assert progress.remaining_seconds > 0
    progress.finish(1)
    assert progress.remaining_seconds == 0


def test_a_cancelled_progress_stops_whoever_reports():
    progress = TrainingProgress(1)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.report(0, 0.1)
