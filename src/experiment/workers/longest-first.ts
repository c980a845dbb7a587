/**
 * The order in which runs are started, so that no long one is left for the end while all other workers are idle: first
 * one run of every kind, which shows how long such a run takes, then always one of the longest kind that is left
 * (Graham, SIAM J. Appl. Math. 17:416, 1969). Runs of one arm are of one kind.
 */
import { contentBesideSeed } from '../compare/groups.ts';
import type { ExperimentConfig } from '../config/config.ts';

export interface Waiting {
  /** Takes the next one out: its number in the list of runs; undefined if none is left. */
  next(): number | undefined;
  /** A run that `next` has given took so long, in any unit. */
  took(index: number, time: number): void;
}

interface Kind {
  /** Numbers of the runs that are left, in the order of the list. */
  readonly left: number[];
  readonly times: number[];
  started: boolean;
}

export function longestFirst(configs: readonly ExperimentConfig[]): Waiting {
  const kinds = new Map<string, Kind>();
  const kindOf = new Map<number, Kind>();
  for (const [index, config] of configs.entries()) {
    const name = contentBesideSeed(config);
    const kind = kinds.get(name) ?? { left: [], times: [], started: false };
    kinds.set(name, kind);
    kindOf.set(index, kind);
    kind.left.push(index);
  }
  return {
    next() {
      const open = [...kinds.values()].filter(({ left }) => left.length > 0);
      const kind = open.reduce<Kind | undefined>(
        (best, one) => (best === undefined || urgency(one) > urgency(best) ? one : best),
        undefined,
      );
      if (kind === undefined) return undefined;
      kind.started = true;
      return kind.left.shift();
    },
    took(index, time) {
      kindOf.get(index)?.times.push(time);
    },
  };
}

/** Kinds that nothing is known of come first, and those of which a run is under way last. */
function urgency({ started, times }: Kind): number {
  if (!started) return Number.POSITIVE_INFINITY;
  return times.length === 0 ? 0 : times.reduce((sum, time) => sum + time) / times.length;
}
