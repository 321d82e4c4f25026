import os
import subprocess
import sys

from analysis.model import precompile


def test_compiling_fills_an_empty_cache(tmp_path):
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-m", "analysis.model.precompile"],
        cwd=precompile.ROOT,
        env=environment,
        check=True,
    )
    assert list(tmp_path.rglob("ascent_kernel.ascend*.nbi"))


def test_it_begins_once_and_ends():
    assert precompile.begin_compiling() is precompile.begin_compiling()
    precompile.wait_until_compiled()
    assert precompile.begin_compiling().returncode == 0


def test_a_compiler_that_hangs_is_given_up(monkeypatch):
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(precompile, "begin_compiling", lambda: process)
    monkeypatch.setattr(precompile, "PATIENCE_SECONDS", 0.01)
    precompile.wait_until_compiled()
    assert process.wait(10) != 0


def test_the_kernel_has_one_form_only():
    from analysis.model.ascent_kernel import ascend

    precompile.compile_solver()
    assert len(ascend.signatures) == 1
