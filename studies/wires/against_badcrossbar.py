"""Currents of memspike against those of badcrossbar on random arrays.

pip install numpy scipy sympy pathvalidate && pip install --no-deps badcrossbar   (its drawings want cairo besides)
npm run build && python studies/wires/against_badcrossbar.py
"""

import json
import logging
import pathlib
import subprocess
import tempfile
import warnings

import numpy as np

warnings.simplefilter("ignore")
logging.disable(logging.INFO)
import badcrossbar  # noqa: E402

ROOT = pathlib.Path(__file__).parents[2]
SHAPES = [(1, 1), (1, 40), (40, 1), (7, 13), (32, 32), (64, 50), (100, 128), (128, 128)]
RELATIVE = [1e-5, 1e-4, 1e-3, 1e-2]
G_MAX = 1e-4


def memspike(circuit):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "circuit.json"
        path.write_text(json.dumps(circuit))
        command = ["node", str(ROOT / "dist/cli/main.js"), "array", "solve", str(path), "--json", "-"]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main():
    random = np.random.default_rng(1)
    worst = 0.0
    for rows, columns in SHAPES:
        for relative in RELATIVE:
            g = G_MAX * (0.1 + 0.9 * random.random((rows, columns)))
            volts = random.uniform(-1, 1, (rows, 2))
            word = relative / G_MAX
            bit = word * random.uniform(0.5, 2)
            solved = badcrossbar.compute(volts, 1 / g, r_i_word_line=word, r_i_bit_line=bit)
            expected = np.asarray(solved.currents.output)
            ours = np.array(
                memspike(
                    {
                        "conductances": g.tolist(),
                        "wordLineResistance": word,
                        "bitLineResistance": bit,
                        "voltages": volts.T.tolist(),
                    }
                )["currents"]
            )
            error = np.abs(ours - expected).max() / np.abs(expected).max()
            worst = max(worst, error)
            print(f"{rows} x {columns}, R Gmax = {relative:g}: {error:.1e} of the largest current", flush=True)
    print(f"worst: {worst:.1e}")
    if worst > 1e-9:
        raise SystemExit("more than 1e-9 apart")


main()
