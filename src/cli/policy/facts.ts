/** What commands tell about a policy. */
import { chainOf, costOf, type PolicyCost } from '../../compensation/cost.ts';
import type { Policy } from '../../compensation/policy.ts';

export interface PolicyFacts extends Policy {
  /** In the network 784-200-10 on images of 28 × 28. */
  readonly cost: PolicyCost;
}

export function policyFacts(policy: Policy): PolicyFacts {
  return { ...policy, cost: costOf(chainOf(policy.settings, [784, 200, 10], [28, 28])) };
}
