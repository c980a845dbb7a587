"""Objects of aihwkit as people save them, as test/fixtures/aihwkit/saved.json: dataclasses.asdict, repr and str.

  DIR/bin/python studies/aihwkit/saved.py > test/fixtures/aihwkit/saved.json      (DIR: as in fields.py)
"""

import dataclasses
import json
from importlib.metadata import version

from aihwkit.simulator.configs.devices import (
    ConstantStepDevice,
    LinearStepDevice,
    PiecewiseStepDevice,
    PowStepReferenceDevice,
    SoftBoundsDevice,
    SoftBoundsPmaxDevice,
    SoftBoundsReferenceDevice,
)
from aihwkit.simulator.presets.compounds import PCMPresetUnitCell
from aihwkit.simulator.presets.configs import (
    AGADReRamESPreset,
    ChoppedTTv2EcRamPreset,
    MixedPrecisionPCMPreset,
    PCMPreset,
    ReRamES2Preset,
    TikiTakaReRamSBPreset,
)
from aihwkit.simulator.presets.devices import PCMPresetDevice, ReRamESPresetDevice

OBJECTS = [
    ConstantStepDevice(dw_min=0.002),
    LinearStepDevice(w_min=-1.0, w_max=1.0, dw_min=0.002, gamma_up=0.4, gamma_down=0.5),
    SoftBoundsDevice(w_min=-0.8),
    SoftBoundsPmaxDevice(p_max=200),
    SoftBoundsReferenceDevice(subtract_symmetry_point=True, up_down=0.1),
    PowStepReferenceDevice(pow_gamma=2.0),
    PiecewiseStepDevice(piecewise_up=[1.0, 0.5], piecewise_down=[0.5, 1.0]),
    ReRamESPresetDevice(),
    PCMPresetDevice(),
    PCMPresetUnitCell(),
    PCMPreset(),
    ReRamES2Preset(),
    TikiTakaReRamSBPreset(),
    ChoppedTTv2EcRamPreset(),
    AGADReRamESPreset(),
    MixedPrecisionPCMPreset(),
]

print(
    json.dumps(
        {
            "aihwkit": version("aihwkit"),
            "objects": [
                {
                    "class": type(one).__name__,
                    "asdict": json.loads(json.dumps(dataclasses.asdict(one), default=str)),
                    "repr": repr(one),
                    "str": str(one),
                }
                for one in OBJECTS
            ],
        },
        separators=(",", ":"),
    )
)
