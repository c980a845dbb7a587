/** All policies by name. */
import { MemspikeError, nearest } from '../errors.ts';
import { alternating } from './alternating.ts';
import { idealBaseline, linearBaseline } from './baseline.ts';
import { complementary } from './complementary.ts';
import { exact } from './exact.ts';
import { matchedGain } from './matched-gain.ts';
import { multiDevice } from './multi-device.ts';
import { none } from './none.ts';
import { oneSided } from './one-sided.ts';
import type { Policy } from './policy.ts';
import { readFree } from './read-free.ts';
import { residual } from './residual.ts';
import { sharedResidual } from './shared-residual.ts';
import { symmetryPoint } from './symmetry-point.ts';
import { threshold } from './threshold.ts';

/** In the order in which they are compared: from nothing, through what needs no memory, to what reads can give. */
export const policies: readonly Policy[] = [
  none,
  symmetryPoint,
  complementary,
  oneSided,
  alternating,
  matchedGain,
  threshold,
  readFree,
  multiDevice,
  sharedResidual,
  residual,
  exact,
];

export const policyNames: readonly string[] = policies.map(({ name }) => name);

export function resolvePolicy(name: string, where = 'compensation.policy'): Policy {
  const policy = [...policies, linearBaseline, idealBaseline].find((candidate) => candidate.name === name);
  if (policy) return policy;
  const meant = nearest(name, policyNames);
  throw new MemspikeError('CONFIG', `"${name}" is not a policy`, {
    where,
    accepted: policyNames,
    ...(meant && { hint: `did you mean "${meant}"?` }),
  });
}
