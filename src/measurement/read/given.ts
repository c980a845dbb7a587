/** Roles of columns that the user gives: "G=3,pulse=1,direction=sign:2". */
import { MemspikeError, nearest } from '../../errors.ts';
import type { Direction, Role } from './role.ts';

export interface GivenRole {
  readonly role: Role;
  /** 1-based, or the name in the header. */
  readonly column: number | string;
  readonly direction?: Direction;
  /** What of the values tells the direction: they themselves, or their sign; −1 where negative pulses are LTP. */
  readonly reading?: 'sign' | 'inverted';
}

export type GivenRoles = readonly GivenRole[];

const KEYS: Readonly<Record<string, { readonly role: Role; readonly direction?: Direction }>> = {
  pulse: { role: 'pulse number' },
  n: { role: 'pulse number' },
  time: { role: 'time' },
  cycle: { role: 'cycle' },
  device: { role: 'device' },
  direction: { role: 'direction' },
  amplitude: { role: 'amplitude' },
  width: { role: 'width' },
  current: { role: 'current' },
  i: { role: 'current' },
  resistance: { role: 'resistance' },
  r: { role: 'resistance' },
  conductance: { role: 'conductance' },
  g: { role: 'conductance' },
  ltp: { role: 'conductance', direction: 'ltp' },
  ltd: { role: 'conductance', direction: 'ltd' },
  std: { role: 'standard deviation' },
  fit: { role: 'fitted copy' },
  ignore: { role: 'unknown' },
};
const ACCEPTED = `${Object.keys(KEYS).join(', ')}; a number from 1 or a name of the header; several with +; direction=sign:N, direction=inverted:N`;

/** Throws DATA, naming `where` they were given. */
export function givenRoles(text: string, where = 'column'): GivenRoles {
  return text.split(',').flatMap((part) => {
    const equals = part.indexOf('=');
    const key = part.slice(0, equals).trim().toLowerCase();
    const known = KEYS[key];
    if (equals < 1 || known === undefined) {
      const meant = nearest(key, Object.keys(KEYS));
      throw new MemspikeError('DATA', 'not a role of a column', {
        where,
        received: part.trim(),
        accepted: ACCEPTED,
        hint: meant && `did you mean "${meant}"?`,
      });
    }
    return part
      .slice(equals + 1)
      .split('+')
      .map((value): GivenRole => {
        const reading = /^(sign|inverted):(.*)$/i.exec(value.trim());
        const column = columnOf(reading === null ? value.trim() : reading[2].trim(), part, where);
        const how = reading === null ? {} : { reading: reading[1].toLowerCase() as 'sign' | 'inverted' };
        return { ...known, column, ...how };
      });
  });
}

function columnOf(text: string, part: string, where: string): number | string {
  if (text === '' || /^0+$/.test(text))
    throw new MemspikeError('DATA', 'names no column', {
      where,
      received: part.trim(),
      accepted: ACCEPTED,
    });
  return /^\d+$/.test(text) ? Number(text) : text;
}
