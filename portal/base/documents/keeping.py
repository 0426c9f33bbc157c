"""Where the files lie: under the data folder, named by their content, so that one file is kept once and none is overwritten."""

from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage


def place_of(sha256: str) -> str:
    return f"documents/{sha256[:2]}/{sha256}"


def keep(file: BinaryIO, sha256: str) -> str:
    """Store the content unless it is there already; its name in the storage."""
    place = place_of(sha256)
    if not default_storage.exists(place):
        file.seek(0)
        stored = default_storage.save(place, File(file))
        if stored != place:  # somebody else stored the same at the same moment
            default_storage.delete(stored)
    return place
