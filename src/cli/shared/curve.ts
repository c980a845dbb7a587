/** The curve of a device as reports and commands show it: from rail to rail and back. */
import type { Device } from '../../device/device.ts';
import { lawOf } from '../../device/laws/all-laws.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { pulseResponse } from '../../device/pulse-response.ts';
import type { DeviceCurve } from '../../report/pictures/device-curve.ts';
import { sparkline } from '../../report/text/sparkline.ts';

/** More pulses than a picture can show apart. */
const MOST = 2000;

/** Without noise, from 0. Undefined for ideal weights, which take no pulses. */
export function railToRail(device: Device): DeviceCurve | undefined {
  if (isIdeal(device.law)) return undefined;
  const law = lawOf(device.law);
  const across = law.across();
  const ltpPulses = Math.min(Math.ceil(across.ltp), MOST);
  const ltdPulses = Math.min(Math.ceil(across.ltd), MOST);
  const values = pulseResponse(device, [ltpPulses, -ltdPulses]);
  return { name: device.name, values, ltpPulses, ltdPulses, symmetryPoint: law.symmetryPoint() };
}

/** `width` samples of a curve (or all, if fewer) between the rails. */
export function curveInText(values: ArrayLike<number>, width = 60): string {
  const count = Math.min(values.length, width);
  const sampled = Array.from(
    { length: count },
    (_, i) => values[Math.round((i * (values.length - 1)) / Math.max(1, count - 1))],
  );
  return sparkline(sampled, { low: 0, high: 1 });
}
