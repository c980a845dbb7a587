/** The passes over an array whose lines have resistance as fast plain TypeScript: tight loops over a typed array. */
import type { Kernels } from '../../src/engine/kernels.ts';
import { viewsOf } from '../../src/engine/reference/views.ts';
import * as wire from '../../src/engine/wire-words.ts';

/** In words of float64. */
const [A, E, F, P, Q, Y] = [wire.A >> 3, wire.E >> 3, wire.F >> 3, wire.P >> 3, wire.Q >> 3, wire.Y >> 3];
const [RECORD, WORD, GROUP] = [wire.RECORD >> 3, wire.WORD >> 3, wire.GROUP >> 3];
const DEVICES = wire.BLOCK * 2;

export function plainWires(memory: ArrayBuffer): Pick<Kernels, 'wiresDescend' | 'wiresAscend'> {
  const { f64 } = viewsOf(memory);

  function wordCurrents(first: number, pairs: number, word: number): void {
    for (let pair = pairs - 1; pair >= 0; pair--) {
      const [r, w] = [first + pair * RECORD, word + (pair + 1) * WORD];
      for (let k = 0; k < WORD; k += GROUP)
        for (let lane = 0; lane < 2; lane++) {
          const at = k + lane;
          const second = f64[w + at + 2] + f64[r + E + at + 2] * f64[w + WORD + at];
          const near = f64[w + at] + f64[r + E + at] * second;
          f64[w + at] = near;
          f64[r + Q + k + lane * 2] = f64[r + A + at] * near;
          f64[r + Q + k + lane * 2 + 1] = f64[r + A + at + 2] * second;
        }
    }
  }

  return {
    wiresDescend(records, rows, columns, beta, rho, word, carried) {
      const pairs = (columns + 1) >> 1;
      const [z, w0] = [carried >>> 3, word >>> 3];
      f64.fill(0, z, z + pairs * 2);
      f64.fill(0, w0, w0 + WORD);
      f64.fill(0, w0 + (pairs + 1) * WORD, w0 + (pairs + 2) * WORD);
      let [pp0, pp1, pw0, pw1] = [0, 0, 0, 0];
      for (let block = ((rows + 7) >> 3) - 1; block >= 0; block--) {
        const first = (records >>> 3) + block * pairs * RECORD;
        for (let pair = 0; pair < pairs; pair++) {
          const [r, w] = [first + pair * RECORD, w0 + pair * WORD];
          let [p0, p1] = [f64[z + pair * 2], f64[z + pair * 2 + 1]];
          for (let k = WORD - GROUP; k >= 0; k -= GROUP) {
            const at = r + k;
            let d = f64[at + Y + 2] + beta * f64[at + P + 2];
            f64[at + P + 2] = d;
            let f = f64[at + F + 2];
            let s = f * d;
            pp0 += s * d;
            const odd0 = s + f * p0;
            d = f64[at + Y + 3] + beta * f64[at + P + 3];
            f64[at + P + 3] = d;
            f = f64[at + F + 3];
            s = f * d;
            pp1 += s * d;
            const odd1 = s + f * p1;
            d = f64[at + Y] + beta * f64[at + P];
            f64[at + P] = d;
            f = f64[at + F];
            s = f * d;
            pp0 += s * d;
            p0 = s + f * odd0;
            d = f64[at + Y + 1] + beta * f64[at + P + 1];
            f64[at + P + 1] = d;
            f = f64[at + F + 1];
            s = f * d;
            pp1 += s * d;
            p1 = s + f * odd1;
            const to = w + k;
            let v = f64[at + A] * p0 + f64[to + 2];
            s = f64[at + E] * v;
            f64[to + WORD] = s;
            pw0 += s * v;
            v = f64[at + A + 2] * p1 + s;
            s = f64[at + E + 2] * v;
            f64[to + WORD + 2] = s;
            pw0 += s * v;
            v = f64[at + A + 1] * odd0 + f64[to + 3];
            s = f64[at + E + 1] * v;
            f64[to + WORD + 1] = s;
            pw1 += s * v;
            v = f64[at + A + 3] * odd1 + s;
            s = f64[at + E + 3] * v;
            f64[to + WORD + 3] = s;
            pw1 += s * v;
          }
          f64[z + pair * 2] = p0;
          f64[z + pair * 2 + 1] = p1;
        }
        wordCurrents(first, pairs, w0);
      }
      return pp0 + pp1 - rho * (pw0 + pw1);
    },

    wiresAscend(records, rows, columns, alpha, rho, carried) {
      const pairs = (columns + 1) >> 1;
      const z = carried >>> 3;
      f64.fill(0, z, z + pairs * 2);
      const scaled = alpha * rho;
      let [sum0, sum1] = [0, 0];
      let r = records >>> 3;
      for (let block = (rows + 7) >> 3; block > 0; block--)
        for (let pair = 0; pair < pairs; pair++, r += RECORD) {
          let [h0, h1] = [f64[z + pair * 2], f64[z + pair * 2 + 1]];
          for (let i = 0; i < DEVICES; i += 2) {
            const at = r + i;
            h0 = f64[at + Q] + h0;
            let y = f64[at + Y] - alpha * f64[at + P] + scaled * h0;
            f64[at + Y] = y;
            let f = f64[at + F];
            h0 = f * h0;
            sum0 += f * y * y;
            h1 = f64[at + Q + 1] + h1;
            y = f64[at + Y + 1] - alpha * f64[at + P + 1] + scaled * h1;
            f64[at + Y + 1] = y;
            f = f64[at + F + 1];
            h1 = f * h1;
            sum1 += f * y * y;
          }
          f64[z + pair * 2] = h0;
          f64[z + pair * 2 + 1] = h1;
        }
      return sum0 + sum1;
    },
  };
}
