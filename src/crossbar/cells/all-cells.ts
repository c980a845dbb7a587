/** Every cell that a crossbar can be made of. */
import * as v from 'valibot';
import { alternating } from './alternating.ts';
import type { Cell } from './cell.ts';
import { complementary } from './complementary.ts';
import { oneSided } from './one-sided.ts';
import { single } from './single.ts';

/** Names of the cells: what a user types. */
export const SCHEMES = ['single', 'complementary', 'alternating', 'one-sided'] as const;

export type Scheme = (typeof SCHEMES)[number];

export const cells: Readonly<Record<Scheme, Cell>> = {
  single,
  complementary,
  alternating,
  'one-sided': oneSided,
};

export const cellSchema = v.picklist(SCHEMES);
