/**
 * Ideal programming: conductances are set, without pulses, reads or noise, so that the weights are as near to given ones
 * as the devices permit. A pair moves apart from its centre, and where one device is on its rail the other goes
 * further; of several devices a polarity each has its share, and takes up what the others could not.
 */
import { centresOf } from './centre.ts';
import { type Crossbar, railsOf } from './crossbar.ts';
import { gainOf } from './scheme.ts';

/** Share of a device's range within which float32 conductances reach a weight. */
const ROUNDING = 1e-6;

/** Half of a step between states, of a device's range, and what rounding adds; continuous devices have only that. */
export function programTolerance({ ideal, options }: Crossbar): number {
  const { device, m, scheme, weightScale } = options;
  if (ideal) return 0;
  const step = device.states > 0 ? 1 / (device.states - 1) : 0;
  return gainOf(scheme, weightScale, m) * (step / 2 + 2 * m * ROUNDING);
}

/**
 * Programs the weights f64 [rows · columns] at `wanted`, and leaves there what is missing of them. What was owed to the
 * weights of before, in counters and for exact programming, is forgotten.
 */
export function programCrossbar(crossbar: Crossbar, wanted: Float64Array): void {
  const { at, engine, ideal } = crossbar;
  const { columns, rows, stride } = at;
  const w = engine.f32(at.w, rows * stride);
  const setCell = ideal ? undefined : cellSetter(crossbar);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) {
      const element = row * stride + i;
      if (setCell === undefined) w[element] = wanted[row * columns + i];
      else setCell(element, wanted[row * columns + i]);
    }
  if (!ideal) engine.kernels.cacheWeights(at.array, rows * stride);
  if (at.owed > 0) engine.kernels.clear(at.owed, rows * stride * 4);
  if (at.counterRows > 0) engine.kernels.clear(at.counters, at.counterRows * stride * 4);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) wanted[row * columns + i] -= w[row * stride + i];
}

/** Sets the devices of one cell to a weight. */
function cellSetter(crossbar: Crossbar): (element: number, weight: number) => void {
  const { m, scheme, weightScale } = crossbar.options;
  const gain = gainOf(scheme, weightScale, m);
  const pairs = Array.from({ length: m }, (_, k) => pairOf(crossbar, k));
  return (element, weight) => {
    let rest = weight / gain;
    for (let k = 0; k < m; k++) rest -= pairs[k].set(element, rest / (m - k));
    // Where devices differ, those that were first may have reach left.
    for (let k = 0; k < m && Math.abs(rest) > ROUNDING; k++) {
      const before = pairs[k].difference(element);
      rest -= pairs[k].set(element, before + rest) - before;
    }
  };
}

/** A pair of devices, or a single device and its reference. */
interface Pair {
  /** G⁺ − G⁻ of a cell. */
  difference(element: number): number;
  /** Brings the difference to what is wanted, or near it; returns what it has become. */
  set(element: number, wanted: number): number;
}

function pairOf({ at, engine, options }: Crossbar, k: number): Pair {
  const count = at.rows * at.stride;
  const planes = [k, at.m + k] as const;
  const [plus, minus] = planes.map((plane) => engine.f32(at.g + plane * count * 4, count));
  const [centrePlus, centreMinus] = planes.map((plane) => centresOf(engine, at, { options, plane }));
  const [placePlus, placeMinus] = planes.map((plane) => {
    const [low, high] = railsOf(engine, at, plane);
    return (element: number, g: number) =>
      Math.min(Math.max(toState(g, options.device.states), low?.[element] ?? 0), high?.[element] ?? 1);
  });
  const difference = (element: number) => plus[element] - minus[element];
  return {
    difference,
    set(element, wanted) {
      if (options.scheme !== 'single') {
        const middle = (centrePlus(element) + centreMinus(element)) / 2;
        plus[element] = placePlus(element, middle + wanted / 2);
        minus[element] = placeMinus(element, plus[element] - wanted);
      }
      plus[element] = placePlus(element, minus[element] + wanted);
      return difference(element);
    },
  };
}

function toState(g: number, states: number): number {
  return states > 0 ? Math.round(g * (states - 1)) / (states - 1) : g;
}
