"""PostgreSQL settings of the embedded server: modest, durable, and silent about people."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

MB = 1024 * 1024


def configuration(socket: Path, over: Mapping[str, str]) -> str:
    """The server's configuration file, with `over` laid on top."""
    chosen = {**_places(socket), **_memory(), **_writing(), **_silence(), **over}
    head = "# Written by Kith at every start: changes here are lost.\n"
    return head + "".join(f"{name} = '{value}'\n" for name, value in chosen.items())


def _places(socket: Path) -> dict[str, str]:
    """Reached by a private socket only; nothing listens on the network."""
    return {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": "80",
    }


def _memory() -> dict[str, str]:
    """A sixteenth of the machine for shared pages, between 64 MB and 512 MB; sorts may take 24 MB each."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "shared_buffers": f"{min(max(whole // 16 // MB, 64), 512)}MB",
        "effective_cache_size": f"{max(whole // 4 // MB, 256)}MB",
        "work_mem": "24MB",
        "maintenance_work_mem": "192MB",
        "dynamic_shared_memory_type": "posix" if _room("/dev/shm") > 256 * MB else "mmap",  # noqa: S108
        "max_parallel_workers_per_gather": "0",  # figures leave a processor to the pages (decision 0017)
        "jit": "off",
        "random_page_cost": "1.1",
    }


def _writing() -> dict[str, str]:
    """Every commit is on the disk before it is answered; long gaps between check points."""
    return {
        "wal_compression": "on",
        "checkpoint_timeout": "15min",
        "max_wal_size": "2GB",
        "min_wal_size": "128MB",
        "restart_after_crash": "on",
    }


def _silence() -> dict[str, str]:
    """The log names what went wrong but never the values of a row: they are about people."""
    return {
        "logging_collector": "on",
        "log_directory": "log",
        "log_filename": "kith-%a.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_checkpoints": "off",
        "datestyle": "iso, ymd",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }


def _room(place: str) -> int:
    try:
        found = os.statvfs(place)
    except OSError:
        return 0
    return found.f_bavail * found.f_frsize
