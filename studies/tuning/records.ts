/** docs/tuning.json: the record that chose the settings which policies ship with. */
import { readFile } from 'node:fs/promises';
import { policyNames, type SettingsInput } from 'memspike/node';

export interface TuningRecord {
  readonly policy: string;
  /** Scores of the search in its order, in percent; the first is where it began. */
  readonly scores: readonly number[];
  /** The best finalist: its tunable settings, and its score over all runs. */
  readonly chosen: SettingsInput;
  readonly score: number;
  /** The same without cycle-to-cycle noise. */
  readonly quiet: SettingsInput;
  readonly quietScore: number;
}

export const RECORDS = 'docs/tuning.json';

export async function readRecords(): Promise<TuningRecord[]> {
  return JSON.parse(await readFile(RECORDS, 'utf8'));
}

/** With another record in place of an earlier one of the same policy, in the order in which policies are listed. */
export function withRecord(records: readonly TuningRecord[], record: TuningRecord): TuningRecord[] {
  const order = [...policyNames, 'linear-baseline', 'ideal-baseline'];
  return [...records.filter(({ policy }) => policy !== record.policy), record].sort(
    (a, b) => order.indexOf(a.policy) - order.indexOf(b.policy),
  );
}
