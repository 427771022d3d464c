"""The site as it runs for its users, on a folder and database of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The site as `manage.py serve` runs it, on its own folder and database."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        own = {"HOSTWISE_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}"}
        self.environment = os.environ | own | environment
        command = [sys.executable, "manage.py", "serve", "--workers", "1"]
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def manage(self, *command: str, **environment: str) -> None:
        """Run a management command on the site's folder and database."""
        whole = self.environment | environment
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=whole, check=True, capture_output=True)

    def wait(self, seconds: float = 60) -> None:
        """Return as soon as the site answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/livez", timeout=5).read()
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End the server and its workers."""
        self.process.terminate()
        self.process.wait(timeout=30)
