import { EXPECTED, IN_HEADERS } from './expected';

/** What truth.json says of one planted incident, or of something harmless that looks like one. */
export interface PlantedCase {
  readonly id: string;
  readonly kind: string;
  readonly technique: string;
  readonly entity: string;
  readonly others: readonly string[];
  readonly message_ids: readonly string[];
  readonly queue_ids: readonly string[];
  /** Rows of smtp.log that show its headers. */
  readonly readable_messages: number;
}

/** A finding as it is kept, as far as it is judged. */
export interface Finding {
  readonly detection: string;
  readonly entity: string;
  readonly related: readonly string[];
  readonly score: number;
  readonly reasons: readonly string[];
}

/** What became of one planted incident: the findings that a detection for its kind made of it. */
interface JudgedCase {
  readonly planted: PlantedCase;
  readonly found: readonly Finding[];
  /** Not found, and what would tell is in no log. */
  readonly isHidden: boolean;
}

export interface Judgement {
  readonly cases: readonly JudgedCase[];
  /** Findings that are about no incident, with the harmless thing that they are about where there is one. */
  readonly falseAlarms: readonly { readonly finding: Finding; readonly about: string }[];
}

/** Whether a case is an incident, and nothing that only looks like one. */
export const isIncident = ({ kind }: PlantedCase): boolean => !/^(?:benign|background)_/.test(kind);

const word = (text: string): string => text.toLowerCase().replace(/^<|>$/g, '');

/** Whether a finding is about that case: it names its entity, one of the others, or one of its messages. */
function isAbout(finding: Finding, { entity, others, message_ids }: PlantedCase): boolean {
  const known = new Set([entity, ...others, ...message_ids].map(word));
  return [finding.entity, ...finding.related].some((name) => known.has(word(name)));
}

/** Holds findings against what was planted. */
export function judge(planted: readonly PlantedCase[], findings: readonly Finding[]): Judgement {
  const incidents = planted.filter(isIncident);
  const harmless = planted.filter((one) => !isIncident(one));
  const cases = incidents.map((one) => {
    const found = findings.filter(
      (finding) => EXPECTED[one.kind]?.includes(finding.detection) && isAbout(finding, one),
    );
    const isHidden = found.length === 0 && IN_HEADERS.has(one.kind) && one.readable_messages === 0;
    return { planted: one, found, isHidden };
  });
  const falseAlarms = findings
    .filter((finding) => !incidents.some((one) => isAbout(finding, one)))
    .map((finding) => {
      const about = harmless.find((one) => isAbout({ ...finding, related: [] }, one));
      return { finding, about: about?.kind ?? 'nothing planted' };
    });
  return { cases, falseAlarms };
}
