"""A QR code (ISO/IEC 18004) as a piece of a page, drawn in vectors."""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from courtdesk.paper.blocks import Code
from courtdesk.paper.canvas import PaperCanvas
from courtdesk.paper.flow import Piece

_QUIET = 4
"""Empty modules around the code, which scanners need."""
_GAP = 10.0


class QrCode(Piece):
    """The code of a block, at the left of the page's area."""

    def __init__(self, block: Code, left: float) -> None:
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(block.content)
        code.make()
        count = code.getModuleCount()
        self._side = block.side / (count + 2 * _QUIET)
        self._left = left
        self._places = tuple(
            (column, row)
            for row in range(count)
            for column in range(count)
            if code.isDark(row, column)
        )
        self.height = block.side
        self.gap = _GAP

    def draw(self, canvas: PaperCanvas, top: float) -> None:
        """Draws the dark modules."""
        canvas.squares(self._places, self._left, top - _QUIET * self._side, self._side)
