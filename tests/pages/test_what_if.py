import json
from dataclasses import replace

import pytest

from analysis.decision.scenario import balanced_scenario
from analysis.decision.scenario_json import decision_as_json, decision_id, scenario_as_json
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.errors import InputError
from analysis.evaluation.evaluate import evaluate
from analysis.model.settings import TrainingSettings
from analysis.study.settings import read_setting, write_setting
from analysis.study.trainings import Trainings
from pages.shared.cache.home import computations
from tests.corpora import labelled, long_tailed

PAGE = "pages/model/what_if.py"
HOSTILE = ("<b>bold</b>", "$x$", ":red[x]", "=1+1", "![](http://evil.invalid/x.png)")
BY_HAND = DecisionSettings(
    offsets=((3, 2.0),), costs=CostSettings(0, 0.5, 2.0), abstain_cost=0.4, temperature=0.5
)


@pytest.fixture
def study(make_study):
    return make_study()


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption]).replace("\\", "")


def remember(home, study, decision):
    """Keep decision settings as the page does, and return what the link says."""
    identifier = decision_id(decision, study.labelled.classes)
    text = decision_as_json(decision, study.labelled.classes)
    write_setting(home, study.id, f"decision:{identifier}", text)
    return identifier


def evaluated(home, study, decision):
    training = Trainings(home).find(study, TrainingSettings())
    return evaluate(study.labelled, training.out_of_fold, decision)


def metric(app, label):
    return next(each.value for each in app.metric if each.label == label)


def test_at_the_baseline_nothing_changes_yet(study, open_app):
    app = open_app(study, PAGE)
    assert not app.exception
    assert app.title[0].value.startswith("What changes if priors")
    assert "this is the baseline" in texts_of(app)


def test_a_link_restores_the_decision_and_its_figures(home, study, open_app):
    app = open_app(study, PAGE, decision=remember(home, study, BY_HAND))
    assert not app.exception
    expected = evaluated(home, study, BY_HAND).overall
    assert metric(app, "Micro-F1") == f"{expected.micro_f1.value:.3f}"
    assert metric(app, "Not decided") == str(expected.abstained)
    assert "Decisions also rest on scores calibrated at temperature 0.50" in texts_of(app)
    assert "Chosen on these documents" in texts_of(app)
    assert app.slider(key="what_if_abstain_cost").value == 0.4
    assert app.number_input(key="what_if_to_reject").value == 0.5


def test_an_offset_set_here_holds_on_other_pages_and_is_taken_back(home, study, open_app):
    app = open_app(study, PAGE)
    app.session_state["class"] = "class 8"
    app.run()
    app.slider(key="what_if_offset").set_value(3.0).run()
    code = study.labelled.classes.index("class 8")
    expected = evaluated(home, study, DecisionSettings(offsets=((code, 3.0),)))
    assert not app.exception
    assert metric(app, "Micro-F1") == f"{expected.overall.micro_f1.value:.3f}"
    assert "class 8 is asked for evidence of" in texts_of(app)
    app.switch_page("pages/model/classes.py").run()
    assert "1 offset" in texts_of(app)
    next(b for b in app.button if b.label == "Back to the baseline").click().run()
    assert "1 offset" not in texts_of(app)
    assert "This is the baseline" in texts_of(app)


def test_the_target_prior_moves_the_switch(study, open_app):
    app = open_app(study, PAGE)
    app.button_group(key="what_if_prior").set_value("Custom").run()
    assert not app.exception
    assert app.session_state["balance"] == "in the decision"
    assert "class shares of your own" in texts_of(app)
    app.button_group(key="what_if_prior").set_value("As learned").run()
    assert app.session_state["balance"] == "off"
    assert "this is the baseline" in texts_of(app)


def test_calibration_is_switched_on_and_off(study, open_app):
    app = open_app(study, PAGE)
    app.toggle(key="what_if_calibrated").set_value(True).run()
    assert not app.exception
    assert "scores calibrated at temperature" in texts_of(app)
    app.toggle(key="what_if_calibrated").set_value(False).run()
    assert "scores calibrated" not in texts_of(app)


def test_flips_are_listed_with_both_decisions_and_their_words(home, study, open_app):
    app = open_app(study, PAGE, balance="in the decision")
    app.session_state["balance"] = "in the decision"
    app.run()
    assert not app.exception
    before = evaluated(home, study, DecisionSettings()).decided == study.labelled.codes
    after = evaluated(home, study, DecisionSettings("equal")).decided == study.labelled.codes
    frame = next(t.value for t in app.dataframe if "words" in t.value)
    assert len(frame) == (~before & after).sum() > 0
    assert frame["words"].str.contains("word").any()


def test_a_scenario_is_kept_compared_and_shown_again(home, study, open_app):
    app = open_app(study, PAGE, decision=remember(home, study, BY_HAND))
    app.text_input(key="what_if_name").set_value(HOSTILE[0])
    next(b for b in app.button if b.label == "Keep").click().run()
    kept = json.loads(read_setting(home, study.id, "scenarios"))
    scenario = balanced_scenario(TrainingSettings(), "off", 1.0, BY_HAND)
    assert kept == {HOSTILE[0]: scenario_as_json(scenario, study.labelled.classes)}
    next(b for b in app.button if b.label == "Back to the baseline").click().run()
    app.toggle(key="what_if_compare").set_value(True).run()
    app.multiselect(key="what_if_compared").set_value(["(baseline)", HOSTILE[0]]).run()
    table = next(t.value for t in app.dataframe if "scenario" in t.value)
    assert table["scenario"].tolist() == ["(baseline)", HOSTILE[0]]
    app.selectbox(key="what_if_shown").set_value(HOSTILE[0]).run()
    next(b for b in app.button if b.label == "Show").click().run()
    assert not app.exception
    assert "Decisions also rest on" in texts_of(app)


def test_class_names_are_shown_as_they_are(home, make_study, open_app):
    corpus = long_tailed()
    names = [HOSTILE[code % len(HOSTILE)] + str(code) for code in corpus.codes]
    study = make_study(labelled(corpus.texts, names))
    offsets = tuple((code, 1.0) for code in range(4))
    app = open_app(study, PAGE, decision=remember(home, study, DecisionSettings(offsets=offsets)))
    for name in sorted(set(names)):
        app.session_state["class"] = name
        app.run()
        assert not app.exception
        assert name in texts_of(app)


def test_without_a_reject_class_its_costs_are_not_asked(make_study, open_app):
    app = open_app(make_study(long_tailed().with_reject_class(None)), PAGE)
    assert not app.exception
    assert app.number_input(key="what_if_to_reject").disabled
    assert "Reject recall" not in [each.label for each in app.metric]


@pytest.mark.parametrize("kept", [None, '{"offsets": {"nut": 1}}'])
def test_a_decision_the_study_cannot_use_falls_back_with_a_word(home, study, open_app, kept):
    if kept is not None:
        write_setting(home, study.id, "decision:0123456789ab", kept)
    app = open_app(study, decision="0123456789ab")
    assert not app.exception
    assert "Shown are the defaults" in app.warning[0].value
    assert "This is the baseline" in texts_of(app)


def test_balance_in_the_training_keeps_costs_and_offsets(home, study, open_app):
    app = open_app(study, PAGE, decision=remember(home, study, replace(BY_HAND, offsets=())))
    app.session_state["balance"] = "in the training"
    app.run()
    assert not app.exception
    assert "abstaining at a cost of 0.4" in texts_of(app)


def test_tuning_shows_nested_beside_apparent_and_is_used_by_a_click(home, study, open_app):
    app = open_app(study, PAGE)
    app.toggle(key="what_if_tune").set_value(True).run()
    assert not app.exception
    table = next(t.value for t in app.dataframe if "nested" in t.value)
    assert len(table) == 3
    best = app.selectbox(key="what_if_tuned").value
    assert best == table["way"][0]
    next(b for b in app.button if b.label == "Decide so").click().run()
    assert not app.exception
    shown = float(metric(app, "Macro-F1"))
    assert shown == pytest.approx(table["apparent"][0], abs=5e-4)
    assert "chosen on these documents" in texts_of(app).lower()


def test_a_loaded_scenario_is_shown_and_a_bad_one_refused(home, study, open_app):
    scenario = balanced_scenario(TrainingSettings(), "in the decision", 0.5, BY_HAND)
    text = scenario_as_json(scenario, study.labelled.classes)
    app = open_app(study, PAGE)
    app.file_uploader(key="what_if_file").upload(
        "bad.json", text.replace("class 3", "nut").encode()
    )
    app.run()
    assert 'are not among the 9 of this corpus: "nut"' in app.error[0].value.replace("\\", "")
    assert "this is the baseline" in texts_of(app)
    app.file_uploader(key="what_if_file").upload("good.json", text.encode()).run()
    next(b for b in app.button if b.label == "Show the loaded scenario").click().run()
    assert not app.exception
    expected = evaluated(home, study, scenario.decision).overall
    assert metric(app, "Macro-F1") == f"{expected.macro_f1.value:.3f}"
    assert app.session_state["tau"] == 0.5


def test_a_cost_matrix_of_a_file_is_decided_by(home, study, open_app):
    names = study.labelled.classes
    rows = [",".join(["true", *names])]
    for true in range(len(names)):
        costs = ["0" if true == a else "3" if a == 0 else "1" for a in range(len(names))]
        rows.append(",".join([names[true], *costs]))
    app = open_app(study, PAGE)
    app.file_uploader(key="what_if_costs_file").upload("costs.csv", "\n".join(rows).encode()).run()
    next(b for b in app.button if b.label == "Decide by the costs of the file").click().run()
    assert not app.exception
    assert "8 costs of single errors" in texts_of(app)


def wait_for(home, study, kind):
    """Wait until the one computation of a kind that was started is done."""
    running = computations()._running
    next(each for (_, name), each in running.items() if name.startswith(kind)).future.result(60)


def test_the_reject_class_is_compared_in_four_ways(home, study, open_app):
    app = open_app(study, PAGE, section="Reject class")
    assert "Compare the four ways" in [button.label for button in app.button]
    next(b for b in app.button if b.label == "Compare the four ways").click().run()
    wait_for(home, study, "reject-ways")
    app = app.run()
    assert not app.exception
    assert "Most documents are decided rightly with" in texts_of(app)
    table = next(each.value for each in app.dataframe if "risk_at_good_share" in each.value)
    training = Trainings(home).find(study, TrainingSettings())
    as_class = evaluate(study.labelled, training.out_of_fold, DecisionSettings()).overall
    assert table["micro_f1"].iloc[0] == pytest.approx(as_class.micro_f1.value)
    assert table["recall"].iloc[1] == 0


def test_without_a_reject_class_nothing_is_compared(make_study, open_app):
    study = make_study(long_tailed().with_reject_class(None))
    app = open_app(study, PAGE, section="Reject class")
    assert "no reject class" in app.info[0].value
    assert not app.exception


def test_resampling_stands_beside_the_shift(home, study, open_app):
    app = open_app(study, PAGE, section="Resampling")
    assert "without a refit" in texts_of(app)
    next(b for b in app.button if b.label == "Train with oversampling").click().run()
    wait_for(home, study, "resampling")
    app = app.run()
    assert not app.exception
    table = next(each.value for each in app.dataframe if "macro_f1_more" in each.value)
    assert table["way"].tolist()[-1] == "oversampling"
    assert "Oversampling " in texts_of(app)


def test_smote_refuses_by_name_and_the_shifts_stay(home, study, open_app):
    app = open_app(study, PAGE, section="Resampling")
    app.segmented_control(key="what_if_resampling").set_value("SMOTE").run()
    next(b for b in app.button if b.label == "Train with SMOTE").click().run()
    with pytest.raises(InputError, match="SMOTE"):
        wait_for(home, study, "resampling")
    app = app.run()
    assert not app.exception
    assert "class 7 (4)" in app.error[0].value.replace("\\", "")
    assert "without a refit" in texts_of(app)
