from dataclasses import fields, replace

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.model.crossfit import OutOfFold, Training
from analysis.model.linear import LinearModel
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.study import array_cache, results
from analysis.study.results import load_training, save_training, settings_key
from analysis.study.store import delete_study
from tests.study.small_studies import create, labelled

SETTINGS = TrainingSettings()
TERMS = ("flange", "", " ", "é🔩", "ﬂ", "nul\0", "שלום", "x")


def training(terms=TERMS, n_documents=6, n_classes=4, seed=0):
    rng = np.random.default_rng(seed)
    coefficients = rng.normal(size=(n_classes, len(terms))).astype(np.float32)
    coefficients[1] = np.nan
    model = LinearModel(
        coefficients,
        rng.normal(size=n_classes),
        np.array(terms, dtype=object),
        rng.normal(size=len(terms)),
        np.full(n_classes, 1 / n_classes),
        1e-7,
    )
    out_of_fold = OutOfFold(
        rng.normal(size=(n_documents, n_classes)).astype(np.float32),
        rng.integers(5, size=n_documents).astype(np.int8),
        np.full(n_classes, 1 / n_classes),
        np.array([1e-7, np.nan]),
    )
    return Training(model, out_of_fold)


def assert_equal(left, right):
    for field in fields(left):
        a, b = getattr(left, field.name), getattr(right, field.name)
        np.testing.assert_array_equal(a, b)
        assert getattr(a, "dtype", None) == getattr(b, "dtype", None)


@pytest.fixture
def study(tmp_path):
    return create(tmp_path)


@pytest.mark.parametrize("terms", [TERMS, ()])
def test_a_training_comes_back_as_it_was(tmp_path, study, terms):
    made = training(terms)
    save_training(tmp_path, study.id, study.labelled, SETTINGS, made)
    back = load_training(tmp_path, study.id, study.labelled, SETTINGS)
    assert_equal(back.model, made.model)
    assert_equal(back.out_of_fold, made.out_of_fold)


def test_a_training_is_found_under_its_own_study_data_and_settings_only(tmp_path, study):
    save_training(tmp_path, study.id, study.labelled, SETTINGS, training())
    other = create(tmp_path)
    relabelled = study.labelled.with_reject_class(None)
    assert load_training(tmp_path, other.id, study.labelled, SETTINGS) is None
    assert load_training(tmp_path, study.id, relabelled, SETTINGS) is None
    assert load_training(tmp_path, study.id, study.labelled, replace(SETTINGS, c=2.0)) is None


def test_a_result_of_another_format_counts_as_absent(tmp_path, study, monkeypatch):
    save_training(tmp_path, study.id, study.labelled, SETTINGS, training())
    monkeypatch.setattr(results, "RESULT_FORMAT", results.RESULT_FORMAT + 1)
    assert load_training(tmp_path, study.id, study.labelled, SETTINGS) is None


def test_a_damaged_file_counts_as_absent(tmp_path, study):
    save_training(tmp_path, study.id, study.labelled, SETTINGS, training())
    (path,) = (tmp_path / study.id / "results").iterdir()
    path.write_bytes(path.read_bytes()[:-10])
    assert load_training(tmp_path, study.id, study.labelled, SETTINGS) is None


def test_results_stay_within_their_bound(tmp_path, study):
    for c in (1.0, 2.0, 3.0):
        save_training(
            tmp_path, study.id, study.labelled, TrainingSettings(c=c), training(), max_bytes=7000
        )
    kept = [
        c
        for c in (1.0, 2.0, 3.0)
        if load_training(tmp_path, study.id, study.labelled, TrainingSettings(c=c))
    ]
    assert kept == [2.0, 3.0]


def test_a_full_disk_is_logged_and_no_error(tmp_path, study, monkeypatch, caplog):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(array_cache.np, "savez", full)
    save_training(tmp_path, study.id, study.labelled, SETTINGS, training())
    assert "No space left on device" in caplog.text
    assert load_training(tmp_path, study.id, study.labelled, SETTINGS) is None


def test_a_deleted_study_does_not_come_back_by_its_results(tmp_path, study):
    delete_study(tmp_path, study.id)
    with pytest.raises(InputError, match="none with the id"):
        save_training(tmp_path, study.id, study.labelled, SETTINGS, training())
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_the_same_on_every_machine():
    # A change of this value means that every kept result is forgotten.
    corpus = replace(labelled(), fingerprint="f" * 64)
    assert settings_key(corpus, SETTINGS) == (
        "b52213abe439eae8c403bff2690eabe4a431c148648904770fe894111fad6ba7"
    )


def test_the_key_of_equal_settings_is_equal():
    assert settings_key(labelled(), TrainingSettings(c=1)) == settings_key(
        labelled(), TrainingSettings(c=1.0)
    )


@pytest.mark.parametrize(
    "changed",
    [
        TrainingSettings(c=1.0000001),
        TrainingSettings(class_weight="balanced"),
        TrainingSettings(design_weights=True),
        TrainingSettings(include_reject=False),
        TrainingSettings(folds=4),
        TrainingSettings(seed=1),
        TrainingSettings(solver="lbfgs"),
        TrainingSettings(FeatureSettings(kind="characters")),
        TrainingSettings(FeatureSettings(word_ngrams=(1, 2))),
        TrainingSettings(FeatureSettings(sublinear=True)),
        TrainingSettings(FeatureSettings(split_letters_digits=True)),
    ],
)
def test_every_setting_changes_the_key(changed):
    assert settings_key(labelled(), changed) != settings_key(labelled(), SETTINGS)
