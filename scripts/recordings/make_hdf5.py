#!/usr/bin/env python3
"""Writes the recording of make_recordings.py as HDF5 in every way that h5py has, and a file with all kinds of elements.

usage: make_hdf5.py OUT    (Debian: python3-numpy python3-scipy python3-h5py python3-pil)
"""

import itertools
import os
import sys

import h5py
import numpy as np

from make_recordings import recording

TEXT = h5py.string_dtype()


def texts(array):
    return array.astype(object)


def write_chunked(path):
    """As the oldest HDF5 writes it: trees of chunks, all filters, fixed text, values of the file as attributes."""
    ours = recording()
    with h5py.File(path, "w", libver="earliest") as file:
        file.create_dataset("images", data=ours["images"], chunks=(5, 4, 13), compression="gzip", shuffle=True)
        file.create_dataset("responses_trials", data=ours["responses_trials"].astype(">f4"), chunks=(2, 7, 3),
                            compression="lzf", shuffle=True, fletcher32=True)
        file.create_dataset("tiers", data=ours["tiers"].astype("S10"), chunks=(4,), compression="gzip")
        file.create_dataset("image_ids", data=ours["image_ids"].astype("<u8"), chunks=(9,), fletcher32=True)
        file.create_dataset("groups", data=texts(ours["groups"]), dtype=TEXT, chunks=(6,), maxshape=(None,))
        ids = [name.encode() for name in ours["neuron_ids"]]
        file.create_dataset("neuron_ids", data=np.array(ids, dtype=h5py.string_dtype("utf-8", 9)))
        for name in ("degrees_per_pixel", "response_unit", "site"):
            file.attrs[name] = ours[name].item()


def write_latest(path):
    """As HDF5 1.10 writes it: each index of chunks, links in a heap."""
    ours = recording()
    with h5py.File(path, "w", libver="latest") as file:
        file.create_dataset("images", data=ours["images"], chunks=(3, 6, 5), compression="gzip", shuffle=True)
        file.create_dataset("responses_trials", data=ours["responses_trials"], chunks=(1, 5, 5),
                            maxshape=(None, None, None), compression="gzip")
        file.create_dataset("tiers", data=texts(ours["tiers"]), dtype=TEXT, chunks=(2,), maxshape=(None,))
        file.create_dataset("image_ids", data=ours["image_ids"].astype("<i2"), chunks=(23,), compression="gzip")
        file.create_dataset("groups", data=ours["groups"].astype("S9"), chunks=(4,))
        file.create_dataset("neuron_ids", data=texts(ours["neuron_ids"]), dtype=TEXT)
        file.create_dataset("degrees_per_pixel", data=np.float32(0.0625))
        file.create_dataset("response_unit", data="dF/F")
        file.create_dataset("site", data=np.bytes_("m7s3"))
        for extra in range(4):  # so many that links no longer fit into the header
            file.create_dataset("notes %d" % extra, data=np.arange(extra))


def write_grown(path):
    """Arrays that grew along their first axis, behind a block of the user's; images in big-endian floats."""
    ours = recording()
    with h5py.File(path, "w", libver="latest", userblock_size=1024) as file:
        group = file.create_group("session/scan")
        images = group.create_dataset("images", (0, 11, 13), ">f8", chunks=(2, 11, 13), maxshape=(None, 11, 13))
        for row in range(23):
            images.resize(row + 1, 0)
            images[row] = ours["images"][row]
        trials = group.create_dataset("trials", (3, 0, 5), "f8", chunks=(3, 4, 5), maxshape=(3, None, 5),
                                      compression="gzip")
        trials.resize(23, 1)
        trials[:] = ours["responses_trials"]
        group["image_ids"] = ours["image_ids"]
        group["tiers"] = texts(ours["tiers"])
        group["groups"] = texts(ours["groups"])
        file["cells"] = texts(ours["neuron_ids"])
        group["neuron_ids"] = h5py.SoftLink("/cells")
        group.attrs["site"] = "unused"
    with open(os.path.join(os.path.dirname(path), "grown.yaml"), "w", encoding="utf-8") as file:
        file.write("images: session/scan/images\nresponses_trials: session/scan/trials\n"
                   "tiers: session/scan/tiers\nimage_ids: session/scan/image_ids\ngroups: session/scan/groups\n"
                   "neuron_ids: session/scan/neuron_ids\nsite: m7s3\ndegrees_per_pixel: 0.0625\nresponse_unit: dF/F\n")


def write_kinds(path):
    """What a file may hold, and what is refused."""
    with h5py.File(path, "w") as file:
        file["truth"] = np.array([True, False, True])
        file["colours"] = np.array([2, 1], dtype=h5py.enum_dtype({"red": 1, "blue": 2}, "i2"))
        for kind in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"):
            file["number/" + kind] = np.array([3, 100, 7]).astype(kind)
            file["swapped/" + kind] = np.array([3, 100, 7]).astype(">" + kind)
        file["number/negative"] = np.array([-1, -128], dtype="i1")
        file["large"] = np.array([5, 2**63], dtype="u8")
        file["scalar"] = 2.5
        file["none"] = np.zeros((0, 4))
        file["null"] = h5py.Empty("f4")
        file["half"] = np.zeros(3, dtype="f2")
        file["pairs"] = np.zeros(3, dtype=[("a", "f4"), ("b", "i4")])
        file["complex"] = np.zeros(3, dtype="c8")
        file["raw"] = np.zeros(3, dtype="V5")
        file["refs"] = np.array([file["scalar"].ref], dtype=h5py.ref_dtype)
        ragged = file.create_dataset("ragged", (2,), dtype=h5py.vlen_dtype("i4"))
        ragged[0] = [1, 2]
        sparse = file.create_dataset("sparse", (7, 5), "i2", chunks=(3, 2), fillvalue=-9)
        sparse[4:6, 3:] = 7
        file.create_dataset("unwritten", (3,), "f4", fillvalue=np.nan)
        file.create_dataset("packed", data=np.arange(20), chunks=(10,), scaleoffset=0)
        spaces = h5py.h5t.C_S1.copy()
        spaces.set_size(6)
        spaces.set_strpad(h5py.h5t.STR_SPACEPAD)
        space = h5py.h5s.create_simple((2,))
        h5py.h5d.create(file.id, b"spaces", spaces, space).write(
            h5py.h5s.ALL, h5py.h5s.ALL, np.array([b"ab    ", b"abcdef"]), spaces)
        file.create_dataset("huge", (2**20, 2**20), "f4")
        file.create_dataset("huge_chunks", (2**20, 2**20), "f4", chunks=(100, 100), compression="gzip")
        file.create_dataset("long", (2**40,), "u1", chunks=(100,), compression="gzip")
        file.create_dataset("crumbs", (2**22,), "u1", chunks=(1,), compression="gzip")
        file["soft"] = h5py.SoftLink("/number/i2")
        file["dangling"] = h5py.SoftLink("/nowhere")
        file["loop"] = h5py.SoftLink("/loop")
        file["outside"] = h5py.ExternalLink("other.h5", "/images")
        file["number/back"] = file["/"]  # a group within itself
        file["numerals"] = file["number"]  # a second name
        file.create_dataset("elsewhere", (3,), "i4", external=[("other.bin", 0, h5py.h5f.UNLIMITED)])
        layout = h5py.VirtualLayout((3,), "i4")
        layout[:] = h5py.VirtualSource("other.h5", "a", (3,))
        file.create_virtual_dataset("virtual", layout)


def write_attributes(path):
    """So many attributes that they lie in a heap."""
    with h5py.File(path, "w", libver="latest") as file:
        for number in range(20):
            file.attrs["attribute %d" % number] = number
        file.attrs["site"] = "m7s3"


def variable(group, name, data, kind, **attributes):
    """A MATLAB variable: axes reversed; sizes in place of elements where there are none."""
    data = np.atleast_2d(data)
    if data.size == 0:
        dataset = group.create_dataset(name, data=np.array(data.shape, dtype="u8"))
        dataset.attrs["MATLAB_empty"] = np.uint8(1)
    else:
        dataset = group.create_dataset(name, data=data.transpose(range(data.ndim)[::-1]))
    dataset.attrs["MATLAB_class"] = np.bytes_(kind)
    for attribute, value in attributes.items():
        dataset.attrs[attribute] = value
    return dataset


def chars(*rows):
    return np.array([[ord(letter) for letter in row] for row in rows], dtype="u2")


def cell(file, name, contents):
    data = np.empty((1, len(contents)), dtype=h5py.ref_dtype)
    data[0] = [content.ref for content in contents]
    variable(file, name, data, "cell")


def write_matlab_kinds(path):
    """What MATLAB 7.3 may hold, and what is refused."""
    with h5py.File(path, "w", userblock_size=512) as file:
        refs = file.create_group("#refs#")
        i, j, k = np.ogrid[:2, :3, :5]
        variable(file, "cube", (100 * i + 10 * j + k).astype("f4"), "single")
        variable(file, "row", [3.0, 5.0, 7.0], "double")
        variable(file, "column", np.array([[3], [5], [7]], dtype="i1"), "int8")
        variable(file, "truth", np.array([[1, 0, 1]], dtype="u1"), "logical", MATLAB_int_decode=np.int32(1))
        variable(file, "name", chars("caf\u00e9"), "char", MATLAB_int_decode=np.int32(2))
        variable(file, "rows", chars("ab ", "cde"), "char", MATLAB_int_decode=np.int32(2))
        variable(file, "nothing", np.zeros((0, 4)), "double")
        variable(file, "no_text", np.zeros((0, 0)), "char")
        texts = [variable(refs, "a", chars("x1"), "char"), variable(refs, "b", np.zeros((0, 0)), "char"),
                 variable(refs, "c", chars("x1 "), "char"), variable(refs, "d", np.zeros((0, 0)), "double")]
        cell(file, "texts", texts)
        cell(file, "numbers", [variable(refs, "e", [1.0], "double")])
        cell(file, "itself", [texts[0]])
        file["itself"][0, 0] = file["itself"].ref
        struct = file.create_group("s")
        struct.attrs["MATLAB_class"] = np.bytes_("struct")
        variable(struct, "x", [2.5], "double")
        variable(struct.create_group("y"), "z", chars("deep"), "char")
        sparse = file.create_group("sparse")
        sparse.attrs["MATLAB_class"] = np.bytes_("double")
        sparse.attrs["MATLAB_sparse"] = np.uint64(4)
        sparse["data"], sparse["ir"], sparse["jc"] = [1.0], np.array([2], "u8"), np.array([0, 1], "u8")
        variable(file, "strings", np.zeros((1, 6), dtype="u4"), "string", MATLAB_object_decode=np.int32(3))
        variable(file, "complex", np.zeros((2, 2), dtype=[("real", "f8"), ("imag", "f8")]), "double")
    matlab_header(path)


def matlab_header(path):
    header = "MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Thu Jan  1 00:00:00 2026 HDF5 schema 1.00 ."
    with open(path, "r+b") as file:
        file.write(header.encode().ljust(116) + bytes(8) + b"\x00\x02IM")


def write_matlab_classes(path):
    """Classes of MATLAB 7.3 that users have, and that are refused by their names; ids of 64 bits."""
    with h5py.File(path, "w", userblock_size=512) as file:
        refs = file.create_group("#refs#")
        cell(file, "stack", [variable(refs, "i%d" % i, np.full((2, 5), i, dtype="u1"), "uint8") for i in range(3)])
        counts = file.create_group("counts")
        counts.attrs["MATLAB_class"] = np.bytes_("double")
        counts.attrs["MATLAB_sparse"] = np.uint64(4)
        counts["data"], counts["ir"], counts["jc"] = [1.0], np.array([2], "u8"), np.array([0, 1], "u8")
        tuning = file.create_group("tuning")
        tuning.attrs["MATLAB_class"] = np.bytes_("function_handle")
        variable(tuning.create_group("function_handle"), "function", chars("@(x)x"), "char")
        opaque = np.array([[3707764736, 2, 3, 1, 1, 1]], dtype="u4")
        variable(file, "trials", opaque, "table", MATLAB_object_decode=np.int32(3))
        variable(file, "kinds", opaque, "categorical", MATLAB_object_decode=np.int32(3))
        shown = file.create_group("shown")
        shown.attrs["MATLAB_class"] = np.bytes_("struct")
        images = np.empty((2, 1), dtype=h5py.ref_dtype)
        images[:, 0] = [refs["i0"].ref, refs["i1"].ref]
        shown["image"] = images
        variable(file, "ids", np.array([950911932, 2**53 + 1, 2**64 - 1], dtype="u8"), "uint64")
    matlab_header(path)


def write_fills(path, libver):
    """Arrays that were written in part or never, for every fill time, fill value, allocation time and index of chunks.

    Each has as an attribute what h5py reads; where libhdf5 leaves the memory as it is, h5py has set it to 0.
    """
    none = h5py.h5s.UNLIMITED
    layouts = {"contiguous": None, "tree": ((3, 2), (none, none)), "packed": ((3, 2), (none, none))}
    if libver == "latest":
        layouts.update({"single": ((7, 5), (7, 5)), "fixed": ((3, 2), (7, 5)), "extensible": ((3, 2), (none, 5)),
                        "extensible2": ((3, 2), (7, none)), "growing": ((3, 2), (9, 11))})
    with h5py.File(path, "w", libver=libver) as file:
        for layout, (name, time), value, alloc in itertools.product(
                layouts, (("never", 1), ("alloc", 0), ("ifset", 2)), (None, -9), ("INCR", "EARLY")):
            create = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            create.set_fill_time(time)
            if value is not None:
                create.set_fill_value(np.array(value, "i2"))
            most = None
            if layouts[layout]:
                create.set_chunk(layouts[layout][0])
                most = layouts[layout][1]
            if layout == "packed":
                create.set_deflate(4)
            create.set_alloc_time(getattr(h5py.h5d, "ALLOC_TIME_" + alloc))
            space = h5py.h5s.create_simple((7, 5), most)
            for part in ("nothing", "part"):
                called = "%s %s %s %s %s" % (layout, name, value, alloc, part)
                dataset = h5py.Dataset(h5py.h5d.create(file.id, called.encode(), h5py.h5t.NATIVE_INT16, space, create))
                if part == "part":
                    dataset[4:6, 3:] = 7
        if libver == "latest":  # so many chunks that their index has pages and blocks of blocks
            for name, most, packed in (("fixed", 6500, None), ("full pages", 6144, None),
                                       ("extensible", None, "gzip")):
                length = 6144 if name == "full pages" else 6500
                many = file.create_dataset("many " + name, (length,), "i2", chunks=(1,), maxshape=(most,),
                                           compression=packed, fillvalue=-9)
                many[3] = many[17] = many[1500] = many[1501] = many[4200] = many[length - 1] = 7
    with h5py.File(path, "r+") as file:
        for dataset in file.values():
            dataset.attrs["h5py"] = dataset[()].astype("i2")


def main(out):
    write_matlab_classes(os.path.join(out, "classes73.mat"))
    write_fills(os.path.join(out, "fills-earliest.h5"), "earliest")
    write_fills(os.path.join(out, "fills-latest.h5"), "latest")
    write_matlab_kinds(os.path.join(out, "kinds73.mat"))
    write_chunked(os.path.join(out, "chunked.h5"))
    write_latest(os.path.join(out, "latest.h5"))
    write_grown(os.path.join(out, "grown.h5"))
    write_kinds(os.path.join(out, "kinds.h5"))
    write_attributes(os.path.join(out, "attributes.h5"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    main(sys.argv[1])
