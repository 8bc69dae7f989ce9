"""Forked kernels: at once, and each as if it were alone."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from made_notebook import notebook
from nbclient import NotebookClient
from svarbenk.batch.kernels import ForkedKernelManager, Mother, can_fork
from traitlets.config import Config

pytestmark = [pytest.mark.batch, pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")]

LOOK = """
import sys, random
import numpy as np, pandas as pd, matplotlib
print(repr((
    sorted(name for name in sys.modules if name.startswith("only_here")), matplotlib.rcParams["lines.linewidth"],
    pd.get_option("display.max_rows"), "leftover" in globals(), matplotlib._pylab_helpers.Gcf.get_all_fig_managers(),
    __import__("os").environ.get("LEFT_HERE"),
)))
"""
LEAVE = """
import sys, types, os, matplotlib, pandas as pd, matplotlib.pyplot as plt
sys.modules["only_here"] = types.ModuleType("only_here")
matplotlib.rcParams["lines.linewidth"] = 77
pd.set_option("display.max_rows", 7)
plt.figure(num="left open")
os.environ["LEFT_HERE"] = "1"
leftover = 1
"""


def run(*codes: str, env: dict | None = None):
    """Run cells in a forked kernel; the texts of the last cell's outputs."""
    made = notebook(*(("code", code) for code in codes))
    with tempfile.TemporaryDirectory(prefix="svb-") as folder:
        config = Config()
        config.KernelManager.transport = "ipc"
        config.KernelManager.ip = f"{folder}/k"
        config.KernelManager.connection_file = f"{folder}/kernel.json"
        client = NotebookClient(made, timeout=60, kernel_manager_class=ForkedKernelManager, config=config)
        client.execute(env={**os.environ, **(env or {})})
    return made.cells[-1].outputs


def text(outputs) -> str:
    return "".join(output.get("text", "") for output in outputs).strip()


def test_kernels_are_forks_of_one_mother():
    pids = {text(run("import os; print(os.getppid())")) for _ in range(3)}
    assert pids == {str(Mother.shared().pid)}
    imported = text(run("import sys; print('pandas' in sys.modules, 'statsmodels' in sys.modules)"))
    assert imported == "True True"


def test_a_kernel_has_one_thread_too_few_to_be_unsafe():
    # a process with threads must not fork: what the mother imported must not have started any
    assert psutil.Process(Mother.shared().pid).num_threads() == 1


def test_nothing_of_one_run_is_seen_by_the_next():
    before = text(run(LOOK))
    assert "77" in text(run(LEAVE, LOOK)), "the first run did leave something behind"
    assert text(run(LOOK)) == before


def test_random_numbers_differ_between_runs():
    code = "import random, numpy as np; print(random.random(), np.random.rand())"
    drawn = [text(run(code)).split() for _ in range(3)]
    assert len({each[0] for each in drawn}) == len({each[1] for each in drawn}) == 3


def test_figures_of_pyplot_are_shown():
    outputs = run("import matplotlib.pyplot as plt; _ = plt.plot([1, 2]); plt.show()")
    assert any("image/png" in output.get("data", {}) for output in outputs)


def test_environment_is_the_runs_own():
    assert text(run("import os; print(os.environ.get('OF_THIS_RUN'))", env={"OF_THIS_RUN": "ja"})) == "ja"
    assert text(run("import os; print(os.environ.get('OF_THIS_RUN'))")) == "None"


def test_a_kernel_that_dies_does_not_take_the_mother_with_it():
    from nbclient.exceptions import DeadKernelError

    mother = Mother.shared().pid
    with pytest.raises(DeadKernelError):
        run("import os; os._exit(3)")
    assert text(run("import os; print(os.getppid())")) == str(mother)


def test_a_mother_that_dies_is_replaced():
    old = Mother.shared().pid
    os.kill(old, signal.SIGKILL)
    psutil.Process(old).wait(10)
    assert text(run("print('går videre')")) == "går videre"
    assert Mother.shared().pid != old


def test_an_owner_that_is_gone_before_all_is_imported_is_no_error():
    code = "import os\nfrom svarbenk.batch.kernels import Mother\nMother()\nos._exit(0)"
    owner = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (owner.returncode, owner.stderr) == (0, "")  # read until the mother too has closed it


OWNER = """
import os, sys, time
sys.path.insert(0, {tests!r})
from svarbenk.batch.kernels import Mother
kernel = Mother.shared().start(["-f", {file!r}], dict(os.environ), {cwd!r})
print(Mother.shared().pid, kernel.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_when_the_owner_is_killed(tmp_path, how):
    code = OWNER.format(tests=str(Path(__file__).parent), file=str(tmp_path / "kernel.json"), cwd=str(tmp_path))
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    left = [psutil.Process(int(pid)) for pid in owner.stdout.readline().split()]
    owner.send_signal(how)
    owner.wait(10)
    until = time.monotonic() + 5
    while time.monotonic() < until and any(each.is_running() and each.status() != "zombie" for each in left):
        time.sleep(0.05)
    assert not [each for each in left if each.is_running() and each.status() != "zombie"]
