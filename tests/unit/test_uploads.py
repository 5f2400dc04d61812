"""Pictures that are uploaded: what is refused, and that nothing but the picture is kept."""

import io

import pytest
from PIL import Image

from isegoria import uploads
from isegoria.uploads import LONGEST_SIDE, MOST_BYTES, NotUsable, drawn_anew

FIT = (600, 160)


def file(kind='PNG', size=(300, 200), **about):
    written = io.BytesIO()
    Image.new('RGB', size, '#00857c').save(written, kind, **about)
    written.seek(0)
    return written


def kept(picture) -> bytes:
    with picture.blob.open('r') as stream:
        return stream.read()


def reason(stream, name='logo.png'):
    with pytest.raises(NotUsable) as refused:
        drawn_anew(stream, name, FIT)
    return str(refused.value)


@pytest.mark.parametrize(('kind', 'name'), [('PNG', 'a.png'), ('JPEG', 'a.JPG'), ('JPEG', 'a.jpeg'), ('WEBP', 'a.webp')])
def test_a_picture_is_drawn_anew_as_png_and_fits(kind, name):
    picture = drawn_anew(file(kind, (1200, 900)), name, FIT)
    drawn = Image.open(io.BytesIO(kept(picture)))
    assert drawn.format == 'PNG'
    assert drawn.size == (picture.width, picture.height) == (213, 160)


def test_the_same_picture_has_the_same_address():
    assert drawn_anew(file(), 'a.png', FIT).file_name == drawn_anew(file(), 'b.png', FIT).file_name


def test_each_fault_is_named():
    faults = {
        reason(io.BytesIO(b'x' * (MOST_BYTES + 1))),
        reason(file(), 'logo.svg'),
        reason(io.BytesIO(b'<svg onload="alert(1)"/>')),
        reason(file('JPEG'), 'logo.png'),
        reason(file(size=(LONGEST_SIDE + 1, 10))),
        reason(io.BytesIO(file(size=(400, 400), compress_level=0).read()[:500])),
    }
    assert len(faults) == 6


def test_metadata_and_what_was_hung_on_are_left_behind():
    exif = Image.Exif()
    exif[0x010E] = 'taken at home'
    stream = file('JPEG', exif=exif)
    stream.seek(0, io.SEEK_END)
    stream.write(b'<script>alert(1)</script>')
    stream.seek(0)
    said = kept(drawn_anew(stream, 'a.jpg', FIT))
    assert b'taken at home' not in said and b'<script>' not in said


def test_a_bomb_is_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(uploads.Image, 'MAX_IMAGE_PIXELS', 100)
    assert reason(file(size=(300, 300)))
