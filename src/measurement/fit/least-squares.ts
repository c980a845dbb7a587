/**
 * Non-linear least squares (Levenberg–Marquardt) with what it says about the parameters: covariance s²·(JᵀJ)⁻¹ and
 * residuals.
 */
import { levenbergMarquardt } from 'ml-levenberg-marquardt';

export interface Problem {
  readonly count: number;
  readonly y: Float64Array;
  /** Value at point i. */
  readonly model: (parameters: readonly number[], i: number) => number;
  readonly start: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
}

export interface Solution {
  readonly parameters: readonly number[];
  /** y − model. */
  readonly residuals: Float64Array;
  /** Sum of their squares. */
  readonly rss: number;
  /** Standard error of each parameter for independent residuals; NaN where the data do not tell it. */
  readonly errors: readonly number[];
  /** Derivatives of the model at every point, [point][parameter], and (JᵀJ)⁻¹ if there is one. */
  readonly jacobian: readonly (readonly number[])[];
  readonly inverse?: readonly (readonly number[])[];
}

const ROUNDS = 12;
const STEPS = 12;
const STOP = 1e-9;

/** Undefined if no finite solution is found. */
export function leastSquares(problem: Problem): Solution | undefined {
  const { count, y, model, start, least, most } = problem;
  const x = Float64Array.from({ length: count }, (_, i) => i);
  const inside = (parameters: readonly number[]) =>
    parameters.map((value, k) => Math.min(Math.max(value, least[k]), most[k]));
  let parameters = inside(start);
  let error = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    let found: { parameterValues: number[]; parameterError: number };
    try {
      found = levenbergMarquardt({ x, y }, (p) => (i) => model(p, i), {
        initialValues: parameters,
        minValues: [...least],
        maxValues: [...most],
        damping: 0.01,
        maxIterations: STEPS,
        errorTolerance: 1e-300,
        jacobianFunction: (p) => (i) => slopes(problem, p, i),
      });
    } catch {
      return undefined;
    }
    if (!found.parameterValues.every(Number.isFinite) || !(found.parameterError <= error)) break;
    const isDone = error - found.parameterError <= STOP * found.parameterError;
    parameters = found.parameterValues;
    error = found.parameterError;
    if (isDone) break;
  }
  if (!Number.isFinite(error)) return undefined;
  const residuals = Float64Array.from(y, (value, i) => value - model(parameters, i));
  const rss = residuals.reduce((sum, r) => sum + r * r, 0);
  return { parameters, residuals, rss, ...errorsOf(problem, parameters, rss) };
}

/** Central differences. */
function slopes({ model }: Problem, parameters: readonly number[], i: number): number[] {
  return parameters.map((value, k) => {
    const step = 1e-5 * Math.max(Math.abs(value), 0.1);
    const moved = [...parameters];
    moved[k] = value + step;
    const above = model(moved, i);
    moved[k] = value - step;
    return (above - model(moved, i)) / (2 * step);
  });
}

function errorsOf(
  problem: Problem,
  parameters: readonly number[],
  rss: number,
): Pick<Solution, 'errors' | 'jacobian' | 'inverse'> {
  const size = parameters.length;
  const normal = parameters.map(() => new Array<number>(size).fill(0));
  const jacobian = Array.from({ length: problem.count }, (_, i) => slopes(problem, parameters, i));
  for (const slope of jacobian)
    for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) normal[a][b] += slope[a] * slope[b];
  const inverse = inverted(normal);
  const variance = rss / Math.max(problem.count - size, 1);
  const errors = parameters.map((_, k) => (inverse ? Math.sqrt(variance * inverse[k][k]) : Number.NaN));
  return { errors, jacobian, inverse };
}

/** Gauss–Jordan with pivots, on a copy scaled to a diagonal of 1; undefined for a singular matrix. */
function inverted(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const unit = matrix.map((row, k) => Math.sqrt(row[k]));
  if (!unit.every((value) => value > 0 && Number.isFinite(value))) return undefined;
  const rows = matrix.map((row, i) => [
    ...row.map((value, j) => value / (unit[i] * unit[j])),
    ...row.map((_, j) => (i === j ? 1 : 0)),
  ]);
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    if (Math.abs(rows[pivot][k]) < 1e-12) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const lead = rows[k][k];
    rows[k] = rows[k].map((value) => value / lead);
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const share = rows[i][k];
      rows[i] = rows[i].map((value, j) => value - share * rows[k][j]);
    }
  }
  return rows.map((row, i) => row.slice(size).map((value, j) => value / (unit[i] * unit[j])));
}

/** Half-width of a 95 % interval in standard errors: Student's t by its expansion (Abramowitz & Stegun 26.7.5). */
export function studentT95(freedom: number): number {
  const z = 1.959963984540054;
  const z3 = z * z * z;
  const z5 = z3 * z * z;
  const z7 = z5 * z * z;
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom * freedom) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom * freedom * freedom)
  );
}
