"""Times training steps in PyTorch: `python3 -m pytorch.steps MODEL LAYOUT THREADS BATCH SECONDS` prints milliseconds a step."""

import sys
import time

import torch

from . import networks

SIDE = 50  # pixels, as hypercolumn bench
WARM_UP = 5  # steps, or a second, whichever is longer


def step(model, layout, batch):
    """A function that does one training step: forward, mean squared error, backward, Adam; frozen parts as in a fit."""
    torch.manual_seed(1)
    network = networks.make(model, SIDE, SIDE)
    if model in networks.PARENT:
        networks.take_over(model, network, networks.make(networks.PARENT[model], SIDE, SIDE).state_dict())
    images, responses = torch.randn(batch, 1, SIDE, SIDE), torch.rand(batch)
    if layout != "published":
        network = network.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)
    adam = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], lr=1e-3)
    forward = torch.compile(network) if layout == "compiled" else network
    network.train()

    def one():
        loss = torch.nn.functional.mse_loss(forward(images)[:, 0], responses)
        adam.zero_grad()
        loss.backward()
        adam.step()
        return loss.item()

    return one


def milliseconds(one, seconds):
    begun, steps = time.monotonic(), 0
    while steps < WARM_UP or time.monotonic() - begun < 1:
        one()
        steps += 1
    begun, steps = time.monotonic(), 0
    while steps == 0 or time.monotonic() - begun < seconds:
        one()
        steps += 1
    return 1000 * (time.monotonic() - begun) / steps


def main():
    model, layout, threads, batch, seconds = sys.argv[1:]
    torch.set_num_threads(int(threads))
    print("%.4f" % milliseconds(step(model, layout, int(batch)), float(seconds)))


if __name__ == "__main__":
    main()
