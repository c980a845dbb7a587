/** `memspike app`: serves the page, opens it, and waits for Ctrl-C. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MemspikeError } from '../../errors.ts';
import { servePage } from '../../files/page-server.ts';
import { interruptible } from '../shared/interrupt.ts';
import { write } from '../shared/terminal.ts';
import type { AppFlags } from './flags.ts';

/** Beside the command in the built package. */
const FOLDER = fileURLToPath(new URL('../../app/', import.meta.url));

export async function runApp({ open = true, port = 0 }: AppFlags): Promise<void> {
  if (!existsSync(join(FOLDER, 'index.html')))
    throw new MemspikeError('USAGE', 'the page has not been built', { where: FOLDER, hint: 'npm run build' });
  const server = await servePage({ folder: FOLDER, port });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  write(process.stdout, `${address}\n`);
  write(process.stderr, 'The explorer is served to this machine alone. Ctrl-C ends.\n');
  if (open) openInBrowser(address);
  await new Promise<void>((resolve) => {
    interruptible(() => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  });
}

/** The command by which each system opens an address in the user's own browser. */
function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  // Without a browser there is the address that was printed.
  child.on('error', () => undefined);
  child.unref();
}
