import threading

import pytest
from threadpoolctl import threadpool_info

from analysis.model.threads import N_THREADS, map_in_threads


def blas_threads():
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


def test_results_come_in_the_order_of_the_items_whichever_ends_first():
    last = threading.Event()

    def work(item):
        if item == 0:
            last.wait(10)
        last.set()
        return 2 * item

    assert map_in_threads(work, range(2)) == [0, 2]


def test_as_many_items_as_there_are_threads_run_at_once():
    together = threading.Barrier(N_THREADS, timeout=10)
    map_in_threads(lambda _: together.wait(), range(N_THREADS))


def test_blas_keeps_to_one_thread_meanwhile_and_is_let_go_after():
    before = blas_threads()
    assert map_in_threads(lambda _: blas_threads(), range(2)) == [{1}, {1}]
    assert blas_threads() == before


def test_what_goes_wrong_in_a_thread_is_raised():
    def work(item):
        raise ValueError(f"item {item}")

    with pytest.raises(ValueError, match="item 0"):
        map_in_threads(work, range(2))
