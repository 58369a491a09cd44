"""A cluster on this machine: a scheduler and a worker for each core, for one command.

They run below one process of their own, which ends when its input ends: when the command does,
however that ends. Anyone on the machine can reach a port, and a scheduler runs what it is sent; so
all that speaks with it needs a key that is made for this one run.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from l10n.cores import cores
from l10n.dataclass import dataclass
from l10n.errors import EngineError, exception_words
from l10n.messages import _

if TYPE_CHECKING:
    from distributed import Security

_COMMAND = (sys.executable, "-P", "-m", "l10n.engines.cluster.local")
_VARIABLES = {
    # Processes import nothing from the folder that they run in.
    "PYTHONSAFEPATH": "1",
    # Dask lets its workers give each page back at once (65536), and decoding take it anew: with a
    # model of public size that is twice the time.
    "MALLOC_TRIM_THRESHOLD_": str(1 << 27),
    "MALLOC_MMAP_THRESHOLD_": str(1 << 25),
    # What Dask measures of itself takes 6 % of a core for two workers, though they do nothing.
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__GIL__ENABLED": "False",
    # Each process computes on one core: Dask says so to those that it starts itself.
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
}
if "forkserver" in multiprocessing.get_all_start_methods():
    # Half a second for each worker is importing Dask: it is done once, and workers are its forks.
    _VARIABLES["DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD"] = "forkserver"
_PATIENCE = 20
"""Seconds that it may take to end."""


_WAIT = """import os
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
"""
"""What its process is in the end."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A cluster that is starting: `LocalCluster.ready` waits for it."""

    process: "subprocess.Popen[bytes]"
    listening: int
    """The pipe in which it says how it is reached."""

    @classmethod
    def of(cls, workers: int) -> "Begun":
        """Start a cluster; 0 workers: one for each core that may be used."""
        listening, saying = os.pipe()
        try:
            process = subprocess.Popen(
                [*_COMMAND, str(workers or cores()), str(saying)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(saying,),
                env={**os.environ, **_VARIABLES},
                cwd=tempfile.gettempdir(),
                # Ctrl-C is for the command, which ends it in its turn.
                start_new_session=True,
            )
        except BaseException:
            os.close(listening)
            raise
        finally:
            os.close(saying)
        return cls(process, listening)

    def close(self) -> None:
        """End it before anyone has heard of it."""
        _end(self.process)
        os.close(self.listening)


@dataclass(frozen=True, slots=True)
class LocalCluster:
    """The process that keeps a cluster, and how to reach that."""

    address: str
    _process: "subprocess.Popen[bytes]"
    _ca: str
    _key: str

    @classmethod
    def ready(cls, begun: Begun) -> "LocalCluster":
        """Wait until one that is starting can be reached; raises EngineError."""
        process = begun.process
        try:
            said = _heard(begun.listening)
        except BaseException:
            begun.close()
            raise
        os.close(begun.listening)
        if "why" not in said:
            return cls(said["address"], process, said["ca"], said["key"])
        process.kill()
        process.communicate()
        raise EngineError(
            _("no cluster can be started on this machine: {why}").format(why=said["why"]),
            code="CLU-018",
            remedy=_("draft without one: --cluster off"),
        )

    def security(self) -> "Security":
        """What lets this process in."""
        from distributed import Security

        return Security(
            require_encryption=True,
            tls_ca_file=self._ca,
            tls_client_cert=self._ca,
            tls_client_key=self._key,
        )

    def close(self) -> None:
        """End it, and wait until all its processes have ended."""
        _end(self._process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None
    try:
        process.stdin.close()
        process.wait(timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        process.kill()
        process.wait()


def _heard(source: int) -> dict[str, str]:
    """What the process says once it is ready, or `why` it is not."""
    said = b""
    while not said.endswith(b"\n"):
        more = os.read(source, 1 << 16)
        if not more:
            return {"why": _("its process ended")}
        said += more
    found: dict[str, str] = json.loads(said)
    return found


def main() -> None:
    """Keep a cluster of so many workers until the input ends; how to reach it goes to a pipe."""
    workers, told = map(int, sys.argv[1:])
    os.set_inheritable(told, False)
    try:
        with tempfile.TemporaryDirectory(prefix="l10n-cluster-") as folder:
            _keep(workers, told, folder)
        # The process that workers are forks of ends a moment after this program does, which its
        # children outlive: what waits for them here is another program, without threads and files.
        os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", _WAIT])
    except Exception as error:
        os.write(told, json.dumps({"why": exception_words(error)}).encode() + b"\n")


def _keep(workers: int, told: int, folder: str) -> None:
    import distributed

    security = distributed.Security.temporary()
    with distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        # The system knows better what memory there is than a share of it for each.
        memory_limit=0,
        security=security,
        local_directory=folder,
        # Imported while the command reads its articles.
        preload=["l10n.desk.clusters"],
    ) as cluster:
        client = security.get_tls_config_for_role("client")
        words = {
            "address": cluster.scheduler_address,
            "ca": client["ca_file"],
            "key": client["key"],
        }
        os.write(told, json.dumps(words).encode() + b"\n")
        sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
