/** Devices as aihwkit's users have them: which law, which noise, and what is not carried over. */
import { totalOfRuns } from '../../device/pulse-response.ts';
import { MemspikeError } from '../../errors.ts';
import { significant } from '../../math/significant.ts';
import { costsOf, leftOut } from './costs.ts';
import { type Model, modelOf, noiseOf, parametersOf } from './models.ts';
import { recognise } from './recognise.ts';
import { type Complete, complete, isA, isComplete } from './saved.ts';
import type { AihwkitSteps, PulsedParameters } from './steps/aihwkit-steps.ts';
import type { StepNoise } from './steps/as-device.ts';
import { type CellPolicy, takeApart } from './unit-cells.ts';

export interface AihwkitDevice {
  /** aihwkit's name of the class. */
  readonly device: string;
  /** Where it stands in what was given; '' where it is all of it. */
  readonly where: string;
  readonly law: AihwkitSteps;
  readonly model: Model;
  readonly parameters: Complete['values'] & PulsedParameters;
  readonly noise: StepNoise;
  /** Of a unit cell that it was found in. */
  readonly policy?: CellPolicy;
  /**
   * One sentence for each thing of the file that this one device lacks, and how the class was found. Spread between
   * devices is for those who make several of it.
   */
  readonly told: readonly string[];
}

/** Weights, exact and without pulses: IdealDevice, FloatingPointDevice. */
export interface AihwkitIdeal {
  readonly device: string;
  readonly law?: undefined;
  readonly told: readonly string[];
}

/**
 * Takes keyword arguments of a class, bare or in any wrapping, unit cells and whole configurations, as objects or as
 * Python prints them. Throws DEVICE, naming the entry: an unknown class or field, a value of the wrong kind, a unit cell
 * that no policy stands for.
 */
export function anyAihwkitDevice(described: unknown): AihwkitDevice | AihwkitIdeal {
  const { saved, isNewer, told: found } = recognise(described);
  const whole = complete(saved, { where: '', isNewer });
  const told = [...found, ...leftOut(whole)];
  let device = whole;
  let where = '';
  if ('device' in whole.values && !isA(whole.class, 'DigitalRankUpdateCell')) {
    told.push(...peripheryOf(whole));
    if (!isComplete(whole.values.device)) return refuse('device', 'a configuration without a device');
    device = whole.values.device;
    where = 'device';
  }
  const isCell = 'unit_cell_devices' in device.values || isA(device.class, 'DigitalRankUpdateCell');
  const cell = isCell ? takeApart(device, where) : undefined;
  if (cell !== undefined) {
    told.push(...cell.told);
    ({ device, where } = cell);
  }
  const model = modelOf(device);
  if (model === undefined) return withoutPulses(device, where, told);
  const parameters = parametersOf(device, where);
  const law = model.steps(parameters);
  const policy = cell && { policy: cell.policy, settings: cell.settings(centreOf(law, parameters)) };
  told.push(...costsOf(device), ...zeroOf(law, parameters, policy));
  const noise = noiseOf(parameters);
  return { device: device.class, where, law, model, parameters, noise, ...(policy && { policy }), told };
}

/** A device with pulses. Throws DEVICE as `anyAihwkitDevice` does, and where there are none. */
export function aihwkitDevice(described: unknown): AihwkitDevice {
  const device = anyAihwkitDevice(described);
  return device.law === undefined ? refuse('device', `${device.device} takes no pulses`) : device;
}

function refuse(where: string, problem: string): never {
  throw new MemspikeError('DEVICE', problem, { where });
}

function withoutPulses(device: Complete, where: string, told: readonly string[]): AihwkitIdeal {
  if (!['IdealDevice', 'FloatingPointDevice'].includes(device.class))
    return refuse(
      where === '' ? 'device' : where,
      `${device.class} alone has no law: one of the classes that extend it`,
    );
  return { device: device.class, told: [...told, ...costsOf(device)] };
}

/** What a configuration has around its devices. */
function peripheryOf(configuration: Complete): string[] {
  const noisy = ['forward', 'backward'].filter((name) => {
    const pass = configuration.values[name];
    return isComplete(pass) && pass.values.is_perfect === false;
  });
  const { noise_model } = configuration.values;
  return [
    ...(noisy.length === 0
      ? []
      : [
          `${noisy.join(', ')}: converters, their noise and bounds are not carried over: reads are what the memspike configuration says, exact where it says nothing`,
        ]),
    ...(isComplete(configuration.values.update)
      ? [
          'update: how a change becomes pulses is the policy’s (its pulses), not a train of desired_bl coincidences',
        ]
      : []),
    ...(isComplete(noise_model)
      ? [
          'noise_model, drift_compensation, modifier: noise of programmed weights at inference is not carried over',
        ]
      : []),
  ];
}

/** How near is there, in shares of the window. */
const NEAR = 0.005;

/** Where a cell of such devices has its zero: aihwkit's weight 0. */
function centreOf(law: AihwkitSteps, { subtract_symmetry_point }: Complete['values']): string {
  if (subtract_symmetry_point === true) return 'zero-shift';
  if (Math.abs(zeroIn(law) - 0.5) < NEAR) return 'mid-range';
  const [up, down] = [law.move(0, 1), -law.move(0, -1)];
  return Math.abs(up - down) < NEAR * Math.max(up, down) ? 'symmetry-point' : 'mid-range';
}

/** Of a weight of 0, in shares of the window. */
const zeroIn = ({ wMin, wMax }: AihwkitSteps) => -wMin / (wMax - wMin);

function zeroOf(
  law: AihwkitSteps,
  { subtract_symmetry_point }: Complete['values'],
  policy?: CellPolicy,
): string[] {
  const zero = zeroIn(law);
  const { centre, scheme } = (policy?.settings.cell ?? {}) as { centre?: string; scheme?: string };
  if (
    Math.abs(zero - 0.5) < NEAR ||
    (centre !== undefined && centre !== 'mid-range') ||
    policy?.policy === 'one-sided' ||
    scheme === 'one-sided'
  )
    return [];
  return [
    `a weight of 0 lies at ${significant(zero, 3)} of the range${subtract_symmetry_point ? ', the symmetry point' : ''}: the policy decides where a cell has its zero (cell.centre, mid-range or the symmetry point)`,
  ];
}

/** Rounding of another tool, in shares of the window. */
const ROUNDED = 1e-6;

/** The bound that a start lies beyond by no more than float32 or a printed number may be wrong; the start itself else. */
export function roundedStart({ wMin, wMax }: AihwkitSteps, start: number): number {
  const slack = ROUNDED * (wMax - wMin);
  if (start < wMin && start >= wMin - slack) return wMin;
  return start > wMax && start <= wMax + slack ? wMax : start;
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
