/**
 * A pulse law whose steps are drawn: the distribution of what one pulse moves a device, at conductances equally spaced
 * from Gmin to Gmax. CrossSim 2.0's look-up tables hold the same (ΔG by conductance and cumulative probability).
 *
 * A pulse takes the quantile of a uniform draw of its own. Its noise is that of the table: a device with this law has no
 * other, and without noise follows the means.
 */
import * as v from 'valibot';
import { kindSchema } from '../../schema/kind.ts';
import { type ReadonlyDeep, real, required } from '../../schema/option.ts';
import { parseConfig } from '../../schema/parse.ts';
import type { PerDirection } from './direction.ts';
import { AS_THE_TABLE } from './kernel-law.ts';
import type { LawKind } from './law.ts';
import { meanOf, type Quantiles, rescaled } from './quantiles.ts';
import { lawOfSteps } from './table.ts';

const MOST = 513;

const row = v.pipe(
  v.array(real(-1, 1)),
  v.minLength(2),
  v.maxLength(MOST),
  v.checkItems((step, k, steps) => !(step < steps[k - 1]), 'no less than the one before it'),
);
const quantiles = (meaning: string) =>
  required(
    v.pipe(
      v.array(row),
      v.minLength(2),
      v.maxLength(MOST),
      v.checkItems(
        (one, _, rows) => one.length === rows[0].length,
        'as many quantiles as at the first conductance',
      ),
    ),
    meaning,
  );

const schema = v.pipe(
  kindSchema('stochastic', {
    ltp: quantiles(
      'What one LTP pulse raises the conductance by, in shares of the range (below 0 where it falls): [conductance][probability].',
    ),
    ltd: quantiles('What one LTD pulse lowers it by, at the same conductances and probabilities.'),
  }),
  v.forward(
    v.check(
      ({ ltp, ltd }) => ltd.length === ltp.length && ltd[0].length === ltp[0].length,
      'as many conductances and quantiles as law.ltp has',
    ),
    ['ltd'],
  ),
);

export type StochasticLaw = ReadonlyDeep<v.InferOutput<typeof schema>>;

export const stochastic = {
  kind: 'stochastic',
  summary: 'Steps drawn from their distribution at every conductance.',
  source: 'CrossSim 2.0, look-up tables (github.com/sandialabs/cross-sim)',
  schema,
  law({ ltp, ltd }: StochasticLaw) {
    const steps = meanSteps({ ltp, ltd });
    return {
      ...lawOfSteps(steps),
      inKernels: () => ({ pulse: AS_THE_TABLE, steps, drawn: { ltp, ltd } }),
      symmetric: () => ({ kind: 'stochastic', ltp, ltd: ltp }),
      finer: (factor) => {
        const less = (table: Quantiles) => rescaled(table, 1 / factor, 1 / Math.sqrt(factor));
        return { kind: 'stochastic', ltp: less(ltp), ltd: less(ltd) };
      },
      inWords: 'stochastic table',
      details: [
        ['law', `steps drawn, ${ltp[0].length} quantiles at ${ltp.length} conductances; below, their means`],
      ],
    };
  },
} as const satisfies LawKind<StochasticLaw>;

/** Throws DEVICE, naming the entry, unless both tables are whole, of one size, and no row ever falls. */
export function stochasticLaw({ ltp, ltd }: PerDirection<Quantiles>): StochasticLaw {
  return parseConfig(schema, { kind: 'stochastic', ltp, ltd }, { code: 'DEVICE', within: 'law' });
}

/** The means; one that goes the wrong way is no step. */
function meanSteps({ ltp, ltd }: PerDirection<Quantiles>): PerDirection<readonly number[]> {
  const means = (table: Quantiles) => table.map((row) => Math.max(0, meanOf(row)));
  return { ltp: means(ltp), ltd: means(ltd) };
}
