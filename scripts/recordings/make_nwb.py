#!/usr/bin/env python3
"""Writes small files as NWB 2 lays them out, with h5py: the recording of make_recordings.py, a few whose responses can be
worked out by hand, and some that are refused.

usage: make_nwb.py OUT    (Debian: python3-numpy python3-scipy python3-h5py python3-pil)
"""

import os
import sys

import h5py
import numpy as np

from make_recordings import recording

TEXT = h5py.string_dtype()


def nwb(path, version="2.6.0", **how):
    file = h5py.File(path, "w", **how)
    file.attrs["nwb_version"] = version
    typed(file, "NWBFile")
    for group in ("acquisition", "analysis", "general", "processing", "stimulus/presentation", "stimulus/templates"):
        file.create_group(group)
    file["identifier"] = "3f"
    file["session_description"] = "images"
    return file


def typed(thing, name, namespace="core"):
    thing.attrs["neurodata_type"] = name
    thing.attrs["namespace"] = namespace
    return thing


def table(file, path, kind="TimeIntervals", **columns):
    group = typed(file.create_group(path), kind, "core" if kind == "TimeIntervals" else "hdmf-common")
    group.attrs["colnames"] = np.array(list(columns), dtype=object)
    group.attrs["description"] = "rows"
    rows = len(next(iter(columns.values())))
    typed(group.create_dataset("id", data=np.arange(rows)), "ElementIdentifiers", "hdmf-common")
    for name, values in columns.items():
        values = np.array(values)
        dataset = (group.create_dataset(name, data=values.astype(object), dtype=TEXT) if values.dtype.kind == "U"
                   else group.create_dataset(name, data=values))
        typed(dataset, "VectorData", "hdmf-common")
    return group


def series(file, path, kind, data, unit="n.a.", **attributes):
    group = typed(file.create_group(path), kind)
    dataset = group.create_dataset("data", data=data)
    for name, value in {"unit": unit, "conversion": 1.0, "resolution": -1.0, **attributes}.items():
        dataset.attrs[name] = value
    return group


def at_rate(group, start, rate):
    group["starting_time"] = float(start)
    group["starting_time"].attrs["rate"] = np.float32(rate)


def presentations(count):
    """One every half second, without a break."""
    return {"start_time": 0.5 * np.arange(count), "stop_time": 0.5 * np.arange(count) + 0.5}


def rois(file, data, start, rate, path="processing/ophys/Fluorescence/dff", **attributes):
    """A fluorescence series of regions 4, 2, 9 of a plane."""
    plane = "processing/ophys/ImageSegmentation/PlaneSegmentation"
    if plane not in file:
        typed(file.create_group("processing/ophys"), "ProcessingModule")
        segmentation = table(file, plane, "PlaneSegmentation", quality=[1.0] * 4)
        segmentation["id"][:] = [2, 4, 7, 9]
    group = series(file, path, "RoiResponseSeries", data, **attributes)
    region = typed(group.create_dataset("rois", data=[1, 0, 3]), "DynamicTableRegion", "hdmf-common")
    region.attrs["table"] = file[plane].ref
    at_rate(group, start, rate)
    return group


def gradients(count=3):
    """Images [S, 5, 7] whose pixels are 40 s + 7 row + column."""
    return np.arange(35).reshape(1, 5, 7).astype(np.uint8) + (40 * np.arange(count, dtype=np.uint8)).reshape(-1, 1, 1)


def photographs(file):
    """A collection of images, of no order."""
    images = typed(file.create_group("stimulus/templates/photographs"), "Images")
    for number, image in enumerate(gradients()):
        typed(images.create_dataset("photo %d" % number, data=image), "GrayscaleImage")
    return images


def samples():
    """[20, 3]: sample t of neuron n is t + 100 n."""
    return (np.arange(20).reshape(-1, 1) + 100 * np.arange(3)).astype(np.float32)


def write_matrix(path):
    """The recording: a collection of images by name, a row of responses a presentation."""
    ours = recording()
    shown, responses = [], []
    for row in range(len(ours["tiers"])):
        for trial in ours["responses_trials"][:, row]:
            if not np.isnan(trial).all():
                shown.append(row)
                responses.append(trial)
    names = np.array([str(image) for image in ours["image_ids"]])
    with nwb(path, libver="latest") as file:
        images = typed(file.create_group("stimulus/templates/photographs"), "Images")
        order = []
        for name in sorted(set(names), reverse=True):
            picture = images.create_dataset(name, data=ours["images"][list(names).index(name)])
            order.append(typed(picture, "GrayscaleImage").ref)
        typed(images.create_dataset("order_of_images", data=np.array(order, dtype=h5py.ref_dtype)), "ImageReferences")
        table(file, "intervals/presentations", **presentations(len(shown)), image_name=names[shown],
              split=ours["tiers"][shown], group=ours["groups"][shown], dff=np.array(responses))
        file["general/subject/neurons"] = ours["neuron_ids"].astype(object)
    with open(os.path.join(os.path.dirname(path), "matrix.yaml"), "w", encoding="utf-8") as file:
        file.write("neuron_ids: general/subject/neurons\nsite: m7s3\ndegrees_per_pixel: 0.0625\nresponse_unit: dF/F\n")


def write_rois(path):
    """An index series into an image series; fluorescence in percent, 10 samples a second."""
    with nwb(path) as file:
        series(file, "stimulus/templates/gratings", "ImageSeries", gradients())
        index = series(file, "stimulus/presentation/shown", "IndexSeries", np.array([2, 0, 2, 1], dtype=np.uint32))
        index["timestamps"] = 0.5 * np.arange(4)
        index["indexed_timeseries"] = h5py.SoftLink("/stimulus/templates/gratings")
        rois(file, samples(), 0.05, 10, unit="dF/F", conversion=0.01)
        file["general/session_id"] = "m3s5"


def write_spikes(path):
    """Three units; the third presentation is gray."""
    with nwb(path, libver="latest") as file:
        series(file, "stimulus/templates/gratings", "ImageSeries", gradients(), unit="unknown")
        table(file, "intervals/trials", **presentations(5), image_index=[2, 0, np.nan, 0, 1],
              set=["train", "train", "train", "test", "validation"])
        units = table(file, "units", "Units", spike_times_index=[4, 4, 7])
        units["id"][:] = [11, 13, 17]
        units["spike_times"] = [0.1, 0.49, 0.5, 2.2, 1.6, 1.9, 2.6]


def refused(folder):
    os.makedirs(folder, exist_ok=True)

    def file(name, **how):
        return nwb(os.path.join(folder, name + ".nwb"), **how)

    shown = {**presentations(4), "image_index": [2, 0, 2, 1]}
    with file("version", version="1.0.6"):
        pass
    with file("empty"):
        pass
    with file("film") as film:
        at_rate(series(film, "stimulus/presentation/movie", "ImageSeries", gradients(9)), 0, 30)
        rois(film, samples(), 0.05, 10)
    with file("colour") as colour:
        series(colour, "stimulus/templates/photographs", "OpticalSeries", np.zeros((3, 5, 7, 3), np.uint8))
        table(colour, "intervals/trials", **shown)
        rois(colour, samples(), 0.05, 10)
    with file("external") as external:
        group = series(external, "stimulus/templates/photographs", "ImageSeries", np.zeros((0, 0, 0), np.uint8))
        group["external_file"] = np.array(["photographs.tif"], dtype=object)
        table(external, "intervals/trials", **shown)
        rois(external, samples(), 0.05, 10)
    with file("several") as several:
        series(several, "stimulus/templates/gratings", "ImageSeries", gradients())
        table(several, "intervals/trials", **shown)
        rois(several, samples(), 0.05, 10)
        rois(several, samples(), 0.05, 10, path="processing/ophys/Fluorescence/raw")
    with file("silent") as silent:
        series(silent, "stimulus/templates/gratings", "ImageSeries", gradients())
        table(silent, "intervals/trials", **shown)
    with file("beyond") as beyond:
        series(beyond, "stimulus/templates/gratings", "ImageSeries", gradients())
        table(beyond, "intervals/trials", **presentations(4), image_index=[2, 0, 3, 1], dff=np.zeros((4, 3)))
    with file("unordered") as unordered:
        photographs(unordered)
        table(unordered, "intervals/trials", **shown, dff=np.zeros((4, 3)))
    for name, third in {"infinite": np.inf, "half": 0.5}.items():
        with file(name) as odd:
            photographs(odd)
            table(odd, "intervals/trials", **presentations(4), image_index=[-1, np.nan, third, 1], dff=np.zeros((4, 3)))
    for name, order in {"twice": [0, 1, 0], "crowd": [0, 1, 2] * 40}.items():
        with file(name) as ordered:
            images = photographs(ordered)
            order = [images["photo %d" % number].ref for number in order]
            typed(images.create_dataset("order_of_images", data=np.array(order, dtype=h5py.ref_dtype)),
                  "ImageReferences")
            table(ordered, "intervals/trials", **shown, dff=np.zeros((4, 3)))


def main(out):
    write_matrix(os.path.join(out, "matrix.nwb"))
    write_rois(os.path.join(out, "rois.nwb"))
    write_spikes(os.path.join(out, "spikes.nwb"))
    refused(os.path.join(out, "refused"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    main(sys.argv[1])
