/**
 * The state of the page as the part of its address behind #, so that a link shows what its sender saw. Readable, one
 * `name=value` for each thing that is not as at first; `v` is the version of the form.
 */
import { type Device, type DeviceOptions, defineDevice, policyNames, presetNames } from 'memspike';
import { encoders } from 'memspike/parts';
import { DEFAULTS, RANGES, type Settings } from './choices.ts';
import { type DeviceState, presetState } from './device.ts';

const VERSION = '1';
/** Longer links are not read: no state is as long. */
const LONGEST = 20000;

export interface LinkedState {
  readonly device: DeviceState;
  readonly settings: Settings;
}

export function linkOf({ device, settings }: LinkedState): string {
  const parts = new URLSearchParams({ v: VERSION });
  if (device.preset !== undefined) parts.set('device', device.preset);
  else describe(device.device, parts);
  for (const key of Object.keys(DEFAULTS) as (keyof Settings)[])
    if (settings[key] !== DEFAULTS[key]) parts.set(key, String(settings[key]));
  return parts.toString().replaceAll('%2C', ',');
}

/** Throws an Error in words for the user where the link cannot be read. */
export function stateOf(link: string): LinkedState {
  if (link.length > LONGEST) throw new Error('The link is too long to be one of this page.');
  const parts = new URLSearchParams(link);
  const version = parts.get('v') ?? VERSION;
  if (version !== VERSION)
    throw new Error(`The link is of version ${plain(version)}; this page reads version ${VERSION}.`);
  return {
    device: deviceIn(parts),
    settings: {
      policy: oneOf(parts, 'policy', policyNames),
      hidden: whole(parts, 'hidden'),
      steps: whole(parts, 'steps'),
      encoder: oneOf(
        parts,
        'encoder',
        encoders.map(({ kind }) => kind),
      ),
      noise: (parts.get('noise') ?? 'true') !== 'false',
      seed: whole(parts, 'seed'),
    },
  };
}

/** Affine devices are told by their numbers, others as JSON. */
function describe(device: Device, parts: URLSearchParams): void {
  parts.set('device', 'own');
  const { law, title } = device;
  if (law.kind !== 'affine') {
    parts.set('json', JSON.stringify(device));
    return;
  }
  const { ltp, ltd, retracing } = law as Extract<Device['law'], { kind: 'affine' }>;
  parts.set('title', title);
  parts.set('nu', `${short(ltp.nu)},${short(ltd.nu)}`);
  parts.set('pulses', `${short(ltp.pulses)},${short(ltd.pulses)}`);
  if (retracing) parts.set('retracing', 'true');
  parts.set('levels', short(device.levels));
  parts.set('c2c', short(device.c2c));
  if (device.c2cOf === 'step') parts.set('c2cOf', 'step');
  parts.set('onOff', short(device.onOff));
  if (device.variation.nuLtp.std > 0) parts.set('spread', short(device.variation.nuLtp.std));
}

function deviceIn(parts: URLSearchParams): DeviceState {
  const name = parts.get('device') ?? 'ag-a-si';
  if (name !== 'own') {
    if (!presetNames.includes(name))
      throw new Error(`The link names a device that this page does not know: ${plain(name)}.`);
    return presetState(name);
  }
  const json = parts.get('json');
  return { device: defineDevice(json === null ? numbersIn(parts) : (JSON.parse(json) as DeviceOptions)) };
}

function numbersIn(parts: URLSearchParams): DeviceOptions {
  const pair = (key: string) => {
    const numbers = (parts.get(key) ?? '').split(',').map(Number);
    if (numbers.length !== 2) throw new Error(`The link has no two numbers for ${key}.`);
    return numbers;
  };
  const optional = (key: string) => {
    const text = parts.get(key);
    return text === null ? undefined : Number(text);
  };
  const [nuLtp, nuLtd] = pair('nu');
  const [ltp, ltd] = pair('pulses');
  const std = optional('spread');
  const one = std === undefined ? undefined : { std, distribution: 'normal' as const };
  return {
    name: 'own',
    title: plain(parts.get('title') ?? 'own'),
    law: {
      kind: 'affine',
      ltp: { nu: nuLtp, pulses: ltp },
      ltd: { nu: nuLtd, pulses: ltd },
      retracing: parts.get('retracing') === 'true',
    },
    levels: optional('levels'),
    c2c: optional('c2c'),
    ...(parts.get('c2cOf') === 'step' && { c2cOf: 'step' as const }),
    onOff: optional('onOff'),
    ...(one && { variation: { nuLtp: one, nuLtd: one, pulsesLtp: one, pulsesLtd: one } }),
  };
}

function oneOf(parts: URLSearchParams, key: 'policy' | 'encoder', known: readonly string[]): string {
  const value = parts.get(key) ?? DEFAULTS[key];
  if (!known.includes(value)) throw new Error(`The link names an unknown ${key}: ${plain(value)}.`);
  return value;
}

function whole(parts: URLSearchParams, key: keyof typeof RANGES): number {
  const text = parts.get(key);
  const value = text === null ? DEFAULTS[key] : Number(text);
  const [least, most] = RANGES[key];
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`The link has ${plain(String(text))} for ${key}; accepted: ${least} to ${most}.`);
  return value;
}

const short = (value: number) => String(Number(value.toPrecision(6)));
/** Printable and not long, whatever it was. */
const plain = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').slice(0, 60);
