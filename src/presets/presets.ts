/** Every device that has a name: those of NeuroSim's tables, those of IBM aihwkit, the linear one and ideal weights. */
import {
  type Device,
  type DeviceExtensions,
  type DeviceOptions,
  defineDevice,
  ideal,
  linearDevice,
} from '../device/device.ts';
import { MemspikeError, nearest } from '../errors.ts';
import { aihwkitPresets } from './aihwkit-presets.ts';
import { neurosimPresets } from './neurosim-presets.ts';
import { type Preset, presetOf } from './preset.ts';

/** In the order in which lists show them. `linear` has 100 levels and no noise. */
export const presets: readonly Preset[] = [
  ...neurosimPresets,
  presetOf(linearDevice({ levels: 100 })),
  presetOf(ideal),
  ...aihwkitPresets,
];

export const presetNames: readonly string[] = presets.map(({ name }) => name);

/**
 * A device by preset name, or from a description, which is checked. `where` names the place of the value in a
 * configuration or on a command line for the error (code DEVICE).
 */
export function resolveDevice(
  device: string | DeviceOptions | Device,
  where = '',
  extensions: DeviceExtensions = {},
): Device {
  if (typeof device !== 'string') return defineDevice(device, extensions, where);
  const preset = presets.find(({ name }) => name === device);
  if (preset !== undefined) return preset.device();
  const meant = nearest(device, presetNames);
  throw new MemspikeError('DEVICE', `"${device}" is not a device`, {
    where: where === '' ? undefined : where,
    accepted: presetNames,
    hint: meant && `did you mean "${meant}"?`,
  });
}
