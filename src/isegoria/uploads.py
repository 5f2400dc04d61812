"""Pictures that somebody uploads: looked at, drawn anew so that nothing else comes with them, and kept beside the objects."""

import hashlib
import io
import warnings

from colander import null
from deform.widget import FileUploadWidget
from persistent import Persistent
from PIL import Image, ImageOps, UnidentifiedImageError
from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import FileResponse
from ZODB.blob import Blob

from isegoria.forms import Refused
from isegoria.i18n import _
from isegoria.statics import YEAR

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
LONGEST_SIDE = 3840
FORMATS = {'PNG': ('.png',), 'JPEG': ('.jpg', '.jpeg'), 'WEBP': ('.webp',)}
ENDINGS = tuple(ending for endings in FORMATS.values() for ending in endings)


class NotUsable(ValueError):
    """The file is no picture that we take; the message says why and what would do."""


class Picture(Persistent):
    """A picture as we drew it; its address carries the digest of its content."""

    content_type = 'image/png'

    def __init__(self, data: bytes, width: int, height: int):
        self.width, self.height = width, height
        self.digest = hashlib.sha256(data).hexdigest()[:20]
        self.blob = Blob()
        with self.blob.open('w') as kept:
            kept.write(data)

    @property
    def file_name(self) -> str:
        return f'{self.digest}.png'


def picture_from(upload: dict, field: str, fit: tuple[int, int]) -> Picture:
    """A picture from what a field of a form brought, no larger than `fit`; Refused beside it when it is none that we take."""
    with upload['fp'] as stream:
        try:
            return drawn_anew(stream, upload['filename'], fit)
        except NotUsable as wrong:
            raise Refused(wrong.args[0], field) from None


def picture_response(picture: Picture | None, request) -> FileResponse:
    """The picture at `.../<its file name>`, sent from its file, in pieces where asked: only that of now has an address, and it
    never changes there."""
    if picture is None or request.subpath != (picture.file_name,):
        raise HTTPNotFound
    response = FileResponse(picture.blob.committed(), request, content_type=picture.content_type)
    response.accept_ranges = 'bytes'
    response.cache_expires(YEAR, public=True)
    return response


def drawn_anew(stream, filename: str, fit: tuple[int, int]) -> Picture:
    """A picture from an uploaded file, no larger than `fit`; NotUsable says what is wrong with it."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotUsable(_('The file is larger than ${n} MB. Choose a smaller one.', mapping={'n': MOST_BYTES // MEGABYTE}))
    if not filename.lower().endswith(ENDINGS):
        raise NotUsable(_('Choose a file whose name ends in ${endings}.', mapping={'endings': ', '.join(ENDINGS)}))
    picture = opened(data, filename)
    if max(picture.size) > LONGEST_SIDE:
        about = {'n': LONGEST_SIDE, 'width': picture.width, 'height': picture.height}
        raise NotUsable(_('The picture is ${width} by ${height} pixels. Choose one of at most ${n} on each side.', mapping=about))
    return encoded(picture, fit)


def opened(data: bytes, filename: str) -> Image.Image:
    """The head of the file is read; the picture itself only when its size is known to be bearable."""
    try:
        picture = Image.open(io.BytesIO(data), formats=list(FORMATS))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise NotUsable(_('This file is no picture that can be read. Choose a PNG, JPEG or WebP file.')) from None
    if not filename.lower().endswith(FORMATS[picture.format or '']):
        about = {'format': picture.format, 'name': filename}
        raise NotUsable(_('“${name}” is a ${format} file by its content. Give it the right ending.', mapping=about))
    return picture


def encoded(picture: Image.Image, fit) -> Picture:
    """Drawn again as PNG: without metadata, profiles, further frames or anything that was hung on."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            upright = ImageOps.exif_transpose(picture).convert('RGBA')
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NotUsable(_('This picture is damaged. Save it again, and choose it once more.')) from None
    upright.thumbnail(fit)
    clean = Image.new('RGBA', upright.size)
    clean.paste(upright)
    written = io.BytesIO()
    clean.save(written, 'PNG', optimize=True)
    return Picture(written.getvalue(), *clean.size)


class NoStore(dict):
    """Files are not kept between two tries of a form."""

    def preview_url(self, _uid):
        return ''


class PictureWidget(FileUploadWidget):
    """A file that is used at once or chosen again."""

    def __init__(self, **about):
        super().__init__(NoStore(), accept=','.join(ENDINGS), **about)

    def serialize(self, field, cstruct, **more):
        return super().serialize(field, null, **more)
