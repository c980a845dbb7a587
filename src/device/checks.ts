/** Checks of device descriptions that come from users: numbers in range, no unknown keys. */
import { MemspikeError, nearest } from '../errors.ts';

/** The number itself, if it is finite and within [low, high]. */
export function requireNumber(
  where: string,
  value: unknown,
  low: number,
  high: number,
  unit: string,
): number {
  if (typeof value !== 'number' || !(value >= low && value <= high))
    throw new MemspikeError('DEVICE', 'a number out of range', {
      where,
      received: value,
      accepted: `${low} to ${high} (${unit})`,
    });
  return value;
}

/** Throws, with a suggestion, if `value` is no object or has a key that is not in `known`. */
export function requireKnownKeys(value: object, known: readonly string[], where: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MemspikeError('DEVICE', 'expected an object', { where, received: value, accepted: known });
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    throw new MemspikeError('DEVICE', `unknown key "${key}"`, {
      where,
      accepted: known,
      hint: meant === undefined ? undefined : `did you mean "${meant}"?`,
    });
  }
}
