import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.study.aim import guess_aim
from analysis.study.proposal import accept, propose, read_source
from tests.corpora import labelled

LABELLED = "id,text,label,cluster\n" + "".join(
    f"{i},text number {i},{'bad' if i % 2 else 'good'},{i % 4}\n" for i in range(40)
)
UNLABELLED = "id,text,cluster\n" + "".join(f"{i},text number {i},{i % 4}\n" for i in range(400))


def sources():
    return (
        read_source("labelled.csv", LABELLED.encode()),
        read_source("unlabelled.csv", UNLABELLED.encode()),
    )


def test_a_proposal_guesses_what_will_be_asked():
    proposal = propose(*sources())
    assert proposal.labelled.reject_class == "bad"
    assert proposal.drawing.drawing == "proportional"
    assert proposal.aim.aim == "explore"
    assert (proposal.labelled.n_documents, proposal.unlabelled.n_documents) == (40, 400)


def test_a_labelled_corpus_alone_is_enough():
    proposal = propose(sources()[0])
    assert proposal.unlabelled is None
    assert proposal.drawing.drawing == "other"


def test_what_is_accepted_becomes_a_study(tmp_path):
    study = accept(tmp_path, "Mine", propose(*sources()))
    assert (study.name, study.aim, study.drawing) == ("Mine", "explore", "proportional")
    assert study.labelled.reject_class == "bad"


def test_the_same_content_under_a_key_is_one_study(tmp_path):
    first, second = (accept(tmp_path, "Mine", propose(*sources()), key="k") for _ in range(2))
    assert first.id == second.id


def test_one_class_only_is_refused():
    one = pd.DataFrame({"text": list("abc"), "label": ["x"] * 3}).to_csv(index=False)
    with pytest.raises(InputError, match="class"):
        propose(read_source("one.csv", one.encode()))


@pytest.mark.parametrize(("n", "aim"), [(29, "explore"), (30, "classify")])
def test_the_aim_is_guessed_from_the_median_class(n, aim):
    corpus = labelled([str(i) for i in range(2 * n)], ["a", "b"] * n)
    guess = guess_aim(corpus)
    assert guess.aim == aim
    assert f"{n} labels" in guess.reason


def test_labels_that_were_planned_on_another_corpus_are_refused():
    header, *rows = LABELLED.splitlines()
    marked = [f"{header},planned_on", *(f"{row},corpus-0123456789abcdef" for row in rows)]
    _, unlabelled = sources()
    with pytest.raises(InputError, match="40 of 40 documents were drawn from another corpus"):
        propose(read_source("labelled.csv", "\n".join(marked).encode()), unlabelled)
