/** Flags that take several values, in a command that makes one run. */
import { MemspikeError } from '../../errors.ts';

/** The one value that was given; undefined for none. Throws USAGE for more. */
export function onlyOne<Value>(flag: string, values: readonly Value[] | undefined): Value | undefined {
  if (values === undefined || values.length === 1) return values?.[0];
  throw new MemspikeError('USAGE', 'more than one', {
    where: flag,
    received: values.join(','),
    accepted: 'one: this command makes one run',
    hint: 'memspike compare runs several',
  });
}

/** "on" or "off"; `otherwise` if the flag was not given. Throws USAGE for "both". */
export function oneNoise<Otherwise>(
  noise: 'on' | 'off' | 'both' | undefined,
  otherwise: Otherwise,
): 'on' | 'off' | Otherwise {
  if (noise !== 'both') return noise ?? otherwise;
  throw new MemspikeError('USAGE', 'not both here', {
    where: '--noise',
    received: noise,
    accepted: ['on', 'off'],
    hint: 'memspike compare runs with and without',
  });
}
