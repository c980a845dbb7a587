/** A device as it is named on a command line: a preset, or a JSON file that describes one. */
import { type Device, type DeviceOptions, defineDevice } from '../../device/device.ts';
import { MemspikeError } from '../../errors.ts';
import { looksLikeAihwkit } from '../../interop/aihwkit/recognise.ts';
import { resolveDevice } from '../../presets/presets.ts';
import { placingFile } from './failure.ts';
import { readJson } from './files.ts';

/**
 * A file is what ends in ".json" or has a folder in front; it holds `DeviceOptions`, or what `device show --json -`
 * prints. Throws DEVICE or FILE naming `where` (a flag), or the file and the entry in it.
 */
export async function deviceArgument(text: string, where?: string): Promise<Device> {
  if (/\.json$/i.test(text) || /[\\/]/.test(text)) return deviceFile(text);
  try {
    return resolveDevice(text, where);
  } catch (error) {
    if (!(error instanceof MemspikeError) || !Array.isArray(error.accepted)) throw error;
    throw new MemspikeError('DEVICE', `"${text}" is not a device`, {
      where,
      received: text,
      accepted: [...error.accepted, 'or a device.json'],
      hint: error.hint,
    });
  }
}

async function deviceFile(path: string): Promise<Device> {
  const content = await readJson(path, 'DEVICE');
  const described = isShown(content) ? content.device : content;
  if (looksLikeAihwkit(content))
    throw new MemspikeError('DEVICE', 'looks like a device of aihwkit', {
      where: path,
      hint: `memspike device convert ${path} --to memspike --out DIR writes a device.json`,
    });
  return placingFile(path, () => defineDevice(described as DeviceOptions));
}

function isShown(content: unknown): content is { readonly device: unknown } {
  return typeof content === 'object' && content !== null && 'device' in content && !('name' in content);
}
