"""Text travels compressed: brotli where the browser knows it, else gzip; an administrator needs no other server for it."""

import gzip

import brotli

SMALLEST = 600
TEXTS = (
    'text/html',
    'text/css',
    'text/plain',
    'text/csv',
    'application/json',
    'application/javascript',
    'text/javascript',
    'image/svg+xml',
)
BROTLI_QUALITY, GZIP_LEVEL = 4, 5


def wanted_encoding(accepted: str) -> str:
    """The best encoding among those a browser accepts: br, gzip or none."""
    names = {part.partition(';')[0].strip() for part in accepted.lower().split(',') if not part.replace(' ', '').endswith(';q=0')}
    return 'br' if 'br' in names else 'gzip' if 'gzip' in names else ''


def compressed(body: bytes, encoding: str) -> bytes:
    if encoding == 'br':
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


def compression_tween_factory(handler, _registry):
    def compression_tween(request):
        response = handler(request)
        if response.content_type not in TEXTS or 'Content-Encoding' in response.headers:
            return response
        response.vary = sorted({*(response.vary or ()), 'Accept-Encoding'})
        encoding = wanted_encoding(request.headers.get('Accept-Encoding', ''))
        # A stream (an export) has no length; it is sent as it comes.
        if not encoding or response.content_length is None or response.content_length < SMALLEST or response.status_int == 304:
            return response
        response.body = compressed(response.body, encoding)
        response.content_encoding = encoding
        return response

    return compression_tween


def includeme(config):
    config.add_tween('isegoria.compression.compression_tween_factory', over='isegoria.catalog.tween.after_commit_tween_factory')
