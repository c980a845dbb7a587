/** `memspike array solve`. */
import { MemspikeError } from '../../errors.ts';
import { nodeSvg } from '../../report/node-document.ts';
import { arrayMap, onAnyPaper } from '../../report/pictures/array-map.ts';
import { decimal, withUnit } from '../../report/text/words.ts';
import { type ArrayInput, type ArraySolution, solveArray } from '../../wires/array.ts';
import { answer } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import { placingFile } from '../shared/failure.ts';
import { readJson, requireOneOnStdout, writeResult } from '../shared/files.ts';
import type { SolveFlags } from './flags.ts';

/** Rows of the table; there are more in the JSON. */
const ROWS = 20;

export async function solveFile(path: string, flags: SolveFlags): Promise<void> {
  const { json, map = false, read = 1, svg } = flags;
  requireOneOnStdout({ '--svg': svg, '--json': json });
  if (map && json === undefined) throw missesIts('--map', '--json', 'where the voltages go to');
  if (flags.read !== undefined && svg === undefined)
    throw missesIts('--read', '--svg', 'which draws one read');
  const input = (await readJson(path, 'CONFIG')) as ArrayInput;
  const { map: maps, ...solution } = await placingFile(path, () =>
    solveArray(input, { map: map || svg !== undefined }),
  );
  if (svg !== undefined) {
    requireRead(read, solution);
    const drawn = maps?.[read - 1];
    if (drawn)
      await writeResult(
        svg,
        onAnyPaper(nodeSvg(arrayMap({ map: drawn, voltages: input.voltages[read - 1], read }))),
      );
  }
  const result = map ? { ...solution, map: maps } : solution;
  await answer(flags, result, () => (svg === '-' ? '' : table(solution)));
}

function missesIts(flag: string, other: string, what: string): MemspikeError {
  return new MemspikeError('USAGE', `means nothing without ${other}`, {
    where: flag,
    hint: `add ${other} FILE, ${what}, or leave ${flag} out`,
  });
}

function requireRead(read: number, { currents }: ArraySolution): void {
  if (read <= currents.length) return;
  throw new MemspikeError('USAGE', 'there is no such read', {
    where: '--read',
    received: read,
    accepted: `1 to ${currents.length}`,
  });
}

function table({ currents, idealCurrents }: ArraySolution): string {
  const cells = currents.flatMap((columns, read) =>
    columns.map((current, column) => ({ read, column, current })),
  );
  const rows = cells.slice(0, ROWS).map(({ read, column, current }) => {
    const ideal = idealCurrents?.[read][column];
    return [
      String(read + 1),
      String(column),
      withUnit(current, 'A'),
      ...(ideal === undefined ? [] : [ideal === 0 ? '–' : `${decimal(100 * (current / ideal), 2)} %`]),
    ];
  });
  const head = ['read', 'bit line', 'current', ...(idealCurrents ? ['of that without resistance'] : [])];
  const more = cells.length > ROWS ? `\n${ROWS} of ${cells.length} currents; all of them with --json -` : '';
  return `${printRows([head, ...rows])}${more}\n`;
}
