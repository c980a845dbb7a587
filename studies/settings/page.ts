/**
 * docs/settings.md: every setting of a policy, from the schemas that check them.
 *
 *   node --import tsx studies/settings/page.ts
 */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type KindSetting, kindFacts, settingFacts } from '../../src/compensation/setting-facts.ts';
import { settingAt } from '../../src/compensation/setting-path.ts';
import { plainSettings } from '../../src/compensation/settings.ts';
import type { OptionFacts } from '../../src/schema/option.ts';

export const SETTINGS_PAGE = 'docs/settings.md';

export function settingsPage(): string {
  return [
    '# Settings of a policy',
    '',
    'Written by `node --import tsx studies/settings/page.ts`, from the schemas that check them. What a policy has settled: `memspike policy show NAME`.',
    '',
    'A configuration changes settings in part, under `compensation.settings`:',
    '',
    '```json',
    '{ "compensation": { "policy": "read-free-pair", "settings": { "cell": { "m": 4 }, "output": { "cell": { "m": 8 } } } } }',
    '```',
    '',
    'A setting holds for every projection, whatever the policy says of its output layer; what stands under `hidden` or `output` holds for those projections alone. Options of a kind (`pulses`, `organisation`) that is chosen already are written without its name; another kind begins with its own defaults. A gate is written by its name, and `false` takes it out. A resolved configuration has the same shape: all settings, and under `output` what differs there.',
    '',
    table('setting', settingFacts()),
    '',
    `In the output layer, \`learning.rate\` is ${settingAt(plainSettings, 'output.learning.rate')} by default. \`learning.balance\` and \`learning.decay\` are one for the whole network.`,
    '',
    ...kinds(
      'pulses',
      'Pulses',
      'How a wanted weight change becomes whole pulses: `"pulses": { "kind": "residual", "bits": 4 }`.',
    ),
    ...kinds(
      'organisation',
      'Organisations',
      'What stands between a wanted update and the devices: `"organisation": { "kind": "buffer", "updates": 8 }`.',
    ),
    ...kinds(
      'gates',
      'Gates',
      'What may keep an update from being written: `"gates": { "stop-learning": { "above": 0.9 } }`. Policies have those that they name; in TypeScript one may bring gates of one\'s own (`defineGate`, `extensions.gates`).',
    ),
  ].join('\n');
}

function kinds(setting: KindSetting, title: string, about: string): string[] {
  const sections = kindFacts(setting).flatMap(({ kind, summary, options }) => {
    const head = summary === undefined ? `\`${kind}\`` : `\`${kind}\`: ${summary}`;
    return [options.length === 0 ? `${head} (no options)` : `${head}\n\n${table('option', options)}`, ''];
  });
  return [`## ${title}`, '', about, '', ...sections];
}

function table(name: string, options: readonly OptionFacts[]): string {
  const rows = options.map(
    ({ path, accepted, fallback, meaning = '' }) =>
      `| \`${path}\` | ${shown(fallback)} | ${words(accepted)} | ${meaning.replaceAll('|', '\\|')} |`,
  );
  return [`| ${name} | default | accepted | meaning |`, '|---|---|---|---|', ...rows].join('\n');
}

const shown = (fallback: unknown): string =>
  fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;

/** A choice in valibot's words, and its words for types. */
function words(accepted: string): string {
  if (accepted === 'Object' || accepted === 'unknown') return 'see below';
  if (!accepted.includes('"')) return accepted;
  return accepted
    .replaceAll(/[()]/g, '')
    .split(' | ')
    .map((one) => `\`${one.replaceAll('"', '')}\``)
    .join(', ');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeFile(SETTINGS_PAGE, settingsPage());
