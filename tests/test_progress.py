import math

import pytest

from analysis.progress import Cancelled, Progress


def test_the_share_grows_with_fits_and_with_the_gap_inside_a_fit():
    progress = Progress(4)
    shares = [progress.share]
    for gap in (0.5, 1e-2, 1e-4, 1e-6, 1e-9):
        progress.report(0, gap)
        shares.append(progress.share)
    progress.finish(0)
    assert shares == sorted(shares)
    assert shares[-1] < progress.share == 0.25
    assert progress.n_done == 1


def test_a_gap_that_says_nothing_yet_changes_nothing():
    progress = Progress(1)
    for gap in (math.nan, math.inf, 1.5, 0.0):
        progress.report(0, gap)
    assert progress.share == 0
    assert math.isnan(progress.remaining_seconds)


def test_the_remaining_time_is_zero_when_all_is_done():
    progress = Progress(2)
    progress.finish(0)
    assert progress.remaining_seconds > 0
    progress.finish(1)
    assert progress.remaining_seconds == 0


def test_a_cancelled_progress_stops_whoever_reports():
    progress = Progress(1)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.report(0, 0.1)


def test_a_part_tells_the_whole_what_it_is_told():
    whole = Progress(5)
    part = whole.part(2, 2)
    part.report(0, 1e-3)
    part.finish(1)
    assert part.share == pytest.approx(0.75)
    assert whole.share == pytest.approx(1.5 / 5)
    assert whole.n_done == 1


def test_cancelling_the_whole_stops_its_parts_and_the_other_way_round():
    whole = Progress(4)
    first, second = whole.part(0, 2), whole.part(2, 2)
    second.cancel()
    for progress in (whole, first, second):
        with pytest.raises(Cancelled):
            progress.raise_if_cancelled()
