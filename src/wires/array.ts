/**
 * A whole array as a circuit: conductances and voltages in, currents out. `solveArray` is for people who want nothing but
 * the circuit; networks read through `crossbar/periphery`.
 */
import * as v from 'valibot';
import { createArena, requireFits } from '../engine/arena.ts';
import { type Backend, createEngine } from '../engine/engine.ts';
import { MemspikeError } from '../errors.ts';
import { option, optional, positive, real, required, whole } from '../schema/option.ts';
import { parseConfig } from '../schema/parse.ts';
import { DRIVERS, GROUNDS, type LineOptions } from './lines.ts';
import { solveTile } from './solve.ts';
import { buildTile, factorTile, reserveTile, type Tile } from './tile.ts';
import { followVoltages, type Voltages } from './voltages.ts';

/** Squares of smaller and of larger numbers are lost to float64. */
const [SMALLEST, LARGEST] = [1e-30, 1e30];
const isWithin = (size: number): boolean => size === 0 || (size >= SMALLEST && size <= LARGEST);

const MOST_OHMS = 1e15;
const resistance = v.pipe(
  real(0, MOST_OHMS),
  v.check(isWithin, `a resistance in ohms, 0 or ${SMALLEST} to ${MOST_OHMS}`),
);
const conductance = v.pipe(
  v.number(),
  v.check(isWithin, `a conductance in siemens, 0 or ${SMALLEST} to ${LARGEST}`),
);
const voltage = v.nullable(
  v.pipe(
    v.number(),
    v.check(
      (volts) => isWithin(Math.abs(volts)),
      `a voltage, 0 or ${SMALLEST} to ${LARGEST} either way, or null for a line that floats`,
    ),
  ),
);

export const arraySchema = v.strictObject({
  conductances: required(
    v.pipe(
      v.array(v.pipe(v.array(conductance), v.minLength(1))),
      v.minLength(1),
      v.checkItems((row, _, rows) => row.length === rows[0].length, 'as many numbers as in row 0'),
    ),
    '[rows][columns], siemens; 0: open',
  ),
  wordLineResistance: required(resistance, 'Ω of a word line from one device to the next'),
  bitLineResistance: required(resistance, 'Ω of a bit line from one device to the next'),
  voltages: required(
    v.pipe(v.array(v.array(voltage)), v.minLength(1)),
    '[reads][rows], volts of the drivers of word lines; null: the line floats in this read',
  ),
  drivers: option(
    v.picklist(DRIVERS),
    'left',
    'ends of word lines that are driven; interleaved: lines 0, 2, … from the left, 1, 3, … from the right',
  ),
  grounds: option(
    v.picklist(GROUNDS),
    'bottom',
    'ends of bit lines that are grounded; interleaved: lines 0, 2, … at the bottom, 1, 3, … at the top',
  ),
  driverResistance: optional(resistance, 'Ω from a driver to the first device; default: a segment'),
  groundResistance: optional(resistance, 'Ω from the last device to ground; default: a segment'),
  floatingBitLines: option(v.array(whole(0, 1e6)), [], 'bit lines that are not grounded, counted from 0'),
  tolerance: option(
    v.pipe(positive, v.maxValue(1e-3)),
    1e-12,
    'largest error of a current, as a share of the largest current of the read',
  ),
});

export type ArrayInput = v.InferInput<typeof arraySchema>;
type ArrayOptions = v.InferOutput<typeof arraySchema>;

/** Of one read, each [rows][columns]. */
export interface ArrayMap {
  /** Volts at both terminals of every device: on its word line, and on its bit line. */
  readonly wordVoltages: readonly (readonly number[])[];
  readonly bitVoltages: readonly (readonly number[])[];
  /** Amperes from word line to bit line. */
  readonly deviceCurrents: readonly (readonly number[])[];
}

export interface ArraySolution {
  /** Amperes into the ground of each bit line: [reads][columns]. */
  readonly currents: readonly (readonly number[])[];
  /** The same without resistance in the lines; absent where lines float. */
  readonly idealCurrents?: readonly (readonly number[])[];
  /** Steps of the solver: [reads]. */
  readonly steps: readonly number[];
  /** [reads] */
  readonly map?: readonly ArrayMap[];
}

export interface SolveArrayOptions {
  /** Whether to tell voltages and currents inside the array too. */
  readonly map?: boolean;
  readonly backend?: Backend;
}

/**
 * Solves the circuit. Throws a MemspikeError of code CONFIG that names the entry where the input is not one, and MEMORY
 * where the array is too large.
 */
export async function solveArray(
  input: ArrayInput,
  { backend, map: mapped = false }: SolveArrayOptions = {},
): Promise<ArraySolution> {
  const options = parseArray(input);
  const { conductances, tolerance, voltages } = options;
  const [rows, columns] = [conductances.length, conductances[0].length];
  const tile = await tileOf(options, { rows, columns }, backend);
  const currents: number[][] = [];
  const steps: number[] = [];
  const maps: ArrayMap[] = [];
  let factored: string | undefined;
  for (const volts of voltages) {
    const floating = floatingIn(options, volts);
    if (floating.pattern !== factored) factorTile(tile, floating);
    factored = floating.pattern;
    const out = new Float64Array(columns);
    const follow = mapped ? followVoltages(tile) : undefined;
    steps.push(
      solveTile(
        tile,
        volts.map((volt) => volt ?? 0),
        out,
        { tolerance },
        follow?.step,
      ),
    );
    currents.push([...out]);
    if (follow) maps.push(mapOf(follow.finish(), tile.g, columns));
  }
  return {
    currents,
    ...(!floats(options) && { idealCurrents: idealCurrents(options) }),
    steps,
    ...(mapped && { map: maps }),
  };
}

export function parseArray(input: unknown): ArrayOptions {
  const options = parseConfig(arraySchema, input);
  const { conductances, floatingBitLines, voltages } = options;
  const [rows, columns] = [conductances.length, conductances[0].length];
  const short = voltages.findIndex((volts) => volts.length !== rows);
  if (short >= 0)
    throw new MemspikeError('CONFIG', 'not an accepted value', {
      where: `voltages.${short}`,
      received: `${voltages[short].length} numbers`,
      accepted: `${rows}, as many as conductances has rows`,
    });
  const beyond = floatingBitLines.find((j) => j >= columns);
  if (beyond !== undefined)
    throw new MemspikeError('CONFIG', 'there is no such bit line', {
      where: 'floatingBitLines',
      received: beyond,
      accepted: `0 to ${columns - 1}`,
    });
  return options;
}

async function tileOf(
  options: ArrayOptions,
  shape: { readonly rows: number; readonly columns: number },
  backend?: Backend,
): Promise<Tile> {
  const arena = createArena();
  const layout = reserveTile(arena, shape);
  const bytes = arena.size();
  requireFits(bytes, {
    whole: 'the array',
    parts: 'devices',
    count: shape.rows * shape.columns,
    where: 'conductances',
    hint: 'parts of the array, each on its own',
  });
  const engine = await createEngine({ bytes, ...(backend && { backend }) });
  const { bitLineResistance, drivers, grounds, wordLineResistance } = options;
  const lines: LineOptions = {
    wordLineResistance,
    bitLineResistance,
    drivers,
    grounds,
    driverResistance: options.driverResistance ?? wordLineResistance,
    groundResistance: options.groundResistance ?? bitLineResistance,
  };
  const tile = buildTile(engine, layout, lines);
  for (const [i, row] of options.conductances.entries()) tile.g.set(row, i * shape.columns);
  return tile;
}

const floats = ({ floatingBitLines, voltages }: ArrayOptions): boolean =>
  floatingBitLines.length > 0 || voltages.some((volts) => volts.includes(null));

function floatingIn({ floatingBitLines }: ArrayOptions, volts: readonly (number | null)[]) {
  const free = new Set(floatingBitLines);
  return {
    /** Reads in which the same lines float are solved with the same pivots. */
    pattern: volts.map((volt) => (volt === null ? '0' : '1')).join(''),
    word: (row: number) => volts[row] === null,
    bit: (column: number) => free.has(column),
  };
}

function idealCurrents({ conductances, voltages }: ArrayOptions): number[][] {
  return voltages.map((volts) => {
    const sums = new Array<number>(conductances[0].length).fill(0);
    for (const [i, row] of conductances.entries())
      for (let j = 0; j < row.length; j++) sums[j] += (volts[i] ?? 0) * row[j];
    return sums;
  });
}

function mapOf({ bit, word }: Voltages, g: Float64Array, columns: number): ArrayMap {
  const currents = g.map((each, k) => each * (word[k] - bit[k]));
  return {
    wordVoltages: inRows(word, columns),
    bitVoltages: inRows(bit, columns),
    deviceCurrents: inRows(currents, columns),
  };
}

function inRows(values: Float64Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, i) => [
    ...values.subarray(i * columns, (i + 1) * columns),
  ]);
}
