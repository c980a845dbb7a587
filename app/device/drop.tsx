/** A measured file: dropped, read, fitted, and used if the user says so. */
import type { JSX } from 'preact';

export function DropCurve(): JSX.Element | null {
  return null;
}
