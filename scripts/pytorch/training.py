"""Fits one network to one neuron in PyTorch, as the paper does."""

import copy
import dataclasses

import numpy as np
import torch

from . import networks


@dataclasses.dataclass
class Tiers:
    """Images [S, 1, H, W], standardised by the training images, and responses [S, N], by tier."""

    images: dict
    responses: dict

    @staticmethod
    def read(folder):
        """A recording that `hypercolumn prepare` has written as npy files, with train, val and test."""
        images = np.load(folder / "images.npy")
        responses = np.load(folder / "responses.npy").astype(np.float32)
        tiers = np.load(folder / "tiers.npy")
        training = images[tiers == "train"].astype(np.float64)
        mean, deviation = np.float32(training.mean()), np.float32(training.std())
        standard = torch.from_numpy(((images.astype(np.float32) - mean) / deviation)[:, None])
        parts = {name: np.flatnonzero(tiers == name) for name in ("train", "val", "test")}
        return Tiers(
            {name: standard[part] for name, part in parts.items()},
            {name: responses[part] for name, part in parts.items()})


@dataclasses.dataclass
class Fitted:
    state: dict  # of the chosen epoch
    epoch: int
    epochs: list  # (mean squared error of training, correlation on val), one an epoch
    test: float  # correlation


def correlation(predicted, recorded):
    x, y = predicted.astype(np.float64), recorded.astype(np.float64)
    x, y = x - x.mean(), y - y.mean()
    scale = np.sqrt((x * x).sum()) * np.sqrt((y * y).sum())
    return float((x * y).sum() / scale) if scale > 0 else float("nan")


def predict(network, images):
    network.eval()
    with torch.no_grad():
        return torch.cat([network(part)[:, 0] for part in images.split(200)]).numpy()


def one_epoch(network, adam, images, responses, order, batch, draws):
    network.train()
    total = 0.0
    for first in range(0, len(order), batch):
        chosen = order[first : first + batch]
        draws.begin_batch(network, len(chosen))
        loss = torch.nn.functional.mse_loss(network(images[chosen])[:, 0], responses[chosen])
        adam.zero_grad()
        loss.backward()
        adam.step()
        total += len(chosen) * loss.item()
    return total / len(order)


def fit(model, neuron, tiers, epochs, batch, draws, parent):
    """Trains on train, keeps the epoch that correlates best on val, scores it on test; `parent` is a state or None."""
    images = tiers.images["train"].contiguous(memory_format=torch.channels_last)
    responses = torch.from_numpy(tiers.responses["train"][:, neuron].copy())
    network = draws.make(model, *images.shape[2:])
    if parent is not None:
        networks.take_over(model, network, parent)
    network = network.to(memory_format=torch.channels_last)
    adam = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], lr=1e-3)
    best, chosen, history = None, 0, []
    for epoch in range(1, epochs + 1):
        loss = one_epoch(network, adam, images, responses, draws.begin_epoch(epoch, len(images)), batch, draws)
        selected = correlation(predict(network, tiers.images["val"]), tiers.responses["val"][:, neuron])
        if best is None or np.isnan(history[chosen - 1][1]) or selected > history[chosen - 1][1]:
            best, chosen = copy.deepcopy(network.state_dict()), epoch
        history.append((loss, selected))
    network.load_state_dict(best)
    test = correlation(predict(network, tiers.images["test"]), tiers.responses["test"][:, neuron])
    return Fitted(best, chosen, history, test)
