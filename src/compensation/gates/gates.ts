/** The gates of one projection: which they are, by kind, and all of them at work as one. */
import { MemspikeError } from '../../errors.ts';
import type { Gate } from '../../learning/gate.ts';
import { isKind, type Kind, keepOrigin, kindNamed, kindOf, originOf, withOwn } from '../../schema/kind.ts';
import { parseConfig } from '../../schema/parse.ts';
import { gates } from './all-gates.ts';
import type { GatedProjection, GateKind } from './gate-kind.ts';

/** Resolved: the options of each gate, by kind. */
export type Gates = Readonly<Record<string, object>>;

type BuiltIn = (typeof gates)[number];

/** As a user writes them: options in part by kind, `false` for a gate that is to go, or a gate of the user's own. */
export type GatesInput = {
  readonly [Name in BuiltIn['kind']]?:
    | false
    | Partial<Omit<Parameters<Extract<BuiltIn, { kind: Name }>['prepare']>[0], 'kind'>>;
} & { readonly [kind: string]: false | object | undefined };

export interface GatesPlace {
  /** Where the gates stand in the configuration. */
  readonly where: string;
  /** Gates that a user brings, to be named beside the built-in ones. */
  readonly own?: readonly GateKind[];
}

/** Gates with what is written laid over them, checked and complete. */
export function overlayGates(base: Gates, written: object, { where, own = [] }: GatesPlace): Gates {
  const found = new Map<string, object>(Object.entries(base));
  for (const [name, given] of Object.entries(written)) {
    const place = `${where}.${name}`;
    if (given === undefined) continue;
    if (given === false) found.delete(name);
    else if (typeof given !== 'object' || given === null) refuseGate(given, place);
    else {
      const before = base[name] ?? {};
      const kind = kindOfGate(name, [given, before], { where: place, own });
      const options = isKind(given) ? {} : given;
      found.set(name, parseGate(kind, { ...before, ...options }, place));
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => placeOf(a) - placeOf(b)));
}

/** All gates of a projection as one. A user's gates that only their name stands for are looked up in `own`. */
export function createGate(chosen: Gates, projection: GatedProjection, own: readonly GateKind[] = []): Gate {
  const kinds = Object.entries(chosen).map(([name, options]) => ({
    options: { kind: name, ...options },
    kind: kindOfGate(name, [options], { where: `gates.${name}`, own }),
  }));
  const sizes = kinds.map(({ kind }) => kind.memory?.(projection) ?? 0);
  const state = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  const parts = kinds.map(({ kind, options }, k) => {
    const memory = state.subarray(end, end + sizes[k]);
    end += sizes[k];
    return kind.prepare(options as never, { ...projection, memory });
  });
  return together(parts, state);
}

/** What each gate does, in their order; one of them is enough to leave an update out. */
function together(parts: readonly Gate[], state: Float64Array): Gate {
  const errors = parts.filter(({ error }) => error !== undefined);
  const modulators = parts.filter((part) => part.modulators !== undefined);
  const confident = parts.filter((part) => part.confident !== undefined);
  const thresholds = parts.flatMap(({ lineThreshold }) => lineThreshold ?? []);
  return {
    ...(errors.length > 0 && {
      error(values) {
        for (let k = 0; k < errors.length; k++) errors[k].error?.(values);
      },
    }),
    ...(modulators.length > 0 && {
      modulators(d) {
        for (let k = 0; k < modulators.length; k++) modulators[k].modulators?.(d);
      },
    }),
    ...(confident.length > 0 && {
      confident(probability) {
        for (let k = 0; k < confident.length; k++) if (confident[k].confident?.(probability)) return true;
        return false;
      },
    }),
    lineThreshold: Math.max(0, ...thresholds),
    state,
  };
}

/** The gate itself, the one that given options came from, or the one of this name. */
function kindOfGate(name: string, given: readonly object[], { where, own = [] }: GatesPlace): GateKind {
  const place = { what: 'a gate', where };
  const kinds = withOwn<GateKind>(gates, own, place);
  const brought = given.find(isKind) as Kind | undefined;
  if (brought !== undefined && brought.kind !== name)
    throw new MemspikeError('CONFIG', `the gate "${brought.kind}" stands under another name`, {
      where,
      accepted: brought.kind,
    });
  if (brought !== undefined) return kindOf(kinds, brought, place);
  const origin = given.map(originOf).find((kind) => kind !== undefined);
  return (origin as GateKind | undefined) ?? kindNamed(kinds, name, place);
}

function parseGate(gate: GateKind, options: object, where: string): object {
  const { kind: _, ...resolved } = parseConfig(
    gate.schema,
    { kind: gate.kind, ...options },
    { within: where },
  ) as {
    kind: string;
  };
  return keepOrigin(resolved, gate);
}

/** In the order in which gates act; a user's own come last, in theirs. */
function placeOf(name: string): number {
  const place = gates.findIndex(({ kind }) => kind === name);
  return place < 0 ? gates.length : place;
}

function refuseGate(received: unknown, where: string): never {
  throw new MemspikeError('CONFIG', 'not an accepted value', {
    where,
    received,
    accepted: 'options of the gate, or false for none',
  });
}
