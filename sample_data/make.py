"""Make the sample study: ``python -m sample_data.make --seed 0 --documents 330000 --out DIR``."""

import argparse
from pathlib import Path

from sample_data.fingerprint import content_fingerprint
from sample_data.study import FULL_SIZE, Study, make_study

__all__ = ["Study", "main", "make_study", "write_study"]


def write_study(study: Study, folder: Path) -> None:
    """Write ``labelled.parquet`` and ``unlabelled.parquet``; true labels are not written.

    Parameters
    ----------
    study : Study
    folder : Path
        Made if it does not exist; files of these names in it are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in (("labelled", study.labelled), ("unlabelled", study.documents)):
        path = folder / f"{name}.parquet"
        table.to_parquet(path, index=False, compression="zstd", compression_level=19)


def main() -> None:
    """Make the study that the command line asks for, and print its fingerprint."""
    parser = argparse.ArgumentParser(prog="python -m sample_data.make", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--documents", type=int, default=FULL_SIZE)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    study = make_study(options.seed, options.documents)
    write_study(study, options.out)
    print(f"{len(study.documents)} documents, {len(study.drawn)} labelled")
    print(f"fingerprint {content_fingerprint(study.labelled, study.documents)}")


if __name__ == "__main__":
    main()
