/**
 * The files of CrossSim 2.0's look-up tables, dG_increasing.txt and dG_decreasing.txt (github.com/sandialabs/cross-sim,
 * tag v2.0: examples/lookup_table_generation/process_measured_data.py writes them, its numeric parameters read them):
 *
 *   a heading
 *   conductances, in siemens, rising, separated by commas
 *   cumulative probabilities, 0 to 1, rising
 *   one line for each probability: ΔG in siemens at each conductance (below 0 where it falls)
 */
import { MemspikeError } from '../../errors.ts';

export interface LookupTable {
  readonly conductances: readonly number[];
  readonly probabilities: readonly number[];
  /** ΔG in siemens, [probability][conductance]. */
  readonly changes: readonly (readonly number[])[];
}

const HEADING =
  '1st Row = Gbins, 2nd Row = CDF Points, 3rd row onward =  dG matrix (rows= CDF, columns = Gbins) ';

/** Whether a file begins as CrossSim's tables do. */
export function isLookupTable(text: string): boolean {
  return /^\uFEFF?\s*1st Row = Gbins/.test(text);
}

/** Throws DEVICE with file, line and column. */
export function parseLookupTable(text: string, file: string): LookupTable {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }, i) => line !== '' && !(i === 0 && /[a-df-z]{2}/i.test(line)));
  if (lines.length < 4) refuse(file, 'is no look-up table of CrossSim: it has too few lines');
  const rows = lines.map(({ line, number }) =>
    line.split(',').map((cell, column) => {
      const value = Number(cell);
      if (cell.trim() === '' || !Number.isFinite(value))
        refuse(
          `${file}:${number}`,
          `column ${column + 1} is ${JSON.stringify(cell.slice(0, 40))}, expected a number`,
        );
      return value;
    }),
  );
  const [conductances, probabilities, ...changes] = rows;
  requireRising(conductances, `${file}:${lines[0].number}`, 'conductances');
  requireRising(probabilities, `${file}:${lines[1].number}`, 'probabilities');
  if (!(probabilities[0] >= 0 && probabilities[probabilities.length - 1] <= 1))
    refuse(`${file}:${lines[1].number}`, 'holds probabilities outside of 0 to 1');
  if (changes.length !== probabilities.length)
    refuse(file, `has ${changes.length} lines of changes for ${probabilities.length} probabilities`);
  changes.forEach((row, i) => {
    if (row.length !== conductances.length)
      refuse(
        `${file}:${lines[i + 2].number}`,
        `has ${row.length} columns, expected ${conductances.length}, one for each conductance`,
      );
  });
  return { conductances, probabilities, changes };
}

export function printLookupTable({ conductances, probabilities, changes }: LookupTable): string {
  const line = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(9))).join(',');
  return `${[HEADING, line(conductances), line(probabilities), ...changes.map(line)].join('\n')}\n`;
}

function requireRising(values: readonly number[], where: string, what: string): void {
  if (values.length < 2) refuse(where, `has ${values.length} of the ${what}, expected at least 2`);
  const fall = values.findIndex((value, i) => i > 0 && !(value > values[i - 1]));
  if (fall > 0) refuse(where, `column ${fall + 1}: ${what} have to rise from column to column`);
}

function refuse(where: string, problem: string): never {
  throw new MemspikeError('DEVICE', problem, {
    where,
    hint: 'expected dG_increasing.txt or dG_decreasing.txt of CrossSim: conductances, probabilities, then ΔG',
  });
}
