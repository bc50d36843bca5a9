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
    with file("from-one") as one:
        trials(one, image_index=[2, 1, 2, 1], dff=matrix())
    with file("from-one-series") as one:
        series(one, "stimulus/templates/gratings", "ImageSeries", gradients())
        group = series(one, "stimulus/presentation/shown", "IndexSeries", np.array([3, 1, 2, 1], dtype=np.uint32))
        group["timestamps"] = 0.5 * np.arange(4)
        rois(one, samples(), 0.05, 10)


def ragged(group, name, lists, width=()):
    """A column with several values a row."""
    flat = [value for values in lists for value in values]
    data = np.array(flat, dtype=object) if flat and isinstance(flat[0], str) else np.array(flat, float).reshape(-1, *width)
    group.create_dataset(name, data=data, **({"dtype": TEXT} if data.dtype == object else {}))
    group.create_dataset(name + "_index", data=np.cumsum([len(values) for values in lists]).astype(np.uint32))


def units(file, spikes, **columns):
    group = table(file, "units", "Units", **(columns or {"depth": np.arange(len(spikes))}))
    group["id"][:] = 11 + 2 * np.arange(len(spikes))
    ragged(group, "spike_times", spikes)
    return group


def observed(file):
    """Units that were not always there: by obs_intervals, by intervals that are not valid, by the end of all spikes."""
    with file("observed") as some:
        trials(some)
        group = units(some, [[0.1, 0.6, 1.1, 1.6], [0.1, 0.2, 0.6, 1.7], [], [0.3, 1.9]])
        ragged(group, "obs_intervals", [[[0, 2]], [[0, 0.6], [0.6, 1.25]], [], []], width=(2,))
    with file("invalid-times") as invalid:
        trials(invalid, dff=matrix())
        bad = table(invalid, "intervals/invalid_times", start_time=[0.7, 1.5], stop_time=[0.8, np.nan])
        ragged(bad, "tags", [["artifact", "all_probes"], ["x"]])
    with file("probes") as probes:
        trials(probes)
        units(probes, [[0.1, 0.6, 1.1, 1.6], [0.2, 0.7, 1.2, 1.7]], probe_name=["A", "B"])
        bad = table(probes, "intervals/invalid_times", start_time=[0.7, 1.6], stop_time=[0.8, 1.7])
        ragged(bad, "tags", [["session", "B"], ["session"]])
    with file("ended") as ended:
        trials(ended, image_index=[2, 0, 2, 1, 0, 1])
        units(ended, [0.011 * np.arange(150), [0.2, 1.4]])
    with file("interrupted") as interrupted:
        trials(interrupted)
        units(interrupted, [np.concatenate([0.005 * np.arange(200), 1.5 + 0.005 * np.arange(100)])])


def samples_missing(file):
    """Fluorescence that does not cover all presentations; 10 samples a second."""
    def at(group, times):
        del group["starting_time"]
        group["timestamps"] = np.array(times)
        group["timestamps"].attrs["unit"] = "seconds"
        return group

    with file("outside") as outside:
        trials(outside, image_index=[2, 0, 2, 1, 0, 1, 2])
        rois(outside, samples(), 1.05, 10)  # to 2.95
    with file("gap") as gap:
        start = np.array([0, 0.5, 0.75, 1, 1.5, 2, 2.5])
        trials(gap, image_index=[2, 0, 2, 1, 0, 1, 2], start_time=start, stop_time=start + 0.5)
        at(rois(gap, samples(), 0, 1), np.concatenate([np.arange(10), 20 + np.arange(10)]) / 10 + 0.05)
    with file("nan-samples") as missing:
        trials(missing)
        data = samples()
        data[7, 1] = np.nan
        rois(missing, data, 0.05, 10)
    with file("control") as control:
        trials(control)
        group = rois(control, samples(), 0.05, 10)
        group["control"] = (np.arange(20) == 12).astype(np.uint8)
        group["control_description"] = np.array(["fine", "artifact"], dtype=object)
    with file("milliseconds") as milliseconds:
        trials(milliseconds)
        at(rois(milliseconds, samples(), 0, 1), 50 + 100 * np.arange(20))["timestamps"].attrs["unit"] = "ms"
    with file("turned") as turned:
        trials(turned)
        rois(turned, samples().T, 0.05, 10)
    with file("brief") as brief:
        trials(brief, start_time=0.5 * np.arange(4), stop_time=0.5 * np.arange(4) + [0.06, 0.06, 0.06, 0.02])
        rois(brief, samples(), 0.05, 10)
    with file("channels") as channels:
        trials(channels)
        rois(channels, samples(), 0.05, 10, offset=0.5)["channel_conversion"] = [1.0, 0.1, 10.0]


def index_series(file):
    """An index series says when an image comes, not when it goes."""
    def shown(nwb_file, index, times):
        series(nwb_file, "stimulus/templates/gratings", "ImageSeries", gradients())
        group = series(nwb_file, "stimulus/presentation/shown", "IndexSeries", np.array(index, dtype=np.uint32))
        group["timestamps"] = np.array(times)

    with file("blocks") as blocks:
        shown(blocks, [2, 0, 2, 1, 0, 1], [0, 0.5, 1, 1.5, 9, 9.5])
        rois(blocks, np.concatenate([samples(), np.zeros((70, 3)), 50 + samples()]), 0.05, 10)
    with file("irregular") as irregular:
        shown(irregular, [2, 0, 2, 1], [0, 0.25, 1, 4])
        rois(irregular, samples(), 0.05, 10)
    with file("minus-one") as minus:
        shown(minus, [2, 2**32 - 1, 0, 1], 0.5 * np.arange(4))
        rois(minus, samples(), 0.05, 10)


def rejected(file):
    """What columns of presentations and of neurons reject."""
    with file("aborted") as aborted:
        trials(aborted, image_index=[2, 0, 2, 1, 0], dff=matrix(5), broke_fixation=np.array([0, 1, 0, 0, 0], bool),
               include_in_analysis=np.array([1, 1, 1, 1, 0], bool), status=["ok", "ok", "aborted", "ok", "ok"])
    with file("rejected") as both:
        trials(both, image_index=[2, 99, 2, 1, 0, 1, 2], omitted=np.array([0, 1, 0, 0, 0, 0, 0], bool),
               is_valid=[1, 1, 1, 0, 1, np.nan, 1], quality=["ok", "ok", "bad", "ok", "ok", "ok", "late"])
        units(both, [[0.1, 2.6], [0.2, 2.7], [0.3, 2.2]], quality=["good", "noise", "mua"])
    with file("suite2p") as suite2p:
        trials(suite2p)
        rois(suite2p, samples(), 0.05, 10)
        plane = suite2p["processing/ophys/ImageSegmentation/PlaneSegmentation"]
        plane["iscell"] = [[1, 0.9], [0, 0.1], [0, 0.2], [1, 0.8]]  # of regions 2, 4, 7, 9
        plane["accepted"] = np.zeros(4, bool)
    with file("all-noise") as noise:
        trials(noise)
        units(noise, [[0.1], [0.2]], KSLabel=["noise", "noise"])


def stops(file):
    with file("no-stop") as some:
        trials(some, stop_time=[0.5, 1, np.nan, 2])
        rois(some, samples(), 0.05, 10)
    with file("no-stops") as none:
        trials(none, stop_time=[np.nan] * 4)
        rois(none, samples(), 0.05, 10)
    with file("no-stop-column") as column:
        trials(column, dff=matrix())
        del column["intervals/trials/stop_time"]
    with file("one-image") as one:
        trials(one, image_index=[1] * 4, dff=matrix())
    with file("other-times") as other:
        trials(other)
        at_rate(series(other, "processing/running", "TimeSeries", matrix()), 100, 30)
    with file("long-stop") as long:
        trials(long, stop_time=[0.5, 1, 1.5, 20])
        rois(long, samples(), 0.05, 10)
    with file("overlap") as overlap:
        trials(overlap, stop_time=[0.5, 1.2, 1.75, 2])
        rois(overlap, samples(), 0.05, 10)
    with file("elsewhere") as elsewhere:
        trials(elsewhere, start_time=500.0 * np.arange(1, 5), stop_time=500.0 * np.arange(1, 5) + 500)
        rois(elsewhere, samples(), 0.05, 10)


def types(file):
    """Objects of types that extend the standard's, and images in unusual forms."""
    def template(nwb_file, kind, **columns):
        group = series(nwb_file, "stimulus/templates/scenes", kind, gradients())
        table(nwb_file, "intervals/trials", **presentations(4), dff=matrix(), **columns)
        return group

    with file("template") as known:
        group = template(known, "StimulusTemplate", image_name=["im2", "im0", "omitted", "im1"])
        group["control_description"] = np.array(["im0", "im1", "im2"], dtype=object)
        group["unwarped"] = gradients() + 1
    with file("extension") as extension:
        template(extension, "NaturalScenes", image_index=[2, 0, 2, 1])
        extension["specifications/ndx-lab/0.1.0/ndx-lab.extensions"] = (
            '{"groups": [{"neurodata_type_def": "LabImages", "neurodata_type_inc": "ImageSeries", "doc": "x"},'
            ' {"neurodata_type_def": "NaturalScenes", "neurodata_type_inc": "LabImages", "doc": "x"}]}')
    with file("unknown-type") as unknown:
        template(unknown, "NaturalScenes", image_index=[2, 0, 2, 1])
    with file("external-images") as external:
        images = typed(external.create_group("stimulus/templates/photographs"), "Images")
        for name in ("a", "b", "c"):
            typed(images.create_dataset(name, data="photos/%s.png" % name, dtype=TEXT), "ExternalImage")
        table(external, "intervals/trials", **presentations(3), image_name=["b", "a", "c"], dff=matrix(3))
    with file("half-ordered") as half:
        images = photographs(half)
        order = np.array([images["photo 1"].ref, images["photo 0"].ref], dtype=h5py.ref_dtype)
        typed(images.create_dataset("order_of_images", data=order), "ImageReferences")
        table(half, "intervals/trials", **presentations(4), image_index=[1, 0, 2, 1], dff=matrix(),
              image_name=["photo 0", "photo 1", "photo 2", "photo 0"])
    for name, data in {"square": np.moveaxis(gradients(9)[:, :, :5], 0, 2), "cube": gradients(5)[:, :, :5]}.items():
        with file(name) as cube:
            series(cube, "stimulus/templates/scenes", "ImageSeries", data, conversion=0.5)
            table(cube, "intervals/trials", **presentations(4), image_index=[2, 0, 2, 1], dff=matrix())
    with file("last-axis") as last:
        group = series(last, "stimulus/templates/scenes", "ImageSeries", np.moveaxis(gradients(), 0, 2))
        group["timestamps"] = np.arange(3.0)
        table(last, "intervals/trials", **presentations(4), image_index=[2, 0, 2, 1], dff=matrix())


def main(out):
    def file(name, **how):
        return nwb(os.path.join(out, name + ".nwb"), libver="latest", **how)

    for write in (meanings, observed, samples_missing, index_series, rejected, stops, types):
        write(file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    main(sys.argv[1])
