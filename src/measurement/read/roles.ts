/**
 * The role of every column of a table: from what was given, from its unit, its name and its values, and from the other
 * columns. Nothing is dropped in silence: each role has its reason.
 */
import { MemspikeError } from '../../errors.ts';
import type { GivenRole, GivenRoles } from './given.ts';
import { namedDirection, namedRole } from './names.ts';
import {
  distance,
  followsItself,
  isLabel,
  isSigns,
  isTwoLevels,
  type Profile,
  profileOf,
  roughness,
} from './profile.ts';
import { type Direction, isMeasured, type Role } from './role.ts';
import type { Column, MeasuredTable } from './table.ts';
import { isMeasuredUnit, type Quantity, type Unit } from './units.ts';

export interface DecidedColumn {
  readonly column: Column;
  readonly profile: Profile;
  readonly role: Role;
  /** Of measured columns, told by name or given. */
  readonly direction?: Direction;
  readonly unit?: Unit;
  readonly why: string;
  /** Whether its name or unit says what it is. */
  readonly isNamed: boolean;
  readonly isGiven: boolean;
  /** Measured, and not taken: another quantity of the same readings is. */
  readonly leftOut?: boolean;
  readonly reading?: GivenRole['reading'];
}

export interface DecisionOptions {
  readonly given?: GivenRoles;
  /** The quantity that is asked for, by --unit or --read-voltage. */
  readonly asked?: Quantity;
  readonly columns?: 'cycles' | 'devices';
}

/** What is measured on different scales is not one quantity. */
const APART = 30;

/** One a column, in their order. Throws DATA for what can be understood in two ways. */
export function decideRoles(table: MeasuredTable, options: DecisionOptions): DecidedColumn[] {
  const { given = [] } = options;
  const alone = table.columns.map((column) => {
    const own = given.find(({ column: which }) => which === column.number || which === column.name.trim());
    return own === undefined ? decidedAlone(column) : givenDecision(table, column, own);
  });
  for (const { column } of given) requireColumn(table, column);
  const only = alone.filter(({ column }) => column.kind === 'numbers');
  // A single column counts nothing: it is the curve.
  if (only.length === 1 && !only[0].isGiven && only[0].role === 'pulse number' && !only[0].isNamed)
    return alone.map((own) =>
      own === only[0] ? { ...own, role: 'conductance', why: 'it is the only column of numbers' } : own,
    );
  const isGiven = alone.some((own) => own.isGiven && isMeasured(own.role));
  const steps = isGiven
    ? [onlyGiven]
    : [withoutStrangers, withAxis, (all: Decisions) => oneQuantity(table, all, options), withoutNoise];
  const decided = steps.reduce<DecidedColumn[]>((all, step) => step(all), alone);
  if (!isGiven && options.columns === undefined) refuseSmoothCopy(table, decided);
  return decided;
}

type Decisions = readonly DecidedColumn[];

function requireColumn(table: MeasuredTable, which: number | string): void {
  if (table.columns.some(({ number, name }) => number === which || name.trim() === which)) return;
  throw new MemspikeError('DATA', `has no column ${JSON.stringify(which)}`, {
    where: table.file,
    accepted: `1 to ${table.columns.length}${table.hasHeader ? `, or ${table.columns.map(({ name }) => name.trim()).join(', ')}` : ''}`,
  });
}

function givenDecision({ file }: MeasuredTable, column: Column, given: GivenRole): DecidedColumn {
  const { role, direction, reading } = given;
  const isWords = column.kind === 'words' || column.kind === 'empty';
  if (isWords && (isMeasured(role) || role === 'pulse number' || role === 'time'))
    throw new MemspikeError('DATA', `column ${column.number} holds no numbers`, {
      where: file,
      hint: '--column names another',
    });
  const unit = column.unit;
  return {
    ...{ column, role, direction: direction ?? namedDirection(column.name), unit, reading },
    profile: profileOf(column.values),
    why: 'as given',
    isNamed: true,
    isGiven: true,
  };
}

/** From the column itself. */
function decidedAlone(column: Column): DecidedColumn {
  const profile = profileOf(column.values);
  const { kind, name, unit } = column;
  const decided = (role: Role, why: string, isNamed = false): DecidedColumn => ({
    ...{ column, profile, role, why, isNamed, isGiven: false, unit },
    ...(isMeasured(role) ? { direction: namedDirection(name) } : {}),
  });
  const named = namedRole(name);
  if (kind === 'empty') return decided('unknown', 'it is empty');
  if (kind === 'stamps') return decided('time', 'its cells are time stamps', true);
  if (kind === 'words') return wordsDecided(column, decided);
  if (kind === 'directions') return decided('direction', 'its cells name directions', true);
  if (named?.role === 'standard deviation') return decided('standard deviation', 'by its name', true);
  if (named?.role === 'fitted copy') return decided('fitted copy', 'by its name', true);
  if (profile.filled === 0) return decided('unknown', 'it holds no reading');
  if (profile.isConstant)
    return named?.role === 'read voltage' || named?.role === 'width' || named?.role === 'amplitude'
      ? decided(named.role, 'by its name; it never changes', true)
      : decided('constant', `every value is ${profile.first}`, isMeasuredUnit(unit));
  const byUnit = unitRole(column, named?.role);
  if (byUnit !== undefined) return { ...decided(byUnit.role, byUnit.why, true), unit: byUnit.unit ?? unit };
  return named === undefined ? unnamed(column, profile, decided) : namedDecision(named, profile, decided);
}

type Decide = (role: Role, why: string, isNamed?: boolean) => DecidedColumn;

function wordsDecided({ name, words }: Column, decided: Decide): DecidedColumn {
  const role = namedRole(name)?.role;
  const changes = words!.filter((word, row) => row > 0 && word !== words![row - 1]).length;
  const isFew = (changes + 1) * 4 <= words!.length;
  if (changes === 0) return decided('constant', `every cell is "${words![0].slice(0, 20)}"`);
  if ((role === 'device' || role === 'cycle') && isFew) return decided(role, 'by its name', true);
  return decided('unknown', 'its cells are words');
}

/** A unit of what is measured beats a name, but not that of a time in capitals. */
function unitRole(
  { unit }: Column,
  named: Role | undefined,
): { readonly role: Role; readonly why: string; readonly unit?: Unit } | undefined {
  if (unit === undefined) return undefined;
  if (unit.quantity === 'conductance' && (named === 'time' || named === 'width'))
    return { role: named, why: 'by its name', unit: { ...unit, quantity: 'time' } };
  // "G (us)": a conductance in microsiemens.
  if (unit.quantity === 'time' && named === 'conductance' && /^[a-zµμ]?s$/.test(unit.symbol))
    return { role: 'conductance', why: 'by its name', unit: { ...unit, quantity: 'conductance' } };
  switch (unit.quantity) {
    case 'conductance':
    case 'current':
    case 'resistance':
      return { role: unit.quantity, why: `its unit is ${unit.symbol}` };
    case 'time':
      return { role: named === 'width' ? 'width' : 'time', why: `its unit is ${unit.symbol}` };
    case 'voltage':
      return {
        role: named === 'read voltage' ? 'read voltage' : 'amplitude',
        why: `its unit is ${unit.symbol}`,
      };
    default:
      return undefined;
  }
}

function namedDecision(
  { role, isWeak }: { role: Role; isWeak: boolean },
  profile: Profile,
  decided: Decide,
): DecidedColumn {
  const byName = (): DecidedColumn => decided(role, 'by its name', true);
  switch (role) {
    case 'pulse number':
      if (profile.isOrdered && (!isWeak || profile.isWhole || profile.isOneWay))
        return decided(role, profile.isCounting ? 'by its name, and it counts' : 'by its name', true);
      return isWeak
        ? decided('conductance', 'its values do not count')
        : decided('unknown', 'its values do not count', true);
    case 'time':
      return profile.isOneWay || !isWeak
        ? byName()
        : decided('conductance', 'its values do not go on as time does');
    case 'direction':
      return isSigns(profile) || (profile.distinct.length === 2 && isLabel(profile))
        ? byName()
        : decided('conductance', 'its values are no directions');
    case 'cycle':
    case 'device':
      if (isLabel(profile)) return byName();
      return profile.isCounting && profile.isWhole
        ? decided('pulse number', 'it counts the rows')
        : decided('conductance', `its values are a curve, not the number of a ${role}`);
    case 'resistance':
      return isWeak && !(profile.most > 10 && profile.least > 0)
        ? decided('conductance', 'its values are too small for ohms')
        : byName();
    default:
      return byName();
  }
}

function unnamed({ name }: Column, profile: Profile, decided: Decide): DecidedColumn {
  if (isSigns(profile) && isLabel(profile)) return decided('direction', 'its values are 1, 0 and −1 in runs');
  if (isTwoLevels(profile))
    return decided('amplitude', 'it has one positive and one negative level, in runs');
  if (
    profile.isCounting &&
    profile.isWhole &&
    (name !== '' ||
      Math.abs(profile.first) <= 1 ||
      profile.downs > profile.ups ||
      profile.first === stepOf(profile))
  )
    return decided('pulse number', 'it counts');
  if (isLabel(profile) && profile.downs === 0 && profile.ups <= profile.most - profile.least)
    return decided('cycle', 'it stays for many rows, and then counts on');
  return decided(
    'conductance',
    name === '' ? 'its values are a curve' : 'its values are a curve; its name says nothing',
  );
}

/** Of numbers that count: what they go on by. */
function stepOf({ most, least, ups, downs }: Profile): number {
  return Math.round((most - least) / Math.max(ups, downs, 1));
}

function onlyGiven(all: Decisions): DecidedColumn[] {
  return all.map((own) =>
    isMeasured(own.role) && !own.isGiven
      ? { ...own, role: 'unknown', why: 'other columns were asked for' }
      : own,
  );
}

/** Beside columns that say that they are measured, one that says something else is not. */
function withoutStrangers(all: Decisions): DecidedColumn[] {
  const named = all.filter(({ role, isNamed }) => isMeasured(role) && isNamed);
  return all.map((own) =>
    named.length > 0 && isMeasured(own.role) && !own.isNamed && own.column.name !== ''
      ? { ...own, role: 'unknown', why: 'its name says nothing, and others say that they are measured' }
      : own,
  );
}

/** A first column without a name that rises all along, on another scale than what stands beside it, is an axis. */
function withAxis(all: Decisions): DecidedColumn[] {
  const measured = all.filter(({ role }) => isMeasured(role));
  const [first, ...rest] = measured;
  if (measured.length < 2 || first !== all.find(({ role }) => role !== 'constant') || first.isNamed)
    return [...all];
  if (all.some(({ role }) => role === 'pulse number' || role === 'time')) return [...all];
  const { ups, downs, stays, least, most, isZigzag, isWhole } = first.profile;
  const isRising = (ups > 0 && downs === 0 && stays === 0) || (isZigzag && isWhole);
  const others = Math.max(
    ...rest.map(({ profile }) => Math.max(Math.abs(profile.most), Math.abs(profile.least))),
  );
  const hasTurn = rest.some(
    ({ profile: { ups, downs }, column }) => ups > 3 && downs > 3 && followsItself(column.values) > 0.8,
  );
  if (!isRising || least < 0 || !(most > APART * others || hasTurn)) return [...all];
  return all.map((own) =>
    own === first
      ? { ...own, role: 'pulse number', why: 'it rises all along, beside values that do not' }
      : own,
  );
}

/** Current, resistance and conductance of the same readings: the one that is asked for, or the one that needs no more. */
function oneQuantity(table: MeasuredTable, all: Decisions, { asked }: DecisionOptions): DecidedColumn[] {
  const measured = all.filter(({ role, isNamed }) => isMeasured(role) && isNamed);
  const quantities = [...new Set(measured.map(({ role }) => role))];
  if (quantities.length < 2) return [...all];
  const agree = areOneReading(measured);
  const order: readonly Role[] = ['conductance', 'resistance', 'current'];
  const chosen =
    asked !== undefined && quantities.includes(asked)
      ? asked
      : agree
        ? order.find((q) => quantities.includes(q))
        : undefined;
  if (chosen === undefined)
    throw new MemspikeError('DATA', `holds ${quantities.join(' and ')} that are not of the same readings`, {
      where: table.file,
      received: measured.map(({ column, role }) => `column ${column.number} (${role})`).join(', '),
      hint: `--column ${keyOf(quantities[0])}=${measured[0].column.number} takes one`,
    });
  return all.map((own) =>
    isMeasured(own.role) && own.role !== chosen
      ? { ...own, why: `left out: the ${chosen} is taken`, leftOut: true }
      : own,
  );
}

function keyOf(role: Role): string {
  return role === 'current' ? 'I' : role === 'resistance' ? 'R' : 'G';
}

/** Whether I·R or I/G is the same in all rows: one reading, told twice. */
function areOneReading(measured: Decisions): boolean {
  const [first, ...rest] = [...new Map(measured.map((own) => [own.role, own])).values()];
  const power = (role: Role) => (role === 'resistance' ? -1 : 1);
  return rest.every((other) => {
    const ratios: number[] = [];
    for (let row = 0; row < first.column.values.length; row++) {
      const [a, b] = [first.column.values[row], other.column.values[row]];
      if (Number.isNaN(a) || Number.isNaN(b) || b === 0 || a === 0) continue;
      ratios.push(Math.abs(a ** power(first.role) / b ** power(other.role)));
    }
    const [least, most] = [Math.min(...ratios.slice(0, 1000)), Math.max(...ratios.slice(0, 1000))];
    return ratios.length > 2 && most <= 1.02 * least;
  });
}

/** A column in which no value follows from the last, beside curves, is none: a deviation without a name. */
function withoutNoise(all: Decisions): DecidedColumn[] {
  const measured = all.filter((own) => isMeasured(own.role) && own.leftOut !== true);
  if (measured.length < 2) return [...all];
  const follows = measured.map(({ column }) => followsItself(column.values));
  const best = Math.max(...follows);
  return all.map((own) => {
    const k = measured.indexOf(own);
    return k >= 0 && best > 0.7 && follows[k] < 0.3 && own.direction === undefined && !own.isNamed
      ? { ...own, role: 'unknown', why: 'its values do not follow each other, as those of a curve do' }
      : own;
  });
}

/** A column that runs through the middle of another is a fit, or a cycle without noise: nobody can tell. */
function refuseSmoothCopy(table: MeasuredTable, all: Decisions): void {
  const measured = all.filter((own) => isMeasured(own.role) && own.leftOut !== true);
  if (measured.length < 2 || measured.length > 8) return;
  for (const rough of measured)
    for (const smooth of measured) {
      if (rough === smooth) continue;
      const [a, b] = [rough.column.values, smooth.column.values];
      const [noise, rest] = [roughness(a), roughness(b)];
      if (!(noise > 4 * rest) || noise === 0) continue;
      // Second differences of white noise are √6 times as large as the noise.
      if (!(distance(a, b) < (2.5 * noise) / Math.sqrt(6))) continue;
      throw new MemspikeError(
        'DATA',
        `column ${smooth.column.number} runs through the middle of column ${rough.column.number}`,
        {
          where: table.file,
          received: 'a fitted copy, or another cycle without noise: both are possible',
          hint: `--column fit=${smooth.column.number} leaves it out; --columns cycles takes both`,
        },
      );
    }
}
