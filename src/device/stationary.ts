/**
 * Where very many random pulses leave a device: LTP and LTD equally likely, each of its size at that conductance.
 *
 * Pulses are taken for small steps: a drift v and a spread D per pulse give the stationary solution of the Fokker–Planck
 * equation in one variable between reflecting rails, where no current flows, v·p = d(D·p)/dg (Risken, The Fokker–Planck
 * Equation, 2nd ed., Springer 1989):
 *
 *   p(g) ∝ 1/D(g) · exp(∫ v/D dg),   v = (Δ⁺ − Δ⁻)/2,   D = ((Δ⁺² + Δ⁻²)/2 + σ²)/2
 *
 * with σ the cycle-to-cycle noise of a pulse. It is a picture of the pull towards the symmetry point; steps that are a
 * large share of the range are beyond it.
 */
import { exp, log } from '../math/exp-log.ts';
import { trainNoise } from './cycle-noise.ts';
import type { Device } from './device.ts';
import { lawOf } from './laws/all-laws.ts';

/** Mean density in each of `bins` equal parts of the range; their mean is 1. */
export function stationaryDensity(
  { c2c, c2cOf, law }: Pick<Device, 'law' | 'c2c' | 'c2cOf'>,
  bins: number,
): Float64Array {
  const { step } = lawOf(law);
  const density = new Float64Array(bins);
  const width = 1 / bins;
  let [potential, before] = [0, 0];
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < bins; i++) {
    const { down, up } = step((i + 0.5) * width);
    const noise = (trainNoise({ c2c, c2cOf }, 1, up) ** 2 + trainNoise({ c2c, c2cOf }, 1, down) ** 2) / 2;
    const spread = Number.MIN_VALUE + ((up * up + down * down) / 2 + noise) / 2;
    const pull = (up - down) / 2 / spread;
    // Trapezoids from middle to middle.
    if (i > 0) potential += ((before + pull) / 2) * width;
    before = pull;
    density[i] = potential - log(spread);
    most = Math.max(most, density[i]);
  }
  let sum = 0;
  for (let i = 0; i < bins; i++) {
    density[i] = exp(density[i] - most);
    sum += density[i];
  }
  return density.map((value) => (value * bins) / sum);
}
