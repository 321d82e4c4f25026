"""What a user is told about a study that cannot be opened."""

from pathlib import Path

from analysis.errors import InputError


def malformed_id(study_id: str) -> InputError:
    """Error for what cannot be a study id.

    Parameters
    ----------
    study_id : str

    Returns
    -------
    InputError
        To raise.
    """
    return InputError(
        f"study: {study_id[:40]!r} is no study id, which has 32 of the characters 0-9 and a-f. "
        "Copy the whole link, or choose a study from the list."
    )


def unknown_study(study_id: str) -> InputError:
    """Error for an id that no study has.

    Parameters
    ----------
    study_id : str
        Well-formed.

    Returns
    -------
    InputError
        To raise.
    """
    return InputError(
        f"study: there is none with the id {study_id!r}. It was deleted, or is kept on another "
        "machine or in another folder (PRIORSCOPE_HOME). Choose a study from the list, or load "
        "the corpora again."
    )


def newer_study(folder: Path, version: int, known: int) -> InputError:
    """Error for a study that a newer program wrote.

    Parameters
    ----------
    folder : Path
        Of the study.
    version, known : int
        Its form, and the newest form that can be read.

    Returns
    -------
    InputError
        To raise.
    """
    return InputError(
        f"study {folder.name}: it was written by a newer Priorscope, in form {version}; this one "
        f"reads forms up to {known}. Update Priorscope to open it; nothing in it was changed."
    )


def damaged_study(folder: Path, reason: str) -> InputError:
    """Error for a study whose files are not as they were written.

    Parameters
    ----------
    folder : Path
        Of the study.
    reason : str
        Which file, and what is wrong with it.

    Returns
    -------
    InputError
        To raise.
    """
    return InputError(
        f"study {folder.name}: it cannot be used ({reason}). If another program is using it, try "
        "again in a moment; otherwise restore its folder from a copy, or delete the study and "
        "load the corpora again."
    )
