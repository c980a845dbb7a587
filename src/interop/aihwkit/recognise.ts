/**
 * What people have saved of aihwkit, in whatever wrapping, as an object of a class:
 *
 *   {"device": "LinearStepDevice", "params": {…}}, {"class": …, "kwargs": …}, {"LinearStepDevice": {…}}, the class beside
 *   its fields, text as Python prints it, or bare keyword arguments (dataclasses.asdict), whose fields tell the class
 *
 * and whole configurations, with their unit cells.
 */
import { MemspikeError, nearest } from '../../errors.ts';
import { AIHWKIT_VERSION, CLASSES, type Saved } from './classes.ts';
import { isPythonText, parsePython } from './python-text.ts';
import { classNamed, fieldsOf, isA, isObject, isSaved, within } from './saved.ts';

export interface Recognised {
  readonly saved: Saved;
  /** Whether the file says that an aihwkit later than the known one has written it. */
  readonly isNewer: boolean;
  /** One sentence where the class was found from the fields alone and another might have been meant. */
  readonly told: readonly string[];
}

type Entries = Readonly<Record<string, unknown>>;

const CLASS_KEYS = ['class', 'device', '__class__', '_target_', 'class_name', 'cls', 'type', 'device_class'];
const FIELD_KEYS = ['params', 'kwargs', 'parameters', 'args', 'fields', 'given'];
const VERSION_KEYS = ['aihwkit_version', 'version', 'aihwkit'];

/** What bare fields may belong to, the more general first among those that have the same. */
const BARE = [
  'ConstantStepDevice',
  'LinearStepDevice',
  'SoftBoundsDevice',
  'SoftBoundsReferenceDevice',
  'SoftBoundsPmaxDevice',
  'ExpStepDevice',
  'PowStepDevice',
  'PowStepReferenceDevice',
  'PiecewiseStepDevice',
  'IdealDevice',
  'FloatingPointDevice',
  'VectorUnitCell',
  'OneSidedUnitCell',
  'TransferCompound',
  'BufferedTransferCompound',
  'ChoppedTransferCompound',
  'DynamicTransferCompound',
  'MixedPrecisionCompound',
  'SingleRPUConfig',
  'InferenceRPUConfig',
  'TorchInferenceRPUConfig',
  'QuantizedTorchInferenceRPUConfig',
  'FloatingPointRPUConfig',
];

/** Fields by which a part of the keyword arguments tells its class where several have them. */
const TELLING: readonly (readonly [RegExp, string])[] = [
  [/^gamma_(up|down)/, 'LinearStepDevice'],
  [/^pow_/, 'PowStepDevice'],
  [/^reference_/, 'SoftBoundsReferenceDevice'],
  [/^(transfer_|fast_lr|n_reads_)/, 'TransferCompound'],
  [/^(forward|backward|update|mapping)$/, 'SingleRPUConfig'],
];

/** Of the fields of all pulsed devices, more than any hand writes: it is a dump, and holds all fields of its class. */
const ENOUGH_OF_A_DUMP = 18;

const ALL_FIELDS = new Set(BARE.flatMap((name) => Object.keys(fieldsOf(name))));
const MEMSPIKE = ['law', 'labels', 'levels', 'onOff', 'gMax'];

/** Whether a value looks like something of aihwkit, and not like a device of memspike. */
export function looksLikeAihwkit(value: unknown): boolean {
  if (typeof value === 'string') return isPythonText(value);
  if (!isObject(value) || MEMSPIKE.some((key) => key in value)) return false;
  if (CLASS_KEYS.some((key) => typeof value[key] === 'string')) return true;
  const keys = Object.keys(value).filter((key) => key !== 'name' && !VERSION_KEYS.includes(key));
  if (keys.length === 1 && classNamed(keys[0]) !== undefined) return true;
  if (isObject(value.device)) return looksLikeAihwkit(value.device) || keys.length > 1;
  return keys.filter((key) => ALL_FIELDS.has(key)).length >= Math.min(2, keys.length) && keys.length > 0;
}

/** Throws DEVICE where no class is found, or several may be meant. */
export function recognise(description: unknown): Recognised {
  const value = typeof description === 'string' ? parsePython(description) : description;
  if (!isObject(value))
    throw new MemspikeError('DEVICE', 'not an object', {
      where: 'device',
      received: value,
      accepted: 'keyword arguments of a class of aihwkit, or {"class": …, "params": {…}}',
    });
  const { version, rest } = withoutVersion(value);
  const isNewer = version !== undefined && isLater(version, AIHWKIT_VERSION);
  const told: string[] = [];
  const saved = savedIn(rest, { where: '', isNewer, told });
  return { saved, isNewer, told };
}

function withoutVersion(value: Entries): { readonly version?: string; readonly rest: Entries } {
  const key = VERSION_KEYS.find((name) => /^\d+(\.\d+)*/.test(String(value[name] ?? '')));
  if (key === undefined) return { rest: value };
  const { [key]: version, ...rest } = value;
  return { version: String(version), rest };
}

function isLater(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  const at = a.findIndex((part, k) => part !== (b[k] ?? 0));
  return at >= 0 && a[at] > (b[at] ?? 0);
}

interface Place {
  readonly where: string;
  readonly isNewer: boolean;
  readonly told: string[];
}

function savedIn(value: Entries, place: Place): Saved {
  const key = CLASS_KEYS.find((name) => typeof value[name] === 'string');
  if (isSaved(value)) return inner(named(value.class, 'class', place), value.given, place);
  if (key !== undefined) {
    const { [key]: name, ...rest } = value;
    const fields = FIELD_KEYS.find((one) => isObject(rest[one]));
    const { [fields ?? '']: given = {}, ...beside } = rest;
    return inner(named(String(name), key, place), { ...beside, ...(given as Entries) }, place);
  }
  const [only, ...others] = Object.keys(value);
  if (others.length === 0 && isObject(value[only])) {
    const name = classNamed(only);
    if (name !== undefined) return inner(name, value[only] as Entries, place);
    if (only === 'device' || FIELD_KEYS.includes(only)) return savedIn(value[only] as Entries, place);
  }
  return inner(classOfFields(value, place), value, place);
}

function named(text: string, key: string, { where }: Place): string {
  const name = classNamed(text);
  if (name !== undefined) return name;
  const known = Object.keys(CLASSES).filter((one) => /(Device|Cell|Compound|Preset|RPUConfig)$/.test(one));
  const meant = nearest(text, known);
  throw new MemspikeError('DEVICE', 'not a class of aihwkit that is known', {
    where: within(where, key),
    received: text,
    accepted: known.filter((one) => !one.includes('Preset')),
    hint: meant === undefined ? undefined : `did you mean "${meant}"?`,
  });
}

/** The devices within a unit cell or a configuration are objects of classes too. */
function inner(name: string, given: Entries, place: Place): Saved {
  const at = (field: string) => within(place.where, field);
  const result: Record<string, unknown> = { ...given };
  if (isObject(given.device)) result.device = savedIn(given.device, { ...place, where: at('device') });
  if (Array.isArray(given.unit_cell_devices))
    result.unit_cell_devices = given.unit_cell_devices.map((one, k) => {
      const where = at(`unit_cell_devices.${k}`);
      if (isObject(one)) return savedIn(one, { ...place, where });
      throw new MemspikeError('DEVICE', 'not an object', { where, received: one });
    });
  return { class: name, given: result };
}

/** The class whose fields these are. */
function classOfFields(value: Entries, place: Place): string {
  const keys = Object.keys(value);
  const all = BARE.map((name) => ({ name, fields: Object.keys(fieldsOf(name)) }));
  const unknownTo = (fields: readonly string[]) => keys.filter((key) => !fields.includes(key)).length;
  const least = Math.min(...all.map(({ fields }) => unknownTo(fields)));
  // Where no class has all of them, the nearest says which one it does not know.
  const having = all.filter(({ fields }) => unknownTo(fields) === least);
  const missing = ({ fields }: (typeof all)[number]) =>
    fields.filter((field) => !keys.includes(field)).length;
  const closest = [...having].sort((a, b) => missing(a) - missing(b));
  const isDump = keys.filter((key) => key in CLASSES.PulsedDevice.fields).length >= ENOUGH_OF_A_DUMP;
  const isUnique = closest.length === 1 || missing(closest[0]) < missing(closest[1]);
  if (least === 0 && isUnique && (isDump || missing(closest[0]) === 0 || closest.length === 1))
    return closest[0].name;
  const told = TELLING.find(
    ([field, name]) => keys.some((key) => field.test(key)) && having.some((one) => one.name === name),
  )?.[1];
  const found =
    told ?? (isUnique && (isDump || least > 0) && least < keys.length ? closest[0].name : undefined);
  if (found === undefined) return refuseAmbiguous(value, having, place);
  if (having.length > 1 && least === 0)
    place.told.push(
      `${place.where === '' ? '' : `${place.where}: `}taken as ${found}, whose fields these are; another class would be named: { "class": "…", "params": { … } }`,
    );
  return found;
}

function refuseAmbiguous(
  value: Entries,
  having: readonly { readonly name: string }[],
  { where }: Place,
): never {
  const names = having.map(({ name }) => name);
  throw new MemspikeError('DEVICE', 'fields that several classes of aihwkit have', {
    where: where === '' ? 'device' : where,
    received: Object.keys(value).join(', '),
    accepted: names,
    hint: `name the class: { "class": "${names.find((name) => isA(name, 'PulsedDevice')) ?? names[0]}", "params": { … } }`,
  });
}
