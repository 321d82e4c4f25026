import pytest

from analysis.explain.vocabulary.own_words import own_words
from analysis.explain.vocabulary.stability import N_REFITS, SIGN_KEPT
from analysis.explain.vocabulary.term_counts import count_class_terms
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings
from pages.shared import state
from pages.shared.cache.home import computations
from tests.corpora import labelled, long_tailed

PAGE = "pages/model/vocabulary.py"
HOSTILE = "<b>word</b> $x$ :red[x]"


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption])


def tables_with(app, column):
    return [table.value for table in app.dataframe if column in table.value]


@pytest.fixture
def page(make_study, open_app):
    """The page on a class, in one of its views."""

    def opened(class_name="class 5", look=None, **kept):
        app = open_app(make_study(), PAGE)
        app.session_state[state.CLASS_KEY] = class_name
        for key, value in ({state.LOOK_KEY: look} | kept).items():
            if value is not None:
                app.session_state[key] = value
        return app.run()

    return opened


def test_without_a_class_the_page_begins_with_one_that_is_never_predicted(make_study, open_app):
    app = open_app(make_study(), PAGE)
    assert not app.exception
    assert app.title[0].value == "Which words speak for a class, apart from how common it is?"
    assert "never predicted" in texts_of(app)


def test_both_fits_stand_side_by_side_with_true_counts(page):
    app = page()
    assert not app.exception
    corpus = long_tailed()
    counts = count_terms(corpus.texts, FeatureSettings())
    terms = count_class_terms(counts.counts, corpus.codes, corpus.n_classes, counts.terms)
    expected = own_words(terms, corpus.classes.index("class 5"))
    shown = tables_with(app, "z")[-1]
    assert shown["term"].tolist() == expected.terms.tolist()
    assert shown["in_class"].tolist() == expected.in_class.tolist()
    assert {"plain", "balanced", "masked"} <= set(tables_with(app, "plain")[0])


def test_over_use_stands_beside_coefficients_and_their_difference_is_told(page):
    app = page()
    beside = tables_with(app, "plain")[0].set_index("term")["z"]
    over_used = tables_with(app, "z")[-1].set_index("term")["z"]
    shared = beside.index.intersection(over_used.index)
    assert len(shared)
    assert beside[shared].tolist() == over_used[shared].tolist()
    told = ("hardly used by the model", "sed though not", "uses most are those that the model")
    assert any(each in texts_of(app) for each in told)


def after(app, key):
    """The page once what the button begins is done."""
    app.button(key).click().run()
    for running in list(computations()._running.values()):
        assert running.future.exception() is None
    return app.run()


@pytest.mark.parametrize("look", [state.BOTH_FITS, state.FOR_AND_AGAINST])
def test_stability_is_measured_on_request_and_stands_beside_the_coefficients(page, look):
    app = page("class 1", look)
    assert not tables_with(app, "sign_kept")
    app = after(app, "vocabulary_stability")
    assert not app.exception
    shown = tables_with(app, "sign_kept")[0]
    assert shown["sign_kept"].between(0, 1).all()
    assert (shown["spread"] > 0).any()
    kept = int((shown["sign_kept"] >= SIGN_KEPT).sum())
    assert f"In {N_REFITS} refits on documents drawn anew" in texts_of(app)
    assert f"{kept} of {len(shown)} coefficients keep" in texts_of(app) or kept == len(shown)


def test_prior_and_shrinkage_are_shown_on_request_for_the_class_in_view(page):
    app = page("class 5", state.PRIOR_AND_SHRINKAGE)
    assert not app.exception
    app = after(app, "vocabulary_shrinkage")
    assert not app.exception
    told = texts_of(app)
    assert "its coefficients have length" in told
    assert "The intercept is not the prior" in told
    table = tables_with(app, "beyond_prior")[0]
    assert (table["log_prior"] + table["beyond_prior"]).tolist() == pytest.approx(
        table["intercept"].tolist()
    )


def test_moving_c_moves_the_figures_of_shrinkage_alone(page):
    app = after(page("class 5", state.PRIOR_AND_SHRINKAGE), "vocabulary_shrinkage")
    before = tables_with(app, "norm")[0]["norm"].sum()
    app.select_slider("vocabulary_shrinkage_c").set_value(100.0).run()
    assert not app.exception
    assert tables_with(app, "norm")[0]["norm"].sum() > before


def test_a_word_leads_to_the_documents_that_hold_it(page):
    app = page(**{state.WORD_KEY: "word5a"})
    assert not app.exception
    held = [text for text in long_tailed().texts if "word5a" in text.split()]
    assert sorted(tables_with(app, "text")[0]["text"]) == sorted(held)
    assert f"is in {len(held)} labelled document" in texts_of(app)


def test_two_classes_are_told_apart(page):
    app = page(look=state.TWO_CLASSES, **{state.OTHER_KEY: "class 2"})
    assert not app.exception
    differences = tables_with(app, "difference")[0].set_index("term")["difference"]
    assert differences.filter(like="word5").min() > 0 > differences.filter(like="word2").max()


def test_a_link_that_names_two_classes_opens_them_side_by_side(make_study, open_app):
    app = open_app(make_study(), PAGE, **{"class": "class 5", "other": "class 2"})
    assert not app.exception
    assert tables_with(app, "difference")
    assert "for 'class 2'" in texts_of(app)


def test_a_second_class_that_is_the_first_gives_way_to_another(page):
    app = page(look=state.TWO_CLASSES, **{state.OTHER_KEY: "class 5"})
    assert not app.exception
    assert app.session_state[state.OTHER_KEY] is None
    assert tables_with(app, "difference")


def test_a_word_that_the_model_does_not_know_leads_to_those_that_hold_it(page):
    app = page(**{state.WORD_KEY: "ord5"})
    assert not app.exception
    assert "The model knows no word ord5" in texts_of(app)
    suggested = next(box for box in app.selectbox if box.label == "Words that hold it")
    assert set(suggested.options) == {"word5a", "word5b", "word5c", "word5d"}
    suggested.select("word5b").run()
    assert "'word5b' is in" in texts_of(app)


def test_a_typed_text_is_taken_apart_into_parts_that_add_up(page):
    app = page(look=state.ONE_TEXT, **{state.TEXT_KEY: "word5a word5b unheard"})
    assert not app.exception
    parts = tables_with(app, "contribution")[0]["contribution"]
    assert parts[:-1].sum() == pytest.approx(parts.iloc[-1], abs=1e-9)
    assert "Unknown to the model" in texts_of(app)


def test_under_balance_in_the_decision_the_shift_is_a_part_and_coefficients_stay(page):
    text = {state.TEXT_KEY: "word5a word5b"}
    app = page(look=state.ONE_TEXT, **text, **{state.BALANCE_KEY: "in the decision"})
    assert not app.exception
    assert "changes no coefficient" in texts_of(app)
    assert "The baseline decides for" in texts_of(app)
    assert "shift of the decision" in tables_with(app, "contribution")[0]["part"].tolist()


def test_a_labelled_document_is_said_to_have_been_seen(page):
    app = page(look=state.ONE_TEXT, **{state.TEXT_KEY: long_tailed().texts[0]})
    assert "which has seen it" in texts_of(app)


def test_hostile_names_and_texts_are_shown_as_they_are(make_study, open_app):
    corpus = long_tailed()
    names = [f"{HOSTILE}{code}" for code in corpus.codes]
    app = open_app(make_study(labelled(corpus.texts, names)), PAGE)
    app.session_state[state.LOOK_KEY] = state.ONE_TEXT
    app.session_state[state.TEXT_KEY] = "=1+1 ![](http://evil.invalid/x.png) word5a"
    app.run()
    assert not app.exception
    assert r"\<b\>word\<\/b\> \$x\$ \:red\[x\]" in texts_of(app)
    assert "![](" not in texts_of(app)
