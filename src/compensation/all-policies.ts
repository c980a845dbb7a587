/** All policies by name. */
import { MemspikeError, nearest } from '../errors.ts';
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
import { readFree } from './policies/read-free.ts';
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
import type { Policy } from './policy.ts';

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
