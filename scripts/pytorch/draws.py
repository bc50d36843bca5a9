"""Where a fit's initial weights, order of images and dropout come from: PyTorch's generators, or Hypercolumn's streams.

Hypercolumn keys every random number by what it is for, so that PyTorch can be given the very same ones: then both programs
compute the same thing, and what is left between them is rounding.
"""

import numpy as np
import torch
from torch import nn

from . import networks

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    """SplitMix64's output function, of one number or of an array of uint64."""
    with np.errstate(over="ignore"):
        z = np.asarray(z, np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


class Stream:
    """Hypercolumn's keyed random stream: SplitMix64 from a hash of seed, purpose and keys."""

    def __init__(self, seed, purpose, *keys):
        state = self._mix(seed + GAMMA)
        for letter in purpose:
            state = self._mix(state + GAMMA * (ord(letter) + 1))
        state = self._mix(state ^ len(keys))
        for key in keys:
            state = self._mix(state + GAMMA + self._mix(key ^ GAMMA))
        self.state = state

    @staticmethod
    def _mix(value):
        return int(mix(value & MASK))

    def longs(self, count):
        """The next 64-bit numbers."""
        with np.errstate(over="ignore"):
            states = np.uint64(self.state) + np.uint64(GAMMA) * np.arange(1, count + 1, dtype=np.uint64)
        self.state = (self.state + GAMMA * count) & MASK
        return mix(states)

    def uniform(self, count, bound):
        """Uniform in +-bound, in single precision."""
        unit = (self.longs(count) >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return (bound * (2 * unit - 1)).astype(np.float32)

    def kept(self, count, dropout):
        """For each of `count` channels whether dropout keeps it."""
        return (self.longs(count) >> np.uint64(40)).astype(np.float64) * 2.0**-24 >= dropout

    def order(self, count):
        """0 to count - 1 shuffled, from the last place down; the draws that a bias of 1e-15 would make rejected are not."""
        order = np.arange(count)
        draws = self.longs(max(count - 1, 0)) >> np.uint64(1)
        for draw, last in zip(draws.tolist(), range(count - 1, 0, -1)):
            other = draw % (last + 1)
            order[last], order[other] = order[other], order[last]
        return order


class SharedDraws:
    """Hypercolumn's own draws for one fit."""

    def __init__(self, model, neuron, seed):
        self.of = lambda purpose, *keys: Stream(seed, purpose + " of " + model, neuron, *keys)

    def make(self, model, height, width):
        network = networks.make(model, height, width)
        stream = self.of("initial weights")
        with torch.no_grad():
            for module in network.modules():
                if isinstance(module, (nn.Conv2d, nn.Linear)):
                    bound = 1 / np.sqrt(module.weight[0].numel())
                    for parameter in (module.weight, module.bias):
                        drawn = torch.from_numpy(stream.uniform(parameter.numel(), bound))
                        parameter.copy_(drawn.reshape(parameter.shape))
        return network

    def begin_epoch(self, epoch, count):
        self.dropout = self.of("dropout", epoch)
        return self.of("order", epoch).order(count)

    def begin_batch(self, network, count):
        for module in networks.dropouts(network):
            channels = module.channels
            kept = self.dropout.kept(count * channels, networks.DROPOUT).reshape(count, channels)
            module.given = torch.from_numpy(kept.astype(np.float32) * np.float32(1 / (1 - networks.DROPOUT)))


class OwnDraws:
    """PyTorch's draws, independent of Hypercolumn's and of other fits'."""

    def __init__(self, model, neuron, seed):
        key = [seed, neuron] + [ord(letter) for letter in model]
        self.seed = int(np.random.SeedSequence(key).generate_state(1, np.uint64)[0] >> np.uint64(1))

    def make(self, model, height, width):
        torch.manual_seed(self.seed)
        return networks.make(model, height, width)

    def begin_epoch(self, epoch, count):
        return torch.randperm(count).numpy()

    def begin_batch(self, network, count):
        pass  # its dropouts draw from PyTorch's generator


KINDS = {"shared": SharedDraws, "own": OwnDraws}
