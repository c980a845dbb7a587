/** Every stage of a periphery that a configuration can name. A read without stages is ideal. */
import type { PeripheryStage } from './periphery.ts';

export const stages: readonly PeripheryStage[] = [];
