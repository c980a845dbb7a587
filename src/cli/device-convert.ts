/** `memspike device convert`. */

import { requireNumber } from '../device/checks.ts';
import { fromAihwkit, fromAihwkitLaw, toAihwkit, toNeurosim } from '../device/convert.ts';
import { aihwkitDevice } from '../device/laws/aihwkit.ts';
import { MemspikeError } from '../errors.ts';
import type { ConvertFlags } from './device.ts';
import { deviceArgument } from './device-argument.ts';
import { placing } from './failure.ts';
import { json, readJson, writeResult } from './files.ts';

/** The device goes to --out or stdout, what is not exact to stderr. */
export async function convertDevice(name: string, { to, out }: ConvertFlags): Promise<void> {
  const { form, inexact } = await placing(
    (where) => where ?? name,
    () => converted(name, to),
  );
  await writeResult(out, json(form));
  if (inexact.length > 0)
    process.stderr.write(`not exact:\n${inexact.map((sentence) => `  ${sentence}\n`).join('')}`);
}

async function converted(
  name: string,
  to: ConvertFlags['to'],
): Promise<{ readonly form: object; readonly inexact: readonly string[] }> {
  const description = /\.json$/i.test(name) ? await readJson(name, 'DEVICE') : undefined;
  if (isAihwkit(description)) {
    if (to !== 'memspike')
      throw new MemspikeError('DEVICE', 'a device of aihwkit can be converted to memspike alone', {
        where: name,
        received: `${description.device} to ${to}`,
        hint: 'convert it to memspike first, and the result from there',
      });
    if (description.device !== 'SoftBoundsDevice') return fromAihwkitLaw(description);
    aihwkitDevice(description);
    const params = { dw_min: 0.001, up_down: 0, w_min: -0.6, w_max: 0.6, dw_min_std: 0.3 };
    const given = { ...params, ...description.params };
    requireNumber('params.dw_min_std', given.dw_min_std, 0, 1e9, 'in steps');
    return fromAihwkit('soft-bounds', given);
  }
  const device = await deviceArgument(name);
  if (to === 'neurosim') return toNeurosim(device);
  return to === 'aihwkit' ? toAihwkit(device) : { form: device, inexact: [] };
}

function isAihwkit(description: unknown): description is { device: string; params?: object } {
  return (
    typeof description === 'object' &&
    description !== null &&
    'device' in description &&
    typeof description.device === 'string'
  );
}
