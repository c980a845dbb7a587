/** `memspike policy show`. */
import { resolvePolicy } from '../../compensation/all-policies.ts';
import { quantity } from '../../report/text/words.ts';
import { answer } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import type { AnswerFlags } from '../shared/flags.ts';
import { policyFacts } from './facts.ts';

export async function showPolicy(policy: string, flags: AnswerFlags): Promise<void> {
  const facts = policyFacts(resolvePolicy(policy, 'policy'));
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
  await answer(flags, facts, () => `${printRows(rows)}\n`);
}
