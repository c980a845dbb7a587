/** `memspike device convert`. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileProblem } from '../../data/file-problem.ts';
import { MemspikeError } from '../../errors.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { fromAihwkit, toAihwkit } from '../../interop/aihwkit/convert-aihwkit.ts';
import { looksLikeAihwkit } from '../../interop/aihwkit/recognise.ts';
import { fromCrosssim, toCrosssim } from '../../interop/crosssim/convert-crosssim.ts';
import { parseLookupTable, printLookupTable } from '../../interop/crosssim/look-up-table.ts';
import { toNeurosim } from '../../interop/neurosim/convert-neurosim.ts';
import { notesOf } from '../shared/answer.ts';
import { deviceArgument } from '../shared/device-argument.ts';
import { placing, placingFile } from '../shared/failure.ts';
import { json, makeFolder, writeResult } from '../shared/files.ts';
import { readAihwkit } from './aihwkit-file.ts';
import type { ConvertFlags } from './flags.ts';

/** The device goes to --out, --json or stdout, what is not exact to stderr. */
export async function convertDevice(names: readonly string[], flags: ConvertFlags): Promise<void> {
  const tables = await lookupTables(names);
  const [name] = names;
  if (tables === undefined && names.length > 1)
    throw new MemspikeError('USAGE', 'more than one device', {
      received: names.join(' '),
      accepted: 'one device, or the two look-up tables of CrossSim',
    });
  const inexact = await placing(
    (where) => where ?? name,
    () =>
      tables !== undefined
        ? fromTables(names, tables, flags)
        : flags.to === 'crosssim'
          ? toTables(name, flags)
          : toForm(name, flags),
  );
  if (inexact.length > 0)
    notesOf(flags).say(`not exact:\n${inexact.map((sentence) => `  ${sentence}`).join('\n')}`);
}

const INCREASING = 'dG_increasing.txt';
const DECREASING = 'dG_decreasing.txt';

/** Paths of CrossSim's two files: named one by one, or by their folder. */
async function lookupTables(names: readonly string[]): Promise<readonly string[] | undefined> {
  if (names.length === 2 && names.every((name) => /\.(txt|csv)$/i.test(name))) return names;
  if (names.length !== 1 || !(await stat(names[0]).catch(() => undefined))?.isDirectory()) return undefined;
  return [join(names[0], INCREASING), join(names[0], DECREASING)];
}

async function fromTables(
  names: readonly string[],
  paths: readonly string[],
  flags: ConvertFlags,
): Promise<readonly string[]> {
  const { to } = flags;
  if (to !== 'memspike')
    throw new MemspikeError('DEVICE', 'look-up tables of CrossSim can be converted to memspike alone', {
      where: names[0],
      received: `to ${to}`,
    });
  const [increasing, decreasing] = await Promise.all(
    paths.map(async (path) => parseLookupTable(await readFile(path, 'utf8').catch(fileProblem(path)), path)),
  );
  const { form, inexact } = fromCrosssim('crosssim', { increasing, decreasing });
  await give(form, flags);
  return inexact;
}

async function toTables(name: string, flags: ConvertFlags): Promise<readonly string[]> {
  const { out, json: destination } = flags;
  if (out === undefined && destination === undefined)
    throw new MemspikeError('USAGE', 'two files need a folder', {
      where: '--out',
      accepted: `a folder: ${INCREASING} and ${DECREASING} are written into it`,
    });
  const { form, inexact } = toCrosssim(await deviceArgument(name));
  if (destination !== undefined) await writeResult(destination, json(form));
  if (out === undefined) return inexact;
  await makeFolder(out);
  await replaceFile(join(out, INCREASING), printLookupTable(form.increasing));
  await replaceFile(join(out, DECREASING), printLookupTable(form.decreasing));
  return inexact;
}

async function toForm(name: string, flags: ConvertFlags): Promise<readonly string[]> {
  const { form, inexact, policy } = await converted(name, flags.to);
  await give(form, flags);
  if (policy === undefined) return inexact;
  const part = json({ compensation: policy });
  if (flags.out !== undefined) await replaceFile(join(flags.out, 'policy.json'), part);
  return [
    ...inexact,
    `the unit cell is a policy${flags.out === undefined ? '' : `, in ${join(flags.out, 'policy.json')}`}: ${JSON.stringify({ compensation: policy })}`,
  ];
}

/** To the folder and the file that were named; to stdout if none was. */
async function give(form: object, { to, out, json: destination }: ConvertFlags): Promise<void> {
  if (out !== undefined) {
    await makeFolder(out);
    await replaceFile(join(out, to === 'memspike' ? 'device.json' : `${to}.json`), json(form));
  }
  if (destination !== undefined || out === undefined) await writeResult(destination ?? '-', json(form));
}

async function converted(
  name: string,
  to: ConvertFlags['to'],
): Promise<{ readonly form: object; readonly inexact: readonly string[]; readonly policy?: object }> {
  const isFile = /\.(json|txt|py)$/i.test(name);
  const description = isFile ? await readAihwkit(name) : undefined;
  if (looksLikeAihwkit(description)) {
    if (to !== 'memspike')
      throw new MemspikeError('DEVICE', 'a device of aihwkit can be converted to memspike alone', {
        where: name,
        received: `to ${to}`,
        hint: 'convert it to memspike first, and the result from there',
      });
    return placingFile(name, () => fromAihwkit(description));
  }
  const device = await deviceArgument(name);
  if (to === 'neurosim') return toNeurosim(device);
  return to === 'aihwkit' ? toAihwkit(device) : { form: device, inexact: [] };
}
