"""Where services keep their data in a test: in a folder, or in a database of a PostgreSQL server.

Where `TUPO_TEST_DATABASE_URL` names a server, as under deploy/postgres-test.sh, every place is a database of it.
"""

import os
import shutil
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path

SERVER = os.environ.get("TUPO_TEST_DATABASE_URL")
PREPARE = Path(__file__).resolve().parents[3] / "deploy" / "postgresql" / "prepare.sql"


def psql(*arguments: str, url: str | None = None) -> str:
    """Runs psql as the server's administrator; what it printed."""
    done = subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-A", "-t", "-d", url or SERVER, *arguments],
        text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True)
class Place:
    """What a service is told by a flag."""

    flags: tuple[str, str]
    folder: Path

    @classmethod
    def new(cls, folder: Path) -> "Place":
        """An empty place: a folder below `folder`, or a database that an administrator has prepared."""
        if not SERVER:
            return cls(("--data", str(folder / "data")), folder)
        place = cls._database(folder)
        psql("-c", f"CREATE DATABASE {place.database} TEMPLATE template0 ENCODING 'UTF8'")
        psql("-f", str(PREPARE), url=place.as_administrator)
        return place

    @classmethod
    def _database(cls, folder: Path) -> "Place":
        host = SERVER.split("@")[-1].rsplit("/", 1)[0]
        return cls(("--database", f"postgres://{host}/city_{uuid.uuid4().hex[:12]}"), folder)

    def all_flags(self, service: str) -> list[str]:
        """Every flag by which a service finds its data, and where it is to write heads."""
        if not SERVER:
            return list(self.flags)
        return [*self.flags, "--heads", str(self.heads), "--head-key", str(self.folder / f"{service}.head-key")]

    @property
    def heads(self) -> Path:
        """Where signed heads of the logs are written."""
        return self.folder / "heads" if SERVER else Path(self.flags[1]) / "heads"

    @property
    def database(self) -> str:
        """The database's name."""
        return self.flags[1].rsplit("/", 1)[1]

    @property
    def as_administrator(self) -> str:
        """The URL under which an administrator sees it."""
        return f"{SERVER.rsplit('/', 1)[0]}/{self.database}"

    def copy(self, folder: Path) -> "Place":
        """Another place with the same data. No service may have it open."""
        if not SERVER:
            copy = Place.new(folder)
            shutil.copytree(self.flags[1], copy.flags[1])
            return copy
        copy = self._database(folder)
        if self.heads.exists():
            shutil.copytree(self.heads, copy.heads, dirs_exist_ok=True)
        psql("-c", f"CREATE DATABASE {copy.database} TEMPLATE {self.database}")
        return copy

    def remove(self) -> None:
        """Gives the room back."""
        if SERVER:
            psql("-c", f"DROP DATABASE {self.database} WITH (FORCE)")
        else:
            shutil.rmtree(self.flags[1])
