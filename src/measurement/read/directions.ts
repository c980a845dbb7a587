/** The direction of every train, where pulses do not tell it: by names, by trends, and by what a device needs. */
import { MemspikeError } from '../../errors.ts';
import type { Doubt, ImportOptions } from '../measurement.ts';
import type { Direction } from './role.ts';
import type { TableTrains, Train } from './trains.ts';
import { trendOf } from './turns.ts';

export interface DirectedTrain extends Train {
  readonly direction: Direction;
  readonly isReversed: boolean;
  /** Its numbers count from a state that was not written down. */
  readonly isCounted?: boolean;
}

export interface Directed {
  readonly trains: readonly DirectedTrain[];
  readonly doubts: readonly Doubt[];
  readonly understood: readonly string[];
}

/** The trains of one table. */
export function directed(
  file: string,
  { trains, series, codes }: TableTrains,
  { columns }: ImportOptions,
): Directed {
  const doubts: Doubt[] = [];
  const understood: string[] = [];
  const pair =
    columns === undefined
      ? pairOf(
          trains,
          series.map(({ column }) => column.name),
        )
      : undefined;
  const flipped = isInverted(trains);
  if (codes !== undefined && trains.some(({ knownBy }) => knownBy === 'pulses')) {
    const [ltp, ltd] = flipped ? [codes[1], codes[0]] : codes;
    understood.push(`${file}: one pulse a row, with its direction: ${ltp} is LTP, ${ltd} LTD`);
  } else if (flipped) {
    const [first] = trains.filter(({ known }) => known !== undefined);
    const text =
      'polarity is inverted: pulses that are marked LTP (positive) lower the conductance, and the others raise it; those that raise it are taken as LTP';
    doubts.push({ text, file, line: first.line });
  }
  const result = trains.map((train): DirectedTrain => {
    const trend = trendOf(train.values);
    const byTrend: Direction = trend >= 0 ? 'ltp' : 'ltd';
    const known = pair?.[train.series] ?? train.known;
    if (known === undefined) return { ...train, direction: byTrend, isReversed: false };
    if (train.knownBy === 'pulses')
      return { ...train, direction: flipped ? opposite(known) : known, isReversed: false };
    const isReversed = trend !== 0 && byTrend !== known;
    return { ...(isReversed ? reversed(train) : train), direction: known, isReversed };
  });
  const backwards = [
    ...new Set(
      result.filter(({ isReversed }) => isReversed).map((train) => series[train.series].column.number),
    ),
  ];
  const [first, second] = result;
  if (pair !== undefined) {
    const [ltp, ltd] = first.direction === 'ltp' ? [first, second] : [second, first];
    const number = (train: Train) => series[train.series].column.number;
    const back = backwards.length > 0 ? `; column ${backwards.join(', ')} is stored backwards` : '';
    understood.push(`${file}: column ${number(ltp)} is LTP, column ${number(ltd)} LTD${back}`);
  } else if (backwards.length > 0)
    understood.push(
      `${file}: ${backwards.length > 1 ? 'columns' : 'column'} ${backwards.join(', ')}: stored backwards`,
    );
  return { trains: withUnseenStarts(result), doubts, understood };
}

/**
 * Numbers that begin with the step by which they go on may count the pulses of a state that was not written down: they
 * do if the first reading lies a pulse away from where the other direction ended. Numbers of rows begin at that state.
 */
function withUnseenStarts(trains: readonly DirectedTrain[]): DirectedTrain[] {
  return trains.map((train) => {
    const { numbers, values, isReversed } = train;
    if (numbers === undefined || isReversed || values.length < 4) return train;
    const step = numbers[1] - numbers[0];
    if (!(step > 0) || Math.abs(numbers[0] - step) > 1e-9 * step) return train;
    const other = trains.find(
      (own) => own.direction !== train.direction && !own.isReversed && own.values.length >= 4,
    );
    if (other === undefined) return train;
    const moved = Math.abs(values[0] - other.values[other.values.length - 1]);
    const pulse = Math.abs(values[1] - values[0]);
    return moved > 0.5 * pulse && moved < 3 * pulse ? { ...train, isCounted: true } : train;
  });
}

/** Two columns of one train each are LTP and LTD, unless their names number them. */
function pairOf(trains: readonly Train[], names: readonly string[]): readonly Direction[] | undefined {
  if (trains.length !== 2 || trains[0].series === trains[1].series) return undefined;
  if (trains.some(({ knownBy, device }) => knownBy === 'pulses' || device !== '')) return undefined;
  const known = trains.map((train) => train.known);
  if (known[0] !== undefined && known[1] !== undefined)
    return known[0] === known[1] ? undefined : [known[0], known[1]];
  if (names.every((name) => /\d$/.test(name))) return undefined;
  if (known[0] !== undefined) return [known[0], opposite(known[0])];
  if (known[1] !== undefined) return [opposite(known[1]), known[1]];
  const trends = trains.map(({ values }) => trendOf(values));
  return trends[0] < 0 && trends[1] > 0 ? ['ltd', 'ltp'] : ['ltp', 'ltd'];
}

function opposite(direction: Direction): Direction {
  return direction === 'ltp' ? 'ltd' : 'ltp';
}

/** Whether the pulses of most long trains move the conductance against what they are marked as. */
function isInverted(trains: readonly Train[]): boolean {
  const marked = trains.filter(({ knownBy, values }) => knownBy === 'pulses' && values.length >= 4);
  const against = marked.filter(({ known, values }) => trendOf(values) === (known === 'ltp' ? -1 : 1));
  return marked.length > 0 && against.length > 0.5 * marked.length;
}

export function reversed<T extends Train>(train: T): T {
  return {
    ...train,
    values: train.values.slice().reverse(),
    numbers: train.numbers?.slice().reverse(),
  };
}

/** Trains of one direction are this far apart at least, as shares of the range, if one of them is the other way round. */
const UNLIKE = 0.15;

/**
 * Of a file whose two trains both rise, without a word of direction: NeuroSim's convention stores LTD rising. Two trains
 * that are alike may as well be two cycles. Throws DATA for those.
 */
export function withRisingLtd(file: string, trains: readonly DirectedTrain[]): Directed {
  const long = trains.filter(({ values }) => values.length >= 4);
  const isTold = long.some(({ knownBy }) => knownBy !== undefined);
  if (long.length !== 2 || isTold || long[0].direction !== long[1].direction)
    return { trains, doubts: [], understood: [] };
  const off = mostApart(long[0].values, long[1].values);
  if (off < UNLIKE)
    throw new MemspikeError(
      'DATA',
      `has two trains that both ${long[0].direction === 'ltp' ? 'rise' : 'fall'}, and are alike`,
      {
        where: file,
        received: 'two cycles of the same direction, or the second is stored backwards: both are possible',
        hint: 'a header LTP, LTD or a column of directions tells; or name the files ltp and ltd',
      },
    );
  // The train that is the other way round: LTD where both rise, LTP where both fall.
  const turned = long[0].direction === 'ltp' ? long[1] : long[0];
  const direction = opposite(turned.direction);
  const word = direction.toUpperCase();
  return {
    trains: trains.map((train) =>
      train === turned ? { ...reversed(train), direction, isReversed: true } : train,
    ),
    doubts: [
      {
        text: `both trains ${long[0].direction === 'ltp' ? 'rise' : 'fall'}: the ${turned === long[1] ? 'second' : 'first'} is taken as ${word} that is stored backwards (from line ${turned.line})`,
        file,
        line: turned.line,
      },
    ],
    understood: [`${file}: two trains, one after the other; ${word} is stored backwards`],
  };
}

/** Largest difference of two curves, each over its own length and range. */
function mostApart(a: Float64Array, b: Float64Array): number {
  const [low, high] = [Math.min(...extremes(a), ...extremes(b)), Math.max(...extremes(a), ...extremes(b))];
  let most = 0;
  for (let k = 0; k <= 20; k++)
    most = Math.max(
      most,
      Math.abs(a[Math.round((k / 20) * (a.length - 1))] - b[Math.round((k / 20) * (b.length - 1))]),
    );
  return high > low ? most / (high - low) : 0;
}

function extremes(values: Float64Array): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [Infinity, -Infinity],
  );
}
