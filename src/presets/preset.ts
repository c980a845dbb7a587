/** A device that has a name: built when it is first asked for. */
import { type Device, type DeviceOptions, defineDevice } from '../device/device.ts';

export interface Preset {
  readonly name: string;
  readonly title: string;
  /** Citation, with table and page where known. */
  readonly source: string;
  device(): Device;
}

/** `rest` gives what the law and the noise are, where these have to be worked out. */
export function presetOf(
  description: DeviceOptions & { readonly title: string; readonly source: string },
  rest: () => Partial<DeviceOptions> = () => ({}),
): Preset {
  const { name, title, source } = description;
  let device: Device | undefined;
  return {
    name,
    title,
    source,
    device() {
      device ??= defineDevice({ ...description, ...rest() });
      return device;
    },
  };
}
