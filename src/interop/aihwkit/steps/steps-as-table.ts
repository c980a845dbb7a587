/** One of aihwkit's step laws as a table of steps, in shares of its window [w_min, w_max]. */
import { type TableLaw, tableLaw } from '../../../device/laws/table.ts';
import type { AihwkitSteps } from './aihwkit-steps.ts';

/** Conductances of a table whose steps are not linear between a few. */
export const NODES = 257;

/**
 * Exact at the nodes but for float32, and between them for laws whose steps are linear in the weight (constant, linear,
 * soft bounds). Steps are those before the clip to the window: memspike clips to the rails itself.
 */
export function stepsAsTable({ move, wMax, wMin }: AihwkitSteps, nodes = NODES): TableLaw {
  const window = wMax - wMin;
  const steps = (direction: 1 | -1) =>
    Array.from({ length: nodes }, (_, k) => {
      const w = wMin + (window * k) / (nodes - 1);
      return Math.max(0, (direction * (move(w, direction) - w)) / window);
    });
  return tableLaw({ ltp: steps(1), ltd: steps(-1) });
}
