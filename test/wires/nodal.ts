/**
 * The voltages of an array by nodal analysis as in a text book: one equation for every node, Kirchhoff's current law, all
 * equations in one dense matrix, Gaussian elimination with pivoting. Slow, and of one piece with nothing in src/.
 */

export interface Circuit {
  readonly conductances: readonly (readonly number[])[];
  /** Conductance of a segment. */
  readonly word: number;
  readonly bit: number;
  /** Of the ends of every line, 0 where it is open. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  readonly volts: readonly number[];
}

export interface Nodes {
  /** [row][column] */
  readonly word: number[][];
  readonly bit: number[][];
  /** Into the grounds of each bit line. */
  readonly currents: number[];
}

export function solveNodes(circuit: Circuit): Nodes {
  const { bit, bottom, conductances, left, right, top, volts, word } = circuit;
  const [rows, columns] = [conductances.length, conductances[0].length];
  const wordNode = (i: number, j: number): number => i * columns + j;
  const bitNode = (i: number, j: number): number => rows * columns + i * columns + j;
  const size = 2 * rows * columns;
  /** Every conductance of the circuit once: between two nodes, or from a node to a voltage. */
  function walk(
    join: (p: number, q: number, g: number) => void,
    hold: (p: number, g: number, volt: number) => void,
  ): void {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        join(wordNode(i, j), bitNode(i, j), conductances[i][j]);
        if (j + 1 < columns) join(wordNode(i, j), wordNode(i, j + 1), word);
        if (i + 1 < rows) join(bitNode(i, j), bitNode(i + 1, j), bit);
        if (j === 0) hold(wordNode(i, j), left[i], volts[i]);
        if (j + 1 === columns) hold(wordNode(i, j), right[i], volts[i]);
        if (i === 0) hold(bitNode(i, j), top[j], 0);
        if (i + 1 === rows) hold(bitNode(i, j), bottom[j], 0);
      }
  }
  /** The voltages that make these currents flow into the nodes, where voltages behind the ends are 0. */
  function voltagesOf(sources: Float64Array): Float64Array {
    const matrix = Array.from(sources, (current) => new Float64Array(size + 1).fill(current, size));
    walk(
      (p, q, g) => {
        matrix[p][p] += g;
        matrix[q][q] += g;
        matrix[p][q] -= g;
        matrix[q][p] -= g;
      },
      (p, g) => {
        matrix[p][p] += g;
      },
    );
    return eliminate(matrix);
  }
  /** What flows into each node at these voltages, from differences of voltages. */
  function into(v: Float64Array): Float64Array {
    const sums = new Float64Array(size);
    walk(
      (p, q, g) => {
        const current = g * (v[p] - v[q]);
        sums[p] -= current;
        sums[q] += current;
      },
      (p, g, volt) => {
        sums[p] += g * (volt - v[p]);
      },
    );
    return sums;
  }
  // A diagonal rounds devices away beside segments that conduct far better: a second round wins back what that lost.
  let solution = new Float64Array(size);
  for (let round = 0; round < 2; round++) {
    const more = voltagesOf(into(solution));
    solution = solution.map((volt, p) => volt + more[p]);
  }
  const grid = (node: typeof wordNode) =>
    conductances.map((row, i) => row.map((_, j) => solution[node(i, j)]));
  const bits = grid(bitNode);
  return {
    word: grid(wordNode),
    bit: bits,
    currents: top.map((g, j) => g * bits[0][j] + bottom[j] * bits[rows - 1][j]),
  };
}

/** Solves the system whose right side stands behind the last column. */
function eliminate(matrix: Float64Array[]): Float64Array {
  const size = matrix.length;
  for (let p = 0; p < size; p++) {
    let best = p;
    for (let i = p + 1; i < size; i++) if (Math.abs(matrix[i][p]) > Math.abs(matrix[best][p])) best = i;
    [matrix[p], matrix[best]] = [matrix[best], matrix[p]];
    for (let i = p + 1; i < size; i++) {
      const factor = matrix[i][p] / matrix[p][p];
      if (factor !== 0) for (let j = p; j <= size; j++) matrix[i][j] -= factor * matrix[p][j];
    }
  }
  const x = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = matrix[i][size];
    for (let j = i + 1; j < size; j++) sum -= matrix[i][j] * x[j];
    x[i] = sum / matrix[i][i];
  }
  return x;
}
