#!/usr/bin/env python3
"""Writes one small recording in every layout that holds named arrays, and as images with a CSV.

usage: make_recordings.py OUT    (Debian: python3-numpy python3-scipy python3-h5py python3-pil)

23 presentations (of 19 images, some in two rows) of 11 x 13 pixels, 5 neurons, up to 3 trials a row. The tests of
org.hypercolumn.format read all of them to the same recording.
"""

import csv
import os
import sys

import h5py
import numpy as np
import scipy.io
from PIL import Image

ROWS, HEIGHT, WIDTH, NEURONS, TRIALS = 23, 11, 13, 5, 3


def recording():
    """Named arrays, in the axes of numpy."""
    random = np.random.RandomState(20220)  # its stream never changes
    tiers = ["train"] * 13 + ["validation"] * 5 + ["test"] * 5
    shown = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 3, 7, 11, 12, 13, 14, 12, 15, 16, 17, 18, 15]  # row to image
    images = random.randint(0, 256, (19, HEIGHT, WIDTH)).astype(np.uint8)
    trials = random.gamma(2, 0.3, (TRIALS, ROWS, NEURONS)).astype(np.float32)
    for row in range(ROWS):
        repeats = 1 if tiers[row] == "train" else 2 + row % 2
        trials[repeats:, row] = np.nan
    trials[0, 14, 2] = np.nan  # one neuron lost in one trial
    trials[1, 20, 4] = np.nan
    return {
        "images": images[shown],
        "responses_trials": trials,
        "tiers": np.array(tiers),
        "image_ids": np.array([100 + 7 * image for image in shown], dtype=np.int64),
        "groups": np.array(["photo %d" % (image // 2) for image in shown]),
        "neuron_ids": np.array(["a-1", "a-2", "b-1", "caf\u00e9", "\u03b2 5"]),
        "degrees_per_pixel": np.float64(0.0625),
        "response_unit": np.array("dF/F"),
        "site": np.array("m7s3"),
    }


def foreign():
    """The same numbers under names and in axes of another laboratory; what is missing stands in foreign.yaml."""
    ours = recording()
    return {
        "stim": np.ascontiguousarray(ours["images"].transpose(1, 2, 0)).astype(np.float64),
        "dff": np.ascontiguousarray(ours["responses_trials"].transpose(2, 1, 0)).astype(np.float64),
        "set": ours["tiers"],
        "which": ours["image_ids"].astype(np.uint16),
        "source": ours["groups"],
        "cells": ours["neuron_ids"],
    }


FOREIGN_YAML = """\
images: {prefix}stim
responses_trials: {prefix}dff
tiers: {prefix}set
image_ids: {prefix}which
groups: {prefix}source
neuron_ids: {prefix}cells
axes: {{images: HWS, responses_trials: NSR}}
site: m7s3
degrees_per_pixel: 0.0625
response_unit: dF/F
"""


def write_npy(folder, arrays):
    os.makedirs(folder, exist_ok=True)
    for name, array in arrays.items():
        np.save(os.path.join(folder, name + ".npy"), array)


def matlab(arrays):
    """As MATLAB would hold them: text in cells, one char row for one text."""
    return {name: array.astype(object) if array.dtype.kind == "U" and array.ndim else array
            for name, array in arrays.items()}


def write_hdf5(path, arrays):
    with h5py.File(path, "w", track_order=True) as file:
        for name, array in arrays.items():
            if array.dtype.kind == "U":
                array = array.astype(object) if array.ndim else str(array)
                file.create_dataset(name, data=array, dtype=h5py.string_dtype())
            else:
                file.create_dataset(name, data=array)


def write_matlab73(path, arrays):
    """What save(file, '-v7.3') writes: reversed axes, the class in an attribute, text as UTF-16, cells as references."""
    with h5py.File(path, "w", userblock_size=512, track_order=True) as file:
        refs = file.create_group("#refs#")
        for name, array in arrays.items():
            if array.dtype.kind == "U" and array.ndim:
                cells = []
                for place, text in enumerate(array):
                    cells.append(char73(refs, "r%d_%s" % (place, name), str(text)).ref)
                data = np.empty((len(cells), 1), dtype=h5py.ref_dtype)
                data[:, 0] = cells
                file.create_dataset(name, data=data).attrs["MATLAB_class"] = np.bytes_("cell")
            elif array.dtype.kind == "U":
                char73(file, name, str(array))
            else:
                data = np.atleast_2d(array)
                classes = {"f8": "double", "f4": "single", "u1": "uint8", "u2": "uint16", "i8": "int64"}
                dataset = file.create_dataset(
                    name, data=np.ascontiguousarray(data.T), compression="gzip", chunks=True)
                dataset.attrs["MATLAB_class"] = np.bytes_(classes[data.dtype.str[1:]])
    header = "MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Thu Jan  1 00:00:00 2026 HDF5 schema 1.00 ."
    with open(path, "r+b") as file:
        file.write(header.encode().ljust(116) + bytes(8) + b"\x00\x02IM")


def char73(group, name, text):
    codes = np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)
    dataset = group.create_dataset(name, data=codes.reshape(-1, 1))
    dataset.attrs["MATLAB_class"] = np.bytes_("char")
    dataset.attrs["MATLAB_int_decode"] = np.int32(2)
    return dataset


def write_images(folder, arrays):
    os.makedirs(os.path.join(folder, "images"), exist_ok=True)
    trials = arrays["responses_trials"]
    with open(os.path.join(folder, "responses.csv"), "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["image", "tier", "image_id", "group", "repeat", *arrays["neuron_ids"]])
        for row in range(ROWS):
            image = "%d.png" % arrays["image_ids"][row]
            Image.fromarray(arrays["images"][row]).save(os.path.join(folder, "images", image))
            for trial in range(TRIALS):
                values = trials[trial, row]
                if not np.isnan(values).all():
                    cells = ["" if np.isnan(value) else repr(float(value)) for value in values]
                    table.writerow([image, arrays["tiers"][row], arrays["image_ids"][row], arrays["groups"][row],
                                    trial, *cells])
    with open(os.path.join(folder, "recording.yaml"), "w", encoding="utf-8") as file:
        file.write("site: m7s3\ndegrees_per_pixel: 0.0625\nresponse_unit: dF/F\n")


def main(out):
    ours = recording()
    write_npy(os.path.join(out, "npy"), ours)
    np.savez(os.path.join(out, "stored.npz"), **ours)
    np.savez_compressed(os.path.join(out, "deflated.npz"), **ours)
    fortran = {name: np.asfortranarray(array) for name, array in ours.items()}
    np.savez_compressed(os.path.join(out, "fortran.npz"), **fortran)
    write_hdf5(os.path.join(out, "plain.h5"), ours)
    scipy.io.savemat(os.path.join(out, "v6.mat"), matlab(ours))
    scipy.io.savemat(os.path.join(out, "v7.mat"), matlab(ours), do_compression=True)
    write_matlab73(os.path.join(out, "v73.mat"), ours)
    write_images(os.path.join(out, "pictures"), ours)

    theirs = foreign()
    np.savez_compressed(os.path.join(out, "foreign.npz"), **theirs)
    write_hdf5(os.path.join(out, "foreign.h5"), theirs)
    scipy.io.savemat(os.path.join(out, "foreign.mat"), {"data": {"v1": matlab(theirs)}}, do_compression=True)
    for name, prefix in (("foreign.yaml", ""), ("foreign-mat.yaml", "data/v1/")):
        with open(os.path.join(out, name), "w", encoding="utf-8") as file:
            file.write(FOREIGN_YAML.format(prefix=prefix))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    main(sys.argv[1])
