"""A QR code as the outline of its dark squares: an inline SVG needs no script, no style and no image address."""

import qrcode


def outline(text: str) -> tuple[int, str]:
    """The side of the square, in modules with the quiet border, and the `d` of one path."""
    code = qrcode.QRCode()
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return len(rows), "".join(dark)
