/** How far memspike's devices are from what aihwkit's engine did with the same ones. */
import { readFileSync } from 'node:fs';
import { trainNoise } from '../../src/device/cycle-noise.ts';
import { defineDevice } from '../../src/device/device.ts';
import { lawOf } from '../../src/device/laws/all-laws.ts';
import { afterOnePulse } from '../../src/device/laws/kernel-law.ts';
import { drawnStep } from '../../src/device/laws/quantiles.ts';
import { pulseResponse } from '../../src/device/pulse-response.ts';
import { aihwkitDevice, stepResponse } from '../../src/interop/aihwkit/aihwkit-device.ts';
import { fromAihwkit } from '../../src/interop/aihwkit/convert-aihwkit.ts';

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
  readonly spread: {
    readonly up: { readonly mean: number; readonly std: number };
    readonly down: { readonly mean: number; readonly std: number };
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
  /** What `converted` is held to: tables of 2 nodes hold a straight law, those of 33 or 257 one that is not. */
  readonly bound: number;
  /** In standard errors of what the engine drew, at weights from which no more than 0.1 % reach a bound. */
  readonly noise: readonly { readonly weight: number; readonly mean: number; readonly std: number }[];
}

export function deviations({ class: name, given, curve, noise }: EngineCase): Deviations {
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
  // A table of few nodes holds steps that are linear between them; others lie between the nodes of a long one.
  const isStraight =
    device.law.kind === 'affine' || (device.law.kind === 'table' && device.law.ltp.length < 10);
  const isDrawn = device.law.kind === 'stochastic' && aihwkitDevice(saved).model.nodes === undefined;
  return {
    steps,
    converted: worst(own),
    bound: isDrawn ? 1e-3 : isStraight || device.law.kind === 'stochastic' ? 1e-5 : 5e-4,
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
