/**
 * One read of a tile with resistance in its lines, exactly: conjugate gradients on the voltages of the bit lines.
 *
 *   (T_b - b T_w⁻¹ a) w = b T_w⁻¹ s,   I_c = gb · (end_bottom · w_{R-1,c} + end_top · w_{0,c})
 *
 * a = g/gw and b = g/gb are conductances of devices in those of a segment; T_w and T_b are the tridiagonal matrices of the
 * word and of the bit lines, each with the devices on its diagonal; s are the voltages of the drivers times the
 * conductances of the ends. Word lines are eliminated exactly and T_b is the preconditioner, so that a step is two passes
 * over the array (`assembly/read/wires.ts`), and few steps are needed where lines resist less than devices.
 */
import { MemspikeError } from '../errors.ts';
import { place, rowPlace, type Tile } from './tile.ts';

export interface SolveOptions {
  /** Largest error of a current, as a share of the largest current. */
  readonly tolerance: number;
}

/** Far above what arrays of shorted devices and lines as resistive as devices take. */
const MOST_STEPS = 10000;
/** Share of the first residual, squared, that float64 cannot tell from none. */
const EXHAUSTED = 1e-32;
/** Share of the tolerance that is predicted to be left: steps become smaller by a rate that itself goes up and down. */
const CAUTION = 0.1;
/** Largest √β that the prediction of what is left counts with. */
const SLOWEST = 0.99;

/** Called after a step of length α: P of the records is its direction. */
export type EachStep = (alpha: number) => void;

/**
 * Currents into the grounds of all bit lines, f64 [columns], in amperes, for voltages of the drivers, f64 [rows]. The tile
 * has been factored. Returns the number of steps.
 */
export function solveTile(
  tile: Tile,
  volts: ArrayLike<number>,
  currents: Float64Array,
  { tolerance }: SolveOptions,
  eachStep?: EachStep,
): number {
  const { carried, columns, engine, ends, records, rows, sources, units, word } = tile;
  const { wiresAscend, wiresDescend, wiresDrive } = engine.kernels;
  const rho = units.bit / units.word;
  currents.fill(0);
  for (let i = 0; i < rows; i++) {
    sources.left[i] = ends.left[i] > 0 ? volts[i] * ends.left[i] : 0;
    sources.right[i] = ends.right[i] > 0 ? volts[i] * ends.right[i] : 0;
  }
  wiresDrive(records, rows, columns, tile.fromLeft, tile.fromRight, word);
  const start = wiresAscend(records, rows, columns, 1, rho, carried);
  let rz = start;
  let beta = 0;
  let steps = 0;
  while (rz > start * EXHAUSTED) {
    const work = wiresDescend(records, rows, columns, beta, rho, word, carried);
    const alpha = rz / work;
    if (!(work > 0) || ++steps > MOST_STEPS) throw noSolution(steps);
    const change = addOutputs(tile, alpha, currents);
    eachStep?.(alpha);
    const next = wiresAscend(records, rows, columns, alpha, rho, carried);
    beta = next / rz;
    rz = next;
    const rate = Math.sqrt(beta);
    if (change * rate < CAUTION * tolerance * (1 - Math.min(rate, SLOWEST))) break;
  }
  if (units.ground > 1) {
    // A node that its contact holds near 0 counts for nothing in Σ f y², and for all of what the contact passes: what is
    // left there is its current, but for the little that the other nodes have still to move.
    wiresDescend(records, rows, columns, 0, rho, word, carried);
    addOutputs(tile, 1, currents);
    eachStep?.(1);
    steps++;
  }
  for (let j = 0; j < columns; j++) currents[j] /= units.bit;
  return steps;
}

/**
 * Adds what a step of α brings to the currents, times the resistance of a segment; returns the largest change as a share
 * of the largest current.
 */
function addOutputs(tile: Tile, alpha: number, currents: Float64Array): number {
  const { all, columns, ends, first, rows } = tile;
  const { f, p } = rowPlace(tile, rows - 1);
  let [largest, moved] = [0, 0];
  for (let j = 0; j < columns; j++) {
    const last = all[f + place(j)] * all[p + place(j)];
    const change = alpha * (ends.bottom[j] * last + ends.top[j] * first[j]);
    currents[j] += change;
    largest = Math.max(largest, Math.abs(currents[j]));
    moved = Math.max(moved, Math.abs(change));
  }
  return largest > 0 ? moved / largest : Number.POSITIVE_INFINITY;
}

function noSolution(steps: number): MemspikeError {
  return new MemspikeError('CONFIG', 'the voltages of the array do not settle', {
    received: `${steps} steps`,
    hint: 'conductances and resistances that lie fewer powers of ten apart',
  });
}
