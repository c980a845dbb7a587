/** `memspike policy list`. */
import { policies } from '../../compensation/all-policies.ts';
import { quantity } from '../../report/text/words.ts';
import { printRows } from '../shared/columns.ts';
import { json, writeResult } from '../shared/files.ts';
import { policyFacts } from './facts.ts';

export async function listPolicies({ json: asJson }: { json?: boolean }): Promise<void> {
  const facts = policies.map(policyFacts);
  if (asJson) return writeResult('-', json(facts));
  const rows = facts.map(({ name, summary, readFree, cost }) => [
    name,
    readFree ? 'no' : 'yes',
    quantity(cost.digitalBitsPerSynapse),
    quantity(cost.devicesPerSynapse),
    summary,
  ]);
  await writeResult('-', `${printRows([['name', 'reads', 'bits', 'devices', 'what it does'], ...rows])}\n`);
}
