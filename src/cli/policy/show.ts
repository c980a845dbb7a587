/** `memspike policy show`. */
import { resolvePolicy } from '../../compensation/all-policies.ts';
import { quantity } from '../../report/text/words.ts';
import { printRows } from '../shared/columns.ts';
import { json, writeResult } from '../shared/files.ts';
import { policyFacts } from './facts.ts';

export async function showPolicy(policy: string, { json: asJson }: { json?: boolean }): Promise<void> {
  const facts = policyFacts(resolvePolicy(policy, 'policy'));
  if (asJson) return writeResult('-', json(facts));
  const { name, summary, source, hardware, readFree, cost, quiet = {}, settings, tunable } = facts;
  const rows = [
    ['name', name],
    ['what it does', summary],
    ['source', source],
    ['hardware', hardware],
    ['update reads', readFree ? 'none' : 'devices are read for updates'],
    ['digital bits per synapse', `${quantity(cost.digitalBitsPerSynapse)} (network 784-200-10)`],
    ['devices per synapse', quantity(cost.devicesPerSynapse)],
    ['tuned', Object.keys(tunable).join(', ')],
    ...Object.entries(settings).map(([key, value]) => [`settings.${key}`, JSON.stringify(value)]),
    ...Object.entries(quiet).map(([key, value]) => [`without noise: ${key}`, JSON.stringify(value)]),
  ];
  await writeResult('-', `${printRows(rows)}\n`);
}
