/**
 * The state of the page as the part of its address behind #, so that a link shows what its sender saw. Readable, one
 * `name=value` for each thing that is not as at first; `v` is the version of the form.
 */
import { type Device, type DeviceOptions, defineDevice, policyNames, presetNames } from 'memspike';
import { encoders } from 'memspike/parts';
import type { Settings } from '../engine/messages.ts';
import { DEFAULTS, RANGES } from './choices.ts';
import { type DeviceState, presetState } from './device.ts';

const VERSION = '1';
/** Longer links are not read: a device whose steps are a table takes a tenth of it. */
const LONGEST = 500_000;

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

/** Affine devices are told by their numbers where these say all that reaches a result, other devices as JSON. */
function describe(device: Device, parts: URLSearchParams): void {
  parts.set('device', 'own');
  const numbers = numbersOf(device);
  if (numbers === undefined || !isSame(defineDevice(numbersIn(numbers)), device))
    parts.set('json', JSON.stringify(device));
  else for (const [name, value] of numbers) parts.set(name, value);
}

function numbersOf({
  c2c,
  c2cOf,
  gMax,
  law,
  levels,
  onOff,
  title,
  variation,
}: Device): URLSearchParams | undefined {
  if (law.kind !== 'affine') return undefined;
  const { ltp, ltd, retracing } = law as Extract<Device['law'], { kind: 'affine' }>;
  return new URLSearchParams({
    title,
    nu: `${ltp.nu},${ltd.nu}`,
    pulses: `${ltp.pulses},${ltd.pulses}`,
    ...(retracing && { retracing: 'true' }),
    levels: String(levels),
    c2c: String(c2c),
    ...(c2cOf === 'step' && { c2cOf }),
    onOff: String(onOff),
    gMax: String(gMax),
    ...(variation.nuLtp.std > 0 && { spread: String(variation.nuLtp.std) }),
  });
}

/** In all but its source, and the pulse shapes that only energies need. */
function isSame(one: Device, other: Device): boolean {
  const told = ({ ltpPulse: _, ltdPulse: __, source: ___, ...rest }: Device) => JSON.stringify(rest);
  return told(one) === told({ ...other, name: one.name });
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
    gMax: optional('gMax'),
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

/** Printable and not long, whatever it was. */
const plain = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').slice(0, 60);
