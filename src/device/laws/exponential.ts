/**
 * Querlioz's law of memristive synapses: steps that fall exponentially with the way already gone.
 *
 *   LTP  ΔG = α_P·e^(−β_P·g),  LTD  ΔG = −α_D·e^(−β_D·(1 − g)),  g = (G − Gmin)/(Gmax − Gmin)
 *
 * D. Querlioz, O. Bichler, P. Dollfus, C. Gamrat, IEEE Trans. Nanotechnology 12:288 (2013); α in shares of the range.
 * G grows with the logarithm of the number of pulses and is stopped by the rails alone: not the affine law.
 */
import { exp } from '../../math/exp-log.ts';
import { requireNumber } from '../checks.ts';
import { type TableLaw, tableLaw } from './table.ts';

export interface ExponentialBranch {
  /** The step at the branch's own start (Gmin for LTP, Gmax for LTD), in shares of the range: 0 to 1. */
  readonly alpha: number;
  /** −20 to 20; 0 is a constant step, below 0 steps grow. */
  readonly beta: number;
}

export interface ExponentialLaw {
  readonly kind: 'exponential';
  readonly ltp: ExponentialBranch;
  readonly ltd: ExponentialBranch;
}

/** Conductances at which the kernels know the steps: between them they are within β²/524 288 of themselves. */
const NODES = 257;

/** Throws DEVICE, naming the entry. */
export function exponentialLaw({
  ltp,
  ltd,
}: {
  readonly ltp: ExponentialBranch;
  readonly ltd: ExponentialBranch;
}): ExponentialLaw {
  const branch = (given: ExponentialBranch, where: string): ExponentialBranch => ({
    alpha: requireNumber(`${where}.alpha`, given?.alpha, 0, 1, 'a share of the range'),
    beta: requireNumber(`${where}.beta`, given?.beta, -20, 20, 'per range'),
  });
  return { kind: 'exponential', ltp: branch(ltp, 'law.ltp'), ltd: branch(ltd, 'law.ltd') };
}

/** The steps at equally spaced conductances. */
export function exponentialSteps({ ltp, ltd }: ExponentialLaw): TableLaw {
  const steps = ({ alpha, beta }: ExponentialBranch) =>
    Array.from({ length: NODES }, (_, k) => Math.min(alpha * exp((-beta * k) / (NODES - 1)), 1));
  return tableLaw({ ltp: steps(ltp), ltd: steps(ltd).reverse() });
}
