import numpy as np
from sklearn.metrics import f1_score

from analysis.explain.diagnosis.rules import best_rule, rule_sentence
from analysis.model.features import count_terms
from analysis.model.folds import stratified_group_folds
from analysis.model.settings import FeatureSettings

WORDS = FeatureSettings()


def rule_of(texts, codes, settings=WORDS):
    texts, codes = np.array(texts, dtype=object), np.asarray(codes)
    folds = stratified_group_folds(codes, np.arange(len(codes)), 5, 0)
    return best_rule(count_terms(texts, settings), codes, folds, 1), folds


def numbered(*parts):
    """Documents with a word each that never comes again."""
    texts = [text for text, n in parts for _ in range(n)]
    return [f"{text} n{i}z" for i, text in enumerate(texts)]


def test_a_word_of_the_class_is_found_with_its_false_documents():
    texts = numbered(("flange", 9), ("other", 1), ("flange", 2), ("thing", 30))
    rule, _ = rule_of(texts, [1] * 10 + [0] * 32)
    assert rule.words == ("flange",)
    assert (rule.found, rule.false, rule.support) == (9, 2, 10)
    assert rule.folds_alike == 5


def test_two_words_that_mean_something_only_together():
    texts = numbered(("gear oil", 12), ("gear box", 12), ("motor oil", 12), ("nut", 12))
    rule, _ = rule_of(texts, [1] * 12 + [0] * 36)
    assert rule.words == ("gear", "oil")
    assert (rule.found, rule.false) == (12, 0)


def test_a_word_wins_where_a_second_one_adds_nothing():
    texts = numbered(("ring seal", 10), ("nut bolt", 30))
    rule, _ = rule_of(texts, [1] * 10 + [0] * 30)
    assert len(rule.words) == 1


def test_a_rule_is_put_to_the_test_on_documents_it_was_not_chosen_on():
    """Words without meaning: what fits by chance on some documents does not on others."""
    rng = np.random.default_rng(0)
    texts = [" ".join(f"w{i}" for i in rng.integers(0, 150, 6)) for _ in range(300)]
    codes = (rng.random(300) < 0.1).astype(int)
    rule, _ = rule_of(texts, codes)
    on_all = np.array([all(word in text.split() for word in rule.words) for text in texts])
    out_of_fold = 2 * rule.found / (rule.support + rule.found + rule.false)
    assert out_of_fold < f1_score(codes, on_all)


def test_figures_are_the_sum_over_folds_of_brute_force_over_words():
    rng = np.random.default_rng(1)
    texts = [" ".join(f"w{i:02}" for i in np.unique(rng.integers(0, 12, 2))) for _ in range(120)]
    codes = np.array([int("w03" in text or rng.random() < 0.1) for text in texts])
    rule, folds = rule_of(texts, codes)
    found = false = 0
    words = sorted({word for text in texts for word in text.split()})
    holds = {word: np.array([word in text.split() for text in texts]) for word in words}
    rules = [holds[word] for word in words]
    rules += [holds[a] & holds[b] for i, a in enumerate(words) for b in words[i + 1 :]]
    for fold in range(5):
        part = folds != fold
        best = max(rules, key=lambda rule: f1_score(codes[part], rule[part], zero_division=0))
        found += (best & ~part & (codes == 1)).sum()
        false += (best & ~part & (codes == 0)).sum()
    assert (rule.found, rule.false) == (found, false)


def test_parts_of_words_make_no_rule():
    texts = numbered(("flange", 10), ("thing", 30))
    settings = FeatureSettings(kind="words+characters")
    rule, _ = rule_of(texts, [1] * 10 + [0] * 30, settings=settings)
    assert rule.words == ("flange",)


def test_a_class_without_a_word_in_two_documents_has_no_rule():
    rule, _ = rule_of(numbered(("", 3), ("thing", 30)), [1] * 3 + [0] * 30)
    assert rule is None


def test_the_sentence_says_what_the_model_finds():
    texts = numbered(("flange", 9), ("other", 1), ("flange", 2), ("thing", 30))
    rule, _ = rule_of(texts, [1] * 10 + [0] * 32)
    assert rule_sentence(rule, 0) == (
        "'flange' alone finds 9 of 10 documents with 2 false; the model finds 0. Chosen inside "
        "the folds, the same rule in every fold."
    )
