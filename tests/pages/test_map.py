import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.sampling.map.regions import within
from pages.parts.map import layouts
from pages.shared.cache.home import computations
from pages.shared.cache.map import mapped_of
from tests.corpora import labelled, long_tailed
from tests.pages.test_classes import HOSTILE, texts_of
from tests.pages.test_frequencies import score, whole

PAGE = "pages/data/map.py"
EVERYTHING = "0.0-65535.0-65535.65535-0.65535"


@pytest.fixture
def open_map(open_app):
    """Open the page on a study whose documents have their places."""

    def open_page(study, **parameters):
        place(study)
        return open_app(study, PAGE, **parameters)

    return open_page


def place(study):
    """Place the documents as the page does, and wait for it."""
    app_side = layouts.Progress(layouts.EMBEDDING_STEPS + 1)
    mapped = mapped_of(study)
    name = layouts._name(mapped, layouts.COMPONENTS, layouts.EMBEDDING)
    work = layouts._by_components(mapped)
    computations().start(study.id, name, app_side, work).future.result()


def positions(study):
    name = layouts._name(mapped_of(study), layouts.COMPONENTS, layouts.EMBEDDING)
    return computations().find(study.id, name)["positions"]


def frame_with(app, column):
    return next(each.value for each in app.dataframe if column in each.value)


def shown(app):
    return texts_of(app).replace("\\", "")


def test_the_answer_counts_the_documents_and_their_neighbours(make_study, open_map):
    given = long_tailed()
    app = open_map(make_study(given, whole(given)))
    assert not app.exception
    assert app.title[0].value == "How do the documents lie, and what is in a region?"
    assert f"{4 * given.n_documents:,} documents on the map" in shown(app)
    assert "next to one of their own class" in shown(app)
    assert "first two principal components" in shown(app)


def test_places_are_made_when_the_page_is_first_opened(make_study, open_app):
    study = make_study()
    app = open_app(study, PAGE)
    assert not app.exception
    for computation in computations()._running.values():
        computation.future.result()
    app.run()
    assert "documents on the map" in shown(app)


def test_a_region_from_a_link_shows_its_documents_words_and_classes(make_study, open_map):
    given = long_tailed()
    study = make_study(given, whole(given))
    app = open_map(study, outline=f"Components:{EVERYTHING}")
    assert not app.exception
    assert f"The region holds {4 * given.n_documents:,} documents (100 %)" in shown(app)
    classes = frame_with(app, "of_class")
    assert classes["labels"].sum() == len(np.unique(given.identical_groups))
    assert len(frame_with(app, "text")) == 200


def test_a_part_of_the_map_holds_the_documents_within_it(make_study, open_map):
    study = make_study(long_tailed())
    half = [(0, 0), (33_000, 0), (33_000, 65_535), (0, 65_535)]
    outline = "-".join(f"{x}.{y}" for x, y in half)
    app = open_map(study, outline=f"Components:{outline}")
    rows = within(half, positions(study))
    assert 0 < len(rows) < study.labelled.n_documents
    assert f"The region holds {len(rows):,} document" in shown(app)
    assert "z" in frame_with(app, "in_class")


@pytest.mark.parametrize("outline", ["Components:1.2-3", "Neighbours:" + EVERYTHING, "?", ":"])
def test_an_outline_that_cannot_be_drawn_is_passed_over(make_study, open_map, outline):
    app = open_map(make_study(), outline=outline)
    assert not app.exception
    assert "The region holds" not in shown(app)


def test_a_document_from_a_link_is_read_with_its_neighbours(make_study, open_map):
    study = make_study()
    app = open_map(study, document="7")
    assert not app.exception
    assert study.labelled.texts[7] in [each.value for each in app.text]
    assert frame_with(app, "text")["text"].iloc[0] == study.labelled.texts[7]
    app.button(key="map_close").click().run()
    assert not [each for each in app.dataframe if "text" in each.value]


@pytest.mark.parametrize("document", ["99999999", "-3", "abc"])
def test_a_document_that_is_not_there_is_passed_over(make_study, open_map, document):
    app = open_map(make_study(), document=document)
    assert not app.exception


def test_a_search_highlights_the_documents_that_hold_it(make_study, open_map):
    study = make_study()
    app = open_map(study)
    word = study.labelled.texts[0].split()[0]
    app.text_input(key="find").set_value(word.upper()).run()
    n = sum(word in text for text in study.labelled.texts)
    assert f"Highlighted: {n:,} of" in shown(app)
    app.text_input(key="find").set_value(f"^{word}$").run()
    assert "Highlighted: 0 of" in shown(app)
    app.toggle(key="pattern").set_value(True).run()
    assert "Highlighted: 0 of" in shown(app) or "matching the pattern" in shown(app)
    assert not app.exception


def test_a_pattern_that_cannot_be_read_gets_a_message(make_study, open_map):
    app = open_map(make_study(), find="(", pattern="true")
    assert not app.exception
    assert "cannot be read" in app.error[0].value


def test_a_class_of_the_side_bar_is_highlighted(make_study, open_map):
    study = make_study()
    app = open_map(study)
    app.session_state["class"] = "bad"
    app.run()
    n = study.labelled.support[study.labelled.reject_code]
    assert f"Highlighted: {n:,} of" in shown(app)


@pytest.mark.parametrize(
    "way", ["Class", "Predicted class", "Right or wrong", "Reject class", "Support", "Cluster"]
)
def test_points_can_be_coloured_in_every_way(make_study, open_map, way):
    given = long_tailed()
    app = open_map(make_study(given, whole(given)), colour=way)
    assert not app.exception
    assert app.selectbox(key="colour").value == way


def test_ways_that_lack_what_they_colour_by_are_not_offered(make_study, open_map):
    given = long_tailed()
    app = open_map(make_study(labelled(given.texts, [given.classes[c] for c in given.codes])))
    assert {"Cluster", "Reject class"}.isdisjoint(app.selectbox(key="colour").options)


def test_scoring_the_corpus_tells_what_is_decided_in_a_region(make_study, open_map):
    given = long_tailed()
    study = make_study(given, whole(given))
    app = open_map(study, outline=f"Components:{EVERYTHING}")
    assert "decided" in frame_with(app, "of_class")
    score(study)
    app.run()
    assert not app.exception
    assert frame_with(app, "of_class")["decided"].sum() == study.unlabelled.n_documents


def test_a_scored_corpus_under_another_scenario_says_which_decisions_are_shown(
    make_study, open_map
):
    given = long_tailed()
    study = make_study(given, whole(given))
    app = open_map(study)
    score(study)
    app.run()
    assert "its plain fit" not in shown(app)
    app.session_state["balance"] = "in the decision"
    app.run()
    assert not app.exception
    assert "all others those of its plain fit" in shown(app)


def test_labelled_documents_outside_the_corpus_are_on_the_map(make_study, open_map):
    given = long_tailed()
    corpus = make_corpus([f"{text} again" for text in given.texts])
    app = open_map(make_study(given, corpus))
    assert not app.exception
    assert f"{2 * given.n_documents:,} documents on the map" in shown(app)


def test_without_webgl_the_density_is_drawn(make_study, open_map):
    study = make_study()
    app = open_map(study)
    assert not app.get("plotly_chart")
    app.session_state["_no_webgl"] = True
    app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1


def test_documents_without_a_common_word_get_a_message(make_study, open_app):
    study = make_study(labelled([f"alone{'abcdefghij'[i]}" for i in range(10)], ["a", "b"] * 5))
    app = open_app(study, PAGE)
    for computation in computations()._running.values():
        assert computation.future.exception() is not None
    app.run()
    assert not app.exception
    assert "no word occurs in 2" in app.error[0].value.replace("\\", "")


def test_names_and_texts_are_shown_as_they_are(make_study, open_map):
    corpus = long_tailed()
    names = [HOSTILE[code % len(HOSTILE)] + str(code) for code in corpus.codes]
    given = labelled([f"{text} <b>$x$" for text in corpus.texts], names)
    unlabelled = make_corpus(given.texts, clusters=[":red[c]"] * len(names))
    app = open_map(make_study(given, unlabelled), outline=f"Components:{EVERYTHING}", document="3")
    assert not app.exception
    assert given.texts[3] in [each.value for each in app.text]
    assert set(frame_with(app, "of_class")["class"]) == set(names)
    assert "<b>" not in texts_of(app).replace("\\<b\\>", "")
