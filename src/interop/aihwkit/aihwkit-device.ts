/** Devices as aihwkit describes them: {"device": "ExpStepDevice", "params": {"dw_min": 0.00135, …}}. */

import * as v from 'valibot';
import { totalOfRuns } from '../../device/pulse-response.ts';
import { MemspikeError, nearest } from '../../errors.ts';
import { real } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import type { AihwkitSteps, PulsedParameters } from './steps/aihwkit-steps.ts';
import { constantStep } from './steps/constant-step.ts';
import { exponentialStep } from './steps/exponential-step.ts';
import { linearStep } from './steps/linear-step.ts';
import { piecewiseStep } from './steps/piecewise-step.ts';
import { powerStep } from './steps/power-step.ts';
import { softBoundsReference } from './steps/soft-bounds-reference-step.ts';
import { softBoundsStep } from './steps/soft-bounds-step.ts';

type Value = number | boolean | readonly number[];
type Values = Readonly<Record<string, Value>>;

interface Model {
  /** Parameters of the curve with aihwkit's defaults. */
  readonly defaults: Values;
  // biome-ignore lint/suspicious/noExplicitAny: each law has its own parameters, checked against `defaults`
  readonly law: (parameters: any) => AihwkitSteps;
}

const PULSED: Values = { dw_min: 0.001, up_down: 0, w_min: -0.6, w_max: 0.6 };

const MODELS: Readonly<Record<string, Model>> = {
  ConstantStepDevice: { defaults: PULSED, law: constantStep },
  LinearStepDevice: { defaults: { ...PULSED, gamma_up: 0, gamma_down: 0 }, law: linearStep },
  SoftBoundsDevice: { defaults: PULSED, law: softBoundsStep },
  SoftBoundsReferenceDevice: {
    defaults: { ...PULSED, reference_mean: 0, subtract_symmetry_point: false },
    law: softBoundsReference,
  },
  ExpStepDevice: {
    defaults: {
      ...PULSED,
      A_up: 0.00081,
      A_down: 0.36833,
      gamma_up: 12.44625,
      gamma_down: 12.78785,
      a: 0.244,
      b: 0.2425,
    },
    law: exponentialStep,
  },
  PowStepDevice: { defaults: { ...PULSED, pow_gamma: 1, pow_gamma_up_down: 0 }, law: powerStep },
  PiecewiseStepDevice: {
    defaults: { ...PULSED, piecewise_up: [1], piecewise_down: [1] },
    law: piecewiseStep,
  },
};

/** Noise, spread and slow changes: they do not move the curve of one device without noise. */
const OFF_THE_CURVE =
  /^(.*_dtod(_log_normal)?|.*_std(_.*)?|mult_noise|write_noise_std|diffusion|lifetime|drift|reset|corrupt_devices_(prob|range)|construction_seed|enforce_consistency|perfect_bias|apply_write_noise_on_set|count_pulses|mean_bound_reference)$/;

export interface AihwkitDevice {
  /** aihwkit's name. */
  readonly device: string;
  readonly law: AihwkitSteps;
  readonly parameters: PulsedParameters;
  /** dw_min_std: noise of a step, in units of the step. */
  readonly noise: number;
  /** Parameters that were given and that the curve does not depend on. */
  readonly ignored: readonly string[];
}

const description = v.object({
  device: v.string(),
  params: v.optional(v.record(v.string(), v.unknown()), {}),
});

const stepNoise = v.object({ dw_min_std: v.optional(real(0, 1e9), 0.3) });

const number = real(-1e9, 1e9);

/** The kind of a default is the kind that is accepted. */
function entryOf(fallback: Value): v.GenericSchema {
  if (typeof fallback === 'number') return v.optional(number, fallback);
  if (typeof fallback === 'boolean') return v.optional(v.boolean(), fallback);
  return v.optional(v.pipe(v.array(number), v.minLength(1)), [...fallback]);
}

/** Throws DEVICE, naming the entry: an unknown device or parameter, or a value of the wrong kind. */
export function aihwkitDevice(described: unknown): AihwkitDevice {
  const { device, params } = parseConfig(description, described, { code: 'DEVICE' });
  const { defaults, law } = modelOf(device);
  const ignored = Object.keys(params).filter(
    (name) => !Object.hasOwn(defaults, name) && OFF_THE_CURVE.test(name),
  );
  const schema = v.strictObject(
    Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, entryOf(value)])),
  );
  const own = Object.fromEntries(Object.entries(params).filter(([name]) => !ignored.includes(name)));
  const place = { code: 'DEVICE', within: 'params' } as const;
  const values = parseConfig(schema, own, place) as Values & PulsedParameters;
  checkTogether(values);
  const { dw_min_std } = parseConfig(stepNoise, params, place);
  return { device, law: law(values), parameters: values, noise: dw_min_std, ignored };
}

function modelOf(device: string): Model {
  if (Object.hasOwn(MODELS, device)) return MODELS[device];
  const known = Object.keys(MODELS);
  const meant = nearest(device, known);
  throw new MemspikeError('DEVICE', 'not an aihwkit device with a known law', {
    where: 'device',
    received: device,
    accepted: known,
    hint: meant && `did you mean "${meant}"?`,
  });
}

function checkTogether({ w_min, w_max, piecewise_up, piecewise_down }: Values): void {
  if (!(w_min < w_max))
    throw new MemspikeError('DEVICE', 'bounds that leave no room', {
      where: 'params.w_max',
      received: w_max,
      accepted: `above w_min, ${w_min}`,
    });
  if (Array.isArray(piecewise_up) && Array.isArray(piecewise_down))
    if (piecewise_up.length !== piecewise_down.length)
      throw new MemspikeError('DEVICE', 'as many nodes are needed down as up', {
        where: 'params.piecewise_down',
        received: piecewise_down.length,
        accepted: String(piecewise_up.length),
      });
}

/** The weight before the first pulse and after each; runs are signed numbers of pulses. Default start: w_min. */
export function stepResponse(law: AihwkitSteps, runs: readonly number[], start = law.wMin): Float64Array {
  const curve = new Float64Array(1 + totalOfRuns(runs));
  let w = Math.fround(start);
  let pulse = 0;
  curve[0] = w;
  for (const run of runs)
    for (let i = 0; i < Math.abs(run); i++) {
      w = law.step(w, run > 0 ? 1 : -1);
      curve[++pulse] = w;
    }
  return curve;
}
