# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Archives of every class that may not be installed, as name -> bytes."""
import gzip
import io
import tarfile

MTIME = 315532800


def entry(name, content=b"", kind=tarfile.REGTYPE, **fields):
    """A header block in igpack's own form, with `fields` of TarInfo replaced, and its content."""
    info = tarfile.TarInfo(name)
    info.type, info.size, info.mtime = kind, len(content), MTIME
    info.mode = 0o755 if kind == tarfile.DIRTYPE else 0o644
    for key, value in fields.items():
        setattr(info, key, value)
    # tarfile writes NULs where GNU tar has "ustar  \0" and empty device numbers: same as ours.
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape"))
    head = block[-512:]
    head[329:345] = bytes(16)
    return bytes(block[:-512]) + checksummed(head) + content + bytes(-len(content) % 512)


def checksummed(block):
    block = bytearray(block)
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def archive(*entries):
    data = b"".join(entries) + bytes(1024)
    return data + bytes(-len(data) % 10240)


def sparse(name, size):
    """An old GNU sparse file that is one hole of `size` bytes."""
    block = bytearray(entry(name, kind=tarfile.GNUTYPE_SPARSE))
    block[386:410] = b"%011o\0%011o\0" % (size, 0)
    block[483:495] = b"%011o\0" % size
    return checksummed(block)


def with_size(name, field):
    """A file's header whose size field is `field`."""
    block = bytearray(entry(name))
    block[124:136] = field
    return checksummed(block)


OPA = entry("./opa/", kind=tarfile.DIRTYPE)
POLICY = b"package p\n\nimport rego.v1\n\ndefault allow := false\n"
GOOD = OPA + entry("./opa/a.rego", POLICY)


def hostile_archives():
    link = {"linkname": "/etc/passwd"}
    long_name = "./opa/" + "x" * 120
    yield "traversal", archive(OPA, entry("./opa/../../escaped", b"x"))
    yield "absolute name", archive(OPA, entry("/tmp/escaped", b"x"))
    yield "symbolic link", archive(GOOD, entry("./opa/l", kind=tarfile.SYMTYPE, **link))
    yield "write through a link", archive(entry("./opa", kind=tarfile.SYMTYPE, linkname="/tmp"),
                                          entry("./opa/a.rego", POLICY))
    yield "hard link outside", archive(GOOD, entry("./opa/l", kind=tarfile.LNKTYPE, **link))
    yield "hard link inside", archive(GOOD, entry("./opa/l", kind=tarfile.LNKTYPE, linkname="./opa/a.rego"))
    yield "character device", archive(GOOD, entry("./opa/d", kind=tarfile.CHRTYPE, devmajor=1, devminor=3))
    yield "block device", archive(GOOD, entry("./opa/d", kind=tarfile.BLKTYPE, devmajor=8, devminor=0))
    yield "fifo", archive(GOOD, entry("./opa/f", kind=tarfile.FIFOTYPE))
    yield "sparse file", archive(GOOD, sparse("./opa/s", 1 << 20))
    rename = b"21 path=./opa/b.rego\n"
    yield "PAX header", archive(OPA, entry("./PaxHeaders/a", rename, tarfile.XHDTYPE), entry("./opa/a.rego", POLICY))
    yield "PAX header to the outside", archive(
        OPA, entry("./PaxHeaders/a", b"19 path=../escaped\n", tarfile.XHDTYPE), entry("./opa/a.rego", POLICY))
    yield "global PAX header", archive(entry("./g", b"13 comment=x\n", tarfile.XGLTYPE), GOOD)
    yield "volume label", archive(entry("./opa/v", kind=b"V"), GOOD)
    yield "multi-volume", archive(entry("./opa/m", kind=b"M"), GOOD)
    yield "unknown type", archive(GOOD, entry("./opa/u", kind=b"Q"))
    yield "duplicate", archive(GOOD, entry("./opa/a.rego", b"package q\n"))
    yield "case collision", archive(OPA, entry("./opa/A.rego", POLICY), entry("./opa/a.rego", POLICY))
    yield "Unicode collision", archive(OPA, entry("./opa/e\u0301.rego", POLICY), entry("./opa/\u00e9.rego", POLICY))
    yield "escape sequence in a name", archive(OPA, entry("./opa/\x1b[31m", POLICY))
    yield "newline in a name", archive(OPA, entry("./opa/a\nb", POLICY))
    yield "set-user-id", archive(OPA, entry("./opa/a.rego", POLICY, mode=0o4755))
    yield "world-writable", archive(OPA, entry("./opa/a.rego", POLICY, mode=0o666))
    yield "owner", archive(OPA, entry("./opa/a.rego", POLICY, uid=1000))
    yield "user name", archive(OPA, entry("./opa/a.rego", POLICY, uname="root"))
    yield "other times", archive(OPA, entry("./opa/a.rego", POLICY, mtime=MTIME + 1))
    yield "out of order", archive(OPA, entry("./opa/b.rego", POLICY), entry("./opa/a.rego", POLICY))
    yield "file without its directory", archive(entry("./opa/a.rego", POLICY))
    yield "file below a file", archive(GOOD, entry("./opa/a.rego/b", POLICY))
    yield "NUL in a long name", archive(OPA, entry("././@LongLink", b"./opa/a\0b" + b"x" * 120 + b"\0", tarfile.GNUTYPE_LONGNAME),
                                        entry("./opa/x", POLICY))
    yield "long name for a short one", archive(OPA, entry("././@LongLink", b"./opa/a.rego\0", tarfile.GNUTYPE_LONGNAME),
                                               entry("./opa/a.rego", POLICY))
    yield "long name without its entry", archive(OPA, entry("././@LongLink", long_name.encode() + b"\0", tarfile.GNUTYPE_LONGNAME))
    yield "size beyond the end", GOOD + with_size("./opa/b", b"00000077777\0") + bytes(1024)
    yield "negative size", archive(OPA, with_size("./opa/b", b"\xff" * 12))
    yield "huge size", archive(OPA, with_size("./opa/b", b"\x80\0\0\0\x7f" + b"\xff" * 7))
    yield "broken checksum", archive(OPA, b"X" + entry("./opa/b", b"x")[1:])
    yield "bytes after the end", archive(GOOD) + entry("./opa/hidden", b"x") + bytes(10240 - 1024)
    yield "entry after one zero block", GOOD + bytes(512) + entry("./opa/hidden", b"x") + bytes(10240)
    yield "no end", (OPA + entry("./opa/a.rego", POLICY))
    yield "truncated", archive(GOOD)[:1300]
    yield "garbage in the padding", archive(OPA, entry("./opa/a.rego", POLICY)[:-1] + b"x")
    yield "empty file", b""
    yield "empty archive", bytes(10240)
    yield "no policy", archive(entry("./opa/", kind=tarfile.DIRTYPE))
    yield "our own record", archive(GOOD, entry("./.igpack", b"{}"))
    yield "plain text", b"<html>not an archive</html>"
    yield "gzip", gzip.compress(archive(GOOD), mtime=0)
    yield "zip", b"PK\x03\x04" + bytes(1000)
    ustar = io.BytesIO()
    with tarfile.open(fileobj=ustar, mode="w", format=tarfile.USTAR_FORMAT) as out:
        info = tarfile.TarInfo("./opa/a.rego")
        info.size = len(POLICY)
        out.addfile(info, io.BytesIO(POLICY))
    yield "ustar dialect", ustar.getvalue()


# What --allow-foreign takes all the same: other tools' archives that are safe but not canonical.
SAFE_BUT_FOREIGN = {
    "set-user-id", "world-writable", "owner", "user name", "other times", "out of order", "gzip",
    "file without its directory", "long name for a short one", "ustar dialect", "PAX header",
    "global PAX header", "garbage in the padding", "volume label", "unknown type",
    # Readers differ on where these end; libarchive's view is what is checked and installed.
    "bytes after the end", "entry after one zero block", "no end", "NUL in a long name",
}
