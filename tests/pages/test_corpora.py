import gzip
import re

import pytest
import streamlit as st

from analysis.corpus.corpus import make_corpus
from analysis.corpus.template import LABELLED_TEMPLATE, UNLABELLED_TEMPLATE
from analysis.study.listing import list_studies
from analysis.study.store import open_study
from tests.corpora import labelled, long_tailed
from tests.corpus.files import delimited, every_kind

PAGE = "pages/data/corpora.py"
OPEN_FILES = "Open your own files"
STUDIES = "Studies on this machine"
HOSTILE = ("<b>bold</b>", "$x$", ":red[x]", "=1+1", "![](http://evil.invalid/x.png)")
COLUMNS = {
    "descr": [f"valve dn{row} {HOSTILE[row % 5]}" for row in range(60)],
    "kind": [HOSTILE[row % 3] for row in range(60)],
    "group": [f"g{row % 2}" for row in range(60)],
}


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption])


def upload(app, name, content, corpus="labelled"):
    uploader = app.file_uploader(key=f"corpora_upload_{corpus}")
    uploader.set_value((name, content, "application/octet-stream")).run()
    assert not app.exception
    return app


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


@pytest.fixture
def app(make_study, open_app):
    """The page on a small study with a trained model."""
    return open_app(make_study(), PAGE, part=OPEN_FILES)


class TestThisStudy:
    def test_the_answer_counts_what_was_loaded(self, make_study, open_app):
        study = make_study(unlabelled=make_corpus(["a", "b", "c"]))
        app = open_app(study, PAGE)
        assert not app.exception
        assert app.title[0].value == "What was loaded, and can it be trusted?"
        counts = [int(n) for n in re.findall(r"\d+", texts_of(app).partition("loaded")[0])]
        assert 3 in counts
        assert len(study.labelled.texts) in counts
        assert len(set(study.labelled.classes)) in counts
        assert "None of the" in texts_of(app)

    def test_it_needs_no_trained_model(self, make_study, open_app):
        app = open_app(make_study(trained=False), PAGE)
        assert not app.exception
        assert app.dataframe

    def test_names_and_texts_are_shown_as_they_are(self, make_study, open_app):
        corpus = long_tailed()
        names = [HOSTILE[code % 5] + str(code) for code in corpus.codes]
        texts = [f"{text} {HOSTILE[row % 5]}" for row, text in enumerate(corpus.texts)]
        study = make_study(labelled(texts, names))
        app = open_app(study, PAGE)
        assert not app.exception
        assert set(app.selectbox(key="corpora_reject").options) == set(names)
        documents = next(table.value for table in app.dataframe if "text" in table.value)
        assert set(documents["text"]) == set(texts[:200])

    def test_a_search_finds_documents(self, make_study, open_app):
        study = make_study()
        app = open_app(study, PAGE)
        app.text_input(key="sought").set_value("CLASS 8")
        app.selectbox(key="sought_in").set_value("label").run()
        assert not app.exception
        documents = next(table.value for table in app.dataframe if "text" in table.value)
        assert sorted(documents["text"]) == sorted(study.labelled.texts[study.labelled.codes == 8])

    def test_nothing_found_is_no_error(self, make_study, open_app):
        app = open_app(make_study(), PAGE)
        app.text_input(key="sought").set_value("no such text").run()
        assert not app.exception
        assert "No document." in texts_of(app)


class TestAnswers:
    def test_each_answer_is_kept_at_once(self, home, make_study, open_app):
        study = make_study()
        app = open_app(study, PAGE)
        app.radio(key="corpora_drawing").set_value("by-class").run()
        app.radio(key="corpora_aim").set_value("classify").run()
        app.selectbox(key="corpora_reject").set_value("class 1").run()
        assert not app.exception
        kept = open_study(home, study.id)
        assert (kept.drawing, kept.aim) == ("by-class", "classify")
        assert kept.labelled.reject_class == "class 1"

    def test_the_reject_class_can_be_none(self, home, make_study, open_app):
        study = make_study()
        app = open_app(study, PAGE)
        app.selectbox(key="corpora_reject").set_value(None).run()
        assert not app.exception
        assert open_study(home, study.id).labelled.reject_class is None

    def test_a_study_without_a_reject_class_says_so(self, make_study, open_app):
        app = open_app(make_study(long_tailed().with_reject_class(None)), PAGE)
        assert not app.exception
        assert app.selectbox(key="corpora_reject").value is None

    def test_guesses_stand_beside_the_answers(self, make_study, open_app):
        app = open_app(make_study(), PAGE)
        assert "Guess: **bad**. Its name is a usual one for it" in texts_of(app)
        assert "Cannot tell" in texts_of(app)


class TestLoading:
    def test_an_upload_becomes_a_study_that_is_opened(self, home, app):
        upload(app, "parts.csv", delimited(COLUMNS))
        assert app.text_input(key="corpora_name_parts.csv").value == "parts"
        press(app, "Open this study")
        study = next(each for each in list_studies(home) if each.name == "parts")
        assert app.query_params["study"] in (study.id, [study.id])
        assert (study.n_labels, study.n_classes) == (60, 3)
        assert "60 labels in 3 classes" in texts_of(app)

    def test_columns_are_guessed_and_can_be_changed(self, home, app):
        upload(app, "parts.csv", delimited(COLUMNS))
        column = next(box for box in app.selectbox if box.label == "Label column")
        assert column.value == "kind"
        column.set_value("group").run()
        press(app, "Open this study")
        assert open_study(home, list_studies(home)[0].id).labelled.classes == ("g0", "g1")

    def test_both_corpora_can_be_loaded(self, home, app):
        upload(app, "unlabelled.csv", UNLABELLED_TEMPLATE.encode(), "unlabelled")
        upload(app, "labelled.csv", LABELLED_TEMPLATE.encode())
        press(app, "Open this study")
        assert "3 documents and 4 labels in 4 classes" in texts_of(app)
        assert "2 of the 4 labelled documents were recognised" in texts_of(app)

    @pytest.mark.parametrize("name", ["c.csv", "d.tsv", "h.jsonl.gz", "j.parquet"])
    def test_every_kind_of_file_is_taken(self, app, name):
        upload(app, name, every_kind(COLUMNS)[name])
        assert not app.error
        assert "60 rows, 3 columns" in texts_of(app)

    def test_a_path_on_this_machine_is_read(self, home, app, tmp_path):
        path = tmp_path / "parts.csv"
        path.write_bytes(delimited(COLUMNS))
        app.text_input(key="corpora_path_labelled").set_value(f" {path} ").run()
        assert "60 rows, 3 columns" in texts_of(app)
        press(app, "Open this study")
        assert list_studies(home)[0].name == "parts"

    def test_a_path_without_a_file_is_told(self, app):
        app.text_input(key="corpora_path_labelled").set_value("/no/such.csv").run()
        assert not app.exception
        assert "There is no file" in app.error[0].value


def wide_line():
    return b"text,label\n" + b"x" * 50 * 2**20


BAD_FILES = {
    "empty": ("a.csv", b"", "is empty"),
    "blank": ("a.csv", b" \n\n", "is empty"),
    "binary": ("a.csv", bytes(range(256)) * 20, "a.csv"),
    "truncated": ("a.csv", b'text,label\n"no end,x\nb,y\n', "truncated"),
    "ragged": ("a.csv", b"text,label\na,b,c\n", "cells"),
    "wrong encoding": ("a.jsonl", '{"text": "ä"}'.encode("utf-16")[:-1], "a.jsonl"),
    "other kind": ("a.xlsx", b"PK", "is of a kind that is not read"),
    "duplicated column": ("a.csv", b"text,text\na,b\n", "more than one column"),
    "50 MB line": ("a.csv", wide_line(), "cells"),
    "corrupt parquet": ("a.parquet", b"PAR1nonsensePAR1", "a.parquet"),
    "corrupt gzip": ("a.csv.gz", gzip.compress(b"text,label\na,b\n" * 99)[:-20], "damaged"),
    "no gzip": ("a.csv.gz", b"text,label\na,b\n", "gzip"),
    "gzip bomb": ("a.csv.gz", gzip.compress(bytes(520 * 2**20), 1), "more than"),
}


@pytest.mark.parametrize(("name", "content", "expected"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_told_and_nothing_is_lost(home, app, name, content, expected):
    before = list_studies(home)
    upload(app, name, content)
    assert expected in app.error[0].value.replace("\\", "")
    assert [study.id for study in list_studies(home)] == [study.id for study in before]
    assert not [button for button in app.button if button.label == "Open this study"]
    assert "labels in 9 classes" in texts_of(app)


BAD_LABELS = {
    "one class only": (["x"] * 60, "one class only"),
    "all labels missing": ([" "] * 60, "missing"),
}


@pytest.mark.parametrize(("labels", "expected"), BAD_LABELS.values(), ids=BAD_LABELS.keys())
def test_bad_labels_are_told_when_the_study_is_opened(home, app, labels, expected):
    upload(app, "a.csv", delimited({"text": COLUMNS["descr"], "label": labels}))
    press(app, "Open this study")
    assert expected in app.error[0].value
    assert len(list_studies(home)) == 1


def test_a_file_without_a_label_column_asks_for_one(home, app):
    upload(app, "a.csv", delimited({"text": COLUMNS["descr"]}))
    press(app, "Open this study")
    assert "No label column" in app.error[0].value
    assert len(list_studies(home)) == 1


def test_a_column_cannot_have_two_purposes(app):
    upload(app, "a.csv", delimited(COLUMNS))
    next(box for box in app.selectbox if box.label == "Label column").set_value("descr")
    press(app, "Open this study")
    assert "more than one purpose" in app.error[0].value


def test_a_study_needs_a_name(home, app):
    upload(app, "a.csv", delimited(COLUMNS))
    app.text_input(key="corpora_name_a.csv").set_value("  ")
    press(app, "Open this study")
    assert "name of the study" in app.error[0].value


class TestStudies:
    def test_all_studies_are_listed(self, make_study, open_app):
        make_study(trained=False)
        app = open_app(make_study(), PAGE, part=STUDIES)
        assert not app.exception
        assert len(app.dataframe[0].value) == 2

    def test_a_study_that_cannot_be_read_is_named_with_the_reason(self, home, make_study, open_app):
        broken = make_study(trained=False)
        (home / broken.id / "study.sqlite").write_bytes(b"no database")
        app = open_app(make_study(), PAGE, part=STUDIES)
        assert not app.exception
        assert broken.id in app.main.text[-1].value

    def test_deleting_asks_first_and_says_what_goes(self, home, make_study, open_app):
        broken = make_study(trained=False)
        (home / broken.id / "study.sqlite").write_bytes(b"no database")
        app = open_app(make_study(), PAGE, part=STUDIES)
        press(app, "Delete …")
        assert (home / broken.id).exists()
        assert "This deletes, for good" in texts_of(app)
        assert app.button(key="corpora_delete_for_good")

    def test_beyond_this_machine_neither_studies_nor_paths_are_offered(
        self, monkeypatch, make_study, open_app
    ):
        option = st.get_option
        monkeypatch.setattr(
            st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else option(name)
        )
        app = open_app(make_study(), PAGE)
        assert not app.exception
        assert [tab.label for tab in app.tabs] == ["This study", OPEN_FILES]
        assert not [field for field in app.text_input if "path" in str(field.key)]
