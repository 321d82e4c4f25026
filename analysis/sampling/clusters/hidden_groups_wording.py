"""Sentences on what hides in the reject class; plain text, never markup."""

from analysis.evaluation.wording import counted
from analysis.sampling.clusters.hidden_groups import HiddenGroups


def hidden_groups_sentence(groups: HiddenGroups, reject_class: str) -> str:
    """How many groups hide in the reject class, and what the first would gather.

    Parameters
    ----------
    groups : HiddenGroups
    reject_class : str
        Its name.

    Returns
    -------
    str
    """
    if not groups.n_groups:
        return (
            f"No group of documents in {reject_class} lies closer together than chance explains: "
            "as far as words tell, it holds no class of its own."
        )
    number, like = counted(groups.n_groups, "group"), int(groups.resembles.sum())
    lie = "lies" if groups.n_groups == 1 else "lie"
    told = (
        f"{number} of documents in {reject_class} {lie} closer together than chance explains and "
        "may be a class."
    )
    if like:
        is_like = "is like a class" if like == 1 else "are like classes"
        told += f" {like:,} of them {is_like} that there is already."
    return told


def searched_sentence(groups: HiddenGroups) -> str:
    """What was searched, and against what.

    Parameters
    ----------
    groups : HiddenGroups

    Returns
    -------
    str
    """
    sent = counted(len(groups.corpus_rows), "document") + " that the model sends there"
    also = f" and {sent}" if len(groups.corpus_rows) else ""
    sampled = ""
    if groups.n_texts < groups.n_texts_there:
        sampled = f", of which {groups.n_texts:,} drawn at random were searched"
    return (
        f"{counted(len(groups.label_rows), 'label')} of the class{also}, "
        f"{counted(groups.n_texts_there, 'different text')} that share a word with another"
        f"{sampled}. A group counts if it is tighter and larger (mean cosine less that of its "
        "most shared word, times the root of its texts) than any in 19 corpora of the same words "
        "dealt at random: where nothing hides, one search in twenty finds something."
    )
