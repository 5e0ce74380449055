"""The `tupo` command as a person types it. The one place that knows its flags."""

import os
import pty
import subprocess
from pathlib import Path

import yaml

from .city import City
from .paths import BIN, PATIENCE_SECONDS, PROGRAMMES, ROOT, environment

Done = subprocess.CompletedProcess


def tupo(*arguments: str | Path, city: City | None = None, **environ: str) -> Done:
    """Runs `tupo`, against a city's services when one is given; its output as text."""
    where = city.environ() if city else {}
    return subprocess.run(
        [BIN / "tupo", *map(str, arguments)], cwd=ROOT, env=environment(**where, **environ), text=True,
        encoding="utf-8", capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS * 2)


def tupo_done(*arguments: str | Path, city: City | None = None, **environ: str) -> str:
    """Runs `tupo`, which must succeed; its stdout."""
    done = tupo(*arguments, city=city, **environ)
    assert done.returncode == 0, told(done)
    return done.stdout


def told(done: Done) -> str:
    """What a command printed, for a failing test's message."""
    words = " ".join(str(word) for word in done.args)
    return f"{words}\nexit code {done.returncode}\nstdout:\n{done.stdout}\nstderr:\n{done.stderr}"


def on_terminal(*arguments: str, city: City, **environ: str) -> str:
    """Runs `tupo` with a terminal for its output; everything that it wrote there."""
    near, far = pty.openpty()
    variables = environment(**city.environ(), TERM="xterm-256color", **environ)
    words = [BIN / "tupo", *arguments]
    with subprocess.Popen(words, cwd=ROOT, env=variables, stdout=far, stderr=far, stdin=far) as run:
        os.close(far)
        written = b""
        try:
            while chunk := os.read(near, 65536):
                written += chunk
        except OSError:
            pass  # The terminal's other end was closed: the command has ended.
        os.close(near)
        code = run.wait(timeout=PATIENCE_SECONDS)
    assert code == 0, written.decode("utf-8", "replace")
    return written.decode("utf-8")


def programme_file(programme: str) -> dict:
    """The programme's own file."""
    return yaml.safe_load((PROGRAMMES / programme / "programme.yaml").read_text(encoding="utf-8"))


def apply_programme(city: City, programme: str, *flags: str) -> str:
    """`tupo programme apply`."""
    return tupo_done("programme", "apply", programme, *flags, city=city)


def import_figures(city: City, programme: str) -> None:
    """`tupo indicators import`, once for each file that the programme names, in its order."""
    for entry in programme_file(programme)["figures"]:
        mark = ["--demonstration"] if entry["demonstration"] else []
        tupo_done(
            "indicators", "import", PROGRAMMES / programme / entry["file"], "--programme", programme, "--source",
            entry["source"], *mark, city=city)
