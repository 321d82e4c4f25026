from dataclasses import replace

import pytest

from analysis.errors import InputError
from analysis.model.settings import (
    FeatureSettings,
    TrainingSettings,
    describe_settings,
    settings_as_json,
    settings_from_json,
    settings_id,
)

DEFAULTS = TrainingSettings()
OTHERS = {
    "c": replace(DEFAULTS, c=10.0),
    "weights": replace(DEFAULTS, class_weight="balanced"),
    "design": replace(DEFAULTS, design_weights=True),
    "reject": replace(DEFAULTS, include_reject=False),
    "folds": replace(DEFAULTS, folds=10),
    "seed": replace(DEFAULTS, seed=1),
    "solver": replace(DEFAULTS, solver="lbfgs"),
    "features": TrainingSettings(
        FeatureSettings("words+characters", (1, 2), (3, 4), True, 2, True)
    ),
}


@pytest.mark.parametrize("settings", [DEFAULTS, *OTHERS.values()])
def test_settings_survive_json(settings):
    assert settings_from_json(settings_as_json(settings)) == settings


def test_different_settings_have_different_ids():
    assert len({settings_id(s) for s in (DEFAULTS, *OTHERS.values())}) == 1 + len(OTHERS)


def test_settings_kept_before_there_were_design_weights_are_still_read():
    kept = settings_as_json(OTHERS["c"]).replace('"design_weights": false, ', "")
    assert "design_weights" not in kept
    assert settings_from_json(kept) == OTHERS["c"]


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"c": 1}', '{"features": {}, "c": 1}'])
def test_json_that_holds_no_settings_is_refused(text):
    with pytest.raises(InputError, match="is no complete set of settings"):
        settings_from_json(text)


def test_an_unknown_field_is_refused():
    with pytest.raises(InputError, match="momentum"):
        settings_from_json(settings_as_json(DEFAULTS).replace('"c"', '"momentum"'))


@pytest.mark.parametrize("c", [0, -1, float("inf"), float("nan")])
def test_c_must_be_positive_and_finite(c):
    with pytest.raises(InputError, match="Give a positive finite number"):
        TrainingSettings(c=c)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"class_weight": "heavy"}, "class weight: 'heavy' is not known"),
        ({"solver": "sgd"}, "solver: 'sgd' is not known. Choose one of dual, lbfgs"),
        ({"folds": 1}, "folds: 1 is too small"),
    ],
)
def test_wrong_training_settings_are_refused_by_name(change, message):
    with pytest.raises(InputError, match=message):
        TrainingSettings(**change)


def test_the_description_names_what_differs_from_the_defaults():
    assert describe_settings(DEFAULTS) == "C = 1, words"
    assert describe_settings(OTHERS["features"]) == (
        "C = 1, words + characters, word n-grams 1–2, character n-grams 3–4, letters split from "
        "digits, sublinear counts, terms in at least 2 documents"
    )
    assert "weighted by how the labels were drawn" in describe_settings(OTHERS["design"])
    assert "reject class left out" in describe_settings(OTHERS["reject"])
