/**
 * Serves the built page on this machine alone.
 *
 *   node examples/browser/serve.js [folder] [port]
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { servePage } from 'memspike/node';

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('dist', import.meta.url)));
const port = Number(process.argv[3] ?? 8080);

if (!existsSync(join(folder, 'index.html'))) {
  console.error(`${folder} holds no page: node examples/browser/build.js makes it`);
  process.exit(1);
}
try {
  const server = await servePage({ folder, port });
  console.log(`http://127.0.0.1:${server.address().port}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
