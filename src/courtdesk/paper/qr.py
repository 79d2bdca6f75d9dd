"""A QR code (ISO/IEC 18004) as a piece of a page, drawn in vectors."""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from courtdesk.paper.blocks import Code
from courtdesk.paper.canvas import PaperCanvas
from courtdesk.paper.flow import Piece

_QUIET = 4
"""Empty modules around the code, which scanners need."""
_GAP = 10.0


class QrModules:
    """The dark modules of a code that is ``side`` points wide with its quiet zone."""

    def __init__(self, content: str, side: float) -> None:
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(content)
        code.make()
        count = code.getModuleCount()
        self._side = side / (count + 2 * _QUIET)
        self._places = tuple(
            (column, row)
            for row in range(count)
            for column in range(count)
            if code.isDark(row, column)
        )

    def draw(self, canvas: PaperCanvas, left: float, top: float) -> None:
        """Draws them, with the code's corner at ``left`` and ``top``."""
        quiet = _QUIET * self._side
        canvas.squares(self._places, left + quiet, top - quiet, self._side)


class QrCode(Piece):
    """The code of a block, at the left of the page's area."""

    def __init__(self, block: Code, left: float) -> None:
        self._modules = QrModules(block.content, block.side)
        self._left = left
        self.height = block.side
        self.gap = _GAP

    def draw(self, canvas: PaperCanvas, top: float) -> None:
        """Draws the dark modules."""
        self._modules.draw(canvas, self._left, top)
