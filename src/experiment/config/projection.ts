/** What a configuration says of one projection: what differs there from the rest of it. */
import * as v from 'valibot';
import { requireCell } from '../../compensation/resolve.ts';
import {
  ownSettings,
  type PolicySettings,
  type ProjectionInput,
  type ProjectionSettings,
  settingsOfProjection,
} from '../../compensation/settings.ts';
import type { Device, DeviceOptions } from '../../device/device.ts';
import { assumedVariationOf } from '../../device/variation.ts';
import { MemspikeError } from '../../errors.ts';
import { OUTPUT } from '../../network/graph.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { real } from '../../schema/option.ts';
import { organisationOf } from '../../synapses/all-organisations.ts';
import type { Extensions } from './extensions.ts';

const device = v.union([v.string(), v.looseObject({})]);

export const projectionSchema = v.strictObject({
  from: v.pipe(v.string(), v.description("a population, or 'input'")),
  to: v.pipe(v.string(), v.description("a population, or 'output'")),
  device: v.optional(
    v.pipe(
      v.union([v.pipe(v.array(device), v.minLength(1)), device]),
      v.description(
        'of its cells, or one for each of the arrays that they are made of; default: that of the configuration',
      ),
    ),
  ),
  settings: v.optional(
    v.pipe(
      v.custom<object>((given) => typeof given === 'object' && given !== null, 'an object'),
      v.description('`cell`, `pulses`, `organisation` and `gates`, in part, over those of the policy'),
    ),
  ),
  rate: v.optional(
    v.pipe(real(0, 1000), v.description('learning rate; default: that which the learning rule says')),
  ),
  initialScale: v.optional(
    v.pipe(real(0, 100), v.description('of its initial weights; default: that of the network')),
  ),
});

type Given = v.InferOutput<typeof projectionSchema>;

export interface ProjectionConfig extends Pick<Given, 'from' | 'to' | 'rate' | 'initialScale'> {
  /** One, or one for each array; absent: that of the configuration. */
  readonly device?: Device | readonly Device[];
  /** What differs from the settings of the policy for projections of its role; absent: nothing. */
  readonly settings?: ProjectionInput;
}

/** A device as a user may write it. */
export type DeviceInput = string | DeviceOptions;

export interface ProjectionPlace {
  /** Of the projection in the configuration. */
  readonly where: string;
  /** Of the configuration. */
  readonly settings: PolicySettings;
  /** What the settings would be for a device with, or without, cycle-to-cycle noise. */
  readonly settingsFor: (noisy: boolean) => PolicySettings;
  readonly noise: { readonly c2c: boolean; readonly d2d: boolean };
}

export const roleOf = (to: string) => (to === OUTPUT ? 'output' : 'hidden');

export function resolveProjection(
  given: Given,
  place: ProjectionPlace,
  extensions: Extensions,
): ProjectionConfig {
  const { initialScale, rate, from, to } = given;
  const { noise, settings, where } = place;
  const devices = devicesOf(given, place, extensions);
  const [first] = devices;
  const base = first === undefined ? settings : place.settingsFor(noise.c2c && first.c2c > 0);
  requireRateOutside(given.settings, where);
  const at = { where: `${where}.settings`, own: extensions };
  const whole = settingsOfProjection(base, roleOf(to), given.settings as ProjectionInput, at);
  requireCell(whole, { where: at.where, own: extensions });
  if (Array.isArray(given.device)) requireDeviceOfEach(whole, devices, { where, extensions });
  const own = ownSettings(settings, roleOf(to), whole);
  return {
    from,
    to,
    ...(devices.length > 0 && { device: Array.isArray(given.device) ? devices : first }),
    ...(Object.keys(own).length > 0 && { settings: own }),
    ...(rate !== undefined && { rate }),
    ...(initialScale !== undefined && { initialScale }),
  };
}

function devicesOf({ device }: Given, { noise, where }: ProjectionPlace, extensions: Extensions): Device[] {
  if (device === undefined) return [];
  const single = !Array.isArray(device);
  const written = (single ? [device] : device) as DeviceInput[];
  return written.map((one, k) =>
    withSpread(resolveDevice(one, single ? `${where}.device` : `${where}.device.${k}`, extensions), noise),
  );
}

/** Where spread of devices acts, those have some of which none is known. */
export function withSpread(device: Device, { d2d }: { readonly d2d: boolean }): Device {
  const spreads = Object.values(device.variation).some(({ std }) => std > 0);
  return d2d && !spreads ? { ...device, variation: assumedVariationOf(device.law) } : device;
}

/** The rate of a projection stands for itself: it holds whatever rule there is, and not with its policy alone. */
function requireRateOutside(settings: Given['settings'], where: string): void {
  if (settings === undefined || !('learning' in settings)) return;
  throw new MemspikeError('CONFIG', 'learning among the settings of a projection', {
    where: `${where}.settings.learning`,
    hint: `its learning rate is ${where}.rate; balance and decay are those of all projections`,
  });
}

/** Devices of different laws can be combined where they are in arrays of their own. */
function requireDeviceOfEach(
  settings: ProjectionSettings,
  devices: readonly Device[],
  { where, extensions }: { readonly where: string; readonly extensions: Extensions },
): void {
  const { organisation, options } = organisationOf(settings.organisation, { own: extensions.organisations });
  const arrays = organisation.arrays?.(options) ?? 1;
  if (devices.length === arrays) return;
  throw new MemspikeError('CONFIG', 'as many devices as a cell has arrays are needed', {
    where: `${where}.device`,
    received: devices.map((one) => one.name),
    accepted: arrays === 1 ? 'one device' : `${arrays} devices`,
    hint: `the organisation "${settings.organisation.kind}" has ${arrays === 1 ? 'one array, whose devices share a law' : `${arrays} arrays`}; transfer has two, carry as many as it has cores`,
  });
}
