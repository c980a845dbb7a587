/** `memspike device response`. */
import type { Device } from '../../device/device.ts';
import { symmetryPoint } from '../../device/laws/effect-of-pulses.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { MemspikeError } from '../../errors.ts';
import { nodeSvg } from '../../report/node-document.ts';
import { deviceCurves } from '../../report/pictures/device-curve.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import { curveInText } from '../shared/curve.ts';
import { requireOneOnStdout, writeResult } from '../shared/files.ts';
import type { ResponseFlags } from './flags.ts';
import { type Pulsed, pulsed } from './pulsed.ts';

/** Rows of the table; more are thinned out. */
const ROWS = 20;

export async function driveDevice(name: string | undefined, flags: ResponseFlags): Promise<void> {
  const { pulses, csv, svg } = flags;
  requireOneOnStdout({ '--csv': csv, '--svg': svg, '--json': flags.json });
  const curve = await pulsed(name, flags);
  const { values, device, start, noise, seed } = curve;
  if (svg !== undefined && device !== undefined) await writeResult(svg, drawn(device, values, pulses));
  if (csv !== undefined) await writeResult(csv, rows(values));
  if (curve.told !== undefined && curve.told.length > 0)
    notesOf(flags).say(`not in the curve:\n${curve.told.map((sentence) => `  ${sentence}`).join('\n')}`);
  const result = { device: curve.name, pulses, start, noise, seed, values: [...values] };
  await answer(flags, result, () => (csv === '-' || svg === '-' ? '' : table(curve)));
}

/** Numbers as JavaScript prints them: the shortest that read back as the same double. */
function rows(values: Float64Array): string {
  return Array.from(values, (value, pulse) => `${pulse},${value}\n`).join('');
}

function table({ title, values, low, high, device }: Pulsed): string {
  const write = (value: number) => (device ? value.toFixed(6) : String(Number(value.toPrecision(7))));
  const every = Math.ceil((values.length - 1) / ROWS) || 1;
  const shown = [...values.keys()].filter((pulse) => pulse % every === 0 || pulse === values.length - 1);
  const lines = printRows([
    ['pulse', device ? 'conductance' : 'value'],
    ...shown.map((pulse) => [String(pulse), write(values[pulse])]),
  ]);
  const thinned = every > 1 ? `\nEvery ${every} pulses; all of them with --csv -\n` : '';
  return `${title}\n${curveInText(values.map((value) => (value - low) / (high - low)))}\n\n${lines}\n${thinned}`;
}

function drawn({ law, name }: Device, values: Float64Array, pulses: readonly number[]): string {
  const [ltp, ltd] = pulses.length === 1 && pulses[0] < 0 ? [0, pulses[0]] : [pulses[0], pulses[1] ?? 0];
  if (pulses.length > 2 || ltp < 0 || ltd > 0 || isIdeal(law))
    throw new MemspikeError('USAGE', 'the picture has one run of LTP and one of LTD', {
      where: '--svg',
      received: pulses.join(','),
      accepted: 'such as --pulses 100,-100',
      hint: '--csv writes any curve',
    });
  return nodeSvg(
    deviceCurves([{ name, values, ltpPulses: ltp, ltdPulses: -ltd, symmetryPoint: symmetryPoint(law) }]),
  );
}
