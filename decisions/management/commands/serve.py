"""Serves the site with granian, one command for a laptop and for production."""

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.allocator import keep_freed_memory

MAX_DEFAULT_WORKERS = 4  # each takes up to 250 MB


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach the host name or address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bind_fault(host: str, port: int) -> str:
    """Return why the address cannot be listened on, or an empty string."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return getattr(error, "strerror", None) or str(error)
    return ""


class Command(BaseCommand):
    """Prepares the installation and replaces this process by the server."""

    help = "Bring the installation up to date and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare host, port and workers."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=min(cores, MAX_DEFAULT_WORKERS))

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the address, prepare, announce, serve."""
        host, port = options["host"], options["port"]
        if fault := bind_fault(host, port):
            raise CommandError(f"Cannot serve on {host}:{port}: {fault}. Choose another with --port.")
        call_command("prepare", stdout=self.stdout)
        self.announce(host, port)
        if not is_loopback(host):
            os.environ.setdefault("HOSTWISE_HOSTS", "*" if host in {"0.0.0.0", "::"} else host)  # noqa: S104
        self.stdout.flush()
        self.become_server(host, port, options["workers"])

    def announce(self, host: str, port: int) -> None:
        """Say where the site is and how to get into the admin."""
        if not is_loopback(host) and not settings.HTTPS:
            self.stderr.write(
                f"Warning: {host} is reachable by others without HTTPS; answers travel unencrypted "
                "(README.md, In production)."
            )
        name = f"[{host}]" if ":" in host else host
        self.stdout.write(f"Hostwise {settings.VERSION}: http://{name}:{port}/   (Ctrl-C stops it)")
        self.stdout.write(f"Admin: /admin/, after {sys.executable} manage.py createsuperuser")

    def become_server(self, host: str, port: int, workers: int) -> None:
        """Replace this process: the server needs none of the memory used so far."""
        granian = str(Path(sys.executable).with_name("granian"))
        options = f"--interface wsgi --blocking-threads 1 --workers {workers} --host {host} --port {port}"
        logs = ["--log-level", "warning", "--log-config", str(settings.BASE_DIR / "config" / "granian.json")]
        os.chdir(settings.BASE_DIR)
        keep_freed_memory()
        os.execv(granian, [granian, *options.split(), *logs, "config.wsgi:application"])  # noqa: S606
