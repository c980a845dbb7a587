/** Flags of `memspike app`. */
import { type FlagValues, flag, toggle } from '../shared/flags.ts';
import { whole } from '../shared/values.ts';

export const APP_FLAGS = {
  port: flag('--port <n>', 'port on this machine', whole('--port', { least: 0, most: 65535 }), 'a free one'),
  noOpen: toggle('--no-open', 'only say where the page is: do not open a browser'),
};

/** Commander makes `open: false` of --no-open. */
export type AppFlags = Pick<FlagValues<typeof APP_FLAGS>, 'port'> & { readonly open?: boolean };
