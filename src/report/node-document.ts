/** A document for pictures where there is no browser. Node only, and loaded only where something is drawn. */
import { DOMParser } from 'linkedom';
import { type Picture, svgOf } from './pictures/plot.ts';

export function nodeDocument(): Document {
  const document = new DOMParser().parseFromString(
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'image/svg+xml',
  );
  return document as unknown as Document;
}

/** The picture as standalone SVG. */
export function nodeSvg(picture: Picture): string {
  return svgOf(picture, nodeDocument());
}
