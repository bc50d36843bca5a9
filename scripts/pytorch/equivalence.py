"""Whether the correlations of two programs' fits are equal within a margin, by two one-sided t tests.

Neurons are fixed and fits are drawn: a mean is one over neurons of each neuron's mean over seeds, and its variance is made of
the variances over seeds within each neuron, with Satterthwaite's degrees of freedom.
"""

import dataclasses
import math

import numpy as np

POWER_AND_LEVEL = 1.6449 + 1.2816  # normal quantiles of 95 % and, two tests failing 10 % each, of 90 %: a power of 80 %
GRID = np.linspace(0, 1, 20001)


@dataclasses.dataclass
class Result:
    fits: int  # of ours
    others: int  # of PyTorch
    ours: float
    pytorch: float
    difference: float  # ours - PyTorch
    error: float  # standard error of the difference
    freedom: float
    margin: float

    def interval(self, level=0.9):
        half = t_quantile(0.5 + level / 2, self.freedom) * self.error
        return self.difference - half, self.difference + half

    def p_equivalence(self):
        """The larger p of the tests that the difference is below -margin and that it is above it."""
        if self.error == 0:
            return 0.0 if abs(self.difference) < self.margin else 1.0
        return t_tail((self.margin - abs(self.difference)) / self.error, self.freedom)

    def p_difference(self):
        """Two-sided p that the difference is 0."""
        if self.error == 0:
            return 1.0 if self.difference == 0 else 0.0
        return min(1.0, 2 * t_tail(abs(self.difference) / self.error, self.freedom))

    def fits_needed(self):
        """Fits of each program for a power of 80 %, were there no difference and the scatter what it is here."""
        return math.ceil(min(self.fits, self.others) * (self.error * POWER_AND_LEVEL / self.margin) ** 2)

    def verdict(self):
        if not np.isfinite(self.error):
            return "too few fits"
        if self.p_equivalence() < 0.05:
            return "equal"
        return "different" if self.p_difference() < 0.05 else "undecided"


def t_tail(t, freedom):
    """Probability that Student's t is above t, by the substitution t = tan(angle) * sqrt(freedom)."""
    if t < 0:
        return 1 - t_tail(-t, freedom)
    start = math.atan(t / math.sqrt(freedom))
    angles = start + (math.pi / 2 - start) * GRID
    density = np.cos(angles) ** (freedom - 1)
    normal = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    return float(normal * (angles[1] - angles[0]) * (density.sum() - (density[0] + density[-1]) / 2))


def t_quantile(probability, freedom):
    """By bisection; for probabilities above one half."""
    low, high = 0.0, 1e4
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if t_tail(middle, freedom) > 1 - probability else (low, middle)
    return low


def paired(ours, pytorch, margin):
    """Of fits of the same draws: dictionaries from (neuron, seed) to correlation."""
    keys = sorted(set(ours) & set(pytorch))
    differences = {key: ours[key] - pytorch[key] for key in keys}
    mean, error, freedom = _mean(differences)
    return Result(len(keys), len(keys), _center(ours, keys), _center(pytorch, keys), mean, error, freedom, margin)


def unpaired(ours, pytorch, margin):
    """Of fits of independent draws; the neurons that both programs have."""
    neurons = {key[0] for key in ours} & {key[0] for key in pytorch}
    sides = [{k: v for k, v in side.items() if k[0] in neurons} for side in (ours, pytorch)]
    (a, error_a, freedom_a), (b, error_b, freedom_b) = (_mean(side) for side in sides)
    error = math.hypot(error_a, error_b)
    freedom = error**4 / (error_a**4 / freedom_a + error_b**4 / freedom_b) if error > 0 else 1.0
    return Result(len(sides[0]), len(sides[1]), a, b, a - b, error, freedom, margin)


def _by_neuron(values):
    neurons = {}
    for (neuron, _), value in sorted(values.items()):
        neurons.setdefault(neuron, []).append(value)
    return list(neurons.values())


def _center(values, keys):
    return float(np.mean([np.mean(v) for v in _by_neuron({key: values[key] for key in keys})]))


def _mean(values):
    """Mean over neurons, its standard error, degrees of freedom; the error is infinite where a neuron has one fit."""
    neurons = _by_neuron(values)
    mean = float(np.mean([np.mean(v) for v in neurons])) if neurons else float("nan")
    if not neurons or min(map(len, neurons)) < 2:
        return mean, float("inf"), 1.0
    parts = [np.var(v, ddof=1) / len(v) / len(neurons) ** 2 for v in neurons]
    total = sum(parts)
    freedom = total**2 / sum(p**2 / (len(v) - 1) for p, v in zip(parts, neurons)) if total > 0 else 1.0
    return mean, math.sqrt(total), freedom
