/**
 * memspike/report: pictures, tables in words and the HTML report of comparisons and attributions. Runs in Node and in the
 * browser: whoever asks for a picture brings the document on which it is drawn (`document`, or `nodeDocument()` of
 * memspike/node).
 */

export { findings } from './experiment/verdict/findings.ts';
export { type HtmlReport, htmlReport } from './report/html.ts';
export { accuracyByArm } from './report/pictures/accuracy-by-arm.ts';
export { accuracyByPrice } from './report/pictures/accuracy-by-price.ts';
export { accuracyPerEpoch } from './report/pictures/accuracy-per-epoch.ts';
export { attributionPicture } from './report/pictures/attribution.ts';
export { confusion as confusionPicture } from './report/pictures/confusion.ts';
export { type DeviceCurve, deviceCurves } from './report/pictures/device-curve.ts';
export { distributions as distributionsPicture } from './report/pictures/distributions.ts';
export { type FitPicture, fitPicture } from './report/pictures/fit.ts';
export { type Picture, svgOf } from './report/pictures/plot.ts';
export { pulsesPerDevice as pulsesPerDevicePicture } from './report/pictures/pulses-per-device.ts';
export { drawPictures, type NamedPicture, type ReportSubject } from './report/pictures.ts';
export { comparisonRows } from './report/text/comparison-rows.ts';
export { findingInWords, withVerdicts } from './report/text/finding-in-words.ts';
export { type RunVerdict, runInWords } from './report/text/run-in-words.ts';
