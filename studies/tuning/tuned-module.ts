/** src/compensation/tuned.ts, the numbers that policies ship with, from the records that chose them. */
import type { TuningRecord } from './records.ts';

export const TUNED_MODULE = 'src/compensation/tuned.ts';

export function tunedModule(records: readonly TuningRecord[]): string {
  const entries = records.map(({ policy, chosen, quiet }) => {
    const settings = source(chosen);
    const lines = [`    settings: ${settings},`];
    if (source(quiet) !== settings) lines.push(`    quiet: ${source(quiet)},`);
    return `  ${nameOf(policy)}: {\n${lines.join('\n')}\n  },`;
  });
  return [
    '/** Made by studies/tuning/write.ts from docs/tuning.json: settings that tuning found, by policy. */',
    "import type { SettingsInput } from './settings.ts';",
    '',
    'export interface TunedSettings {',
    '  readonly settings: SettingsInput;',
    '  /** For devices without cycle-to-cycle noise, where others are better there. */',
    '  readonly quiet?: SettingsInput;',
    '}',
    '',
    'export const tuned = {',
    ...entries,
    '} satisfies Readonly<Record<string, TunedSettings>>;',
    '',
  ].join('\n');
}

/** Plain data as TypeScript; entries in the order of their names, `output` last. */
function source(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return `{ ${entries.map(([name, entry]) => `${nameOf(name)}: ${source(entry)}`).join(', ')} }`;
}

const rank = (name: string) => Number(name === 'output');

const nameOf = (name: string) => (/^[a-zA-Z]+$/.test(name) ? name : `'${name}'`);
