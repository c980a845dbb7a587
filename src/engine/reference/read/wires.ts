/** Plain-TypeScript twin of `assembly/read/wires.ts` and `wires-pivots.ts`. */
import type { Kernels } from '../../kernels.ts';
import * as wire from '../../wire-words.ts';
import type { Views } from '../views.ts';

type Wires = Pick<Kernels, 'wiresFactor' | 'wiresDrive' | 'wiresDescend' | 'wiresAscend'>;

/** Places and lengths in words of float64. */
const [A, E, F, P, Q, Y] = [wire.A, wire.E, wire.F, wire.P, wire.Q, wire.Y].map((bytes) => bytes / 8);
const [RECORD, WORD, GROUP] = [wire.RECORD / 8, wire.WORD / 8, wire.GROUP / 8];
const LINES = wire.BLOCK;
/** Of a record. */
const DEVICES = LINES * 2;

/** Of word line k and bit line l: among a and e and in `word`, where two word lines stand side by side, and elsewhere. */
const word8 = (k: number, l: number): number => (k >> 1) * GROUP + l * 2 + (k & 1);
const bit2 = (k: number, l: number): number => k * 2 + l;

/** Word lines of a block, and of a pair of bit lines. */
const LINE = [0, 1, 2, 3, 4, 5, 6, 7];
const BIT = [0, 1];

export function wiresKernels({ f64 }: Views): Wires {
  /** Where records of a block begin, pair by pair. */
  function* pairsOf(records: number, block: number, pairs: number): Generator<[number, number]> {
    for (let pair = 0; pair < pairs; pair++) yield [(records >>> 3) + (block * pairs + pair) * RECORD, pair];
  }

  function clearEdges(word: number, pairs: number): void {
    f64.fill(0, word >>> 3, (word >>> 3) + WORD);
    f64.fill(0, (word >>> 3) + (pairs + 1) * WORD, (word >>> 3) + (pairs + 2) * WORD);
  }

  /** u_j = s_j + e_j u_{j+1} and q = a·u of one block. */
  function wordCurrents(records: number, block: number, pairs: number, word: number): void {
    for (const [r, pair] of [...pairsOf(records, block, pairs)].reverse()) {
      const w = (word >>> 3) + (pair + 1) * WORD;
      for (const k of LINE) {
        const [first, second] = [word8(k, 0), word8(k, 1)];
        const u1 = f64[w + second] + f64[r + E + second] * f64[w + WORD + first];
        const u0 = f64[w + first] + f64[r + E + first] * u1;
        f64[w + first] = u0;
        f64[r + Q + bit2(k, 0)] = f64[r + A + first] * u0;
        f64[r + Q + bit2(k, 1)] = f64[r + A + second] * u1;
      }
    }
  }

  return {
    wiresFactor(records, g, rows, columns, resistance, rho, left, right, top, bottom, word, carried) {
      const pairs = Math.ceil(columns / 2);
      const at = (pointer: number, index: number): number => f64[(pointer >>> 3) + index];
      f64.copyWithin(carried >>> 3, top >>> 3, (top >>> 3) + pairs * 2);
      for (let block = 0; block < Math.ceil(rows / LINES); block++) {
        const i = block * LINES;
        const near = LINE.map((k) => at(left, i + k));
        for (const [r, pair] of pairsOf(records, block, pairs)) {
          for (const k of LINE)
            for (const l of BIT) {
              const j = pair * 2 + l;
              const there = i + k < rows && j < columns;
              const a = there ? at(g, (i + k) * columns + j) * resistance : 0;
              const ofWord = a + near[k];
              const e = 1 / ((j + 1 === columns ? at(right, i + k) : 1) + ofWord);
              near[k] = ofWord * e;
              f64[r + A + word8(k, l)] = a;
              f64[r + E + word8(k, l)] = j < columns ? e : 0;
              const ofBit = rho * a + at(carried, j);
              const f = 1 / ((i + k + 1 === rows ? at(bottom, j) : 1) + ofBit);
              f64[(carried >>> 3) + j] = ofBit * f;
              f64[r + F + bit2(k, l)] = i + k < rows ? f : 0;
            }
        }
        for (const k of LINE) f64[(word >>> 3) + word8(k, 0)] = near[k];
      }
    },

    wiresDrive(records, rows, columns, left, right, word) {
      const pairs = Math.ceil(columns / 2);
      clearEdges(word, pairs);
      const start = word >>> 3;
      const last = start + pairs * WORD;
      for (let block = 0; block < Math.ceil(rows / LINES); block++) {
        for (const k of LINE) f64[start + word8(k, 1)] = f64[(left >>> 3) + block * LINES + k];
        for (const [r, pair] of pairsOf(records, block, pairs)) {
          f64.fill(0, r + P, r + P + DEVICES);
          f64.fill(0, r + Y, r + Y + DEVICES);
          for (const k of LINE) {
            const s = f64[r + E + word8(k, 0)] * f64[start + pair * WORD + word8(k, 1)];
            f64[start + (pair + 1) * WORD + word8(k, 0)] = s;
            f64[start + (pair + 1) * WORD + word8(k, 1)] = f64[r + E + word8(k, 1)] * s;
          }
        }
        const r = (records >>> 3) + (block * pairs + pairs - 1) * RECORD;
        for (const k of LINE) {
          const place = word8(k, (columns - 1) & 1);
          f64[last + place] += f64[r + E + place] * f64[(right >>> 3) + block * LINES + k];
        }
        wordCurrents(records, block, pairs, word);
      }
    },

    wiresDescend(records, rows, columns, beta, rho, word, carried) {
      const pairs = Math.ceil(columns / 2);
      f64.fill(0, carried >>> 3, (carried >>> 3) + pairs * 2);
      clearEdges(word, pairs);
      const pp = [0, 0];
      const pw = [0, 0];
      const p = new Float64Array(DEVICES);
      for (let block = Math.ceil(rows / LINES) - 1; block >= 0; block--) {
        for (const [r, pair] of pairsOf(records, block, pairs)) {
          for (const l of BIT) {
            let below = f64[(carried >>> 3) + pair * 2 + l];
            for (let k = 7; k >= 0; k--) {
              const i = bit2(k, l);
              const direction = f64[r + Y + i] + beta * f64[r + P + i];
              f64[r + P + i] = direction;
              const s = f64[r + F + i] * direction;
              pp[l] += s * direction;
              below = s + f64[r + F + i] * below;
              p[i] = below;
            }
            f64[(carried >>> 3) + pair * 2 + l] = below;
          }
          const w = (word >>> 3) + pair * WORD;
          for (let k = 7; k >= 0; k--) {
            let s = f64[w + word8(k, 1)];
            for (const l of BIT) {
              const v = f64[r + A + word8(k, l)] * p[bit2(k, l)] + s;
              s = f64[r + E + word8(k, l)] * v;
              f64[w + WORD + word8(k, l)] = s;
              pw[k & 1] += s * v;
            }
          }
        }
        wordCurrents(records, block, pairs, word);
      }
      return pp[0] + pp[1] - rho * (pw[0] + pw[1]);
    },

    wiresAscend(records, rows, columns, alpha, rho, carried) {
      const pairs = Math.ceil(columns / 2);
      f64.fill(0, carried >>> 3, (carried >>> 3) + pairs * 2);
      const sum = [0, 0];
      for (let block = 0; block < Math.ceil(rows / LINES); block++)
        for (const [r, pair] of pairsOf(records, block, pairs))
          for (const l of BIT) {
            let h = f64[(carried >>> 3) + pair * 2 + l];
            for (const k of LINE) {
              const i = bit2(k, l);
              h = f64[r + Q + i] + h;
              const y = f64[r + Y + i] - alpha * f64[r + P + i] + alpha * rho * h;
              f64[r + Y + i] = y;
              h = f64[r + F + i] * h;
              sum[l] += f64[r + F + i] * y * y;
            }
            f64[(carried >>> 3) + pair * 2 + l] = h;
          }
      return sum[0] + sum[1];
    },
  };
}
