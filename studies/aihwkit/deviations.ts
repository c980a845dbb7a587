/** How far memspike's devices are from what aihwkit's engine did with the same ones. */
import { readFileSync } from 'node:fs';
import { trainNoise } from '../../src/device/cycle-noise.ts';
import { defineDevice } from '../../src/device/device.ts';
import { lawOf } from '../../src/device/laws/all-laws.ts';
import { afterOnePulse } from '../../src/device/laws/kernel-law.ts';
import { drawnStep } from '../../src/device/laws/quantiles.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { drawVariation } from '../../src/device/variation.ts';
import { aihwkitDevice, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';
import { generalOf } from '../../src/interop/aihwkit/saved.ts';

interface Moments {
  readonly mean: number;
  readonly std: number;
  /** Share of the devices that a pulse led to a bound. */
  readonly clipped: number;
}

export interface EngineCase {
  readonly class: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly curve: {
    readonly runs: readonly number[];
    readonly pulses: readonly number[];
    readonly weights: readonly number[];
  };
  readonly noise: readonly { readonly weight: number; readonly up: Moments; readonly down: Moments }[];
  /** 40 pulses up and 40 down from a weight of 0, of 4096 devices that differ as the class says. */
  readonly spread: {
    readonly up: Omit<Moments, 'clipped'>;
    readonly down: Omit<Moments, 'clipped'>;
    readonly correlation: number;
  };
}

const FIXTURE = new URL('../../test/fixtures/aihwkit/engine.json', import.meta.url);
/** Devices whose steps the engine drew at every weight. */
const DRAWS = 16_384;

export function engineCases(): ReadonlyMap<string, EngineCase> {
  const { cases } = JSON.parse(readFileSync(FIXTURE, 'utf8'));
  return new Map(Object.entries(cases as Record<string, EngineCase>));
}

export interface Deviations {
  /** Largest deviation of the curve, in shares of the window: of the step law, and of the device that it becomes. */
  readonly steps: number;
  readonly converted: number;
  /** What `converted` is held to. */
  readonly bound: number;
  /** In standard errors of what the engine drew, at weights from which no more than 0.1 % reach a bound. */
  readonly noise: readonly { readonly weight: number; readonly mean: number; readonly std: number }[];
}

/** Classes whose steps change linearly between a few weights: held exactly, but for what leads back. */
const EXACT = [
  'ConstantStepDevice',
  'LinearStepDevice',
  'SoftBoundsDevice',
  'SoftBoundsPmaxDevice',
  'SoftBoundsReferenceDevice',
  'PiecewiseStepDevice',
];

/** By the class, in shares of the window. With γ above 1 steps lead back near a bound, and are none here. */
function boundOf({ class: name, given }: EngineCase): number {
  const leadsBack = [given.gamma_up, given.gamma_down].some((gamma) => (gamma as number) > 1);
  return EXACT.includes(generalOf(name)) && !leadsBack ? 1e-5 : 5e-4;
}

export function deviations(one: EngineCase): Deviations {
  const { class: name, given, curve, noise } = one;
  const saved = { class: name, params: given };
  const { law } = aihwkitDevice(saved);
  const device = defineDevice(fromAihwkit(saved).form);
  const window = law.wMax - law.wMin;
  const start = curve.weights[0];
  const share = (w: number) => Math.min(Math.max((w - law.wMin) / window, 0), 1);
  const worst = (weights: ArrayLike<number>) =>
    Math.max(...curve.pulses.map((pulse, k) => Math.abs(weights[pulse] - curve.weights[k]))) / window;
  const steps = worst(stepResponse(law, curve.runs, start));
  const own = pulseResponse(device, curve.runs, { start: share(start) }).map((g) => law.wMin + window * g);
  return {
    steps,
    converted: worst(own),
    bound: boundOf(one),
    noise: noise.flatMap(({ weight, ...ways }) =>
      (['up', 'down'] as const).flatMap((way) => {
        const measured = ways[way];
        if (measured.clipped > 1e-3 || measured.std === 0) return [];
        const moments = momentsOf(device, share(weight), way === 'up' ? 'ltp' : 'ltd');
        const error = measured.std / Math.sqrt(DRAWS);
        return [
          {
            weight,
            mean: (window * moments.mean - measured.mean) / error,
            std: (window * moments.std - measured.std) / (error / Math.sqrt(2)),
          },
        ];
      }),
    ),
  };
}

/** Mean and standard deviation of one pulse with noise, in shares of the window. */
function momentsOf(
  device: ReturnType<typeof defineDevice>,
  g: number,
  direction: 'ltp' | 'ltd',
): { readonly mean: number; readonly std: number } {
  const law = lawOf(device.law).inKernels();
  if (law.drawn === undefined) {
    const mean = Math.abs(afterOnePulse(law, g, direction) - g);
    return { mean, std: trainNoise(device, 1, mean) };
  }
  const count = 4000;
  const steps = Array.from({ length: count }, (_, k) =>
    drawnStep(law.drawn![direction], g, (k + 0.5) / count),
  );
  const mean = steps.reduce((sum, step) => sum + step, 0) / count;
  return { mean, std: Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / count) };
}

/** Of the steps of 4096 devices: σ in shares of the mean, and whether larger LTP goes with larger LTD. */
export function drawnSpread(device: ReturnType<typeof defineDevice>): {
  readonly ltp: number;
  readonly ltd: number;
  readonly correlation: number;
} {
  const count = 4096;
  const plane = () => new Float32Array(count);
  const out = {
    ...{ ltpScale: plane(), ltpOffset: plane(), ltdScale: plane(), ltdOffset: plane() },
    ...{ low: plane(), high: plane() },
  };
  drawVariation({ device, seed: 1, layer: 0, plane: 0, count, out });
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, one) => sum + one, 0) / count;
  const [ltp, ltd] = [out.ltpScale, out.ltdScale].map((factors) => {
    const middle = mean(factors);
    return Array.from(factors, (one) => one / middle - 1);
  });
  const covariance = (a: readonly number[], b: readonly number[]) => mean(a.map((one, k) => one * b[k]));
  const [ofLtp, ofLtd] = [ltp, ltd].map((one) => Math.sqrt(covariance(one, one)));
  return { ltp: ofLtp, ltd: ofLtd, correlation: covariance(ltp, ltd) / (ofLtp * ofLtd) };
}
