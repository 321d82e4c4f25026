"""How often the diagnosis names the planted cause of a class that fails.

    python -m benchmarks.diagnosis --seeds 10

Studies are written by ``tests/explain/planted.py``, with a cause or two planted in some of the
classes. Prints a row for each cause: classes that fail, those of which a cause is named, and
those of which it is a planted one; then the classes in which nothing was planted.
"""

import argparse
import time
from collections import Counter

from analysis.decision.scenario import Scenario
from analysis.explain.diagnosis.diagnosis import NO_FAILURE, diagnose
from analysis.explain.diagnosis.remedy_steps import REMEDIES
from analysis.model.settings import TrainingSettings
from tests.explain.planted import REMEDY_OF, plant
from tests.explain.tried import tried

FIRST_SEED = 2001
NOTHING_PLANTED = "nothing planted"
COLUMNS = ("fail", "named", "planted one named")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED)
    parser.add_argument("--c", type=float, default=1.0)
    options = parser.parse_args()
    started, counts = time.process_time(), Counter()
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        counts += judged(seed, Scenario(TrainingSettings(c=options.c)))
    print(f"| planted | classes | {' | '.join(COLUMNS)} |")
    print("|---|---|---|---|---|")
    for kind in sorted({kind for kind, _ in counts}):
        print(row(kind, counts))
    print(f"\n{time.process_time() - started:.0f} s of CPU")


def judged(seed: int, scenario: Scenario) -> Counter[tuple[str, str]]:
    """Count the classes of one study by what was planted and what is said of them."""
    study = plant(seed)
    _, found = tried(study.corpus, scenario)
    diagnosis = diagnose(study.corpus, found)
    counts: Counter[tuple[str, str]] = Counter()
    for name, finding, remedy in zip(
        study.corpus.classes, diagnosis.findings, diagnosis.remedy, strict=True
    ):
        causes = study.causes[name]
        mends = {each for cause in causes for each in REMEDY_OF[cause]}
        kinds = [
            " + ".join(sorted(causes)) or NOTHING_PLANTED,
            *(["all planted"] if causes else []),
        ]
        for kind in kinds:
            counts[kind, "classes"] += 1
            counts[kind, "fail"] += finding != NO_FAILURE
            counts[kind, "named"] += remedy >= 0
            counts[kind, "planted one named"] += remedy >= 0 and REMEDIES[remedy] in mends
    return counts


def row(kind: str, counts: Counter[tuple[str, str]]) -> str:
    """Cells of one row of the table."""
    cells = [str(counts[kind, column]) for column in ("classes", *COLUMNS)]
    return f"| {kind} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
