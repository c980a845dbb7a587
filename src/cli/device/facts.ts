/** What commands tell about a device, as plain data. */
import type { Device } from '../../device/device.ts';
import { labelsOf } from '../../device/labels.ts';
import { type PulseLaw, symmetryPoint } from '../../device/laws/affine.ts';
import { complementaryPair, oneSidedPair, type PairModel } from '../../device/pair.ts';

export interface DeviceFacts {
  readonly device: Device;
  /** NeuroSim nonlinearity labels, of the affine law alone. */
  readonly labels?: { readonly ltp: number; readonly ltd: number };
  /** Normalised conductance; null if the law has none, absent for ideal weights. */
  readonly symmetryPoint?: number | null;
  /** Weight W = g⁺ − g⁻ of two devices of the affine law, see `pair.ts`. */
  readonly pair?: { readonly complementary: PairModel; readonly oneSided: PairModel };
}

export function factsOf(device: Device): DeviceFacts {
  const { law } = device;
  if (law.kind === 'ideal') return { device };
  if (law.kind !== 'affine') return { device, symmetryPoint: symmetryPoint(law) ?? null };
  return {
    device,
    labels: labelsOf(law),
    symmetryPoint: symmetryPoint(law) ?? null,
    pair: { complementary: complementaryPair(law), oneSided: oneSidedPair(law, 0.5) },
  };
}

/** What kind of law it is, in a few words. */
export function lawInWords(law: PulseLaw): string {
  switch (law.kind) {
    case 'affine':
      return law.retracing ? 'affine, retracing' : 'affine';
    case 'table':
      return 'table of steps';
    case 'stochastic':
      return 'stochastic table';
    case 'exponential':
      return 'exponential (Querlioz)';
    case 'ideal':
      return 'ideal';
  }
}

/** Up to `digits` significant digits, without zeros at the end; "–" for what is absent. */
export function short(value: number | null | undefined, digits = 4): string {
  if (value === undefined || value === null) return '–';
  if (value === Number.POSITIVE_INFINITY) return 'without end';
  return String(Number(value.toPrecision(digits)));
}
