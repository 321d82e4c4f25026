from itertools import product

from analysis.decision.scenario import BALANCES
from analysis.study.guidance import guidance
from analysis.study.study import AIMS


def test_every_aim_and_switch_has_its_own_words():
    sentences = {guidance(*case) for case in product(AIMS, BALANCES)}
    assert len(sentences) == len(AIMS) * len(BALANCES)
