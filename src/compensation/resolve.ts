/** From what a configuration says of its policy to settings that name everything. */
import { MemspikeError } from '../errors.ts';
import { type CompensationExtensions, policyNamed, resolvePolicy } from './all-policies.ts';
import { difference } from './overlay.ts';
import { type PolicyInput, settingsFor } from './policy.ts';
import {
  overlaySettings,
  type PolicySettings,
  type ProjectionSettings,
  plainSettings,
  settingsOfProjection,
} from './settings.ts';

const SETTINGS = 'compensation.settings';

export interface Compensation {
  readonly policy: string;
  readonly settings: PolicySettings;
}

/** The settings of a policy with a configuration's own laid over them. `noisy`: the device has cycle-to-cycle noise. */
export function resolveCompensation(
  given: { readonly policy: string | PolicyInput; readonly settings: object },
  { noisy, extensions = {} }: { readonly noisy: boolean; readonly extensions?: CompensationExtensions },
): Compensation {
  const place = { where: SETTINGS, own: extensions.gates };
  const { name, settings } = standsAlone(given, extensions)
    ? { name: given.policy, settings: plainSettings }
    : policySettings(given.policy, noisy, extensions);
  const chosen = overlaySettings(settings, given.settings, place);
  for (const role of ['hidden', 'output'] as const) requireOneDevice(settingsOfProjection(chosen, role));
  return { policy: name, settings: chosen };
}

function policySettings(named: string | PolicyInput, noisy: boolean, extensions: CompensationExtensions) {
  const policy = resolvePolicy(named, 'compensation.policy', extensions);
  return { name: policy.name, settings: settingsFor(policy, { noisy, own: extensions.gates }) };
}

/**
 * Whether nothing but a name is wanted of the policy: a user's own, in a configuration that was resolved where the policy
 * was known. Its settings name everything.
 */
function standsAlone(
  given: { readonly policy: string | PolicyInput; readonly settings: object },
  { gates, policies }: CompensationExtensions,
): given is { readonly policy: string; readonly settings: object } {
  const { policy, settings } = given;
  if (typeof policy !== 'string' || policyNamed(policy, policies) !== undefined) return false;
  if (!Object.keys(plainSettings).every((name) => name in settings)) return false;
  const { output: _, ...whole } = overlaySettings(plainSettings, settings, { where: SETTINGS, own: gates });
  return difference(settings, whole) === undefined;
}

/** Exact programming, which carried amounts need too, plans the pulses of one device, in either direction. */
function requireOneDevice({ cell, organisation, pulses }: ProjectionSettings): void {
  if (pulses.kind !== 'exact' && organisation.kind !== 'carry') return;
  if (cell.scheme === 'single' || cell.scheme === 'alternating') return;
  throw new MemspikeError('CONFIG', 'exact programming writes one device of a cell, up or down', {
    where: `${SETTINGS}.cell.scheme`,
    received: cell.scheme,
    accepted: ['single', 'alternating'],
  });
}
