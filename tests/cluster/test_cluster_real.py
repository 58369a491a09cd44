"""A real scheduler of Dask and real workers: who may draft, and what a person is told."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cluster.dask import Dask, Desk, dask, desk, end
from tests.distributions import Said

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.generator


@pytest.fixture
def newsroom(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    made.lay_out(10, 4)
    return made


@pytest.fixture
def cluster(newsroom: Desk) -> Iterator[Dask]:
    with dask(newsroom.made.packages) as made:
        yield made


def lines(said: Said) -> list[str]:
    return said.err.splitlines()


def configured(newsroom: Desk, text: str) -> dict[str, str]:
    """What lets a command read a file of settings."""
    path = newsroom.made.packages.parent / "config.toml"
    path.write_text(text)
    path.chmod(0o600)
    return {"L10N_CONFIG_FILE": str(path)}


def test_a_worker_that_differs_is_refused_by_name_and_once(
    newsroom: Desk, cluster: Dask, tmp_path: Path
) -> None:
    cluster.start_worker("right")
    cluster.start_worker("wrong", COUNTING_MODEL="2")
    cluster.start_worker("broken", COUNTING_MODEL="none")
    # The tool is not installed there.
    (tmp_path / "bare/l10n").mkdir(parents=True)
    missing = "raise ModuleNotFoundError(\"No module named 'l10n'\")"
    (tmp_path / "bare/l10n/__init__.py").write_text(missing)
    cluster.start_worker("bare", PYTHONPATH=str(tmp_path / "bare"))
    time.sleep(6)
    said = newsroom.sync("--cluster", cluster.address)
    assert said.code == 0
    told = sorted(line for line in lines(said) if "gets no texts" in line)
    assert len(told) == len(lines(said)) == 3
    assert "the worker bare of the cluster gets no texts: No module named 'l10n'" in told[0]
    assert "the worker broken of the cluster gets no texts: it is not set up here" in told[1]
    assert "the worker wrong of the cluster gets no texts: it lacks the model counting 1" in told[2]
    assert len(newsroom.drafted()) == 40
    assert all(each.poll() is None for each in cluster.workers.values())


def test_where_all_workers_are_refused_the_remedy_is_told(newsroom: Desk, cluster: Dask) -> None:
    cluster.start_worker("keyless", COUNTING_FAILS="1")
    said = newsroom.sync("--cluster", cluster.address)
    assert said.code == 4
    assert "no key is there — write the key there" in lines(said)[-1]
    assert "Traceback" not in said.err


def test_texts_that_end_every_worker_are_told_of(newsroom: Desk, cluster: Dask) -> None:
    newsroom.made.write("articles/z.md", "Усе впаде 7.\n")
    for number in range(6):
        cluster.start_worker(f"w{number}")
    time.sleep(5)
    said = newsroom.sync("--cluster", cluster.address)
    assert said.code == 4
    assert "several workers ended while they had it" in said.err
    assert "Traceback" not in said.err
    assert len(set(newsroom.drafted())) >= 33


def test_only_workers_with_a_gpu_draft(newsroom: Desk, cluster: Dask) -> None:
    cluster.start_worker("plain")
    time.sleep(4)
    environment = configured(newsroom, "[cluster]\nresources = {GPU = 1}\n")
    said = newsroom.sync("--cluster", cluster.address, **environment)
    assert "no worker of the cluster offers GPU=1" in said.err
    cluster.start_worker("card", "--resources", "GPU=1")
    time.sleep(4)
    newsroom.log.unlink()
    said = newsroom.sync("--cluster", cluster.address, **environment)
    assert (said.code, said.err) == (0, "")
    worker = cluster.workers["card"].pid
    assert newsroom.made_engines().count(f"made {worker}") == 1
    assert len(newsroom.drafted()) == 40


def test_a_scheduler_of_another_version_is_told_of(newsroom: Desk, cluster: Dask) -> None:
    assert cluster.scheduler is not None
    end(cluster.scheduler)
    patched = (
        "import distributed.versions as v\n"
        "known = v.get_package_info\n"
        "v.get_package_info = lambda packages: {**known(packages), 'distributed': '1.0'}\n"
        "from distributed.cli.dask_scheduler import main\n"
        "main()\n"
    )
    place = ["--host", "127.0.0.1", "--port", str(cluster.port), "--no-show"]
    command = [sys.executable, "-P", "-c", patched, *place]
    cluster.scheduler = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(6)
    said = newsroom.sync("--cluster", cluster.address)
    assert said.code == 4
    assert "runs distributed 1.0, and this is" in said.err
    assert len(lines(said)) == 1


def test_a_scheduler_that_hangs_is_given_up(newsroom: Desk, cluster: Dask) -> None:
    newsroom.lay_out(10, 4, pause=300)
    cluster.start_worker("w1")
    client = newsroom.begin("--cluster", cluster.address)
    while len(newsroom.drafted()) < 2:
        time.sleep(0.1)
    assert cluster.scheduler is not None
    cluster.scheduler.send_signal(signal.SIGSTOP)
    assert client.wait(timeout=90) == 4


def test_a_certificate_lets_a_client_in(newsroom: Desk, tmp_path: Path) -> None:
    ca, key = tmp_path / "ca.pem", tmp_path / "key.pem"
    make = (
        "import distributed, json; s = distributed.Security.temporary();"
        "print(json.dumps([s.tls_ca_file, s.tls_client_key]))"
    )
    told = subprocess.run([sys.executable, "-c", make], capture_output=True, check=True)
    for path, text in zip((ca, key), json.loads(told.stdout), strict=True):
        path.write_text(text)
    options = ["--tls-ca-file", str(ca), "--tls-cert", str(ca), "--tls-key", str(key)]
    environment = configured(
        newsroom, f'[cluster]\nca = "{ca}"\ncertificate = "{ca}"\nkey = "{key}"'
    )
    with dask(newsroom.made.packages, "w1", scheme="tls", options=options) as secured:
        said = newsroom.sync("--cluster", secured.address, **environment)
        assert (said.code, said.err) == (0, "")
        assert len(newsroom.drafted()) == 40
        newsroom.forget()
        without = newsroom.sync("--cluster", secured.address)
        assert "the certificates of the cluster cannot be used" in without.err
        unencrypted = secured.address.replace("tls:", "tcp:")
        said = newsroom.sync("--cluster", unencrypted, **environment)
        assert f"{unencrypted} has not answered within 10 seconds" in said.err


@pytest.fixture
def left_over() -> Callable[[], list[str]]:
    def found() -> list[str]:
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
        return [each for each in listed.stdout.splitlines() if "l10n.engines.cluster.local" in each]

    return found


def test_a_cluster_of_this_machine_ends_with_its_command(
    newsroom: Desk, left_over: Callable[[], list[str]]
) -> None:
    assert newsroom.sync().code == 0
    expected = newsroom.files()
    newsroom.forget()
    said = newsroom.sync("--cluster", "local")
    assert (said.code, said.err) == (0, "")
    assert newsroom.files() == expected
    assert left_over() == []
    newsroom.forget()
    newsroom.lay_out(10, 4, pause=200)
    client = newsroom.begin("--cluster", "local")
    while len(newsroom.drafted()) < 4:
        time.sleep(0.1)
    end(client)
    deadline = time.monotonic() + 30
    while left_over() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left_over() == []
