#!/usr/bin/env python3
"""Writes small NWB files of what laboratories bring: columns that mean something else, presentations and neurons that the file
itself rejects, recordings with gaps, types of extensions. Right values can be worked out by hand and stand in the tests.

usage: make_nwb_cases.py OUT    (Debian: python3-numpy python3-scipy python3-h5py python3-pil)
"""

import os
import sys

import h5py
import numpy as np

from make_nwb import TEXT, at_rate, gradients, nwb, photographs, presentations, rois, samples, series, table, typed


def trials(file, image_index=(2, 0, 2, 1), path="intervals/trials", **columns):
    """One presentation every half second, of the images of a series."""
    if "stimulus/templates/gratings" not in file:
        series(file, "stimulus/templates/gratings", "ImageSeries", gradients())
    return table(file, path, **{**presentations(len(image_index)), "image_index": list(image_index), **columns})


def matrix(count=4):
    """[count, 3]: response p of neuron n is p + 10 n."""
    return (np.arange(count).reshape(-1, 1) + 10 * np.arange(3)).astype(np.float32)


def meanings(file):
    """Columns that are called as those of tiers and groups are, and mean something else."""
    with file("reward") as reward:
        trials(reward, dff=matrix(), set=["natural", "texture"] * 2, group=["A", "B", "B", "A"])
    with file("two-sets") as two:
        trials(two, dff=matrix(), set=["A", "B"] * 2, split=["train", "train", "train", "test"])
    with file("two-tables") as both:
        trials(both, path="intervals/natural_scenes_presentations_of_block_one", dff=matrix())
        trials(both, path="intervals/natural_scenes_presentations_of_block_two", dff=matrix())


def main(out):
    def file(name, **how):
        return nwb(os.path.join(out, name + ".nwb"), libver="latest", **how)

    meanings(file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    main(sys.argv[1])
