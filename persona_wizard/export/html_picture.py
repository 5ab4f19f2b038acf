"""A photo as it travels inside an HTML card: small, and nothing but a picture."""

import io
import warnings
from base64 import b64encode

# Pixels of the longest side: sharp at the size that the card shows it.
_SIDE = 480


def picture_address(photo: bytes) -> str:
    """The photo as a `data:` address; empty where these bytes are no picture."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(photo)) as opened:
                image = opened.convert("RGB")
        image.thumbnail((_SIDE, _SIDE))
        bare = Image.new("RGB", image.size)
        bare.paste(image)
        buffer = io.BytesIO()
        bare.save(buffer, "JPEG", quality=88)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return ""
    return f"data:image/jpeg;base64,{b64encode(buffer.getvalue()).decode()}"
