/** All policies, and how one is found by its name. */
import { MemspikeError, nearest } from '../errors.ts';
import type { GateKind } from './gates/gate-kind.ts';
import { checkedPolicy } from './own-policy.ts';
import { alternating } from './policies/alternating.ts';
import { annealing } from './policies/annealing.ts';
import { idealBaseline, linearBaseline } from './policies/baseline.ts';
import { buffer } from './policies/buffer.ts';
import { complementary } from './policies/complementary.ts';
import { deadZone } from './policies/dead-zone.ts';
import { errorDiffusion } from './policies/error-diffusion.ts';
import { exact } from './policies/exact.ts';
import { inverse } from './policies/inverse.ts';
import { lowRank } from './policies/low-rank.ts';
import { matchedGain } from './policies/matched-gain.ts';
import { mixedPrecision } from './policies/mixed-precision.ts';
import { multiDevice } from './policies/multi-device.ts';
import { multiDeviceEight } from './policies/multi-device-eight.ts';
import { none } from './policies/none.ts';
import { oneSided } from './policies/one-sided.ts';
import { periodicCarry } from './policies/periodic-carry.ts';
import { programVerify } from './policies/program-verify.ts';
import { readFreePair } from './policies/read-free-pair.ts';
import { residual } from './policies/residual.ts';
import { residualMulti } from './policies/residual-multi.ts';
import { sharedResidual } from './policies/shared-residual.ts';
import { sharedResidualMulti } from './policies/shared-residual-multi.ts';
import { symmetryPoint } from './policies/symmetry-point.ts';
import { ternary } from './policies/ternary.ts';
import { threshold } from './policies/threshold.ts';
import { tikiTaka } from './policies/tiki-taka.ts';
import { tikiTakaDynamic } from './policies/tiki-taka-dynamic.ts';
import { tikiTakaFiltered } from './policies/tiki-taka-filtered.ts';
import { zeroShift } from './policies/zero-shift.ts';
import { definePolicy, type Policy, type PolicyInput } from './policy.ts';

/** In the order in which they are compared: from nothing, through what needs no memory, to what reads can give. */
export const policies: readonly Policy[] = [
  none,
  symmetryPoint,
  zeroShift,
  complementary,
  alternating,
  matchedGain,
  deadZone,
  threshold,
  ternary,
  annealing,
  errorDiffusion,
  readFreePair,
  multiDevice,
  multiDeviceEight,
  buffer,
  lowRank,
  sharedResidual,
  sharedResidualMulti,
  residual,
  residualMulti,
  mixedPrecision,
  oneSided,
  inverse,
  programVerify,
  tikiTaka,
  tikiTakaFiltered,
  tikiTakaDynamic,
  periodicCarry,
  exact,
];

export const policyNames: readonly string[] = policies.map(({ name }) => name);

/** The one that a configuration has which names none. */
export const defaultPolicy = readFreePair.name;

/** The policies, and how the baselines are driven. */
const builtIn: readonly Policy[] = [...policies, linearBaseline, idealBaseline];

/** Policies and gates that a user brings, to be named beside the built-in ones. */
export interface CompensationExtensions {
  readonly gates?: readonly GateKind[];
  readonly policies?: readonly PolicyInput[];
}

/** The policy of this name, or the one that a user has written, complete. */
export function resolvePolicy(
  named: string | PolicyInput,
  where = 'compensation.policy',
  { gates, policies: own = [] }: CompensationExtensions = {},
): Policy {
  const found = typeof named === 'string' ? policyNamed(named, own) : named;
  if (found === undefined) return refusePolicy(named as string, where, own);
  const known = builtIn.find((policy) => policy === found);
  return known ?? definePolicy(checkedPolicy(found, { where, taken: builtIn }), { own: gates });
}

/** The policy that has this name or alias, undefined where there is none. */
export function policyNamed(name: string, own: readonly PolicyInput[] = []): PolicyInput | undefined {
  return [...builtIn, ...own].find((policy) => policy.name === name || policy.alias === name);
}

/** The name under which records keep a policy. */
export function nameOfPolicy(policy: string | PolicyInput): string {
  return typeof policy === 'string' ? (policyNamed(policy)?.name ?? policy) : policy.name;
}

/** What to tell whoever uses another name of a policy than its own; undefined where there is nothing to tell. */
export function aliasNote(name: string): string | undefined {
  const policy = builtIn.find(({ alias }) => alias === name);
  return policy && `"${name}" stands for the policy "${policy.name}": ${policy.summary}`;
}

function refusePolicy(name: string, where: string, own: readonly PolicyInput[]): never {
  const names = [...policies, ...own].map((policy) => policy.name);
  const meant = nearest(name, names);
  throw new MemspikeError('CONFIG', `"${name}" is not a policy`, {
    where,
    accepted: names,
    ...(meant && { hint: `did you mean "${meant}"?` }),
  });
}
