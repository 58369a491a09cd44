"""Where a cluster is and how it is used."""

from l10n.dataclass import dataclass
from l10n.errors import UsageError
from l10n.lines import display_line
from l10n.messages import _
from l10n.regex import regex

LOCAL = "local"
"""Instead of an address: a cluster of this machine's processors, for one command."""
OFF = "off"
"""Instead of an address: no cluster, whatever the file says."""
_ADDRESS = regex(
    r"(?P<scheme>tcp|tls)://(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\[\]@:\\%/?#\s]+))"
    r":(?P<port>[0-9]{1,5})/?"
)
_SHOWN = 100
"""Characters of an address that are shown."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files by which both sides of a connection over TLS know each other; all PEM."""

    ca: str = ""
    """Certificates of the authority that both go by."""
    certificate: str = ""
    """Of this client, with its chain."""
    key: str = ""
    """Of the certificate."""


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Where a cluster is, and what is sent to it at a time."""

    address: str
    """Of the scheduler, `tcp://host:8786` or `tls://host:8786`, or LOCAL."""
    certificates: Certificates = Certificates()
    resources: tuple[tuple[str, float], ...] = ()
    """What a worker has to offer for a slice, by name: `GPU`, 1."""
    texts: int = 256
    """In one slice at most."""
    patience: int = 60
    """Seconds without any worker, or without an answer of the scheduler, before it is given up."""
    workers: int = 0
    """Of a cluster on this machine; 0 for one on each core."""


def scheduler_address(given: str) -> str:
    """The address of a scheduler, or LOCAL or OFF; raises UsageError for what is none."""
    text = given.strip()
    if text in (LOCAL, OFF):
        return text
    found = _ADDRESS.fullmatch(text) if text.isprintable() else None
    if found is not None and 0 < int(found["port"]) < 1 << 16 and _is_host(found["six"]):
        return text.rstrip("/")
    raise UsageError(
        _("“{address}” is not the address of a scheduler").format(
            # What stands before an @ may be a password.
            address=display_line(given.rpartition("@")[2][:_SHOWN])
        ),
        code="CLU-001",
        remedy=_("allowed: {allowed}").format(
            allowed="tcp://192.0.2.7:8786, tls://scheduler.example.org:8786, local, off"
        ),
    )


def host_and_port(address: str) -> tuple[str, int]:
    """Where a scheduler is, of an address that `scheduler_address` gave."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return found["six"] or found["host"], int(found["port"])


def _is_host(six: str | None) -> bool:
    """True for an address of IPv6, and where there is none."""
    if six is None:
        return True
    from ipaddress import ip_address

    try:
        return ip_address(six).version == 6
    except ValueError:
        return False
