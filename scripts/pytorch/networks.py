"""The paper's networks as PyTorch modules, with the parameter names of the published code.

Source: Lin, Wang, Gao, Tang, Lee, ICLR 2025, figures 2 and 3. Written from the description, without any of Hypercolumn.
"""

import torch
from torch import nn

DROPOUT = 0.3
KEY_SIZE = 5
WITH_ATTENTION = 30  # channels
WITHOUT = 32


class ChannelDropout(nn.Dropout2d):
    """Dropout of whole channels; in training it takes the given factors [B, C] instead of its own draw, if there are any."""

    def __init__(self, channels):
        super().__init__(DROPOUT)
        self.channels = channels
        self.given = None

    def forward(self, x):
        if self.training and self.given is not None:
            return x * self.given[:, :, None, None]
        return super().forward(x)


def pooled(inputs, channels):
    convolution = nn.Conv2d(inputs, channels, 5)
    return [convolution, nn.MaxPool2d(2), nn.BatchNorm2d(channels), nn.Sigmoid(), ChannelDropout(channels)]


def plain(channels, kernel_size):
    return [nn.Conv2d(channels, channels, kernel_size), nn.BatchNorm2d(channels), nn.Sigmoid()]


class SelfAttention(nn.Module):
    """x + gamma * o over the hypercolumns of a map: o mixes the mapped values, or x itself."""

    def __init__(self, channels, mapped):
        super().__init__()
        self.mapped = mapped
        self.gamma = nn.Parameter(torch.zeros(1))
        self.query_conv = nn.Conv2d(channels, KEY_SIZE, 1)
        self.key_conv = nn.Conv2d(channels, KEY_SIZE, 1)
        self.value_conv = nn.Conv2d(channels, KEY_SIZE, 1)
        self.o_proj = nn.Conv2d(KEY_SIZE, channels, 1)
        self.weights = None  # of the last pass, [B, query, key]

    def forward(self, x):
        queries = self.query_conv(x).flatten(2)
        keys = self.key_conv(x).flatten(2)
        self.weights = torch.softmax(queries.transpose(1, 2) @ keys, dim=2)
        values = self.value_conv(x) if self.mapped else x
        mixed = (values.flatten(2) @ self.weights.transpose(1, 2)).reshape(values.shape)
        return x + self.gamma * (self.o_proj(mixed) if self.mapped else mixed)


class Readout:
    """How a network of one prediction reads features [B, C, H, W]; its linear layers are the network's own."""

    @staticmethod
    def center(features):
        return features[:, :, features.shape[2] // 2, features.shape[3] // 2]

    @staticmethod
    def surround(features):
        flat = features.flatten(2)
        middle = features.shape[2] // 2 * features.shape[3] + features.shape[3] // 2
        return torch.cat([flat[:, :, :middle], flat[:, :, middle + 1 :]], dim=2).flatten(1)


class Convolutional(nn.Module):
    """ff-cnn, rf-cnn and rf-cnn-c30."""

    def __init__(self, channels, kernel_size, full, positions):
        super().__init__()
        self.full = full
        blocks = pooled(1, channels) + pooled(channels, channels)
        blocks += plain(channels, kernel_size) + [ChannelDropout(channels)] + plain(channels, kernel_size)
        self.layers = nn.Sequential(*blocks)
        self.Linear = nn.Linear(channels * (positions if full else 1), 1)

    def forward(self, x):
        features = self.layers(x)
        return self.Linear(features.flatten(1) if self.full else Readout.center(features))


class Attending(nn.Module):
    """The networks with self-attention; `readout` is full, center or both."""

    def __init__(self, mapped, kernel_size, readout, positions):
        super().__init__()
        channels = WITH_ATTENTION
        self.readout = readout
        self.a_cpbs = nn.Sequential(*pooled(1, channels), *pooled(channels, channels))
        self.attention = SelfAttention(channels, mapped)
        self.layers_sa_reg = nn.Sequential(nn.BatchNorm2d(channels), nn.Sigmoid(), ChannelDropout(channels))
        self.b_cpbs = nn.Sequential(
            *plain(channels, kernel_size), ChannelDropout(channels), *plain(channels, kernel_size))
        if readout == "full":
            self.fcl = nn.Linear(channels * positions, 1)
        elif readout == "center":
            self.ctl = nn.Linear(channels, 1)
        else:
            self.fcl_center = nn.Linear(channels, 1)
            self.fcl_surr = nn.Linear(channels * (positions - 1), 1)
            self.fcl_comb = nn.Linear(2, 1)

    def forward(self, x):
        features = self.b_cpbs(self.layers_sa_reg(self.attention(self.a_cpbs(x))))
        if self.readout == "full":
            return self.fcl(features.flatten(1))
        if self.readout == "center":
            return self.ctl(Readout.center(features))
        center = self.fcl_center(Readout.center(features))
        return self.fcl_comb(torch.cat([center, self.fcl_surr(Readout.surround(features))], dim=1))


STAGE_0 = "rf-cnn-c30"
STAGE_1 = "rf-sa-cnn-star-incr"

ATTENDING = {  # V mapped, kernel size, readout
    "rf-sa-cnn": (False, 1, "center"),
    "ff-sa-cnn": (True, 3, "full"),
    "rf-sa-cnn-star-simul": (True, 1, "center"),
    "rf-sa-cnn-star-incr": (True, 1, "center"),
    "ff-sa-cnn-star-simul": (True, 1, "full"),
    "ff-sa-cnn-star-incr-fc1": (True, 1, "both"),
    "ff-sa-cnn-star-incr-fc2": (True, 1, "full"),
}
CONVOLUTIONAL = {  # channels, kernel size, full readout
    "ff-cnn": (WITHOUT, 3, True),
    "rf-cnn": (WITHOUT, 1, False),
    STAGE_0: (WITH_ATTENTION, 1, False),
}
PARENT = {STAGE_1: STAGE_0, "ff-sa-cnn-star-incr-fc1": STAGE_1, "ff-sa-cnn-star-incr-fc2": STAGE_1}


def positions(height, width, kernel_size):
    """Hypercolumns that a readout of all sees."""
    sides = []
    for side in (height, width):
        for _ in range(2):
            side = (side - 4) // 2
        sides.append(side - 2 * (kernel_size - 1))
    return sides[0] * sides[1]


def make(model, height, width):
    """A network with PyTorch's default initial weights, from its global generator."""
    if model in ATTENDING:
        mapped, kernel_size, readout = ATTENDING[model]
        return Attending(mapped, kernel_size, readout, positions(height, width, kernel_size))
    channels, kernel_size, full = CONVOLUTIONAL[model]
    return Convolutional(channels, kernel_size, full, positions(height, width, kernel_size))


def _inherited_name(model, name):
    """The name that a parent's parameter has in a model, or None where the model does not take it over."""
    if model == STAGE_1:
        block, _, rest = name.partition(".")
        taken = block == "layers" and int(rest.split(".")[0]) < 10
        return "a_cpbs." + rest if taken else None
    if name.startswith("ctl."):
        return name.replace("ctl", "fcl_center") if model.endswith("fc1") else None
    return name


def take_over(model, network, parent_state):
    """Copies what a model of incremental learning starts from, and freezes it; batch norms and dropout act as before."""
    parent = {_inherited_name(model, name): value for name, value in parent_state.items()}
    parent.pop(None, None)
    network.load_state_dict(parent, strict=False)
    freeze(network, parent)


def freeze(network, names):
    for name, parameter in network.named_parameters():
        if name in names:
            parameter.requires_grad_(False)


def dropouts(network):
    """Its dropouts that act, from the stimulus on."""
    return [module for module in network.modules() if isinstance(module, ChannelDropout)]
