"""The text of HTML, Word and PDF files. Each reader is an extra of the installation, and imported when it is needed.

What is read is the extracted text: places of evidence count in it, and a build keeps it beside the graph.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO

from kg.errors import InputError
from kg.text.decode import decoded

_SHORTEST = "40"  # characters of a main text; trafilatura's 250 are meant for letters
_MOST_UNPACKED = 256 << 20  # bytes of a Word file's parts: what is packed a thousand times smaller is an attack


def _html(data: bytes, name: str) -> str:
    """The main text of a page of the web, without menus and footers; all of its text where none can be told apart."""
    import trafilatura
    from trafilatura.settings import use_config

    page, _ = decoded(data, name)
    config = use_config()
    for setting in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", setting, _SHORTEST)
    text = trafilatura.extract(page, include_comments=False, include_tables=True, config=config)
    return text or trafilatura.html2txt(page) or ""


def _docx(data: bytes, name: str) -> str:
    """Paragraphs and tables in their order, a row a line; headings are marked with #."""
    import docx
    from docx.table import Table

    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise InputError(name, f"unpacks to more than {_MOST_UNPACKED >> 20} MB; save its text as UTF-8")
    lines = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
        else:
            style = block.style.name if block.style is not None else ""
            marked = block.text.strip() and (style or "").startswith(("Heading", "Title"))
            lines.append(f"## {block.text}" if marked else block.text)
    return "\n".join(lines)


def _pdf(data: bytes, name: str) -> str:
    """The text of the pages, one after another. A scan has none."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told in one line, by who reads the file
    reader = pypdf.PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(name, "locked with a password; save it without")
    return "\n".join(page.extract_text() for page in reader.pages)


_READERS: dict[str, tuple[Callable[[bytes, str], str], str, str]] = {
    ".htm": (_html, "trafilatura", "html"),
    ".html": (_html, "trafilatura", "html"),
    ".docx": (_docx, "docx", "docx"),
    ".pdf": (_pdf, "pypdf", "pdf"),
}
SUFFIXES = frozenset(_READERS)


def extracted(data: bytes, suffix: str, name: str) -> str:
    """The text of a file with one of the `SUFFIXES`. Raises `InputError`, which names the file by `name`, where its
    reader is not installed, the file is not what its suffix says, or no text is in it."""
    reader, module, extra = _READERS[suffix]
    if find_spec(module) is None:
        raise InputError(name, f"{extra} needs a reader that is not installed; pip install 'localgov-kg[{extra}]'")
    try:
        text = reader(data, name)
    except InputError:
        raise
    except Exception as error:  # a parser that is given what strangers made may fail in any way
        why = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise InputError(name, f"cannot be read as {extra} ({why}); save its text as UTF-8") from error
    if not text.strip():
        hint = "if it is a scan, recognise its text first" if extra == "pdf" else "save its text as UTF-8"
        raise InputError(name, f"no text is in it; {hint}")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")  # a PDF may have anything
