/**
 * The graph of a network: populations, and the projections between them. A presentation goes through it step by step,
 * from the input to the output, so that it must have no circles; projections may skip populations, and several may end
 * at the same one.
 */
import { MemspikeError, nearest } from '../errors.ts';

/** Where spikes come from, and where classes are read: names that are there in every network. */
export const INPUT = 'input';
export const OUTPUT = 'output';

export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Names of populations, in the order in which they take a step, the output last; and the projections into each. */
export interface Order {
  readonly name: string;
  /** Indices into the list of projections, ascending: the order in which currents are added. */
  readonly incoming: readonly number[];
}

/**
 * The order of the populations: none before what projects to it; where there is a choice, the one whose first
 * projection comes first in the list. Throws CONFIG where that cannot be, naming the projections.
 */
export function orderGraph(names: readonly string[], projections: readonly Edge[]): Order[] {
  requireNames(names, projections);
  const waiting = names.map((name) => ({ name, incoming: indicesInto(name, projections) }));
  requireConnected(waiting, projections);
  waiting.sort((one, other) => one.incoming[0] - other.incoming[0]);
  const done = new Set([INPUT]);
  const order: Order[] = [];
  while (waiting.length > 0) {
    const ready = ({ incoming }: Order) => incoming.every((k) => done.has(projections[k].from));
    const next = waiting.findIndex((one) => ready(one) && (one.name !== OUTPUT || waiting.length === 1));
    if (next < 0) throw circle(waiting, projections);
    const [one] = waiting.splice(next, 1);
    done.add(one.name);
    order.push(one);
  }
  return order;
}

function indicesInto(name: string, projections: readonly Edge[]): number[] {
  return projections.flatMap(({ to }, k) => (to === name ? [k] : []));
}

const place = (index: number, end: 'from' | 'to') => `network.projections.${index}.${end}`;

function requireNames(names: readonly string[], projections: readonly Edge[]): void {
  projections.forEach(({ from, to }, index) => {
    requireName(from, [INPUT, ...names], place(index, 'from'));
    requireName(to, names, place(index, 'to'));
    if (from !== OUTPUT) return;
    throw new MemspikeError('CONFIG', 'a projection from the output, whose neurons do not spike', {
      where: place(index, 'from'),
      received: `${from} → ${to}`,
      accepted: [INPUT, ...names.filter((name) => name !== OUTPUT)],
    });
  });
}

function requireName(name: string, known: readonly string[], where: string): void {
  if (known.includes(name)) return;
  const meant = nearest(name, known);
  throw new MemspikeError(
    'CONFIG',
    `${quoted(name)} is not a population that a projection may ${endOf(where)}`,
    {
      where,
      accepted: known,
      ...(meant && { hint: `did you mean "${meant}"?` }),
    },
  );
}

const endOf = (where: string) => (where.endsWith('from') ? 'come from' : 'lead to');

/** Every population gets currents, and every one but the output passes spikes on. */
function requireConnected(populations: readonly Order[], projections: readonly Edge[]): void {
  for (const { incoming, name } of populations) {
    const idle = incoming.length === 0 ? 'gets nothing' : undefined;
    const mute = name !== OUTPUT && !projections.some(({ from }) => from === name);
    if (idle === undefined && !mute) continue;
    throw new MemspikeError('CONFIG', `population ${quoted(name)} ${idle ?? 'leads nowhere'}`, {
      where: 'network.projections',
      received: projections.map(({ from, to }) => `${from} → ${to}`).join(', '),
      hint: `add a projection ${idle ? `to ${quoted(name)}` : `from ${quoted(name)}`}`,
    });
  }
}

/** Names a circle among the populations that cannot take their turn. */
function circle(waiting: readonly Order[], projections: readonly Edge[]): MemspikeError {
  const stuck = new Set(waiting.map(({ name }) => name));
  const before = (name: string) =>
    projections.find(({ from, to }) => to === name && stuck.has(from))?.from ?? name;
  const path = [waiting.find(({ name }) => name !== OUTPUT)?.name ?? OUTPUT];
  while (!path.includes(before(path[0]))) path.unshift(before(path[0]));
  const first = before(path[0]);
  const round = [first, ...path.slice(0, path.indexOf(first) + 1)];
  return new MemspikeError('CONFIG', 'the projections go in a circle', {
    where: 'network.projections',
    received: round.join(' → '),
    hint: 'spikes pass from the input to the output within a step; recurrent projections need a delay',
  });
}

const quoted = (name: string) => `"${name}"`;
