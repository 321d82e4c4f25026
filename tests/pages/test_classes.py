import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import evaluate
from analysis.model.settings import TrainingSettings
from analysis.study.trainings import Trainings
from tests.corpora import labelled, long_tailed

HOSTILE = ("<b>bold</b>", "$x$", ":red[x]", "=1+1", "![](http://evil.invalid/x.png)")


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption])


def decided(home, study):
    training = Trainings(home).find(study, TrainingSettings())
    return evaluate(study.labelled, training.out_of_fold, DecisionSettings()).decided


def test_the_answer_counts_the_classes_never_predicted(home, make_study, open_app):
    study = make_study()
    app = open_app(study)
    n_classes = study.labelled.n_classes
    never = n_classes - len(np.unique(decided(home, study)))
    assert not app.exception
    assert app.title[0].value == "Which classes fail, and why?"
    assert never > 0
    assert f"{never} of {n_classes} classes are never predicted" in texts_of(app)


def test_the_switch_changes_the_figures_and_says_so(make_study, open_app):
    app = open_app(make_study())
    before = [metric.value for metric in app.metric]
    app.session_state["balance"] = "in the decision"
    app.run()
    assert not app.exception
    assert [metric.value for metric in app.metric] != before
    assert "Words apart from priors" in texts_of(app)
    assert "Balancing" in texts_of(app)


def test_a_chosen_class_shows_its_documents(make_study, open_app):
    study = make_study()
    app = open_app(study)
    app.session_state["class"] = "class 8"
    app.run()
    assert not app.exception
    documents = next(t.value for t in app.dataframe if "text" in t.value)
    assert sorted(documents["text"]) == sorted(study.labelled.texts[study.labelled.codes == 8])


def test_class_names_are_shown_as_they_are(make_study, open_app):
    corpus = long_tailed()
    names = [HOSTILE[code % len(HOSTILE)] + str(code) for code in corpus.codes]
    study = make_study(labelled(corpus.texts, names))
    app = open_app(study)
    for name in sorted(set(names)):
        app.session_state["class"] = name
        app.run()
        assert not app.exception
        assert app.subheader[0].value.replace("\\", "") == name
        assert not [sign for sign in "<$:[!" if f" {sign}" in app.subheader[0].value]


def test_a_study_without_a_reject_class_has_nothing_to_leave_out(make_study, open_app):
    corpus = long_tailed().with_reject_class(None)
    app = open_app(make_study(corpus))
    assert not app.exception
    assert app.toggle(key="without_reject").disabled


def test_an_unknown_study_gets_a_message_and_no_other_study(make_study, open_app):
    study = make_study()
    app = open_app(type(study)(**{**vars(study), "id": "0" * 32}))
    assert not app.exception
    assert "there is none with the id" in app.error[0].value
    assert not app.dataframe


@pytest.mark.parametrize("identifier", ["../../etc", "<b>"])
def test_a_malformed_study_id_is_refused(home, make_study, open_app, identifier):
    study = make_study()
    app = open_app(type(study)(**{**vars(study), "id": identifier}))
    assert not app.exception


def test_unknown_training_settings_fall_back_to_the_defaults_with_a_word(make_study, open_app):
    app = open_app(make_study(), training="0123456789ab")
    assert not app.exception
    assert "does not know" in app.warning[0].value
    assert app.metric
