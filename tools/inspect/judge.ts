import type { Explained, Kind } from './explained';
import type { Report } from './report';

/** What is wrong with a package by AppInspect's report, a line each: failures, warnings not explained, explanations that explain nothing. */
export function reportFaults(kind: Kind, { findings }: Report, explained: readonly Explained[]): string[] {
  const ours = explained.filter(({ packages }) => packages.includes(kind));
  const faults = findings.flatMap(({ check, result, messages }) => {
    const says = ours.filter((one) => one.check === check).map((one) => one.says);
    const unexplained = messages.filter((message) => !says.some((pattern) => pattern.test(message)));
    return result === 'warning'
      ? unexplained.map((message) => `${check}: ${message}`)
      : messages.map((message) => `${result} ${check}: ${message}`);
  });
  const idle = ours.filter(
    ({ check, says }) =>
      !findings.some((one) => one.check === check && one.messages.some((message) => says.test(message))),
  );
  return [
    ...faults,
    ...idle.map(({ check, says }) => `${check}: found nothing that says ${says}, as explained`),
  ];
}
