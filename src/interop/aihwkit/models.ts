/** Which law and which noise the pulsed devices of aihwkit have. */
import { exp, log } from '../../math/exp-log.ts';
import { type Complete, isA, refuseValue, within } from './saved.ts';
import { type AihwkitSteps, type PulsedParameters, scalesOf } from './steps/aihwkit-steps.ts';
import type { StepNoise } from './steps/as-device.ts';
import { constantStep } from './steps/constant-step.ts';
import { exponentialStep } from './steps/exponential-step.ts';
import { linearStep } from './steps/linear-step.ts';
import { piecewiseStep } from './steps/piecewise-step.ts';
import { powerStep, powerStepReference } from './steps/power-step.ts';
import { type PmaxParameters, softBoundsOfPmax } from './steps/soft-bounds-pmax.ts';
import { softBoundsReference } from './steps/soft-bounds-reference-step.ts';
import { softBoundsStep } from './steps/soft-bounds-step.ts';

export interface Model {
  /** Of all that are of this class, or extend it. */
  readonly of: string;
  // biome-ignore lint/suspicious/noExplicitAny: each law has its own parameters, complete and checked before
  readonly steps: (parameters: any) => AihwkitSteps;
  /** Conductances at which a table holds the steps exactly; absent: it is exact at its nodes alone. */
  readonly nodes?: (values: Complete['values']) => number;
  /** What aihwkit takes a pulse to move, in dw_min, where it is not dw_min itself. */
  readonly granularity?: (values: Complete['values']) => number;
}

const LINEAR = () => 2;
const HALF_STEP = ({ pow_gamma }: Complete['values']) => exp((pow_gamma as number) * log(0.5));

/** A class stands before those that it extends. */
const MODELS: readonly Model[] = [
  { of: 'ConstantStepDevice', steps: constantStep, nodes: LINEAR },
  { of: 'LinearStepDevice', steps: linearStep, nodes: LINEAR },
  { of: 'SoftBoundsDevice', steps: softBoundsStep, nodes: LINEAR },
  { of: 'SoftBoundsReferenceDevice', steps: softBoundsReference, nodes: LINEAR },
  { of: 'ExpStepDevice', steps: exponentialStep },
  { of: 'PowStepDevice', steps: powerStep, granularity: HALF_STEP },
  { of: 'PowStepReferenceDevice', steps: powerStepReference, granularity: HALF_STEP },
  {
    of: 'PiecewiseStepDevice',
    steps: piecewiseStep,
    nodes: ({ piecewise_up }) => Math.max((piecewise_up as number[]).length, 2),
    granularity: ({ piecewise_up }) => middleOf(piecewise_up as number[]),
  },
];

const middleOf = (nodes: readonly number[]) => Math.abs(nodes[Math.floor(nodes.length / 2)]) || 1;

/** The law of a complete device; undefined where it takes no pulses. */
export function modelOf({ class: name }: Complete): Model | undefined {
  return MODELS.find(({ of }) => isA(name, of));
}

/** Parameters that the laws take: of SoftBoundsPmaxDevice those that it works out. Throws DEVICE where none can be. */
export function parametersOf(
  { class: name, values }: Complete,
  where: string,
): Complete['values'] & PulsedParameters {
  const at = (field: string) => within(where, field);
  const worked = isA(name, 'SoftBoundsPmaxDevice') ? ofPmax(values as unknown as PmaxParameters, at) : {};
  const parameters = { ...values, ...worked } as Complete['values'] & PulsedParameters;
  checkTogether(parameters, at);
  return parameters;
}

function ofPmax(values: PmaxParameters, at: (field: string) => string): PulsedParameters {
  if (!(values.range_min < values.range_max))
    refuseValue(at('range_max'), values.range_max, 'above range_min');
  if (!(values.alpha * values.p_max > 0)) refuseValue(at('alpha'), values.alpha, 'alpha·p_max above 0');
  return softBoundsOfPmax(values);
}

function checkTogether(
  parameters: Complete['values'] & PulsedParameters,
  at: (field: string) => string,
): void {
  const {
    corrupt_devices_prob,
    dw_min,
    mult_noise,
    piecewise_down,
    piecewise_up,
    reverse_down,
    reverse_up,
    w_max,
    w_min,
  } = parameters;
  if (!(w_min < w_max)) refuseValue(at('w_max'), w_max, `above w_min, ${w_min}: bounds that leave no room`);
  if (w_min > 0 || w_max < 0)
    refuseValue(
      at(w_min > 0 ? 'w_min' : 'w_max'),
      w_min > 0 ? w_min : w_max,
      'bounds with 0 between them, as in aihwkit',
    );
  if (!(dw_min > 0)) refuseValue(at('dw_min'), dw_min, 'a step above 0');
  if ((corrupt_devices_prob as number) > 1)
    refuseValue(at('corrupt_devices_prob'), corrupt_devices_prob, 'a share of the devices, 0 to 1');
  if (mult_noise === false && (reverse_up || reverse_down))
    refuseValue(at('mult_noise'), false, 'true where steps are reversed, as in aihwkit');
  if (!Array.isArray(piecewise_up) || !Array.isArray(piecewise_down)) return;
  if (piecewise_up.length === 0) refuseValue(at('piecewise_up'), piecewise_up, 'a list of 1 number or more');
  if (piecewise_up.length !== piecewise_down.length)
    refuseValue(at('piecewise_down'), piecewise_down.length, `as many nodes as up, ${piecewise_up.length}`);
}

/** Noise of a pulse: in proportion to the step, of one size, or growing with the weight. */
export function noiseOf(values: Complete['values'] & PulsedParameters): StepNoise {
  const std = Math.abs(values.dw_min_std as number);
  const [add, slope] = [(values.dw_min_std_add ?? 0) as number, (values.dw_min_std_slope ?? 0) as number];
  if (add !== 0 || slope !== 0) return { kind: 'weight', std, add, slope };
  if (values.mult_noise !== false) return { kind: 'step', std };
  const { up, down } = scalesOf(values);
  return { kind: 'constant', up: std * Math.abs(up), down: std * Math.abs(down) };
}
