/** Kinds that a user brings, to be named in a configuration beside the built-in ones. */
import type { LearningExtensions } from '../../learning/options.ts';

export interface Extensions extends LearningExtensions {}
