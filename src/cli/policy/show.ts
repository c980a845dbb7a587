/** `memspike policy show`. */
import { resolvePolicy } from '../../compensation/all-policies.ts';
import { type SettingRow, settingRows } from '../../compensation/setting-facts.ts';
import { overlaySettings } from '../../compensation/settings.ts';
import { quantity } from '../../report/text/words.ts';
import { answer } from '../shared/answer.ts';
import { printRows } from '../shared/columns.ts';
import type { AnswerFlags } from '../shared/flags.ts';
import { policyArgument } from '../shared/policy-argument.ts';
import { type PolicyFacts, policyFacts } from './facts.ts';

export async function showPolicy(policy: string, flags: AnswerFlags): Promise<void> {
  const facts = policyFacts(resolvePolicy(policyArgument(policy, flags), 'policy'));
  await answer(flags, facts, () => described(facts));
}

function described(facts: PolicyFacts): string {
  const { name, alias, summary, source, hardware, readFree, cost, quiet, settings, tunable } = facts;
  const about = [
    ['name', name],
    ...(alias === undefined ? [] : [['also called', alias]]),
    ['what it does', summary],
    ['source', source],
    ['hardware', hardware],
    ['update reads', readFree ? 'none' : 'devices are read for updates'],
    ['digital bits per synapse', `${quantity(cost.digitalBitsPerSynapse)} (network 784-200-10)`],
    ['devices per synapse', quantity(cost.devicesPerSynapse)],
    ['tuned', Object.keys(tunable).join(', ')],
  ];
  const rows = settingRows(settings);
  const blocks = [printRows(about), printRows([HEAD, ...rows.map(cellsOf)])];
  if (quiet !== undefined) {
    const before = new Map(rows.map((row) => [row.path, JSON.stringify(row)]));
    const others = settingRows(overlaySettings(settings, quiet)).filter(
      (row) => before.get(row.path) !== JSON.stringify(row),
    );
    blocks.push(`On devices without cycle-to-cycle noise:\n${printRows(others.map(cellsOf))}`);
  }
  return `${blocks.join('\n\n')}\n`;
}

const HEAD = ['setting', 'value', 'output layer', 'default', 'meaning'];

function cellsOf({ path, value, output, fallback, meaning = '' }: SettingRow): string[] {
  return [path, shown(value), shown(output), shown(fallback), meaning];
}

const shown = (value: unknown): string => (value === undefined ? '' : String(value));
