/** What `memspike device response` drives: a device of ours, one of aihwkit's, or NeuroSim's numbers. */
import type { Device } from '../../device/device.ts';
import { lawFromLabels } from '../../device/labels.ts';
import { pulseResponse } from '../../device/pulse-response.ts';
import { MemspikeError } from '../../errors.ts';
import { aihwkitDevice, roundedStart, stepResponse } from '../../interop/aihwkit/aihwkit-device.ts';
import { deviceArgument } from '../shared/device-argument.ts';
import { placingFile } from '../shared/failure.ts';
import { oneNoise } from '../shared/only-one.ts';
import { real } from '../shared/values.ts';
import { readAihwkit } from './aihwkit-file.ts';
import type { ResponseFlags } from './flags.ts';

export interface Pulsed {
  readonly name: string;
  readonly title: string;
  /** In the model's own units, before the first pulse and after each. */
  readonly values: Float64Array;
  /** Of the values. */
  readonly low: number;
  readonly high: number;
  readonly start: number;
  /** Cycle-to-cycle noise, drawn with the seed. */
  readonly noise: boolean;
  readonly seed: number;
  /** One sentence for each thing that the curve lacks. */
  readonly told?: readonly string[];
  /** Of values between 0 and 1, for the picture. */
  readonly device?: Device;
}

type Curve = Omit<Pulsed, 'noise' | 'seed'>;

/** Throws USAGE unless exactly one of the three is named; DEVICE, FILE as their readers do. */
export async function pulsed(name: string | undefined, flags: ResponseFlags): Promise<Pulsed> {
  const { aihwkit, neurosim, pulses, seed = 1 } = flags;
  const noise = oneNoise(flags.noise, 'off') === 'on';
  const given = [name, aihwkit, neurosim].filter((source) => source !== undefined);
  if (given.length !== 1)
    throw new MemspikeError('USAGE', given.length === 0 ? 'no device is named' : 'more than one device', {
      accepted: 'one of: a device, --aihwkit FILE.json, --neurosim NUMBERS',
    });
  if (name === undefined && (noise || flags.svg !== undefined))
    throw new MemspikeError('USAGE', 'needs a device of memspike', {
      where: noise ? '--noise' : '--svg',
      hint: '--csv writes any curve',
    });
  if (aihwkit !== undefined) return { ...(await fromAihwkit(aihwkit, pulses, flags.start)), noise, seed };
  if (neurosim !== undefined) return { ...fromNeurosim(neurosim, pulses, flags.start), noise, seed };
  const device = await deviceArgument(name!);
  const start = within(flags.start ?? 0, 0, 1);
  const values = pulseResponse(device, pulses, { start, noise, seed });
  return { name: device.name, title: device.title, values, low: 0, high: 1, start, noise, seed, device };
}

async function fromAihwkit(
  path: string,
  pulses: readonly number[],
  start: number | undefined,
): Promise<Curve> {
  const description = await readAihwkit(path);
  const { device, law, told } = await placingFile(path, () => aihwkitDevice(description));
  const from = within(roundedStart(law, start ?? law.wMin), law.wMin, law.wMax);
  const values = stepResponse(law, pulses, from);
  return {
    name: device,
    title: `aihwkit ${device}, its curve without noise`,
    told,
    values,
    low: law.wMin,
    high: law.wMax,
    start: from,
  };
}

function fromNeurosim(
  numbers: readonly number[],
  pulses: readonly number[],
  start: number | undefined,
): Curve {
  const [ltp, ltd, ltpPulses, ltdPulses, low, high] = numbers;
  if (numbers.length !== 6 || !(low < high))
    throw new MemspikeError('USAGE', 'not the numbers of a NeuroSim device', {
      where: '--neurosim',
      received: numbers.join(','),
      accepted: 'label LTP, label LTD, pulses LTP, pulses LTD, Gmin, Gmax (Gmin < Gmax)',
    });
  const law = lawFromLabels({ ltp, ltd, ltpPulses, ltdPulses });
  const from = within(start ?? low, low, high);
  const share = pulseResponse({ law, c2c: 0, states: 0 }, pulses, { start: (from - low) / (high - low) });
  const values = share.map((g) => low + g * (high - low));
  return { name: 'neurosim', title: `NeuroSim, labels ${ltp} / ${ltd}`, values, low, high, start: from };
}

function within(start: number, least: number, most: number): number {
  return real('--start', { least, most })(String(start));
}
