import json

import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.scenario_json import (
    decision_as_json,
    decision_from_json,
    decision_id,
    scenario_as_json,
    scenario_fields,
    scenario_from_json,
)
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.errors import InputError
from analysis.model.settings import TrainingSettings

CLASSES = ("<b>", "=1+1", "bad")
FULL = DecisionSettings(
    "custom",
    0.5,
    custom_prior=((0, 0.2), (1, 0.3), (2, 0.5)),
    offsets=((1, -2.0),),
    costs=CostSettings(2, 0.5, 3.0, ((0, 1, 2.5),)),
    abstain_cost=0.4,
    temperature=1.3,
)


def written(**changes):
    fields = scenario_fields(Scenario(decision=FULL), CLASSES)
    return json.dumps(fields | changes)


def changed(**values):
    decision = scenario_fields(Scenario(decision=FULL), CLASSES)["decision"]
    return written(decision=decision | values)


@pytest.mark.parametrize("decision", [DecisionSettings(), FULL])
def test_a_scenario_comes_back_as_it_was(decision):
    scenario = Scenario(TrainingSettings(c=10.0), decision)
    assert scenario_from_json(scenario_as_json(scenario, CLASSES), CLASSES, 2) == scenario
    assert decision_from_json(decision_as_json(decision, CLASSES), CLASSES, 2) == decision


def test_classes_are_written_by_name_and_found_where_they_stand():
    read = scenario_from_json(written(), ("bad", "<b>", "=1+1", "more"), 0).decision
    assert read.offsets == ((2, -2.0),)
    assert read.costs.exceptions == ((1, 2, 2.5),)
    assert read.costs.reject_code == 0


def test_equal_settings_have_one_id_and_others_another():
    assert decision_id(FULL, CLASSES) == decision_id(FULL, CLASSES)
    assert decision_id(FULL, CLASSES) != decision_id(DecisionSettings(), CLASSES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no JSON"),
        ("[1]", "a JSON object is wanted"),
        ("{}", "it is of version None"),
        (written(version=2), "it is of version 2; this program reads version 1"),
        ('{"version": 1}', '"training", "decision" is missing'),
        (written(more=1), 'scenario: "more" is not known'),
        (changed(threshold=1), 'decision: "threshold" is not known'),
        (changed(tau=7), "tau: 7 is out of range"),
        (changed(tau="much"), "they are not complete"),
        (changed(offsets={"nut": 1, "bolt": 2}), '2 of those it names.*"nut", "bolt"'),
        (changed(costs={"to_reject": -1}), "sending a good document to the reject class: -1"),
        (changed(costs={"exceptions": [{"true": "bad"}]}), "they are not complete"),
        (changed(custom_prior={"bad": 0.5}), "the shares sum to 0.5"),
        (written(training={"c": 1}), "training settings"),
    ],
)
def test_what_is_no_scenario_is_refused_by_name(text, message):
    with pytest.raises(InputError, match=message):
        scenario_from_json(text, CLASSES, 2)
