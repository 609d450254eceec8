/** Epoch seconds as splunkd writes them for people, in the workbench's zone: `2026-11-23 08:00:00 UTC`. */
export function renderedTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/^(.*)T(.*)\.\d+Z$/, '$1 $2 UTC');
}
