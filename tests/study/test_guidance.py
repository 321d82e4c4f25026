from itertools import product

from analysis.corpus.drawing import DRAWINGS
from analysis.decision.scenario import BALANCES
from analysis.study.guidance import guidance
from analysis.study.study import AIMS


def test_every_aim_drawing_and_switch_has_its_own_words():
    sentences = {guidance(*case) for case in product(AIMS, DRAWINGS, BALANCES)}
    assert len(sentences) == len(AIMS) * len(DRAWINGS) * len(BALANCES)


def test_labels_drawn_in_proportion_need_no_correction():
    assert "labels" not in guidance("classify", "proportional", "off")
    assert "drawn by cluster" in guidance("classify", "by-cluster", "off")
