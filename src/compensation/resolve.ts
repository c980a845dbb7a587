/** From what a configuration says of its policy to settings that name everything. */
import { MemspikeError } from '../errors.ts';
import { type CompensationExtensions, policyNamed, resolvePolicy } from './all-policies.ts';
import { isEntries } from './overlay.ts';
import { type Policy, type PolicyInput, settingsFor } from './policy.ts';
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

interface Given {
  readonly policy: string | PolicyInput;
  readonly settings: object;
}

/** The settings of a policy with a configuration's own laid over them. `noisy`: the device has cycle-to-cycle noise. */
export function resolveCompensation(
  given: Given,
  { noisy, extensions = {} }: { readonly noisy: boolean; readonly extensions?: CompensationExtensions },
): Compensation {
  const own = extensions.gates;
  const whole = isComplete(given.settings);
  const policy = whole && isUnknown(given, extensions) ? undefined : policyOf(given, extensions);
  const base = whole || policy === undefined ? plainSettings : settingsFor(policy, { noisy, own });
  const settings = overlaySettings(base, given.settings, { where: SETTINGS, own });
  for (const role of ['hidden', 'output'] as const)
    requireOneDevice(settingsOfProjection(settings, role), SETTINGS);
  return { policy: policy?.name ?? (given.policy as string), settings };
}

function policyOf({ policy }: Given, extensions: CompensationExtensions): Policy {
  return resolvePolicy(policy, 'compensation.policy', extensions);
}

/** A policy of a user's own, where a configuration that was resolved with it is read without it. */
function isUnknown({ policy }: Given, { policies }: CompensationExtensions): boolean {
  return typeof policy === 'string' && policyNamed(policy, policies) === undefined;
}

/**
 * Whether settings name everything, as those of a resolved configuration do: the policy then has nothing to add, not
 * even a gate.
 */
function isComplete(settings: object): boolean {
  const names = (value: unknown, of: object) =>
    isEntries(value) && Object.keys(of).every((name) => name in value);
  if (!names(settings, plainSettings)) return false;
  const { cell, learning, organisation, pulses } = settings as PolicySettings;
  return (
    names(cell, plainSettings.cell) &&
    names(learning, plainSettings.learning) &&
    [organisation, pulses].every((kind) => names(kind, { kind: '' }))
  );
}

/** Exact programming, which carried amounts need too, plans the pulses of one device, in either direction. */
export function requireOneDevice({ cell, organisation, pulses }: ProjectionSettings, where: string): void {
  if (pulses.kind !== 'exact' && organisation.kind !== 'carry') return;
  if (cell.scheme === 'single' || cell.scheme === 'alternating') return;
  throw new MemspikeError('CONFIG', 'exact programming writes one device of a cell, up or down', {
    where: `${where}.cell.scheme`,
    received: cell.scheme,
    accepted: ['single', 'alternating'],
  });
}
