"""The web page for a person who opens the server's address in a browser."""

from html import escape

from aiohttp import web

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Server": "BookOrbit",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BookOrbit</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem;
  color-scheme: light dark }}
code {{ font-size: 1.05em }}
</style>
</head>
<body>
<h1>BookOrbit is running</h1>
<p>This address is for KOReader on your e-reader, phone or tablet. There is nothing to do in a browser.</p>
<h2>Sync your progress</h2>
<ol>
<li>On your device, in KOReader, open a book and tap <b>Tools ▸ Progress sync</b>.</li>
<li>Tap <b>Custom sync server</b> and enter <code>{address}</code>. It starts with <code>http://</code>, not
<code>https://</code>.</li>
<li>Tap <b>Register / Login ▸ Login</b> and enter the user name and passphrase that BookOrbit shows on its KOReader
page.</li>
</ol>
<h2>Download your books</h2>
<p>In KOReader's file list, tap the magnifying glass ▸ <b>OPDS catalog</b>, and add <code>{address}/opds</code> with the
same user name and passphrase.</p>
</body>
</html>
"""


async def welcome(request: web.Request) -> web.Response:
    """What this is and how to connect, for browsers. Raises HTTPNotFound for all other requests."""
    if "text/html" not in request.headers.get("Accept", ""):
        raise web.HTTPNotFound
    host = request.headers.get("Host", "").encode("ascii", "ignore").decode()
    page = _PAGE.format(address=escape(f"http://{host}" if host else "the address that BookOrbit shows"))
    return web.Response(body=page.encode(), headers=_HEADERS)
