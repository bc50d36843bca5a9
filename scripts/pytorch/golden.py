"""Checks that the modules compute what golden tensors say: outputs, attention, gradients, losses of three steps of Adam."""

import numpy as np
import torch

from . import networks

LARGEST = 1e-5  # single precision rounds values near 1 at 6e-8, and sums of thousands of them less well


def difference(computed, stored, scale=1.0):
    """The largest difference, in parts of `scale` or of the largest stored value, whichever is more."""
    stored = torch.as_tensor(stored)
    return float((computed.detach() - stored).abs().max() / stored.abs().max().clamp(min=scale))


def check(path, model):
    """The largest difference of each thing compared, by its name."""
    z = np.load(path)
    x, y = torch.tensor(z["x"]), torch.tensor(z["y"])
    network = networks.make(model, x.shape[2], x.shape[3])
    network.load_state_dict({name[5:]: torch.tensor(z[name]) for name in z if name.startswith("init/")})
    found = {}

    network.eval()
    stimuli = x.clone().requires_grad_(True)
    predictions = network(stimuli)
    found["outputs"] = difference(predictions, z["eval_out"])
    found["input gradients"] = difference(torch.autograd.grad(predictions.sum(), stimuli)[0], z["input_grad"], 1e-3)
    if "attention" in z:
        found["attention"] = difference(network.attention.weights, z["attention"])

    network.train()
    for dropout in networks.dropouts(network):
        dropout.p = 0.0
    networks.freeze(network, {name for name, _ in network.named_parameters() if "grad/" + name not in z})
    adam = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], lr=1e-3)
    for step, stored in enumerate(z["losses"]):
        loss = torch.nn.functional.mse_loss(network(x), y)
        adam.zero_grad()
        loss.backward()
        found["loss %d" % (step + 1)] = difference(loss, stored)
        if step == 0:
            largest = max(float(np.abs(z[name]).max()) for name in z if name.startswith("grad/"))
            found["gradients"] = max(
                difference(p.grad, z["grad/" + name], largest)
                for name, p in network.named_parameters()
                if p.requires_grad)
        adam.step()
    return found
