"""Pulse responses of aihwkit's own engine, as test/fixtures/aihwkit/engine.json: what memspike's devices are held to.

  DIR/bin/python studies/aihwkit/engine.py > test/fixtures/aihwkit/engine.json      (DIR: as in fields.py)

Of every device class, with its features on, and of every preset device:
  curve   weights after so many pulses (runs of one sign, alternating ones last), without noise and spread
  noise   mean and standard deviation of one pulse, up and down, at weights across the window: 16 384 identical devices
  spread  4096 devices that differ as the class says, without noise: mean and standard deviation of the change by 40 pulses
          up from 0 and by 40 down from 0, and the correlation of the two sizes
"""

import dataclasses
import json
from importlib.metadata import version

import numpy
import torch

from aihwkit.simulator.configs import devices
from aihwkit.simulator.configs.configs import SingleRPUConfig
from aihwkit.simulator.parameters.training import UpdateParameters
from aihwkit.simulator.presets import devices as presets

CASES = {
    "ConstantStep": (devices.ConstantStepDevice, {}),
    "ConstantStep up_down": (devices.ConstantStepDevice, {"dw_min": 0.01, "up_down": 0.1}),
    "LinearStep": (devices.LinearStepDevice, {"dw_min": 0.01, "gamma_up": 0.4, "gamma_down": 0.5}),
    "LinearStep additive": (
        devices.LinearStepDevice,
        {"dw_min": 0.01, "gamma_up": 0.4, "gamma_down": 0.5, "mult_noise": False, "up_down": -0.2},
    ),
    "LinearStep increasing": (
        devices.LinearStepDevice,
        {"dw_min": 0.01, "gamma_up": -0.4, "gamma_down": -0.3, "allow_increasing": True},
    ),
    "LinearStep not increasing": (devices.LinearStepDevice, {"dw_min": 0.01, "gamma_up": -0.4, "gamma_down": -0.3}),
    "LinearStep steep": (devices.LinearStepDevice, {"dw_min": 0.01, "gamma_up": 1.5, "gamma_down": 1.2}),
    "LinearStep reverse": (
        devices.LinearStepDevice,
        {
            "dw_min": 0.01,
            "gamma_up": 0.9,
            "gamma_down": 0.6,
            "reverse_up": True,
            "reverse_down": True,
            "reverse_offset": 0.05,
        },
    ),
    "SoftBounds": (devices.SoftBoundsDevice, {"dw_min": 0.02, "up_down": 0.05, "w_min": -1.0, "w_max": 1.0}),
    "SoftBounds additive": (devices.SoftBoundsDevice, {"dw_min": 0.02, "mult_noise": False, "w_max": 0.9}),
    "SoftBounds reverse": (devices.SoftBoundsDevice, {"dw_min": 0.01, "reverse_up": True}),
    "SoftBoundsPmax": (devices.SoftBoundsPmaxDevice, {}),
    "SoftBoundsPmax steep": (
        devices.SoftBoundsPmaxDevice,
        {"p_max": 120, "alpha": 0.02, "range_min": -0.4, "range_max": 0.7},
    ),
    "SoftBoundsReference": (devices.SoftBoundsReferenceDevice, {"dw_min": 0.03, "reference_mean": 0.1}),
    "SoftBoundsReference symmetry point": (
        devices.SoftBoundsReferenceDevice,
        {"dw_min": 0.03, "up_down": 0.3, "subtract_symmetry_point": True, "mult_noise": True},
    ),
    "ExpStep": (devices.ExpStepDevice, {"dw_min": 0.01}),
    "ExpStep noise by weight": (
        devices.ExpStepDevice,
        {"dw_min": 0.01, "dw_min_std_add": 0.02, "dw_min_std_slope": 0.1},
    ),
    "PowStep": (devices.PowStepDevice, {"dw_min": 0.02, "pow_gamma": 2.5, "pow_up_down": 0.2}),
    "PowStep root": (devices.PowStepDevice, {"dw_min": 0.01, "pow_gamma": 0.5, "pow_up_down": -0.3}),
    "PowStepReference": (
        devices.PowStepReferenceDevice,
        {"dw_min": 0.02, "pow_gamma": 1.5, "reference_mean": -0.05},
    ),
    "PowStepReference symmetry point": (
        devices.PowStepReferenceDevice,
        {"dw_min": 0.02, "pow_gamma": 1.5, "pow_up_down": 0.3, "subtract_symmetry_point": True},
    ),
    "PiecewiseStep": (
        devices.PiecewiseStepDevice,
        {"dw_min": 0.01, "piecewise_up": [1.5, 1.0, 0.5, 0.3], "piecewise_down": [0.4, 1.0, 1.6, 1.2]},
    ),
    "PiecewiseStep one": (devices.PiecewiseStepDevice, {"dw_min": 0.01}),
    **{
        name: (cls, {})
        for name, cls in vars(presets).items()
        if name.endswith("PresetDevice") and dataclasses.is_dataclass(cls)
    },
}

ONE_PULSE = dict(desired_bl=1, update_bl_management=False, update_management=False)


def device_of(cls, given, noise, spread):
    device = cls(**given)
    for field in dataclasses.fields(device):
        off = (not spread and (field.name.endswith("_dtod") or field.name == "reference_std")) or (
            not noise and field.name == "dw_min_std"
        )
        if off:
            setattr(device, field.name, 0.0)
    for name in ("write_noise_std", "lifetime"):
        if hasattr(device, name):
            setattr(device, name, 0.0)
    device.construction_seed = 7
    return device


def tile_of(device, side):
    config = SingleRPUConfig(device=device, update=UpdateParameters(**ONE_PULSE))
    tile = config.create_tile(side, side)
    tile.set_learning_rate(1.0)
    return tile


def pulse(tile, side, sign):
    tile.tile.update(torch.ones(1, side), torch.full((1, side), -float(sign)), False)


def weights(tile):
    return tile.tile.get_weights().numpy().astype(numpy.float64)


def start(tile, side, w):
    tile.tile.set_weights(torch.full((side, side), float(w)))


def window(device):
    tile = tile_of(device, 1)
    start(tile, 1, -1e3)
    low = weights(tile)[0, 0]
    start(tile, 1, 1e3)
    return low, weights(tile)[0, 0]


def curve(cls, given):
    device = device_of(cls, given, noise=False, spread=False)
    tile = tile_of(device, 1)
    low, high = window(device)
    begin = low + 0.15 * (high - low)
    start(tile, 1, begin)
    length = 300
    signs = [1] * length + [-1] * length + [1, -1] * 20
    kept, values = [0], [weights(tile)[0, 0]]
    for k, sign in enumerate(signs, 1):
        pulse(tile, 1, sign)
        if k % 10 == 0 or k <= 3 or k > 2 * length + 36:
            kept.append(k)
            values.append(weights(tile)[0, 0])
    return {"runs": [length, -length, *([1, -1] * 20)], "pulses": kept, "weights": [round(w, 9) for w in values]}


def noise(cls, given):
    side = 128
    device = device_of(cls, given, noise=True, spread=False)
    low, high = window(device)
    tile = tile_of(device, side)
    rows = []
    for share in (0.2, 0.35, 0.5, 0.65, 0.8):
        w = numpy.float32(low + share * (high - low))
        row = {"weight": float(w)}
        for name, sign in (("up", 1), ("down", -1)):
            start(tile, side, w)
            before = weights(tile)
            pulse(tile, side, sign)
            step = sign * (weights(tile) - before)
            # Away from the bounds by enough for the clip not to matter, or told.
            after = weights(tile)
            clipped = float(numpy.mean((after <= low) | (after >= high)))
            row[name] = {"mean": step.mean(), "std": step.std(), "clipped": clipped}
        rows.append(row)
    return rows


def spread(cls, given):
    side = 64
    device = device_of(cls, given, noise=False, spread=True)
    tile = tile_of(device, side)
    sizes = {}
    for name, sign in (("up", 1), ("down", -1)):
        start(tile, side, 0.0)
        before = weights(tile)
        for _ in range(40):
            pulse(tile, side, sign)
        sizes[name] = (sign * (weights(tile) - before)).ravel()
    correlation = numpy.corrcoef(sizes["up"], sizes["down"])[0, 1] if all(s.std() > 0 for s in sizes.values()) else 0.0
    return {
        **{name: {"mean": size.mean(), "std": size.std()} for name, size in sizes.items()},
        "correlation": correlation,
    }


def short(value):
    if isinstance(value, (float, numpy.floating)):
        return float(f"{float(value):.7g}")
    if isinstance(value, dict):
        return {key: (one if key == "weights" else short(one)) for key, one in value.items()}
    return [short(one) for one in value] if isinstance(value, list) else value


torch.manual_seed(1)
record = {
    name: short(
        {
            "class": cls.__name__,
            "given": given,
            "curve": curve(cls, given),
            "noise": noise(cls, given),
            "spread": spread(cls, given),
        }
    )
    for name, (cls, given) in CASES.items()
}
print(json.dumps({"aihwkit": version("aihwkit"), "cases": record}, indent=None, separators=(",", ":")).replace('},"', '},\n"'))
