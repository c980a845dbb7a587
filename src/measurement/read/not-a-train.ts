/** What is no train of pulses, refused by what it is: a drive file, a voltage sweep, an endurance or a retention table. */
import { MemspikeError } from '../../errors.ts';
import { namesState } from './names.ts';
import { isMeasured } from './role.ts';
import type { DecidedColumn } from './roles.ts';
import type { MeasuredTable } from './table.ts';
import { roughTurns, trendOf } from './turns.ts';

/** Readings that are looked at to tell an endurance table. */
const LOOKED_AT = 2000;
const HINT = 'expected identical pulses, and a reading after every one or every few: pulse,G or LTP,LTD';

/** Throws DATA. `isAlone`: no other file or table may hold the other direction. */
export function refuseOther(table: MeasuredTable, roles: readonly DecidedColumn[], isAlone: boolean): void {
  const series = roles.filter((own) => isMeasured(own.role) && own.leftOut !== true);
  refuseWithoutReadings(table, roles, series);
  refuseSweep(table, roles);
  refuseStates(table, roles, series);
  if (isAlone) refuseRetention(table, roles, series);
}

function refuse({ file }: MeasuredTable, problem: string, received: string): never {
  throw new MemspikeError('DATA', problem, { where: file, received, hint: HINT });
}

function refuseWithoutReadings(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  series: readonly DecidedColumn[],
): void {
  if (series.length > 0) return;
  const applied = roles.find(({ role }) => role === 'amplitude');
  if (applied !== undefined)
    refuse(table, 'is a drive file: it holds what was applied, and no reading', describe(roles));
  const still = roles.find(({ role, column }) => role === 'constant' && column.kind === 'numbers');
  if (still !== undefined)
    throw new MemspikeError('DATA', `every value is ${still.profile.first}, expected a curve`, {
      where: `${table.file}: column ${still.column.number}`,
      hint: 'name the columns in a header: pulse, direction, G, LTP, LTD; or --column G=2',
    });
  refuse(table, 'has no column of measured values', describe(roles));
}

function describe(roles: readonly DecidedColumn[]): string {
  return roles
    .slice(0, 6)
    .map(
      ({ column: { number, name }, role }) =>
        `column ${number}${name === '' ? '' : ` (${name.slice(0, 30)})`}: ${role}`,
    )
    .join(', ');
}

/** A voltage that goes up and comes back in small steps. Growing pulses jump from the last LTP to the first LTD pulse. */
function refuseSweep(table: MeasuredTable, roles: readonly DecidedColumn[]): void {
  for (const { role, column, profile, unit } of roles) {
    if (role !== 'amplitude' || profile.distinct.length < 8) continue;
    const values = column.values.filter((value) => !Number.isNaN(value));
    const steps = values.subarray(1).map((value, i) => value - values[i]);
    const sizes = steps
      .map(Math.abs)
      .filter((size) => size > 0)
      .sort();
    const usual = sizes[sizes.length >> 1];
    const jumps = steps.filter((step) => Math.abs(step) > 3.5 * usual).length;
    const goesOn = steps.slice(1).filter((step, i) => step * steps[i] > 0).length;
    // A sweep that begins anew jumps once a time.
    const isSmooth = goesOn > 0.8 * steps.length && jumps * 20 <= steps.length;
    const comesBack = profile.ups > 3 && profile.downs > 3;
    const hasNumbers = roles.some((own) => own.role === 'pulse number' && /puls/i.test(own.column.name));
    if (isSmooth && jumps === 0 && (comesBack || !hasNumbers))
      refuse(
        table,
        'is a voltage sweep (I–V curve), not a train of pulses',
        `column ${column.number} goes from ${profile.least} to ${profile.most}${unit ? ` ${unit.symbol}` : ''} in steps of ${Number(usual.toPrecision(3))}`,
      );
  }
}

/** Two states, each read over and over: endurance over cycles, retention over time. */
function refuseStates(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  series: readonly DecidedColumn[],
): void {
  const states = roles.map(({ column }) => namesState(column.name));
  const isTime =
    roles.some(({ role }) => role === 'time') && !roles.some(({ role }) => role === 'pulse number');
  const kind = isTime ? 'a retention table' : 'an endurance table';
  if (states.includes('low') && states.includes('high'))
    refuse(
      table,
      `is ${kind}: the two states of a device, not its way from one to the other`,
      describe(series),
    );
  if (series.length === 2 && !series.some(({ isGiven }) => isGiven) && areApart(series))
    refuse(
      table,
      `looks like ${kind}: two columns of values that never meet and hardly change`,
      series
        .map(({ column: { number }, profile: p }) => `column ${number}: ${p.least} to ${p.most}`)
        .join(', '),
    );
  for (const { column } of series) {
    const values = column.values.subarray(0, LOOKED_AT).filter((value) => !Number.isNaN(value));
    if (alternates(values))
      refuse(
        table,
        `is an endurance table: column ${column.number} goes from high to low and back at every row`,
        describe(roles),
      );
  }
}

/** Each within a narrow band of its own, far from the other. */
function areApart([a, b]: readonly DecidedColumn[]): boolean {
  const gap = Math.max(a.profile.least - b.profile.most, b.profile.least - a.profile.most);
  const wide = Math.max(a.profile.most - a.profile.least, b.profile.most - b.profile.least);
  return gap > wide && gap > 0;
}

function alternates(values: Float64Array): boolean {
  if (values.length < 8) return false;
  const sorted = values.slice().sort();
  const [low, high] = [
    sorted[Math.floor(0.2 * (sorted.length - 1))],
    sorted[Math.ceil(0.8 * (sorted.length - 1))],
  ];
  const middle = low > 0 && high / low > 10 ? Math.sqrt(low * high) : (low + high) / 2;
  let [crossings, far] = [0, 0];
  for (let i = 1; i < values.length; i++) {
    if (values[i] > middle !== values[i - 1] > middle) crossings++;
    if (Math.abs(values[i] - values[i - 1]) > (high - low) / 2) far++;
  }
  return crossings > 0.85 * (values.length - 1) && far > 0.85 * (values.length - 1);
}

/** A value against time, without a pulse and without a turn, that falls or stays. */
function refuseRetention(
  table: MeasuredTable,
  roles: readonly DecidedColumn[],
  series: readonly DecidedColumn[],
): void {
  const time = roles.find(({ role }) => role === 'time');
  const others = roles.some(({ role }) => role === 'pulse number' || role === 'direction');
  const driven = roles.some(
    ({ role, profile }) => role === 'amplitude' && profile.least < 0 && profile.most > 0,
  );
  if (time === undefined || others || driven) return;
  if (series.some(({ direction }) => direction !== undefined)) return;
  const still = series.every(({ column, role }) => {
    const values = column.values.filter((value) => !Number.isNaN(value));
    const trend = trendOf(values) * (role === 'resistance' ? -1 : 1);
    return roughTurns(values).length === 0 && trend <= 0;
  });
  if (still)
    refuse(
      table,
      'looks like a retention trace: values against time that fall or stay, without a pulse',
      describe(roles),
    );
}
