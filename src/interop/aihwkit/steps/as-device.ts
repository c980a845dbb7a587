/** One of aihwkit's step laws with its noise as a device: a table of steps, or of their distribution. */
import type { DeviceOptions } from '../../../device/device.ts';
import type { PulseLaw } from '../../../device/laws/all-laws.ts';
import { type StochasticLaw, stochasticLaw } from '../../../device/laws/stochastic.ts';
import type { Variation } from '../../../device/variation.ts';
import { expm1 } from '../../../math/exp-log.ts';
import { normalQuantiles } from '../../../random/normal-quantiles.ts';
import type { AihwkitSteps } from './aihwkit-steps.ts';
import { stepsAsTable } from './steps-as-table.ts';

/**
 * Standard deviation that a pulse adds: std·|Δw|; of one size, in weights; or std·(|Δw| + add + slope·|w|)
 * (rpu_expstep_device.cpp: complex noise).
 */
export type StepNoise =
  | { readonly kind: 'step'; readonly std: number }
  | { readonly kind: 'constant'; readonly up: number; readonly down: number }
  | { readonly kind: 'weight'; readonly std: number; readonly add: number; readonly slope: number };

/** Of a device. */
export interface NoisyLaw extends Pick<DeviceOptions, 'c2c' | 'c2cOf'> {
  readonly law: PulseLaw;
}

/** Weights, and quantiles at each, of a law whose steps are drawn. */
const DRAWN = 33;

/** Law and noise; `nodes` conductances hold the steps. */
export function stepsAsDevice(law: AihwkitSteps, noise: StepNoise, nodes: number): NoisyLaw {
  if (noise.kind === 'step' && noise.std <= 100)
    return { law: stepsAsTable(law, nodes), c2c: noise.std, c2cOf: 'step' };
  const window = law.wMax - law.wMin;
  if (noise.kind === 'constant' && noise.up === noise.down && noise.up <= window)
    return { law: stepsAsTable(law, nodes), c2c: noise.up / window };
  return { law: drawnSteps(law, sigmaOf(noise)) };
}

/**
 * Spread of the step between devices (dw_min_dtod) as spread of the pulses from rail to rail, LTP and LTD each on its own:
 * a step is the inverse of them. aihwkit's σ of a log-normal spread is that of the logarithm; the median step is e^(σ²/2)
 * of the nominal one, where aihwkit has the nominal one.
 */
export function stepSpread(dtod: number, isLogNormal: boolean): Pick<Variation, 'pulsesLtp' | 'pulsesLtd'> {
  const spread = isLogNormal
    ? ({ std: Math.sqrt(expm1(dtod * dtod)), distribution: 'log-normal' } as const)
    : ({ std: Math.abs(dtod), distribution: 'normal' } as const);
  return { pulsesLtp: spread, pulsesLtd: spread };
}

/** Of the step from w by Δw. */
type Sigma = (step: number, w: number) => number;

function sigmaOf(noise: StepNoise): Sigma {
  switch (noise.kind) {
    case 'step':
      return (step) => noise.std * Math.abs(step);
    case 'constant':
      return (step) => (step > 0 ? noise.up : noise.down);
    case 'weight':
      return (step, w) => noise.std * (Math.abs(step) + noise.add + noise.slope * Math.abs(w));
  }
}

/** Normal noise of a size of its own at every weight. No step is larger than the window. */
function drawnSteps({ move, wMin, wMax }: AihwkitSteps, sigma: Sigma): StochasticLaw {
  const window = wMax - wMin;
  const deviates = normalQuantiles(DRAWN);
  const table = (direction: 1 | -1) =>
    Array.from({ length: DRAWN }, (_, k) => {
      const w = wMin + (window * k) / (DRAWN - 1);
      const step = direction * (move(w, direction) - w);
      const size = sigma(direction * step, w);
      return deviates.map((z) => Math.min(Math.max((step + size * z) / window, -1), 1));
    });
  return stochasticLaw({ ltp: table(1), ltd: table(-1) });
}
