/**
 * A law as the kernels follow it (assembly/write/pulse.ts and table.ts): coefficients of one pulse, or the steps at
 * equally spaced conductances, or quantiles of steps that are drawn. The same in double precision, for one device.
 */
import type { Direction, PerDirection } from './direction.ts';
import type { Quantiles } from './quantiles.ts';

/** One pulse in each direction, g ← scale·g + offset, before the clip to the rails. */
export interface PulseStep {
  readonly ltpScale: number;
  readonly ltpOffset: number;
  readonly ltdScale: number;
  readonly ltdOffset: number;
}

/** Sizes of a pulse, shares of the range ≥ 0, at conductances equally spaced from Gmin to Gmax; linear between them. */
export type Steps = PerDirection<readonly number[]>;

export interface KernelLaw {
  /** With `steps`, the scales are factors of these, and the offsets are not used. */
  readonly pulse: PulseStep;
  /** Absent where a pulse is affine. */
  readonly steps?: Steps;
  /** Present where steps are drawn: `steps` are then their means, for plans and for runs without noise. */
  readonly drawn?: PerDirection<Quantiles>;
}

/** One step of the table for every pulse. */
export const AS_THE_TABLE: PulseStep = { ltpScale: 1, ltpOffset: 0, ltdScale: 1, ltdOffset: 0 };

/** Size of one pulse at g, before the clip. */
export function stepAt(steps: readonly number[], g: number): number {
  const last = steps.length - 1;
  const place = Math.min(Math.max(g, 0), 1) * last;
  const node = Math.min(Math.floor(place), last - 1);
  return steps[node] + (place - node) * (steps[node + 1] - steps[node]);
}

/** g after one pulse without noise, before the clip to the rails. */
export function afterOnePulse({ pulse, steps }: KernelLaw, g: number, direction: Direction): number {
  if (steps !== undefined) return direction === 'ltp' ? g + stepAt(steps.ltp, g) : g - stepAt(steps.ltd, g);
  return direction === 'ltp' ? pulse.ltpScale * g + pulse.ltpOffset : pulse.ltdScale * g + pulse.ltdOffset;
}

/** A device of its own in an array: its pulses, and the rails between which they lead. */
export interface OwnDevice extends PulseStep {
  readonly low: number;
  readonly high: number;
}

/**
 * The pulses of a device between its own rails. An affine law runs through the same curve there,
 *
 *   g ← scale·g + offset·(high − low) + (1 − scale)·low;
 *
 * of a table the kernels take the shares of the window themselves.
 */
export function betweenRails({ steps }: KernelLaw, pulse: PulseStep, low: number, high: number): OwnDevice {
  if (steps !== undefined) return { ...pulse, low, high };
  const offset = (scale: number, nominal: number) => nominal * (high - low) + (1 - scale) * low;
  return {
    ltpScale: pulse.ltpScale,
    ltpOffset: offset(pulse.ltpScale, pulse.ltpOffset),
    ltdScale: pulse.ltdScale,
    ltdOffset: offset(pulse.ltdScale, pulse.ltdOffset),
    low,
    high,
  };
}

/** The symmetry point of a device of its own; `nominal`, a share of its window, where no point is special. */
export function ownSymmetryPoint({ steps }: KernelLaw, own: OwnDevice, nominal: number): number {
  const { low, high } = own;
  if (steps !== undefined) {
    const scaled = (list: readonly number[], factor: number) => list.map((step) => step * factor);
    const point = crossingOf({ ltp: scaled(steps.ltp, own.ltpScale), ltd: scaled(steps.ltd, own.ltdScale) });
    return low + (point ?? nominal) * (high - low);
  }
  const slope = 2 - own.ltpScale - own.ltdScale;
  // Steps of the same size everywhere, or a device that is stuck: no point is special.
  const point = slope > 0 ? (own.ltpOffset + own.ltdOffset) / slope : nominal;
  return Math.min(Math.max(point, low), high);
}

/** The lowest conductance towards which pulses of both signs pull: LTP larger below it, LTD above. */
export function crossingOf({ ltp, ltd }: Steps): number | undefined {
  const last = ltp.length - 1;
  for (let k = 0; k < last; k++) {
    const [here, there] = [ltp[k] - ltd[k], ltp[k + 1] - ltd[k + 1]];
    if (here > 0 && there <= 0) return (k + here / (here - there)) / last;
  }
  return undefined;
}
