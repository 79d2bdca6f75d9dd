"""What makes a PDF fit for the archive (PDF/A-1b): metadata, output intent, structure, identity.

ISO 19005-1. ReportLab writes its own objects; this class adds the catalogue entries, and writes
the structure tree past ReportLab's object table, which would need ten times the memory.
"""

import hashlib
from datetime import datetime
from typing import Any

from reportlab import Version
from reportlab.pdfbase import pdfdoc

from courtdesk import __version__
from courtdesk.paper.blocks import Document
from courtdesk.paper.colour import srgb_profile
from courtdesk.paper.escape import printable, xml
from courtdesk.paper.tagging import StructureTree

_STREAM_END = b"endstream\nendobj\n"
_TREE = "StructTreeRoot"
_CREATOR = f"CourtDesk {__version__}"
_PRODUCER = f"ReportLab {Version}"


class ArchivalFile(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """The file that a document becomes. The same document gives the same bytes."""

    def __init__(self, document: Document) -> None:
        super().__init__(
            compression=1, invariant=1, pdfVersion=(1, 4), lang=document.masthead.language
        )
        self.tree = StructureTree()
        self.info = _Information(document)
        self._digest = hashlib.md5(usedforsecurity=False)
        self._digest.update(_metadata(document))
        catalog = self.Catalog
        catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
        catalog.Metadata = _stream(_metadata(document), Type="/Metadata", Subtype="/XML")
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.OutputIntents = pdfdoc.PDFArray([self._output_intent()])
        catalog.StructTreeRoot = self.Reference(pdfdoc.PDFDictionary(), _TREE)

    def _output_intent(self) -> Any:
        profile = _stream(srgb_profile(), N=3)
        profile.filters = [pdfdoc.PDFZCompress]
        return pdfdoc.PDFDictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",
                "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "DestOutputProfile": self.Reference(profile),
            }
        )

    def add_content(self, content: bytes) -> Any:
        """Keeps a part of a page's content, already compressed, and returns its stream."""
        self._digest.update(content)
        return _stream(content, Filter="/FlateDecode")

    def format(self) -> bytes:
        """The bytes of the whole file."""
        self.Reference(self.Catalog)
        self.Reference(self.info)
        out = pdfdoc.PDFFile(self._pdfVersion)
        offsets: dict[int, int] = {}
        number = 1
        while number in self.numberToId:
            name = self.numberToId[number]
            if name != _TREE:
                body = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
                offsets[number] = out.add(_with_line_end(body))
            number += 1
        root = self._number_of(_TREE)
        pages = [self._number_of(f"Page{page + 1}") for page in range(self.pageCounter - 1)]
        offsets[root] = out.add(_object(root, self.tree.root(number)))
        for body in self.tree.objects(number, root, pages):
            offsets[len(offsets) + 1] = out.add(_object(len(offsets) + 1, body))
        self._close(out, offsets)
        return bytes(out.format(self))

    def _number_of(self, name: str) -> int:
        number: int = self.idToObjectNumberAndVersion[name][0]
        return number

    def _close(self, out: Any, offsets: dict[int, int]) -> None:
        count = len(offsets) + 1
        entries = "".join(f"{offsets[each]:010d} 00000 n \n" for each in range(1, count))
        start = out.add(f"xref\n0 {count}\n0000000000 65535 f \n{entries}".encode())
        identity = f"<{self._digest.hexdigest()}>"
        root, info = (
            self._number_of(self.Catalog.__InternalName__),
            self._number_of(self.info.__InternalName__),
        )
        out.add(
            f"trailer\n<</Size {count}/Root {root} 0 R/Info {info} 0 R"
            f"/ID[{identity}{identity}]>>\nstartxref\n{start}\n%%EOF\n".encode()
        )


class _Information(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The information dictionary. PDF/A wants it to agree with the XMP metadata."""

    def __init__(self, document: Document) -> None:
        self._facts = _facts(document)
        self._made = document.imprint.printed_at

    def digest(self, md5object: object) -> None:
        """Not needed: the identity of the file comes from its content."""

    def format(self, document: Any) -> Any:
        """The object's bytes."""
        offset = self._made.strftime("%z")
        date = f"{self._made:D:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
        entries = {key: pdfdoc.PDFString(value) for key, value in self._facts.items()}
        entries |= {"CreationDate": pdfdoc.PDFString(date), "ModDate": pdfdoc.PDFString(date)}
        return pdfdoc.PDFDictionary(entries).format(document)


def _facts(document: Document) -> dict[str, str]:
    masthead, imprint = document.masthead, document.imprint
    subject = " · ".join(filter(None, (masthead.case, masthead.edition, masthead.marking)))
    facts = {
        "Title": masthead.title,
        "Author": masthead.court,
        "Subject": subject,
        "Keywords": f"record {imprint.fingerprint}" if imprint.fingerprint else "",
        "Creator": _CREATOR,
        "Producer": _PRODUCER,
    }
    return {key: printable(value) for key, value in facts.items() if value}


def _metadata(document: Document) -> bytes:
    """The XMP packet. Namespaces stand on each description: strict readers want them there."""
    facts = {key: xml(value) for key, value in _facts(document).items()}
    made = _iso(document.imprint.printed_at)
    dublin = (
        "<dc:format>application/pdf</dc:format>"
        + _element("dc:title", facts.get("Title"), "Alt")
        + _element("dc:creator", facts.get("Author"), "Seq")
        + _element("dc:description", facts.get("Subject"), "Alt")
        + f"<dc:language><rdf:Bag><rdf:li>{xml(document.masthead.language)}</rdf:li></rdf:Bag>"
        "</dc:language>"
    )
    basic = (
        f"<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{facts['Creator']}</xmp:CreatorTool>"
    )
    pdf = f"<pdf:Producer>{facts['Producer']}</pdf:Producer>"
    if "Keywords" in facts:
        pdf += f"<pdf:Keywords>{facts['Keywords']}</pdf:Keywords>"
    archive = "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        + _description("dc", "http://purl.org/dc/elements/1.1/", dublin)
        + _description("xmp", "http://ns.adobe.com/xap/1.0/", basic)
        + _description("pdf", "http://ns.adobe.com/pdf/1.3/", pdf)
        + _description("pdfaid", "http://www.aiim.org/pdfa/ns/id/", archive)
        + '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode()


def _element(name: str, value: str | None, container: str) -> str:
    if not value:
        return ""
    language = ' xml:lang="x-default"' if container == "Alt" else ""
    item = f"<rdf:li{language}>{value}</rdf:li>"
    return f"<{name}><rdf:{container}>{item}</rdf:{container}></{name}>"


def _description(prefix: str, namespace: str, content: str) -> str:
    return (
        f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{content}</rdf:Description>\n'
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _with_line_end(body: bytes) -> bytes:
    """PDF/A wants a line end before the word that closes a stream; ReportLab writes none."""
    if not body.endswith(_STREAM_END):
        return body
    return body[: -len(_STREAM_END)] + b"\n" + _STREAM_END


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(content: bytes, **entries: object) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content)
