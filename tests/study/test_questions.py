from analysis.corpus.drawing import DRAWINGS
from analysis.study.questions import AIM_ANSWERS, DRAWING_ANSWERS
from analysis.study.study import AIMS


def test_every_answer_that_a_study_can_hold_is_offered_in_order():
    assert tuple(DRAWING_ANSWERS) == DRAWINGS
    assert tuple(AIM_ANSWERS) == AIMS


def test_answers_can_be_told_apart():
    for answers in (DRAWING_ANSWERS, AIM_ANSWERS):
        assert len({answer.words for answer in answers.values()}) == len(answers)
        assert len({answer.consequence for answer in answers.values()}) == len(answers)
