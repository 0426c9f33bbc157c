"""The stored file of a batch as a path that can be read, also where files lie in an object store."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.base.models import Batch


@contextmanager
def path_of(batch: Batch) -> Iterator[Path]:
    """The file's own path, else that of a copy that is thrown away."""
    try:
        yield Path(batch.file.path)
        return
    except NotImplementedError:
        pass
    with tempfile.NamedTemporaryFile(suffix=".table") as copy, batch.file.open("rb") as stored:
        shutil.copyfileobj(stored, copy)
        copy.flush()
        yield Path(copy.name)
