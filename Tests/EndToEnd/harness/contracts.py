"""Python classes of the contracts, made from proto/ by the stock compiler.

`contracts.build()` must have run before another module imports `tupo.*` or `google.rpc`; conftest.py sees to it.
"""

import atexit
import importlib.resources
import shutil
import sys
import tempfile
from pathlib import Path

from grpc_tools import protoc

from .paths import PROTO


def build() -> None:
    """Compiles the contracts into a temporary folder and puts it on the module path."""
    folder = Path(tempfile.mkdtemp(prefix="tupo-contracts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    compile_with(f"--python_out={folder}", f"--grpc_python_out={folder}", *files("tupo", "google/api", "google/rpc"))
    sys.path.insert(0, str(folder))


def descriptor_set(*names: str) -> bytes:
    """The serialized FileDescriptorSet of some files with all that they import."""
    with tempfile.NamedTemporaryFile(suffix=".binpb") as file:
        compile_with(f"--descriptor_set_out={file.name}", "--include_imports", *names)
        return Path(file.name).read_bytes()


def files(*folders: str) -> list[str]:
    """Paths, relative to proto/, of the contracts below some folders."""
    return sorted(str(path.relative_to(PROTO)) for folder in folders for path in (PROTO / folder).rglob("*.proto"))


def compile_with(*arguments: str) -> None:
    """Runs protoc. Well-known types that proto/ does not hold come with the compiler."""
    bundled = importlib.resources.files("grpc_tools") / "_proto"
    code = protoc.main(["protoc", f"-I{PROTO}", f"-I{bundled}", *arguments])
    if code != 0:
        raise RuntimeError(f"protoc ended with {code}")
