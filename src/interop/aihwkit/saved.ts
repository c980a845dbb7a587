/** Objects of aihwkit's dataclasses as people save them: their class, and the values of its fields. */
import { MemspikeError, nearest } from '../../errors.ts';
import { CLASSES, type Saved } from './classes.ts';

export type Value = number | boolean | string | null | readonly Value[] | Complete;

/** Every field of an object, given or at its default. */
export interface Complete {
  readonly class: string;
  readonly values: Readonly<Record<string, Value>>;
  /** Names of the fields whose value is not the default of the class, or of the one that a preset is made of. */
  readonly changed: readonly string[];
  /** Fields that no known version has, of a file that says it is of a newer one. */
  readonly unknown: readonly string[];
}

export interface ReadingPlace {
  readonly where: string;
  /** Whether the file says that a newer aihwkit has written it: then unknown fields are told, not refused. */
  readonly isNewer?: boolean;
}

/** Defaults of all fields of a class, inherited ones first. */
export function fieldsOf(name: string): Readonly<Record<string, unknown>> {
  const { extends: parent, fields } = CLASSES[name];
  return parent === undefined ? fields : { ...fieldsOf(parent), ...fields };
}

/** The class of which a class is a preset; the class itself where it is none. */
export function generalOf(name: string): string {
  const { extends: parent } = CLASSES[name];
  return name.includes('Preset') && parent !== undefined ? generalOf(parent) : name;
}

/** Whether a class is another, or extends it. */
export function isA(name: string, ancestor: string): boolean {
  if (name === ancestor) return true;
  const parent = Object.hasOwn(CLASSES, name) ? CLASSES[name].extends : undefined;
  return parent !== undefined && isA(parent, ancestor);
}

/**
 * The class that a name means: `LinearStepDevice`, `LinearStep`, `aihwkit.simulator.configs.devices.LinearStepDevice`,
 * `<class '…'>`, or the name of its bindings, `LinearStepResistiveDeviceParameter`.
 */
export function classNamed(text: string): string | undefined {
  const last = text
    .replace(/^<class '(.*)'>$/, '$1')
    .split('.')
    .at(-1)!
    .trim();
  const bare = last.replace(/(Resistive)?(Device)?Parameter$/, '');
  return [last, `${bare}Device`, bare, `${bare}Compound`].find((name) => Object.hasOwn(CLASSES, name));
}

export function isSaved(value: unknown): value is Saved {
  return isObject(value) && typeof value.class === 'string' && isObject(value.given);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a field of an object that stands at `where`; '' where that is all that was given. */
export function within(where: string, field: string | number): string {
  return where === '' ? String(field) : `${where}.${field}`;
}

/** All fields of a saved object, checked. Throws DEVICE, naming the field. */
export function complete(saved: Saved, place: ReadingPlace): Complete {
  const defaults = fieldsOf(saved.class);
  const general = fieldsOf(generalOf(saved.class));
  const unknown = Object.keys(saved.given).filter((name) => !Object.hasOwn(defaults, name));
  if (unknown.length > 0 && !place.isNewer) refuseField(unknown[0], saved, place);
  const values: Record<string, Value> = {};
  const changed: string[] = [];
  for (const [name, fallback] of Object.entries(defaults)) {
    const at = { ...place, where: within(place.where, name) };
    values[name] = readValue(Object.hasOwn(saved.given, name) ? saved.given[name] : fallback, fallback, at);
    if (!isSame(values[name], readValue(general[name], general[name], at))) changed.push(name);
  }
  return { class: saved.class, values, changed, unknown };
}

function refuseField(name: string, saved: Saved, { where }: ReadingPlace): never {
  const known = Object.keys(fieldsOf(saved.class));
  const meant = nearest(name, known);
  throw new MemspikeError('DEVICE', `${saved.class} has no such field`, {
    where: within(where, name),
    received: saved.given[name],
    accepted: known,
    hint:
      (meant === undefined ? '' : `did you mean "${meant}"? `) +
      'for a field of a newer aihwkit, say so: "aihwkit_version": "1.3" beside the class',
  });
}

/** The kind of a default is the kind that is accepted; numbers and truth values may be written as text. */
function readValue(given: unknown, fallback: unknown, place: ReadingPlace): Value {
  if (isSaved(fallback)) return objectOf(given, fallback.class, place);
  if (isSaved(given)) return completeIfKnown(given, place);
  if (Array.isArray(fallback)) return listOf(given, place);
  if (typeof fallback === 'boolean') return booleanOf(given, place);
  if (typeof fallback === 'number') return numberOf(given, place);
  if (fallback === null && given === null) return null;
  if (typeof given === 'string') return numberIn(given) ?? given;
  if (typeof given === 'number' || typeof given === 'boolean' || given === null) return given;
  // What has no default here stands for something that is not simulated: its content is not looked at.
  return null;
}

function objectOf(given: unknown, expected: string, place: ReadingPlace): Complete {
  if (!Object.hasOwn(CLASSES, expected)) return completeIfKnown({ class: expected, given: {} }, place);
  if (isSaved(given)) return completeIfKnown(given, place);
  if (!isObject(given)) return refuseValue(place.where, given, `an object of ${expected}`);
  return complete({ class: classWith(given, expected), given }, place);
}

/** Of a class that is not known its name is kept: it stands for something that is not simulated. */
function completeIfKnown(saved: Saved, place: ReadingPlace): Complete {
  return Object.hasOwn(CLASSES, saved.class)
    ? complete(saved, place)
    : { class: saved.class, values: {}, changed: [], unknown: [] };
}

/** The class that is expected, or the one that extends it and has all the fields. */
function classWith(given: object, expected: string): string {
  const has = (name: string) => Object.keys(given).every((field) => Object.hasOwn(fieldsOf(name), field));
  return [expected, ...Object.keys(CLASSES)].find((name) => isA(name, expected) && has(name)) ?? expected;
}

function listOf(given: unknown, place: ReadingPlace): readonly Value[] {
  if (!Array.isArray(given)) return refuseValue(place.where, given, 'a list');
  return given.map((one, k) => {
    const at = { ...place, where: within(place.where, k) };
    return isSaved(one) ? complete(one, at) : numberOf(one, at);
  });
}

function numberOf(given: unknown, place: ReadingPlace): number {
  const number = typeof given === 'string' ? numberIn(given) : given;
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > 1e12)
    return refuseValue(place.where, given, 'a number');
  return number;
}

/** Text that is a number and nothing else: what json.dumps(…, default=str) makes of NumPy's scalars. */
function numberIn(text: string): number | undefined {
  return /^\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : undefined;
}

const TRUTH: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  True: true,
  False: false,
  1: true,
  0: false,
};

function booleanOf(given: unknown, place: ReadingPlace): boolean {
  const isNamed =
    ['boolean', 'number', 'string'].includes(typeof given) && Object.hasOwn(TRUTH, String(given));
  return isNamed ? TRUTH[String(given)] : refuseValue(place.where, given, 'true or false');
}

export function refuseValue(where: string, received: unknown, accepted: string): never {
  throw new MemspikeError('DEVICE', 'not an accepted value', { where, received, accepted });
}

/** Numbers that differ by less than float32 can tell are the same: other tools round. */
export function isSame(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 2e-7 * Math.max(Math.abs(a), Math.abs(b));
  if (typeof a === 'string' && typeof b === 'string') return enumName(a) === enumName(b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, k) => isSame(one, b[k]));
  if (isComplete(a) && isComplete(b))
    return Object.keys(b.values).every((name) => name in a.values && isSame(a.values[name], b.values[name]));
  return a === b;
}

export function isComplete(value: unknown): value is Complete {
  return isObject(value) && typeof value.class === 'string' && isObject(value.values);
}

/** A member of an enumeration, however written: `VectorUnitCellUpdatePolicy.SINGLE_FIXED`, `SingleFixed`. */
export function enumName(text: string): string {
  return text.split('.').at(-1)!.replaceAll('_', '').toLowerCase();
}
