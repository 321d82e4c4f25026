"""Section Recommend of the page What if."""

import json

from analysis.decision.scenario import Scenario, balance_of
from analysis.explain.remedies.recommendation_json import recommendation_from_arrays
from pages.shared.cache.home import computations

PAGE = "pages/model/what_if.py"


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption]).replace("\\", "")


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def recommended(app, study):
    """Ask for a recommendation with few fits, and wait for it."""
    app.number_input(key="what_if_fits").set_value(60).run()
    press(app, "Search the best scenario")
    ((_, running),) = [
        each for each in computations()._running.items() if "recommend" in each[0][1]
    ]
    arrays = running.future.result(120)
    app.run()
    return recommendation_from_arrays(arrays, study.labelled.classes, study.labelled.reject_code)


def test_it_is_searched_on_request_shown_as_steps_and_taken_by_a_click(make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE, section="Recommend")
    assert not app.exception
    found = recommended(app, study)
    assert not app.exception
    nested = found.nested.macro_f1
    assert f"to {nested.value:.3f} ({nested.low:.3f} to {nested.high:.3f}), nested" in texts_of(app)
    table = next(each.value for each in app.dataframe if "remark" in each.value)
    assert table["step"].tolist() == [step.rung for step in found.steps]

    press(app, "Show this scenario")
    assert not app.exception
    balance = balance_of(found.scenario)
    assert app.session_state["balance"] == balance
    if balance == "in the decision":
        assert app.session_state["tau"] == found.scenario.decision.tau


def test_the_aim_follows_the_study_and_costs_are_those_of_the_knobs(make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE, section="Recommend")
    assert app.button_group(key="what_if_aim").value == "macro-f1"
    app.button_group(key="what_if_aim").set_value("cost").run()
    assert not app.exception
    assert "All errors cost the same now" in texts_of(app)


def test_what_was_found_belongs_to_its_settings(make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE, section="Recommend")
    found = recommended(app, study)
    assert found.most_fits == 60
    app.number_input(key="what_if_fits").set_value(100).run()
    assert "Search the best scenario" in [button.label for button in app.button]
    assert found.scenario != Scenario()
    assert json.dumps(found.aim) == '"macro-f1"'
