/** `memspike policy list`. */
import { policies } from '../../compensation/all-policies.ts';
import { quantity } from '../../report/text/words.ts';
import { answer } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import type { AnswerFlags } from '../shared/flags.ts';
import { policyFacts } from './facts.ts';

export async function listPolicies(flags: AnswerFlags): Promise<void> {
  const facts = policies.map(policyFacts);
  const rows = facts.map(({ name, summary, readFree, cost }) => [
    name,
    readFree ? 'no' : 'yes',
    quantity(cost.digitalBitsPerSynapse),
    quantity(cost.devicesPerSynapse),
    summary,
  ]);
  await answer(
    flags,
    facts,
    () => `${printRows([['name', 'reads', 'bits', 'devices', 'what it does'], ...rows])}\n`,
  );
}
