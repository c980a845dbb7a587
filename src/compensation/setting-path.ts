/** Numbers in settings by their path: 'learning.rate', 'output.cell.weightScale', 'gates.stop-learning.above'. */
import { keepOrigin, originOf } from '../schema/kind.ts';
import { isEntries } from './overlay.ts';
import type { PolicySettings, SettingsInput } from './settings.ts';

const OUTPUT = 'output.';

/** The number at `path`; undefined where there is none. The output layer has what all have, unless it says otherwise. */
export function settingAt(settings: SettingsInput, path: string): number | undefined {
  const value = path
    .split('.')
    .reduce<unknown>((at, name) => (isEntries(at) ? at[name] : undefined), settings);
  if (value === undefined && path.startsWith(OUTPUT)) return settingAt(settings, path.slice(OUTPUT.length));
  return typeof value === 'number' ? value : undefined;
}

/** The settings with another number at `path`. */
export function withSetting(settings: PolicySettings, path: string, value: number): PolicySettings {
  return placed(settings, path.split('.'), value) as PolicySettings;
}

/** Numbers at their paths as settings in part. */
export function settingsFrom(numbers: Readonly<Record<string, number>>): SettingsInput {
  return Object.entries(numbers).reduce<unknown>(
    (settings, [path, value]) => placed(settings, path.split('.'), value),
    {},
  ) as SettingsInput;
}

function placed(at: unknown, [name, ...rest]: readonly string[], value: number): unknown {
  if (name === undefined) return value;
  const entries = isEntries(at) ? at : {};
  const changed = { ...entries, [name]: placed(entries[name], rest, value) };
  const gate = originOf(entries);
  return gate === undefined ? changed : keepOrigin(changed, gate);
}
