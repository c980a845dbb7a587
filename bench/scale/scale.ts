/** What the measurement of scale finds: docs/scale.json. */
import type { Checks } from './checks.ts';
import type { Cost, Shape } from './point.ts';

export interface Point extends Cost {
  readonly shape: Shape;
}

export interface Family {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Scale {
  readonly machine: string;
  readonly node: string;
  readonly commit: string;
  readonly command: string;
  readonly families: readonly Family[];
  /** One network, with more and more spikes. */
  readonly spikes: readonly Point[];
  readonly checks?: Checks;
}
