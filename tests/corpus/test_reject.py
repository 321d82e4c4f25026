import pytest

from analysis.corpus.reject import check_reject_class, guess_reject_class
from analysis.errors import InputError


@pytest.mark.parametrize(
    "name",
    [
        *("bad", "OOS", "Other", "None of the above", "out-of-scope", "OUT_OF_SCOPE", "N/A"),
        *("misc", "Sonstiges", "autres", "Otros", "uncodable", "Miscellaneous", "unknown", "NONE"),
    ],
)
def test_a_usual_name_is_guessed_whatever_its_case_and_joints(name):
    assert guess_reject_class(["alpha", name, "omega"]) == name


def test_the_most_telling_of_several_names_is_guessed():
    assert guess_reject_class(["none", "other", "oos", "unknown"]) == "oos"


@pytest.mark.parametrize("classes", [[], ["mother", "badge", "another class", "notes"]])
def test_names_that_only_hold_a_usual_word_are_not_guessed(classes):
    assert guess_reject_class(classes) is None


@pytest.mark.parametrize("name", [None, "bad"])
def test_no_reject_class_and_an_existing_one_are_allowed(name):
    check_reject_class(name, ["bad", "good"])


def test_an_unknown_reject_class_is_refused_with_those_close_to_it():
    with pytest.raises(
        InputError, match=r'"Bad items" is not one of the 3.* Close to it: "bad_item"'
    ):
        check_reject_class("Bad items", ["bad_item", "pipe", "valve"])


def test_an_unknown_reject_class_like_no_other_is_refused_with_some_classes():
    with pytest.raises(InputError, match='They are: "pipe", "valve"'):
        check_reject_class("zzz", ["pipe", "valve"])
