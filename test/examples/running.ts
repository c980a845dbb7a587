/** Starts the examples as a reader would, from the repository's folder. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const TSX = import.meta.resolve('tsx');

/** What `examples/NAME` prints; rejects if it exits with another code than 0. */
export async function runExample(name: string, ...args: string[]): Promise<string> {
  const command = ['--import', TSX, `examples/${name}`, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: repository });
  return stdout;
}

/** Runs `body` with the address that examples/browser/serve.js prints for a folder. */
export async function withExampleServer(
  folder: string,
  body: (origin: string) => Promise<void>,
): Promise<void> {
  const server = spawn(process.execPath, ['examples/browser/serve.js', folder, '0'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await body(await firstLine(server));
  } finally {
    server.kill();
    await once(server, 'exit');
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the server ended before it said where it is');
    }),
  ])) as [Buffer];
  return chunk.toString().trim();
}
