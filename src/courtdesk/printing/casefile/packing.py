"""Packs a case's file, unpacks it as a folder, and keeps in the record that it left the vault."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.errors import KnownError
from courtdesk.printing.casefile.gathering import CaseFile
from courtdesk.printing.casefile.texts import json_of

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault


class CannotExport(KnownError):
    """A case's file cannot be written."""


def files_of(case_file: CaseFile) -> Iterator[tuple[str, bytes]]:
    """Each file with its path: presses the pages, and ends with the manifest of all."""
    from courtdesk.paper.press import press

    listed = []
    pressed = ((page.path, press(page.document)) for page in case_file.pages)
    for path, content in (*case_file.texts, *pressed):
        digest = hashlib.sha256(content).hexdigest()
        listed.append({"path": path, "bytes": len(content), "sha256": digest})
        yield path, content
    manifest = {
        "case": case_file.number,
        "made": case_file.made_at.isoformat(timespec="seconds"),
        "by": case_file.by,
        "record": case_file.fingerprint,
        "sealed": case_file.sealed,
        "files": sorted(listed, key=lambda file: str(file["path"])),
    }
    yield "manifest.json", json_of(manifest)


def packed(case_file: CaseFile) -> bytes:
    """The case's file as one ZIP."""
    made = io.BytesIO()
    when = case_file.made_at.timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files_of(case_file):
            entry = zipfile.ZipInfo(path, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def unpack(archive: bytes, folder: Path) -> None:
    """Write a packed case's file as a folder that does not exist yet: all of it or nothing.

    Raises:
        CannotExport: the folder exists, or the disk refused.
    """
    import shutil

    part = folder.with_name(f".{folder.name}.part")
    if folder.exists() or part.exists():
        raise CannotExport(f"“{folder.name}” exists already. Name a folder that does not.")
    try:
        part.mkdir(mode=0o700)
        with zipfile.ZipFile(io.BytesIO(archive)) as packed_files:
            packed_files.extractall(part)
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        why = error.strerror or "the disk refused"
        raise CannotExport(
            f"“{folder.name}” could not be written: {why}. Nothing is left."
        ) from error


def tell(vault: "Vault", case_file: CaseFile, archive: bytes, form: str) -> None:
    """Keep in the record that the case's file left the vault, and each paper in it."""
    from courtdesk.vault.prints import NewPrint, Prints

    prints = Prints(vault)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed_files:
        for page in case_file.pages:
            head, imprint = page.document.masthead, page.document.imprint
            what = NewPrint(
                page.kind, head.title, imprint.fingerprint, head.edition, case_id=case_file.case_id
            )
            prints.record(what, packed_files.read(page.path))
    detail = f"case as {form}" + (", with sealed portions" if case_file.sealed else "")
    vault.note("export", case_file.case_id, detail)
