/**
 * Compensation policies: how wanted updates are brought to devices whose steps are nonlinear and asymmetric. A policy
 * is plain data: the cell, the pulses and the gates it uses, what it costs, and which of its settings may be tuned.
 */
import { MemspikeError } from '../errors.ts';
import type { GateKind } from './gates/gate-kind.ts';
import { settingAt } from './setting-path.ts';
import { overlaySettings, type PolicySettings, plainSettings, type SettingsInput } from './settings.ts';
import { plainTunable, type Tunable } from './tunable.ts';
import type { TunedSettings } from './tuned.ts';

interface PolicyFacts {
  /** Lower case with dashes: what a user types. */
  readonly name: string;
  /** Another name by which it is found; its tuning draws are those of this name. */
  readonly alias?: string;
  /** One sentence. */
  readonly summary: string;
  /** Citation. */
  readonly source: string;
  /** What a chip needs beyond the array and its drivers. */
  readonly hardware: string;
  /** Whether no device is read for the sake of an update. */
  readonly readFree: boolean;
}

export interface Policy extends PolicyFacts {
  readonly settings: PolicySettings;
  /** What is better for devices without cycle-to-cycle noise, where that is known. */
  readonly quiet?: SettingsInput;
  /** Which settings tuning may change, and within which ranges. */
  readonly tunable: Tunable;
}

/** A policy as it is written: settings in part, over those that do nothing. */
export interface PolicyInput extends PolicyFacts {
  readonly settings: SettingsInput;
  readonly quiet?: SettingsInput;
  /** What tuning found: over `settings`, and over them for quiet devices. */
  readonly tuned?: TunedSettings;
  /** Beside, or instead of, what every policy has. */
  readonly tunable?: Tunable;
}

/** A policy from what is written of it. `own`: gates that it names beside the built-in ones. */
export function definePolicy(
  { tuned, ...policy }: PolicyInput,
  { own }: { readonly own?: readonly GateKind[] } = {},
): Policy {
  const { name, quiet = tuned?.quiet } = policy;
  const at = (part: string) => ({ where: `${name}.${part}`, own });
  const written = overlaySettings(plainSettings, policy.settings, at('settings'));
  const settings = tuned === undefined ? written : overlaySettings(written, tuned.settings, at('tuned'));
  if (quiet !== undefined) overlaySettings(settings, quiet, at('quiet'));
  const tunable = { ...plainTunable, ...policy.tunable };
  requireNumbers(settings, tunable, `${name}.tunable`);
  return { ...policy, settings, ...(quiet && { quiet }), tunable };
}

function requireNumbers(settings: PolicySettings, tunable: Tunable, where: string): void {
  for (const path of Object.keys(tunable))
    if (settingAt(settings, path) === undefined)
      throw new MemspikeError('CONFIG', 'no number of the policy stands there', {
        where,
        received: path,
        hint: 'a path such as "cell.weightScale" or "gates.stop-learning.above"',
      });
}

/** The settings of a policy for a device: without cycle-to-cycle noise larger steps pay. */
export function settingsFor(
  { settings, quiet }: Policy,
  { noisy, own }: { readonly noisy: boolean; readonly own?: readonly GateKind[] },
): PolicySettings {
  return noisy || quiet === undefined ? settings : overlaySettings(settings, quiet, { own });
}
