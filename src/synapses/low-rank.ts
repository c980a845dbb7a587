/**
 * A sum of outer products kept to a given rank: M ≈ Σ_k values[k] · left[k] ⊗ right[k], both bases orthonormal. Every
 * product raises the rank by one; the singular value decomposition of the small core brings it down again (Gural et
 * al., arXiv 2009.03887, 2020, alg. 1). Memory is that of the bases: rank · (rows + columns) numbers.
 */
export interface LowRank {
  readonly rows: number;
  readonly columns: number;
  readonly rank: number;
  /** [rank][rows] and [rank][columns]. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** [rank], descending; 0 where there is no vector yet. */
  readonly values: Float64Array;
}

/** Sweeps of the Jacobi iteration: cores of up to 33 × 33 are diagonal to the last bits after fewer. */
const SWEEPS = 30;

/**
 * M ← M + a ⊗ b, cut to the rank: the smallest singular value is dropped or, with random signs, mixed with those
 * nearest to it so that the result is right in the mean.
 */
export function addProduct(m: LowRank, a: Float64Array, b: Float64Array, sign?: (k: number) => number): void {
  const { rank, left, right, values } = m;
  const inLeft = project(left, a, rank);
  const inRight = project(right, b, rank);
  const size = rank + 1;
  const core = Array.from({ length: size }, (_, i) =>
    Float64Array.from(
      { length: size },
      (_, k) => inLeft[i] * inRight[k] + (i === k && i < rank ? values[i] : 0),
    ),
  );
  const { u, sigma, v } = decompose(core);
  const turn = sign === undefined ? undefined : mixing(sigma, sign);
  const kept = turn?.values ?? sigma;
  const fromLeft = turn === undefined ? u : multiply(u, turn.columns);
  const fromRight = turn === undefined ? v : multiply(v, turn.columns);
  rotate(left, a, fromLeft, rank);
  rotate(right, b, fromRight, rank);
  for (let k = 0; k < rank; k++) values[k] = kept[k];
}

/** Coefficients of x in the basis, the last that of what lies outside of it; x becomes that direction, of length 1. */
function project(basis: Float64Array, x: Float64Array, rank: number): Float64Array {
  const n = x.length;
  const coefficients = new Float64Array(rank + 1);
  const before = Math.sqrt(dot(x, 0, x, n));
  // Twice is enough (Kahan; Parlett, The Symmetric Eigenvalue Problem, sec. 6.9).
  for (let pass = 0; pass < 2; pass++)
    for (let k = 0; k < rank; k++) {
      const c = dot(basis, k * n, x, n);
      coefficients[k] += c;
      for (let i = 0; i < n; i++) x[i] -= c * basis[k * n + i];
    }
  const rest = Math.sqrt(dot(x, 0, x, n));
  // What rounding alone has left is no direction.
  const outside = rest > 1e-12 * before;
  coefficients[rank] = outside ? rest : 0;
  for (let i = 0; i < n; i++) x[i] = outside ? x[i] / rest : 0;
  return coefficients;
}

/** The first `rank` columns of (basis, x) · turn, into the basis. */
function rotate(basis: Float64Array, x: Float64Array, turn: readonly Float64Array[], rank: number): void {
  const n = x.length;
  const old = new Float64Array(rank + 1);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < rank; k++) old[k] = basis[k * n + i];
    old[rank] = x[i];
    for (let k = 0; k < rank; k++) {
      let sum = 0;
      for (let j = 0; j <= rank; j++) sum += old[j] * turn[j][k];
      basis[k * n + i] = sum;
    }
  }
}

function dot(a: Float64Array, from: number, b: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[from + i] * b[i];
  return sum;
}

function multiply(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.map((row) =>
    Float64Array.from({ length: b[0].length }, (_, k) => row.reduce((sum, x, j) => sum + x * b[j][k], 0)),
  );
}

/** Singular value decomposition u · diag(sigma) · vᵀ of a small square matrix, by one-sided Jacobi rotations. */
export function decompose(matrix: readonly Float64Array[]): {
  readonly u: Float64Array[];
  readonly sigma: Float64Array;
  readonly v: Float64Array[];
} {
  const size = matrix.length;
  const w = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, i) => Float64Array.from({ length: size }, (_, k) => Number(i === k)));
  const column = (m: readonly Float64Array[], p: number, q: number) =>
    m.reduce((sum, row) => sum + row[p] * row[q], 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < size - 1; p++)
      for (let q = p + 1; q < size; q++) {
        const [pp, qq, pq] = [column(w, p, p), column(w, q, q), column(w, p, q)];
        if (Math.abs(pq) <= 1e-15 * Math.sqrt(pp * qq)) continue;
        turned = true;
        const zeta = (qq - pp) / (2 * pq);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        for (const m of [w, v])
          for (const row of m) {
            const [x, y] = [row[p], row[q]];
            row[p] = c * (x - t * y);
            row[q] = c * (t * x + y);
          }
      }
    if (!turned) break;
  }
  const lengths = w.map((_, k) => Math.sqrt(column(w, k, k)));
  const order = lengths.map((_, k) => k).sort((p, q) => lengths[q] - lengths[p] || p - q);
  return {
    u: w.map((row) => Float64Array.from(order, (k) => (lengths[k] > 0 ? row[k] / lengths[k] : 0))),
    sigma: Float64Array.from(order, (k) => lengths[k]),
    v: v.map((row) => Float64Array.from(order, (k) => row[k])),
  };
}

/**
 * The columns and values by which one rank goes at random: Σ over the signs of columns · diag(values) · columnsᵀ is
 * diag(sigma). Of sigma descending, those from the m-th on take part; m is the first at which none of them would have
 * to weigh more than the others together can give.
 */
function mixing(
  sigma: Float64Array,
  sign: (k: number) => number,
): { readonly columns: Float64Array[]; readonly values: Float64Array } {
  const size = sigma.length;
  const tail = (from: number) => sigma.subarray(from).reduce((sum, one) => sum + one, 0);
  let m = 0;
  while (m < size - 2 && (size - 1 - m) * sigma[m] > tail(m)) m++;
  const spare = size - 1 - m;
  const total = tail(m);
  const values = Float64Array.from({ length: size - 1 }, (_, k) => (k < m ? sigma[k] : total / spare));
  const columns = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size - 1 }, (_, k) => Number(i === k && i < m)),
  );
  const x = Float64Array.from({ length: spare + 1 }, (_, i) =>
    total > 0 ? Math.sqrt(Math.max(0, 1 - (sigma[m + i] * spare) / total)) : Number(i === spare),
  );
  // Columns of the reflection that takes the last unit vector to x: all but that last one are orthogonal to x.
  const reflect = Float64Array.from(x, (one, i) => (i === spare ? one - 1 : one));
  const length = dot(reflect, 0, reflect, spare + 1);
  for (let i = 0; i <= spare; i++)
    for (let k = 0; k < spare; k++) {
      const part = length > 0 ? (2 * reflect[i] * reflect[k]) / length : 0;
      columns[m + i][m + k] = sign(i) * (Number(i === k) - part);
    }
  return { columns, values };
}
