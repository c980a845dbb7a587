/** Devices and policies on equal terms: every arm and the baselines it is measured against, over the same seeds. */
import { requireKnown } from '../../schema/known-options.ts';
import { type FailedRun, makeRuns, RUNS_OPTIONS, type RunsOptions } from '../run/runs.ts';
import type { ComparisonWithRecords } from './comparison.ts';
import { COMPARED } from './defaults.ts';
import { type ComparisonOptions, planComparison } from './plan.ts';
import { type SummaryOptions, summarise } from './summary.ts';

/** What is not given is as in `memspike compare`. */
export type CompareOptions = Partial<ComparisonOptions> & RunsOptions & SummaryOptions;

export interface ComparisonResult extends ComparisonWithRecords {
  /** Runs that failed: what is compared is without them. */
  readonly failures: readonly FailedRun[];
}

/**
 * Trains all arms and baselines. Throws CONFIG or DEVICE for what the options do not mean, DATA for a data set that does
 * not fit together, and ABORTED.
 */
export async function compare(options: CompareOptions): Promise<ComparisonResult> {
  requireKnown(options, [...Object.keys(COMPARED), 'base', 'metric', ...RUNS_OPTIONS], 'compare');
  const { devices = COMPARED.devices, policies = COMPARED.policies } = options;
  const { noise = COMPARED.noise, seeds = COMPARED.seeds, base, extensions } = options;
  const plan = planComparison({ devices, policies, noise, seeds, base, extensions });
  const { records, failures } = await makeRuns(plan, options);
  return { comparison: summarise(records, options), records, failures };
}
