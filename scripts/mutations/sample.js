/** A sample of the mutations: the same seed draws the same, and one that comes or goes leaves the others in their order. */
import { createHash } from 'node:crypto';

export function drawSample(mutations, count, seed) {
  const place = ({ file, target, text, replacement }) =>
    createHash('sha256')
      .update(JSON.stringify([seed, file, target, text, replacement]))
      .digest('hex');
  const places = new Map(mutations.map((mutation) => [mutation, place(mutation)]));
  const drawn = [...mutations].sort((a, b) => (places.get(a) < places.get(b) ? -1 : 1)).slice(0, count);
  return mutations.filter((mutation) => drawn.includes(mutation));
}
