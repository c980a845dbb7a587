/** What commands tell about a device, as plain data. */
import type { Device } from '../../device/device.ts';
import { labelsOf } from '../../device/labels.ts';
import { asAffine } from '../../device/laws/affine.ts';
import { symmetryPoint } from '../../device/laws/effect-of-pulses.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { complementaryPair, oneSidedPair, type PairModel } from '../../device/pair.ts';
import { significant } from '../../math/significant.ts';

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
  if (isIdeal(device.law)) return { device };
  const law = asAffine(device.law);
  return {
    device,
    ...(law && { labels: labelsOf(law) }),
    symmetryPoint: symmetryPoint(device.law) ?? null,
    ...(law && { pair: { complementary: complementaryPair(law), oneSided: oneSidedPair(law, 0.5) } }),
  };
}

/** Up to `digits` significant digits, without zeros at the end; "–" for what is absent. */
export function short(value: number | null | undefined, digits = 4): string {
  if (value === undefined || value === null) return '–';
  return value === Number.POSITIVE_INFINITY ? 'without end' : significant(value, digits);
}
