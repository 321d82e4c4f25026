import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import evaluate
from analysis.model.settings import TrainingSettings
from analysis.study.trainings import Trainings
from tests.corpora import labelled, long_tailed

PAGE = "pages/model/confusion.py"
HOSTILE = ("<b>bold</b>", "$x$", ":red[x]", "=1+1", "![](http://evil.invalid/x.png)")


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption, *app.subheader])


def plain(text):
    return text.replace("\\", "")


def table_with(app, column):
    return next(table.value for table in app.dataframe if column in table.value)


def decided_by_hand(home, study):
    training = Trainings(home).find(study, TrainingSettings())
    return evaluate(study.labelled, training.out_of_fold, DecisionSettings()).decided


def test_the_answer_counts_the_errors_and_those_that_go_to_the_reject_class(
    home, make_study, open_app
):
    study = make_study()
    app = open_app(study, PAGE)
    codes, decided = study.labelled.codes, decided_by_hand(home, study)
    wrong = codes != decided
    to_reject = (decided[wrong] == study.labelled.reject_code).sum()
    assert not app.exception
    assert app.title[0].value == "Which classes are taken for which?"
    assert wrong.sum() > to_reject > 0
    answer = plain(texts_of(app))
    assert f"{wrong.sum()} of {len(codes)} documents are decided wrongly" in answer
    assert f"{to_reject} of them go to bad" in answer


def test_the_list_holds_every_error_once_the_most_frequent_pair_first(home, make_study, open_app):
    study = make_study()
    pairs = table_with(open_app(study, PAGE), "reverse")
    codes, decided = study.labelled.codes, decided_by_hand(home, study)
    assert pairs["count"].sum() == (codes != decided).sum()
    assert pairs["count"].is_monotonic_decreasing
    first = pairs.iloc[0]
    names = np.array(study.labelled.classes, dtype=object)
    assert (
        first["count"] == ((names[codes] == first.true) & (names[decided] == first.decided)).sum()
    )


def test_the_first_pair_is_open_at_the_start_with_its_documents(home, make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE)
    first = table_with(app, "reverse").iloc[0]
    documents = table_with(app, "text")
    assert plain(app.subheader[0].value) == f"{first.true} taken for {first.decided}"
    assert len(documents) == first["count"]
    assert set(documents["label"]) == {first.true}
    assert set(documents["decided"]) == {first.decided}


def test_a_link_opens_its_pair_and_the_pair_stays_open_under_other_settings(make_study, open_app):
    app = open_app(make_study(), PAGE, true="class 5", decided="class 2")
    assert plain(app.subheader[0].value) == "class 5 taken for class 2"
    app.session_state["balance"] = "in the decision"
    app.run()
    assert plain(app.subheader[0].value) == "class 5 taken for class 2"
    assert "Baseline" in texts_of(app)


def test_words_that_separate_are_counted_in_the_documents(make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE, true="class 1", decided="class 2")
    words = [t.value for t in app.dataframe if "share of class 1" in t.value]
    texts = study.labelled.texts[study.labelled.codes == study.labelled.classes.index("class 1")]
    assert len(words) == 2
    for row in words[1].to_dict("records"):
        held = np.mean([row["term"] in text.split() for text in texts])
        assert row["share of class 1"] == pytest.approx(held)


@pytest.mark.parametrize(
    "pair",
    [("nobody", "class 2"), ("class 2", "class 2")],
    ids=["unknown class", "a class and itself"],
)
def test_a_link_without_a_pair_of_classes_opens_the_first_pair(make_study, open_app, pair):
    app = open_app(make_study(), PAGE, true=pair[0], decided=pair[1])
    first = table_with(app, "reverse").iloc[0]
    assert not app.exception
    assert plain(app.subheader[0].value) == f"{first.true} taken for {first.decided}"


def test_the_class_search_keeps_the_pairs_of_its_class_until_it_is_lifted(make_study, open_app):
    app = open_app(make_study(), PAGE)
    n_pairs = len(table_with(app, "reverse"))
    app.session_state["class"] = "class 5"
    app.run()
    pairs = table_with(app, "reverse")
    assert (pairs[["true", "decided"]] == "class 5").any(axis=1).all()
    assert "class 5" in app.subheader[0].value
    next(button for button in app.button if "show all" in button.label).click().run()
    assert not app.exception
    assert len(table_with(app, "reverse")) == n_pairs > len(pairs)


def test_the_word_search_is_over_both_names(make_study, open_app):
    app = open_app(make_study(), PAGE)
    app.text_input(key="find").set_value("CLASS bad").run()
    pairs = table_with(app, "reverse")
    assert len(pairs) > 0
    assert ((pairs["true"] == "bad") | (pairs["decided"] == "bad")).all()
    app.text_input(key="find").set_value("no such word").run()
    assert not app.exception
    assert "No confused pair fits the search" in texts_of(app)


def test_the_baseline_stands_beside_where_it_differs(make_study, open_app):
    app = open_app(make_study(), PAGE)
    assert "baseline" not in table_with(app, "reverse")
    app.session_state["balance"] = "in the training"
    app.run()
    assert not app.exception
    assert "baseline" in table_with(app, "reverse")
    assert "The baseline decides" in texts_of(app)


def test_zoom_scale_and_support_change_what_the_matrix_shows(make_study, open_app):
    app = open_app(make_study(), PAGE)
    assert "9 of 9 classes shown" in texts_of(app)
    app.session_state["support"] = 20
    app.session_state["scale"] = "count"
    app.session_state["zoom"] = "Near the pair"
    app.run()
    assert not app.exception
    assert "4 of 9 classes shown" in texts_of(app)


def test_class_names_are_shown_as_they_are(make_study, open_app):
    corpus = long_tailed()
    names = [HOSTILE[code % len(HOSTILE)] + str(code) for code in corpus.codes]
    app = open_app(make_study(labelled(corpus.texts, names)), PAGE)
    for name in sorted(set(names))[:6]:
        app.session_state["class"] = name
        app.run()
        assert not app.exception
        assert name not in texts_of(app)
        assert name in plain(app.subheader[0].value)


def test_without_a_reject_class_the_class_that_gains_most_is_told(make_study, open_app):
    study = make_study(long_tailed().with_reject_class(None))
    answer = texts_of(open_app(study, PAGE))
    assert "more than to any other class" in answer


def test_without_an_error_the_page_says_so_and_ends_there(make_study, open_app):
    texts = [f"own{k} own{k} number{i}" for k in range(2) for i in range(20)]
    labels = [f"class {k}" for k in range(2) for _ in range(20)]
    app = open_app(make_study(labelled(texts, labels)), PAGE)
    assert not app.exception
    assert "None of 40 documents is decided wrongly" in texts_of(app)
    assert not app.subheader
    assert not app.dataframe
