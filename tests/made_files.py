"""Pages of the web and PDF files that hold a text, made without the libraries that read them."""

from __future__ import annotations


def html(text: str) -> str:
    """A page with a menu, a script and a footer around the text."""
    heading, *lines = text.removeprefix("## ").splitlines()
    body = "".join(f"<p>{line}</p>\n" for line in lines if line)
    return (
        f"<!doctype html><html><head><title>{heading}</title><script>alert('x')</script></head><body>"
        "<nav><a href='/'>首页</a> <a href='/in'>登录</a></nav>"
        f"<article><h1>{heading}</h1>\n{body}</article><footer>版权所有 某报社</footer></body></html>"
    )


def pdf(text: str) -> bytes:
    """A PDF file of one page with the text, a line of it a line; its characters are told by a ToUnicode map."""
    lines = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in text.splitlines())
    content = f"BT /F1 12 Tf 50 700 Td 14 TL\n{lines}ET".encode("ascii")
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [6 0 R]"
        b" /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + end % (size, table, size, len(out))
