/** Every learning rule. */
import { local } from './local.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [local];
