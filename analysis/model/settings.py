"""Training settings: what a refit needs to know, and nothing that a decision can change."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from analysis.errors import InputError

FeatureKind = Literal["words", "characters", "words+characters"]
ClassWeight = Literal["none", "balanced"]
Solver = Literal["dual", "lbfgs"]
FEATURE_KINDS: tuple[FeatureKind, ...] = ("words", "characters", "words+characters")
CLASS_WEIGHTS: tuple[ClassWeight, ...] = ("none", "balanced")
SOLVERS: tuple[Solver, ...] = ("dual", "lbfgs")
_NGRAM_FIELDS = ("word_ngrams", "character_ngrams")


@dataclass(frozen=True)
class FeatureSettings:
    """How a text becomes tf-idf features; the defaults are those of ``TfidfVectorizer()``.

    Parameters
    ----------
    kind : {"words", "characters", "words+characters"}
        Which terms are counted. Both kinds stand side by side, each normalised by itself.
    word_ngrams, character_ngrams : tuple of (int, int)
        Shortest and longest n-gram. Character n-grams do not cross word boundaries.
    sublinear : bool
        Replace a count c by 1 + log c.
    min_document_frequency : int
        Leave out terms in fewer training documents than this.
    split_letters_digits : bool
        Cut words where letters meet digits, so that ``flg4532`` counts as ``flg`` and ``4532``.
    pairs : tuple of (str, str)
        Pairs of words of which both in a text count as one more term, normalised by themselves.
        A pair and its reverse are the same; kept in alphabetical order.
    """

    kind: FeatureKind = "words"
    word_ngrams: tuple[int, int] = (1, 1)
    character_ngrams: tuple[int, int] = (2, 5)
    sublinear: bool = False
    min_document_frequency: int = 1
    split_letters_digits: bool = False
    pairs: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _require_one_of("features", self.kind, FEATURE_KINDS)
        _require_range("word n-grams", self.word_ngrams)
        _require_range("character n-grams", self.character_ngrams)
        _require_at_least("minimum document frequency", self.min_document_frequency, 1)
        _require_pairs(self.pairs)
        ordered = sorted({(min(pair), max(pair)) for pair in self.pairs})
        object.__setattr__(self, "pairs", tuple(ordered))


@dataclass(frozen=True)
class TrainingSettings:
    """Everything a refit depends on, beside the documents.

    Parameters
    ----------
    features : FeatureSettings
        How texts become features.
    c : float
        Inverse strength of the L2 penalty, as in ``LogisticRegression(C=...)``; positive.
    class_weight : {"none", "balanced"}
        "balanced" weighs class k by n / (K n_k), so that every class has the same total weight.
    design_weights : bool
        Whether each document counts as much as the corpus's weights say, on top of the class
        weights. Without such weights all documents count alike.
    include_reject : bool
        False leaves the reject class out of training; its documents are scored all the same.
    folds : int
        Number of folds for out-of-fold scores, at least 2.
    seed : int
        Seed of the folds.
    solver : {"dual", "lbfgs"}
        "lbfgs" is scikit-learn's, as a reference; both reach the same optimum.
    """

    features: FeatureSettings = field(default_factory=FeatureSettings)
    c: float = 1.0
    class_weight: ClassWeight = "none"
    design_weights: bool = False
    include_reject: bool = True
    folds: int = 5
    seed: int = 0
    solver: Solver = "dual"

    def __post_init__(self) -> None:
        _require_positive("C", self.c)
        _require_one_of("class weight", self.class_weight, CLASS_WEIGHTS)
        _require_one_of("solver", self.solver, SOLVERS)
        _require_at_least("folds", self.folds, 2)


def settings_as_json(settings: TrainingSettings) -> str:
    """Write training settings so that equal settings give equal text.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    str
        A JSON object with its keys in order.
    """
    return json.dumps(settings_fields(settings), sort_keys=True)


def settings_fields(settings: TrainingSettings) -> dict[str, Any]:
    """Put training settings into the form that is written as JSON.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    dict
        Settings without pairs of words have the fields that they had before there were any, so
        that what was kept under their id is found.
    """
    told = asdict(settings)
    if not settings.features.pairs:
        del told["features"]["pairs"]
    return told


def settings_from_json(text: str) -> TrainingSettings:
    """Read training settings back.

    Parameters
    ----------
    text : str
        From `settings_as_json`.

    Returns
    -------
    TrainingSettings

    Raises
    ------
    InputError
        If the text is no such object, or a value is not allowed.
    """
    try:
        fields = json.loads(text)
        ngrams = {name: tuple(fields["features"][name]) for name in _NGRAM_FIELDS}
        given = fields.pop("features") | ngrams
        pairs = tuple(tuple(pair) for pair in given.pop("pairs", ()))
        features = FeatureSettings(**given, pairs=pairs)
        return TrainingSettings(features=features, **fields)
    except (TypeError, KeyError, AttributeError, json.JSONDecodeError) as error:
        raise InputError(
            f"training settings: {text[:200]!r} is no complete set of settings ({error}). "
            "Choose the settings anew."
        ) from error


def settings_id(settings: TrainingSettings) -> str:
    """Name training settings, the same on every machine.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    str
        Twelve hexadecimal digits.
    """
    return hashlib.sha256(settings_as_json(settings).encode()).hexdigest()[:12]


def describe_settings(settings: TrainingSettings) -> str:
    """Say in a few words what differs between settings at a glance.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    str
        For instance ``"C = 10, words + characters, letters split from digits"``.
    """
    features = settings.features
    parts = [f"C = {settings.c:g}", features.kind.replace("+", " + ")]
    if features.kind != "characters" and features.word_ngrams != (1, 1):
        parts.append("word n-grams {}–{}".format(*features.word_ngrams))
    if features.kind != "words":
        parts.append("character n-grams {}–{}".format(*features.character_ngrams))
    if features.split_letters_digits:
        parts.append("letters split from digits")
    if features.pairs:
        parts.append(f"{len(features.pairs)} added word pair{'s'[: len(features.pairs) > 1]}")
    if features.sublinear:
        parts.append("sublinear counts")
    if features.min_document_frequency > 1:
        parts.append(f"terms in at least {features.min_document_frequency} documents")
    if settings.design_weights:
        parts.append("weighted by how the labels were drawn")
    if not settings.include_reject:
        parts.append("reject class left out of training")
    return ", ".join(parts)


def _require_one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(f"{name}: {value!r} is not known. Choose one of {', '.join(allowed)}.")


def _require_range(name: str, bounds: tuple[int, int]) -> None:
    shortest, longest = bounds
    if not 1 <= shortest <= longest:
        raise InputError(
            f"{name}: {bounds} is no range. Give the shortest and the longest length, "
            "both at least 1, for instance (1, 2)."
        )


def _require_pairs(pairs: tuple[tuple[str, str], ...]) -> None:
    """Words are looked up as they are counted; a blank would make them an n-gram."""
    for pair in pairs:
        words = isinstance(pair, tuple) and len(pair) == 2 and all(_is_word(word) for word in pair)
        if not words or pair[0] == pair[1]:
            raise InputError(
                f"word pairs: {pair!r} is no pair. Give two different words without blanks."
            )


def _is_word(word: object) -> bool:
    return isinstance(word, str) and word.split() == [word]


def _require_at_least(name: str, value: int, least: int) -> None:
    if value < least:
        raise InputError(f"{name}: {value} is too small. Give a whole number from {least} on.")


def _require_positive(name: str, value: float) -> None:
    if not 0 < value < float("inf"):
        raise InputError(f"{name}: {value} is not allowed. Give a positive finite number.")
