/** `memspike device response`. */
import type { Device } from '../device/device.ts';
import { symmetryPoint } from '../device/law.ts';
import { response } from '../device/response.ts';
import { MemspikeError } from '../errors.ts';
import { deviceCurves } from '../report/device-curve.ts';
import { printRows } from './columns.ts';
import { curveInText } from './curve.ts';
import type { ResponseFlags } from './device.ts';
import { deviceArgument } from './device-argument.ts';
import { requireOneOnStdout } from './experiment-flags.ts';
import { json, writeResult } from './files.ts';

/** Rows of the table; more are thinned out. */
const ROWS = 20;

export async function driveDevice(name: string, flags: ResponseFlags): Promise<void> {
  const { pulses, start, noise, seed, csv, svg, json: asJson } = flags;
  requireOneOnStdout({ '--csv': csv, '--svg': svg, '--json': asJson ? '-' : undefined });
  const device = await deviceArgument(name);
  const values = response(device, pulses, { start, noise, seed });
  if (svg !== undefined) await writeResult(svg, drawn(device, values, pulses));
  if (csv !== undefined) await writeResult(csv, rows(values));
  if (asJson)
    await writeResult('-', json({ device: device.name, pulses, start, noise, seed, values: [...values] }));
  else if (csv !== '-' && svg !== '-') await writeResult('-', table(device, values));
}

/** Numbers as JavaScript prints them: the shortest that read back as the same double. */
function rows(values: Float64Array): string {
  return Array.from(values, (value, pulse) => `${pulse},${value}\n`).join('');
}

function table({ title }: Device, values: Float64Array): string {
  const every = Math.ceil((values.length - 1) / ROWS) || 1;
  const shown = [...values.keys()].filter((pulse) => pulse % every === 0 || pulse === values.length - 1);
  const lines = printRows([
    ['pulse', 'conductance'],
    ...shown.map((pulse) => [String(pulse), values[pulse].toFixed(6)]),
  ]);
  const thinned = every > 1 ? `\nEvery ${every} pulses; all of them with --csv -\n` : '';
  return `${title}\n${curveInText(values)}\n\n${lines}\n${thinned}`;
}

function drawn({ law, name }: Device, values: Float64Array, pulses: readonly number[]): string {
  const [ltp, ltd] = pulses.length === 1 && pulses[0] < 0 ? [0, pulses[0]] : [pulses[0], pulses[1] ?? 0];
  if (pulses.length > 2 || ltp < 0 || ltd > 0 || law.kind === 'ideal')
    throw new MemspikeError('USAGE', 'the picture has one run of LTP and one of LTD', {
      where: '--svg',
      received: pulses.join(','),
      accepted: 'such as --pulses 100,-100',
      hint: '--csv writes any curve',
    });
  return deviceCurves([{ name, values, ltpPulses: ltp, ltdPulses: -ltd, symmetryPoint: symmetryPoint(law) }]);
}
