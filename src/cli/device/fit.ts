/** `memspike device fit`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asAffine } from '../../device/laws/affine.ts';
import { lawOf } from '../../device/laws/all-laws.ts';
import { spreadOfSteps } from '../../device/laws/quantiles.ts';
import { replaceFile } from '../../files/replace-file.ts';
import type { DeviceFit } from '../../measurement/fit/fit-device.ts';
import type { Estimate } from '../../measurement/fit/fit-family.ts';
import { fitFiles } from '../../measurement/fit/fit-files.ts';
import type { ColumnRole, Measurement } from '../../measurement/measurement.ts';
import { nodeSvg } from '../../report/node-document.ts';
import { fitPicture } from '../../report/pictures/fit.ts';
import { answer, notesOf } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import { commandLine } from '../shared/command-line.ts';
import { placing } from '../shared/failure.ts';
import { json, makeFolder } from '../shared/files.ts';
import { short } from './facts.ts';
import type { FitFlags } from './flags.ts';

/** Of the places that errors name. */
const FLAGS: Readonly<Record<string, string>> = { unit: '--unit', readVoltage: '--read-voltage' };

export async function fitDeviceFiles(paths: readonly string[], flags: FitFlags): Promise<void> {
  const { column, turn, out = '.', quiet: _, json: __, ...options } = flags;
  const { fit, measurement } = await placing(
    (where) => (where === undefined ? undefined : FLAGS[where]),
    () => fitFiles(paths, { ...options, roles: column, turns: turn }),
  );
  const device = join(out, 'device.json');
  const { say } = notesOf(flags);
  const before = await fittedBefore(device);
  if (before !== undefined) say(`${device}: the device "${before}" is replaced`);
  await makeFolder(out);
  await replaceFile(device, json(fit.device));
  const svg = join(out, 'device.svg');
  await replaceFile(svg, picture(fit, measurement));
  await answer(flags, facts(fit, measurement), () => report(fit, measurement));
  say(
    `\n${device} (law: ${fit.lawFrom}) and ${svg} are written. Can it learn?\n\n  ${commandLine(['compare', '--device', device])}`,
  );
}

/** The name of another device that a file of this path holds. */
async function fittedBefore(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return (JSON.parse(text) as { name?: string }).name;
  } catch {
    return path;
  }
}

function picture(fit: DeviceFit, { ramps, isSiemens }: Measurement): string {
  const [low, high, ltp, ltd] = fit.estimates.map(({ value }) => value);
  const retraces = ltd < 0 ? ' (retraces)' : '';
  return nodeSvg(
    fitPicture({
      name: fit.device.name,
      law:
        asAffine(fit.device.law) === undefined
          ? fit.lawFrom
          : `affine, ν ${short(ltp, 3)} LTP, ${short(Math.abs(ltd), 3)} LTD${retraces}`,
      ramps,
      curve: fit.curve,
      low,
      high,
      isSiemens,
    }),
  );
}

function facts(fit: DeviceFit, { roles, understood, doubts, devices, isSiemens }: Measurement): object {
  const { points, curve: _, doubts: own, ...rest } = fit;
  const used = { points: points.count, every: points.every, ramps: points.ramps[0] };
  return { ...rest, used, roles, understood, doubts: [...doubts, ...own], devices, isSiemens };
}

function report(fit: DeviceFit, { roles, understood, doubts, isSiemens }: Measurement): string {
  const parts = [
    printRows([[fit.verdict.sentence]]),
    section('Understood', understood),
    section('Columns', columnsInWords(roles)),
  ];
  const all = [...doubts, ...fit.doubts].map(({ text }) => text);
  if (all.length > 0) parts.push(section('Looks wrong', all));
  parts.push(
    printRows([
      ['Affine law', 'value', '95 % interval'],
      ...fit.estimates.map((estimate) => estimateRow(estimate, isSiemens)),
    ]),
    printRows(shapeRows(fit)),
    printRows([
      ['Other families', 'residual', 'ΔAIC', 'ΔBIC', 'shape'],
      ...fit.families.map(({ title, residual, deltaAic, deltaBic, estimates }) => [
        title,
        `${short(100 * residual, 3)} %`,
        short(deltaAic, 4),
        short(deltaBic, 4),
        estimates
          .slice(2)
          .map(({ name, value }) => `${name} ${short(value, 3)}`)
          .join(', '),
      ]),
    ]),
  );
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, sentences: readonly string[]): string {
  return `${title}\n${printRows(sentences.map((sentence) => [`  ${sentence}`]))}`;
}

/** Neighbours that were taken for the same, for the same reason, in one line. */
export function columnsInWords(roles: readonly ColumnRole[]): string[] {
  const files = new Set(roles.map(({ file }) => file)).size;
  const lines: { readonly from: ColumnRole; to: number }[] = [];
  for (const role of roles) {
    const last = lines[lines.length - 1];
    if (last !== undefined && isAlike(last.from, role) && role.column === last.to + 1) last.to = role.column;
    else lines.push({ from: role, to: role.column });
  }
  return lines.map(({ from: { file, column, name, role, isUsed, unit, why }, to }) => {
    const which =
      to > column ? `columns ${column}–${to}` : `column ${column}${name === '' ? '' : ` (${name})`}`;
    const use = isUsed ? '' : ', left out';
    return `${files > 1 ? `${file}, ` : ''}${which}: ${role}${unit === undefined ? '' : ` in ${unit}`}${use} (${why})`;
  });
}

function isAlike(a: ColumnRole, b: ColumnRole): boolean {
  return (
    a.file === b.file &&
    a.role === b.role &&
    a.why === b.why &&
    a.isUsed === b.isUsed &&
    a.unit === b.unit &&
    a.direction === b.direction
  );
}

function estimateRow({ name, value, low, high }: Estimate, isSiemens: boolean): string[] {
  const unit = isSiemens && /^G/.test(name) ? ' S' : '';
  const interval = low === null || high === null ? '–' : `${short(low)} to ${short(high)}${unit}`;
  return [name, `${short(value)}${unit}`, interval];
}

function shapeRows(fit: DeviceFit): string[][] {
  const { residual, correlation, widening, labels, noise, cycleSpread, device, points } = fit;
  const wide =
    widening > 1.1
      ? `intervals are up to ${short(widening, 2)} times wider than for independent residuals (correlation ${short(correlation, 2)})`
      : 'residuals are independent';
  const [used, all] = points.ramps;
  const thinned =
    (points.every > 1 ? `; every ${points.every} pulses used` : '') +
    (used < all ? `; ${used} of ${all} ramps used` : '');
  const table = lawOf(fit.device.law).inKernels().drawn;
  const drawn =
    table !== undefined
      ? [
          [
            'distribution of steps',
            `${table.ltp[0].length} quantiles at ${table.ltp.length} conductances; standard deviation ${short(100 * spreadOfSteps(table), 3)} % of the range`,
          ],
        ]
      : [];
  const rows = [
    ...drawn,
    ['residual', `${short(100 * residual, 3)} % of the range; ${wide}${thinned}`],
    ['NeuroSim labels', `${short(labels.ltp, 3)} LTP, ${short(labels.ltd, 3)} LTD`],
    ['pulses from rail to rail', `${fit.pulses.ltp} LTP, ${fit.pulses.ltd} LTD`],
    ['symmetry point', short(fit.symmetryPoint, 3)],
    ['asymmetry at half the pulses', short(fit.asymmetry, 3)],
    [
      'cycle-to-cycle noise',
      `${short(100 * noise.c2c, 3)} % of the range per pulse (at most ${short(100 * noise.c2cMost, 3)} %), from ${noise.pulses} pulses`,
    ],
    ['read noise', `${short(100 * noise.read, 3)} % of the range`],
  ];
  if (cycleSpread !== null)
    rows.push(['range, from cycle to cycle', `standard deviation ${short(100 * cycleSpread, 3)} %`]);
  rows.push([
    'device-to-device spread',
    device.variation === undefined
      ? 'not known: fewer than 3 devices'
      : Object.entries(device.variation)
          .map(([parameter, { std }]) => `${parameter} ${short(100 * std, 3)} %`)
          .join(', '),
  ]);
  if (device.onOff !== undefined) rows.push(['on/off ratio', short(device.onOff)]);
  return rows;
}
