/** Prints the milliseconds from the start of the process to the end of the first training step of a 784-200-10 network. */
import { resolveConfig } from '../dist/experiment/config/config.js';
import { createSession, learnNext } from '../dist/experiment/run/session.js';

const inputs = Uint8Array.from({ length: 784 }, (_, i) => (i % 5 === 0 ? 200 : 0));
const samples = { count: 1, inputs, labels: Uint16Array.of(3) };
const dataset = { id: 'one sample', features: 784, classes: 10, train: samples, test: samples };
const session = await createSession({ config: resolveConfig({ device: 'ag-a-si' }), dataset });
learnNext(session, Uint32Array.of(0));
console.log(performance.now());
