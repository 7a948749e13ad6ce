#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make.py: packs guanlan-SIZE.png (rendered from guanlan.svg by any SVG renderer) into guanlan.ico and guanlan.icns."""
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent


def png(size):
    return (HERE / f"guanlan-{size}.png").read_bytes()


def ico(sizes):
    images = [png(size) for size in sizes]
    offset = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for size, image in zip(sizes, images):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return head + b"".join(images)


def icns(kinds):
    blocks = b"".join(kind + struct.pack(">I", 8 + len(png(size))) + png(size) for kind, size in kinds)
    return b"icns" + struct.pack(">I", 8 + len(blocks)) + blocks


(HERE / "guanlan.ico").write_bytes(ico([16, 32, 48, 256]))
(HERE / "guanlan.icns").write_bytes(icns([(b"icp4", 16), (b"icp5", 32), (b"ic07", 128), (b"ic08", 256)]))
