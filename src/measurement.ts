/**
 * memspike/measurement: from measured curves, as text or bytes, to a device, and devices as other simulators describe
 * them. Runs in Node and in the browser.
 */

export { type AihwkitDevice, aihwkitDevice, stepResponse } from './interop/aihwkit/aihwkit-device.ts';
export { type ConvertedAihwkit, fromAihwkit, toAihwkit } from './interop/aihwkit/convert-aihwkit.ts';
export type { AihwkitSteps } from './interop/aihwkit/steps/aihwkit-steps.ts';
export { fromCrosssim, type LookupTables, toCrosssim } from './interop/crosssim/convert-crosssim.ts';
export { type LookupTable, parseLookupTable, printLookupTable } from './interop/crosssim/look-up-table.ts';
export { type FitOptions, fit, type MeasuredFit } from './measurement/fit/fit.ts';
export { type DeviceFit, fitDevice, type RankedFamily } from './measurement/fit/fit-device.ts';
export type { Estimate } from './measurement/fit/fit-family.ts';
export type { Verdict } from './measurement/fit/verdict.ts';
export type { ColumnRole, Doubt, ImportOptions, Measurement, Ramp } from './measurement/measurement.ts';
export { type GivenRole, type GivenRoles, givenRoles } from './measurement/read/given.ts';
export { type MeasuredFile, readMeasurement } from './measurement/read/measure.ts';
export { type UnpackedFile, unpacked } from './measurement/tables/unpacked.ts';
