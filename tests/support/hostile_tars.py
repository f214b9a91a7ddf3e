#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Archives that attack whoever extracts them, by class: CASES maps a name to a Case."""
import gzip
import pathlib
import sys
from typing import NamedTuple

BLOCK, RECORD = 512, 10240
TIME = 315532800


class Case(NamedTuple):
    tar: bytes
    foreign: bool  # must a reader of other tools' archives refuse it too?


def octal(value, width):
    return f"{value:0{width - 1}o}".encode() + b"\0"


def header(name, size=0, kind=b"0", link=b"", mode=0o644, mtime=TIME, magic=b"ustar  \0", **fields):
    """A header; `fields` replace raw bytes: uid, gid, size_raw, uname, prefix, checksum, at_N."""
    if isinstance(name, str):
        name = name.encode()
    raw = bytearray(BLOCK)

    def put(offset, data):
        raw[offset:offset + len(data)] = data

    put(0, name[:100])
    put(100, octal(mode, 8))
    put(108, fields.get("uid", octal(0, 8)))
    put(116, fields.get("gid", octal(0, 8)))
    put(124, fields.get("size_raw", octal(size, 12)))
    put(136, fields.get("mtime_raw", octal(mtime, 12)))
    put(156, kind)
    put(157, link)
    put(257, magic)
    put(265, fields.get("uname", b""))
    put(329, fields.get("devices", b""))
    put(345, fields.get("prefix", b""))
    for key, data in fields.items():
        if key.startswith("at_"):
            put(int(key[3:]), data)
    put(148, b" " * 8)
    put(148, fields.get("checksum", f"{sum(raw):06o}".encode() + b"\0 "))
    return bytes(raw)


def pad(data):
    return data + b"\0" * (-len(data) % BLOCK)


def file(name, content=b"x", **fields):
    return header(name, len(content), **fields) + pad(content)


def directory(name):
    return header(name, kind=b"5", mode=0o755)


def end(body):
    return body + b"\0" * (2 * BLOCK + -(len(body) + 2 * BLOCK) % RECORD)


def pax(records, kind=b"x"):
    body = b""
    for key, value in records:
        rest = b" " + key + b"=" + value + b"\n"
        length = len(rest) + 1
        while len(str(length)) + len(rest) != length:
            length = len(str(length)) + len(rest)
        body += str(length).encode() + rest
    return header("./PaxHeaders/x", len(body), kind) + pad(body)


def gnu_long(name, kind=b"L"):
    return header("././@LongLink", len(name) + 1, kind, mtime=0) + pad(name + b"\0")


OPA = directory("./opa/")
GOOD = OPA + file("./opa/a.rego", b"package a\n")
HUGE = b"\x80" + b"\0" * 3 + b"\x7f" + b"\xff" * 7
SAFE = False  # a foreign reader may accept it: odd, but nothing in it escapes


def cases():
    """Yields name, archive, whether foreign mode must refuse it."""
    inside = {
        "traversal": file("../evil"),
        "traversal_inside": file("./opa/../../evil"),
        "traversal_directory": directory("../evil/"),
        "traversal_long_name": gnu_long(b"./" + b"../" * 40 + b"evil") + file("./" + "../" * 40),
        "traversal_prefix": file("evil", magic=b"ustar\x0000", prefix=b"../.."),
        "absolute": file("/tmp/igpack-evil"),
        "absolute_double": file("//tmp/igpack-evil"),
        "backslash": file("./opa/..\\..\\evil"),
        "drive_letter_traversal": file("./opa/C:\\evil"),
        "dot_dot_alone": directory(".."),
        "empty_component": file("./opa//../evil"),
        "symlink_absolute": header("./opa/l", kind=b"2", link=b"/etc/passwd"),
        "symlink_relative": header("./opa/l", kind=b"2", link=b"../../etc"),
        "symlink_inside": header("./opa/l", kind=b"2", link=b"a.rego"),
        "symlink_then_write": header("./opa/l", kind=b"2", link=b"/tmp") + file("./opa/l/igpack-evil"),
        "symlink_for_top": header("./data", kind=b"2", link=b"/etc"),
        "symlink_long_target": gnu_long(b"/" + b"d/" * 80, b"K") + header("./opa/l", kind=b"2", link=b"/d"),
        "hardlink_outside": header("./opa/l", kind=b"1", link=b"/etc/passwd"),
        "hardlink_traversal": header("./opa/l", kind=b"1", link=b"../../../etc/passwd"),
        "hardlink_inside": header("./opa/l", kind=b"1", link=b"./opa/a.rego"),
        "hardlink_with_content": header("./opa/l", 3, b"1", b"./opa/a.rego") + pad(b"abc"),
        "character_device": header("./opa/null", kind=b"3", devices=octal(1, 8) + octal(3, 8)),
        "block_device": header("./opa/sda", kind=b"4", devices=octal(8, 8) + octal(0, 8)),
        "fifo": header("./opa/fifo", kind=b"6"),
        "duplicate": file("./opa/a.rego", b"package b\n"),
        "duplicate_later": file("./opa/b") + file("./opa/a.rego", b"package b\n"),
        "file_then_directory": directory("./opa/a.rego/") + file("./opa/a.rego/x"),
        "below_a_file": file("./opa/a.rego/x"),
        "case_collision": file("./opa/A.REGO"),
        "case_collision_directory": directory("./OPA/"),
        "case_collision_full_folding": file("./opa/STRASSE") + file("./opa/straße"),
        "unicode_collision": file("./opa/cafe\u0301") + file("./opa/caf\u00e9"),
        "pax_path": pax([(b"path", b"../evil")]) + file("./opa/b"),
        "pax_linkpath": pax([(b"linkpath", b"/etc")]) + header("./opa/l", kind=b"2", link=b"a"),
        "pax_size_negative": pax([(b"size", b"-1")]) + file("./opa/b"),
        "sparse_old": header("./opa/s", 512, b"S", at_386=octal(0, 12) + octal(512, 12),
                             at_483=octal(1 << 40, 12)) + b"x" * BLOCK,
        "sparse_pax": pax([(b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"),
                           (b"GNU.sparse.name", b"../evil"), (b"GNU.sparse.realsize", b"1099511627776")])
                      + file("./opa/s", b"1\n0\n1\n".ljust(512, b"\0")),
        "escape_in_name": file("./opa/\x1b[2Jx"),
        "newline_in_name": file("./opa/a\nb"),
        "delete_in_name": file("./opa/a\x7f"),
        "invalid_utf8": file(b"./opa/\xff\xfe"),
        "negative_size": header("./opa/b", size_raw=b"\xff" * 12),
        "huge_size": header("./opa/b", size_raw=HUGE),
        "huge_octal_size": header("./opa/b", size_raw=b"77777777777\0"),
        "huge_long_name": header("././@LongLink", 1 << 30, b"L", mtime=0),
        "bad_checksum": file("./opa/b", checksum=b"000001\0 "),
        "empty_name": file(""),
        "too_deep": b"".join(directory("./opa/" + "d/" * n) for n in range(1, 40))
                    + gnu_long(b"./opa/" + b"d/" * 70 + b"f") + file("./opa/" + "d/" * 47),
    }
    for name, body in inside.items():
        yield name, end(GOOD + body), True
    not_canonical = {
        # libarchive reads names up to a NUL and passes over global headers: nothing escapes.
        "pax_global_path": pax([(b"path", b"../evil")], b"g") + file("./opa/b"),
        "pax_path_nul": pax([(b"path", b"opa/b\0/../../evil")]) + file("./opa/b"),
        "pax_size_desync": pax([(b"size", b"1536")]) + file("./opa/b", b"x") + file("./opa/hidden")
                           + file("./opa/shown"),
        "pax_harmless": pax([(b"mtime", b"1.5")]) + file("./opa/b"),
        "pax_global_comment": pax([(b"comment", b"x")], b"g") + file("./opa/b"),
        "posix_magic": file("./opa/b", magic=b"ustar\x0000"),
        "v7_header": file("./opa/b", magic=b"\0" * 8),
        "old_regular_type": file("./opa/b", kind=b"\0"),
        "contiguous_file": file("./opa/b", kind=b"7"),
        "unknown_type": file("./opa/b", kind=b"Z"),
        "volume_label": header("label", kind=b"V"),
        "multi_volume": header("./opa/b", kind=b"M"),
        "dump_directory": header("./opa/x/", kind=b"D"),
        "setuid": file("./opa/b", mode=0o4755),
        "setgid": file("./opa/b", mode=0o2755),
        "sticky": file("./opa/b", mode=0o1644),
        "world_writable": file("./opa/b", mode=0o666),
        "directory_not_searchable": header("./data/", kind=b"5", mode=0o644),
        "owner": file("./opa/b", uid=octal(1000, 8)),
        "user_name": file("./opa/b", uname=b"root"),
        "other_time": file("./opa/b", mtime=TIME + 1),
        "negative_time": file("./opa/b", mtime_raw=b"\xff" * 12),
        "base256_small_size": header("./opa/b", size_raw=b"\x80" + b"\0" * 10 + b"\1") + pad(b"x"),
        "size_in_spaces": header("./opa/b", size_raw=b"          1 ") + pad(b"x"),
        "name_after_nul": file(b"./opa/b\0/../../evil"),
        "long_name_for_short": gnu_long(b"./opa/b") + file("./opa/b"),
        "long_name_twice": gnu_long(b"./opa/" + b"b" * 100) * 2 + file("./opa/" + "b" * 94),
        "long_name_with_nul": gnu_long(b"./opa/" + b"b" * 100 + b"\0/../evil") + file("./opa/" + "b" * 94),
        "long_name_mismatch": gnu_long(b"./opa/" + b"b" * 100) + file("./opa/c"),
        "out_of_order": file("./opa/0"),
        "no_parent": file("./opa/sub/b"),
        "no_dot_slash": file("opa/b"),
        "root_entry": directory("./"),
        "padding": header("./opa/b", 1) + b"x".ljust(BLOCK, b"y"),
        "directory_with_size": header("./data/", 1, b"5", mode=0o755) + pad(b"x"),
        "manifest_inside": file("./manifest.json", b"{}"),
    }
    for name, body in not_canonical.items():
        yield name, end(GOOD + body), SAFE
    whole = end(GOOD)
    yield "parts_out_of_order", end(directory("./data/") + GOOD), SAFE
    yield "no_opa", end(directory("./data/")), SAFE
    yield "empty_archive", end(b""), SAFE
    yield "trailing_text", whole + b"hidden", SAFE
    yield "trailing_archive", whole + whole, SAFE
    yield "trailing_zeros", whole + b"\0" * RECORD, SAFE
    yield "one_zero_block", GOOD + b"\0" * BLOCK + end(file("./opa/hidden")), SAFE
    yield "end_in_the_middle", end(GOOD)[:-RECORD] + end(GOOD + b"\0" * BLOCK * 2 + file("./opa/h")), SAFE
    yield "no_padding", GOOD + b"\0" * BLOCK * 2, SAFE
    yield "no_end", GOOD, SAFE
    yield "empty_file", b"", SAFE
    yield "text", b"package a\n" * 100, True
    yield "gzip", gzip.compress(whole, mtime=0), SAFE
    yield "gzip_traversal", gzip.compress(end(file("../evil")), mtime=0), True
    yield "gzip_truncated", gzip.compress(whole, mtime=0)[:-20], True
    for at in range(BLOCK, len(GOOD), BLOCK):
        yield f"truncated_at_{at}", whole[:at], SAFE
        yield f"truncated_after_{at}", whole[:at + 1], True


CASES = {name: Case(tar, foreign) for name, tar, foreign in cases()}


def main():
    """Writes every case into a directory."""
    target = pathlib.Path(sys.argv[1])
    for name, case in CASES.items():
        (target / f"{name}.tar").write_bytes(case.tar)
    print(f"{len(CASES)} archives")


if __name__ == "__main__":
    main()
