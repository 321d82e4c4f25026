import re
from pathlib import Path

import pandas as pd

import sample_data
from sample_data.fingerprint import content_fingerprint
from sample_data.make import make_study, write_study

FOLDER = Path(sample_data.__file__).parent


def fingerprint(study):
    return content_fingerprint(study.labelled, study.documents)


def read(folder):
    return [pd.read_parquet(folder / f"{name}.parquet") for name in ("labelled", "unlabelled")]


def test_same_seed_gives_the_same_content():
    assert fingerprint(make_study(3, 3_300)) == fingerprint(make_study(3, 3_300))


def test_another_seed_gives_another_content():
    assert fingerprint(make_study(3, 3_300)) != fingerprint(make_study(4, 3_300))


def test_a_changed_cell_changes_the_fingerprint():
    table = pd.DataFrame({"text": ["bolt m8", "nut m8"]}, dtype="str")
    before = content_fingerprint(table)
    table.loc[1, "text"] = "nut m9"
    assert content_fingerprint(table) != before


def test_written_files_hold_the_content(tmp_path):
    study = make_study(3, 3_300)
    write_study(study, tmp_path)
    assert content_fingerprint(*read(tmp_path)) == fingerprint(study)


def test_committed_files_have_the_fingerprint_of_the_readme():
    stated = re.search(r"\b[0-9a-f]{64}\b", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert stated is not None
    assert content_fingerprint(*read(FOLDER)) == stated.group()


def test_committed_files_have_the_shape_of_the_case():
    labelled, documents = read(FOLDER)
    counts = labelled["label"].value_counts()
    assert (len(documents), len(labelled), len(counts)) == (330_000, 33_000, 133)
    assert (counts.idxmax(), counts.max(), counts.min()) == ("bad", 3_000, 10)


def test_committed_files_stay_under_15_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.parquet")) < 15e6
