"""Fits of both programs in one folder: what is there is not made again, whatever was stopped.

    OUT/settings.json   what all fits of the folder have in common
    OUT/recording       the images and responses that both programs read
    OUT/hypercolumn     a run of each seed
    OUT/pytorch         weights that other models start from
    OUT/fits.csv        a row a fit: program is hypercolumn, pytorch-shared or pytorch-own
"""

import csv
import json
import subprocess
import sys
import time

import torch

from . import draws, networks, training

COLUMNS = ["program", "model", "neuron", "seed", "epoch", "val_corr", "corr", "seconds", "epochs"]


class Folder:
    def __init__(self, out, settings, hypercolumn, threads):
        """Opens or makes a folder; `settings` is None where it must be there, else they must be those of its fits."""
        self.out = out
        self.hypercolumn = hypercolumn
        self.threads = threads
        kept = out / "settings.json"
        if settings is None and not kept.exists():
            sys.exit("parity: %s: expected a folder of fits, found no settings.json; make some first" % out)
        self.settings = json.loads(kept.read_text()) if kept.exists() else settings
        if settings not in (None, self.settings):
            sys.exit("parity: %s: expected the settings of its fits, %s, got %s; give another --out"
                     % (out, json.dumps(self.settings), json.dumps(settings)))
        out.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(self.settings))
        self.rows = {}
        if (out / "fits.csv").exists():
            with open(out / "fits.csv", newline="") as file:
                for row in csv.DictReader(file):
                    self.rows[row["program"], row["model"], int(row["neuron"]), int(row["seed"])] = row

    def prepare(self, data, options):
        """Writes the recording that both programs read."""
        target = self.out / "recording"
        if not target.exists():
            run([*self.hypercolumn, "prepare", data, target, *options])
        tiers = training.Tiers.read(target)
        for name, images in tiers.images.items():
            if len(images) < 2:
                sys.exit("parity: %s: expected 2 images or more in each of train, val and test, got %d in %s; "
                         "add --prepare '--split 0.7,0.1,0.2'" % (data, len(images), name))
        return tiers

    def correlations(self, program, model):
        """By neuron and seed; those that are undefined are left out."""
        found = {k[2:]: float(row["corr"]) for k, row in self.rows.items() if k[:2] == (program, model)}
        return {key: value for key, value in found.items() if value == value}

    def undefined(self):
        return sum(row["corr"] == "nan" or row["corr"] == "NaN" for row in self.rows.values())

    def losses(self, program, model):
        """The mean squared error of the first epoch."""
        return {k[2:]: float(row["epochs"].split()[1]) for k, row in self.rows.items() if k[:2] == (program, model)}

    def add(self, program, model, neuron, seed, epoch, val, test, seconds, epochs):
        row = dict(zip(COLUMNS, [program, model, neuron, seed, epoch, val, test, seconds, epochs]))
        new = not (self.out / "fits.csv").exists()
        with open(self.out / "fits.csv", "a", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerow(row)
        self.rows[program, model, neuron, seed] = row
        print("%-15s %-24s neuron %d seed %d: CORR %.4f, epoch %d" % (program, model, neuron, seed, test, epoch), flush=True)

    def fit_ours(self, models, neurons, seed):
        """All neurons and models of a seed that are missing, in one run."""
        if all(("hypercolumn", model, n, seed) in self.rows for model in models for n in neurons):
            return
        target = self.out / "hypercolumn" / ("seed-%d" % seed)
        there = [path.name.partition("@")[0] for path in target.glob("models/*")]
        asked = ",".join(dict.fromkeys(models + there))
        begun = time.time()
        run([*self.hypercolumn, "fit", self.out / "recording", "--model", asked, "--seed", seed, "--neurons",
             ",".join(map(str, neurons)), "--epochs", self.settings["epochs"], "--batch", self.settings["batch"],
             "--protocol", "holdout", "--threads", self.threads, "--out", target,
             "--responses", "published"])  # PyTorch is given them as recorded
        seconds = time.time() - begun
        with open(target / "scores.csv", newline="") as file:
            scores = [row for row in csv.DictReader(file) if row["model"] in models]
        for row in scores:
            model, neuron, epoch = row["model"], int(row["neuron"]), int(row["epoch"])
            if ("hypercolumn", model, neuron, seed) not in self.rows:
                name = model if seed == 1 else "%s@seed-%d" % (model, seed)
                epochs = notes(target / "models" / name / ("neuron_%04d.safetensors" % neuron))["hypercolumn.epochs"]
                val = epochs.split(";")[epoch - 1].split()[2]
                share = "%.1f" % (seconds / len(scores))
                self.add("hypercolumn", model, neuron, seed, epoch, val, float(row["corr"]), share, epochs)

    def fit_pytorch(self, kind, model, neuron, seed, tiers):
        program = "pytorch-" + kind
        if (program, model, neuron, seed) in self.rows:
            return
        begun = time.time()
        parent = None
        if model in networks.PARENT:
            self.fit_pytorch(kind, networks.PARENT[model], neuron, seed, tiers)
            parent = torch.load(self.weights(kind, networks.PARENT[model], neuron, seed))
        fitted = training.fit(
            model, neuron, tiers, self.settings["epochs"], self.settings["batch"],
            draws.KINDS[kind](model, neuron, seed), parent)
        if model in networks.PARENT.values():
            path = self.weights(kind, model, neuron, seed)
            path.parent.mkdir(parents=True, exist_ok=True)
            torch.save(fitted.state, path)
        epochs = ";".join("%d %r %r" % (i + 1, *epoch) for i, epoch in enumerate(fitted.epochs))
        val = fitted.epochs[fitted.epoch - 1][1]
        self.add(program, model, neuron, seed, fitted.epoch, val, fitted.test, "%.1f" % (time.time() - begun), epochs)

    def weights(self, kind, model, neuron, seed):
        return self.out / "pytorch" / kind / model / ("neuron-%d-seed-%d.pt" % (neuron, seed))


def notes(path):
    """What a safetensors file says besides its tensors."""
    with open(path, "rb") as file:
        return json.loads(file.read(int.from_bytes(file.read(8), "little")))["__metadata__"]


def run(command):
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit("parity: %s failed: %s" % (" ".join(map(str, command)), done.stderr.strip()))
