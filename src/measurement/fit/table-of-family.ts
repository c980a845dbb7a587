/** The steps of a fitted family of curves: what each pulse moves a device, at equally spaced conductances. */
import { type TableLaw, tableLaw } from '../../device/laws/table.ts';
import type { FamilyFit } from './fit-family.ts';

const NODES = 129;
const HALVINGS = 60;

type Travel = (x: number) => number;

/** LTD travels from Gmax down: its steps are read from the other end. */
export function tableOfFamily(
  { estimates, family }: FamilyFit,
  pulses: { readonly ltp: number; readonly ltd: number },
): TableLaw {
  const shape = estimates.slice(2).map(({ value }) => value);
  const count = family.shape.length;
  const travel =
    (parameters: readonly number[]): Travel =>
    (x) =>
      family.travel(x, parameters);
  return tableLaw({
    ltp: stepsAlong(travel(shape.slice(0, count)), pulses.ltp),
    ltd: stepsAlong(travel(shape.slice(count)), pulses.ltd).reverse(),
  });
}

/** The step after which a share of 0 … 1 of the range has been travelled; that at the far rail is extrapolated. */
function stepsAlong(travel: Travel, pulses: number): number[] {
  const steps = Array.from({ length: NODES - 1 }, (_, k) => {
    const travelled = k / (NODES - 1);
    return Math.max(0, travel(pulsesTo(travel, travelled) + 1 / pulses) - travelled);
  });
  return [...steps, Math.max(0, 2 * steps[NODES - 2] - steps[NODES - 3])];
}

/** Share of the nominal pulses after which `travelled` is reached; 1 where it is not. */
function pulsesTo(travel: Travel, travelled: number): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (travel(middle) < travelled) low = middle;
    else high = middle;
  }
  return high;
}
