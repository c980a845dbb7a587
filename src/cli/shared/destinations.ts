/** Files that results go to, looked at before the work that makes the results. */
import { requireWritable } from '../../files/replace-file.ts';

const FLAGS = ['json', 'csv', 'svg'] as const;

/** Throws FILE if what one of the flags names cannot be written: a folder, or a file in a folder that is not there. */
export async function requireDestinations(flags: { readonly [name: string]: unknown }): Promise<void> {
  for (const name of FLAGS) {
    const destination = flags[name];
    if (typeof destination === 'string' && destination !== '-') await requireWritable(destination);
  }
}
