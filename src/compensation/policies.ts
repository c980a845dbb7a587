/** All policies by name. */
import { MemspikeError, nearest } from '../errors.ts';
import { alternating } from './alternating.ts';
import { annealing } from './annealing.ts';
import { idealBaseline, linearBaseline } from './baseline.ts';
import { buffer } from './buffer.ts';
import { complementary } from './complementary.ts';
import { deadZone } from './dead-zone.ts';
import { errorDiffusion } from './error-diffusion.ts';
import { exact } from './exact.ts';
import { inverse } from './inverse.ts';
import { lowRank } from './low-rank.ts';
import { matchedGain } from './matched-gain.ts';
import { mixedPrecision } from './mixed-precision.ts';
import { multiDevice } from './multi-device.ts';
import { multiDeviceEight } from './multi-device-eight.ts';
import { none } from './none.ts';
import { oneSided } from './one-sided.ts';
import { periodicCarry } from './periodic-carry.ts';
import type { Policy } from './policy.ts';
import { programVerify } from './program-verify.ts';
import { readFree } from './read-free.ts';
import { residual } from './residual.ts';
import { residualMulti } from './residual-multi.ts';
import { sharedResidual } from './shared-residual.ts';
import { sharedResidualMulti } from './shared-residual-multi.ts';
import { symmetryPoint } from './symmetry-point.ts';
import { ternary } from './ternary.ts';
import { threshold } from './threshold.ts';
import { tikiTaka } from './tiki-taka.ts';
import { tikiTakaDynamic } from './tiki-taka-dynamic.ts';
import { tikiTakaFiltered } from './tiki-taka-filtered.ts';
import { zeroShift } from './zero-shift.ts';

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
  readFree,
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
