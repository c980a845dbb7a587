/** What a column of a measured table can be. */

export const ROLES = [
  'pulse number',
  'time',
  'cycle',
  'device',
  'direction',
  'amplitude',
  'width',
  'read voltage',
  'current',
  'resistance',
  'conductance',
  'standard deviation',
  'fitted copy',
  'constant',
  'unknown',
] as const;

export type Direction = 'ltp' | 'ltd';

export type Role = (typeof ROLES)[number];

/** Roles whose values are curves. */
export const MEASURED: readonly Role[] = ['current', 'resistance', 'conductance'];

export function isMeasured(role: Role): boolean {
  return MEASURED.includes(role);
}
