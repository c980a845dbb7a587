/** Unit cells of aihwkit, several devices and what goes on between them, as policies. */
import { MemspikeError } from '../../errors.ts';
import { type Complete, enumName, isA, isComplete, isSame, type Value, within } from './saved.ts';

/** A policy by its name, and what of its settings is the cell's: `compensation` of a configuration. */
export interface CellPolicy {
  readonly policy: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface TakenApart {
  /** The device of which the cell is made. */
  readonly device: Complete;
  /** Where it stands in what was given. */
  readonly where: string;
  /** Name of the policy. */
  readonly policy: string;
  /** Its settings, for cells that have their zero there. */
  readonly settings: (centre: string) => CellPolicy['settings'];
  readonly told: readonly string[];
}

/** Throws DEVICE where no policy does what the cell does, with what is missing. */
export function takeApart(cell: Complete, where: string): TakenApart {
  const kind = CELLS.find(({ of }) => of.some((name) => isA(cell.class, name)));
  if (kind === undefined) return refuse(cell, where, 'no policy is made of it');
  return kind.take({ cell, where });
}

interface Given {
  readonly cell: Complete;
  readonly where: string;
}

/** A class stands before those that it extends. */
const CELLS: readonly { readonly of: readonly string[]; take(given: Given): TakenApart }[] = [
  { of: ['TransferCompound'], take: transfer },
  { of: ['OneSidedUnitCell'], take: oneSided },
  { of: ['VectorUnitCell', 'ReferenceUnitCell'], take: vector },
  { of: ['MixedPrecisionCompound'], take: mixedPrecision },
];

function devicesOf({ cell, where }: Given): readonly Complete[] {
  const devices = (cell.values.unit_cell_devices as readonly Value[]).filter(isComplete);
  if (devices.length === 0) refuse(cell, within(where, 'unit_cell_devices'), 'it has no devices');
  return devices;
}

/** The first, where all are alike: memspike makes every array of a projection of one device. */
function oneDevice(given: Given): Complete {
  const [first, ...others] = devicesOf(given);
  const other = others.findIndex((device) => device.class !== first.class || !isSame(device, first));
  if (other >= 0)
    refuse(
      given.cell,
      within(given.where, `unit_cell_devices.${other + 1}`),
      'its devices differ, and the arrays of a projection are made of one device',
    );
  return first;
}

/** Several devices of a weight, of which one takes an update. */
function vector(given: Given): TakenApart {
  const { cell, where } = given;
  const { first_update_idx, gamma_vec, update_policy } = cell.values;
  const place = (k: number) => within(where, `unit_cell_devices.${k}`);
  const way = enumName(String(update_policy));
  if (way === 'singlefixed') {
    const k = first_update_idx as number;
    const device = devicesOf(given)[k];
    if (device === undefined) refuse(cell, within(where, 'first_update_idx'), 'no such device');
    const told = [
      'of the devices of a cell one learns: the others are a reference that never moves, and has no noise',
    ];
    return {
      device,
      where: place(k),
      policy: 'none',
      settings: (centre) => ({ cell: { centre } }),
      told,
    };
  }
  if (way === 'all')
    return refuse(
      cell,
      within(where, 'update_policy'),
      'every device of the cell takes every update, and no cell here does that (multi-device has one of them at a time)',
    );
  const weights = gamma_vec as readonly number[];
  if (weights.some((weight) => !isSame(weight, weights[0])))
    return refuse(
      cell,
      within(where, 'gamma_vec'),
      'its devices have weights of their own, those of a cell here count alike',
    );
  const device = oneDevice(given);
  const m = devicesOf(given).length;
  const told =
    way === 'singlerandom'
      ? [
          'update_policy: devices take updates in turn, aihwkit draws which: the same number each, in another order',
        ]
      : [];
  return {
    device,
    where: place(0),
    policy: 'multi-device',
    settings: (centre) => ({ cell: { scheme: 'single', m, centre } }),
    told,
  };
}

/** A pair of which one device takes what is positive and the other what is negative. */
function oneSided(given: Given): TakenApart {
  const { cell, where } = given;
  const { refresh_every, copy_inverted, refresh_lower_thres, refresh_upper_thres } = cell.values;
  const told: string[] = [];
  if ((refresh_every as number) > 0)
    told.push(
      `refresh: pairs of which one is nearly at its rail are reset and written anew, without aihwkit's read noise, and at thresholds of memspike's own, not ${refresh_upper_thres} and ${refresh_lower_thres}; a batch is one presentation`,
    );
  if (copy_inverted)
    told.push('copy_inverted: negative updates use LTP of the second device, as without it; LTD is not used');
  return {
    device: oneDevice(given),
    where: within(where, 'unit_cell_devices.0'),
    policy: 'one-sided',
    settings: () => ({ cell: { refreshEvery: Math.round(refresh_every as number) } }),
    told,
  };
}

/** What changes what is learnt and has no counterpart here, where it is not as aihwkit's defaults have it. */
const OF_TRANSFER: Readonly<Record<string, string>> = {
  gamma: 'the network reads the slow array alone, without this share of the fast one',
  gamma_vec: 'the network reads the slow array alone, without these shares of the others',
  with_reset_prob: 'lines that were read are not reset: what they held is transferred again',
  random_selection: 'lines are read in turn, not from a random one on',
  fast_lr: 'the rate of the fast array is the learning rate of the policy: set learning.rate',
  scale_fast_lr: 'the rate of the fast array follows learning.decay, as all rates do',
  transfer_columns: 'lines of the inputs are read, not those of the outputs',
  transfer_every_vec: 'there is one transfer, from the fast array to the slow one',
  transfer_lr_vec: 'there is one transfer, from the fast array to the slow one',
  no_self_transfer: 'the slow array is not transferred to itself',
  momentum: 'the digital words have no momentum: what is transferred is gone from them',
  forget_buffer: 'what is transferred is gone from the digital words',
  thres_scale: 'a pulse is written where a digital word has reached one step',
  step: 'as many pulses are written as the digital word holds steps',
  out_chop_prob: 'outputs have no choppers of their own',
  no_buffer: 'digital words stand between the arrays all the same',
  buffer_granularity: 'a pulse is written where a digital word has reached one step of the device',
  auto_granularity: 'a pulse is written where a digital word has reached one step of the device',
  auto_scale: 'rates do not follow the size of the updates: set learning.rate',
  correct_gradient_magnitudes: 'rates do not follow the granularity of the devices: set learning.rate',
  experimental_correct_accumulation: 'left out',
  buffer_cap: 'digital words are not capped',
};

/** A fast array that is transferred to a slow one: Tiki-Taka in its versions. */
function transfer(given: Given): TakenApart {
  const { cell, where } = given;
  const devices = devicesOf(given);
  if (devices.length !== 2)
    refuse(
      cell,
      within(where, 'unit_cell_devices'),
      `it is a chain of ${devices.length} arrays, and there are two here`,
    );
  const device = oneDevice(given);
  const {
    in_chop_prob = 0,
    n_reads_per_transfer,
    scale_transfer_lr,
    transfer_every,
    transfer_lr,
  } = cell.values;
  const every = transfer_every as number;
  if (!(every > 0)) refuse(cell, within(where, 'transfer_every'), 'nothing is ever transferred');
  const isDynamic = isA(cell.class, 'DynamicTransferCompound');
  const isFiltered =
    isA(cell.class, 'BufferedTransferCompound') || isA(cell.class, 'ChoppedTransferCompound');
  const told = cell.changed.flatMap((name) => (name in OF_TRANSFER ? [`${name}: ${OF_TRANSFER[name]}`] : []));
  const lines = Math.max(1, Math.round((n_reads_per_transfer as number) / every));
  if (every > (n_reads_per_transfer as number))
    told.push(`transfer_every: a line is read at every update, not at every ${every}th`);
  if (scale_transfer_lr && transfer_lr !== 1)
    told.push('transfer_lr: in aihwkit it is a multiple of the learning rate; set organisation.rate');
  const chopper = in_chop_prob as number;
  return {
    device,
    where: within(where, 'unit_cell_devices.0'),
    policy: isDynamic ? 'tiki-taka-dynamic' : isFiltered ? 'tiki-taka-filtered' : 'tiki-taka',
    settings: (centre) => ({
      cell: { scheme: 'single', centre },
      organisation: {
        lines,
        ...(!scale_transfer_lr && { rate: transfer_lr }),
        ...((isDynamic || chopper > 0) && { chopper }),
      },
    }),
    told,
  };
}

const OF_MIXED: Readonly<Record<string, string>> = {
  transfer_every: 'pulses are written after every presentation',
  n_rows_per_transfer: 'all lines are written at once',
  random_row: 'all lines are written at once',
  granularity: 'a pulse stands for 1/levels of the range: set levels',
  transfer_lr: 'a pulse is written for each step that the digital word holds',
  n_x_bins: 'inputs are counts of spikes, without bins',
  n_d_bins: 'errors are not rounded to bins',
};

/** A digital word for each weight, from which whole pulses are written. */
function mixedPrecision({ cell, where }: Given): TakenApart {
  const { device } = cell.values;
  if (!isComplete(device)) return refuse(cell, within(where, 'device'), 'it has no device');
  const told = cell.changed.flatMap((name) => (name in OF_MIXED ? [`${name}: ${OF_MIXED[name]}`] : []));
  if (!('unit_cell_devices' in device.values))
    return {
      device,
      where: within(where, 'device'),
      policy: 'mixed-precision',
      settings: (centre) => ({ cell: { scheme: 'single', centre } }),
      told,
    };
  const pair = takeApart(device, within(where, 'device'));
  if (pair.policy !== 'one-sided')
    return refuse(cell, within(where, 'device'), `${device.class} within it has no counterpart`);
  return {
    ...pair,
    policy: 'mixed-precision',
    settings: (centre) => ({
      cell: { scheme: 'one-sided', centre: 'mid-range', ...(pair.settings(centre).cell as object) },
    }),
    told: [...told, ...pair.told],
  };
}

function refuse(cell: Complete, where: string, missing: string): never {
  throw new MemspikeError('DEVICE', `${cell.class} cannot be carried over: ${missing}`, {
    where: where === '' ? 'device' : where,
    hint: 'convert a device of it alone: { "class": "…", "params": { … } } of one of unit_cell_devices',
  });
}
