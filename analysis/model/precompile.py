"""Compile the solver in a process of its own, while this one reads what it is to solve.

Numba keeps compiled kernels on disk. The first fit on a machine has to make them, which takes
seconds in which nothing else could be done in one process: the compiler holds the
interpreter's lock.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A compiler that hangs must not keep the fits waiting: they can compile for themselves.
PATIENCE_SECONDS = 60


@cache
def begin_compiling() -> "subprocess.Popen[bytes]":
    """Start compiling, once in the life of this process.

    Returns
    -------
    Popen
        Ends after about a second where the kernels are on disk already.
    """
    return subprocess.Popen([sys.executable, "-m", __name__], cwd=ROOT)


def wait_until_compiled() -> None:
    """Wait for the compiler; a compiler that failed is no error here, fits compile anyway."""
    try:
        begin_compiling().wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        begin_compiling().kill()


def compile_solver() -> None:
    """Fit a problem just big enough for the compiled kernels."""
    import numpy as np
    from scipy import sparse

    from analysis.model.multinomial import SMALL_PROBLEM, fit_multinomial

    n_documents = SMALL_PROBLEM
    # All different: identical documents would be merged into a problem that needs no kernel.
    heights = np.cos(np.arange(n_documents), dtype=np.float32)
    features = sparse.csr_matrix(heights[:, None])
    fit_multinomial(features, (heights > 0).astype(int), 2, np.ones(n_documents), max_passes=1)


if __name__ == "__main__":
    compile_solver()
