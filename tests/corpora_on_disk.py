"""Labelled corpora as tf-idf features: the sample study, and real ones where they are."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

ROOT = Path(__file__).parents[1]
REAL_CORPORA = ROOT.parent / "shared" / "corpora"


@cache
def _read(path):
    reads_parquet = path.suffix == ".parquet"
    frame = pd.read_parquet(path) if reads_parquet else pd.read_csv(path, keep_default_na=False)
    features = TfidfVectorizer(dtype=np.float32).fit_transform(frame["text"])
    return features, np.unique(frame["label"].astype(str), return_inverse=True)[1]


def labelled_features(corpus):
    """Features and codes of a corpus; skips the test where the corpus is absent."""
    if corpus == "sample_study":
        return _read(ROOT / "sample_data" / "labelled.parquet")
    if not REAL_CORPORA.exists():
        pytest.skip(f"needs {corpus} in {REAL_CORPORA}")
    return _read(REAL_CORPORA / corpus / "labelled.csv")
