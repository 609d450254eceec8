/** One check of AppInspect that did not simply succeed. */
interface Finding {
  readonly check: string;
  readonly result: string;
  /** What it says, each sentence with its place. */
  readonly messages: readonly string[];
}

/** What AppInspect says of one package. */
export interface Report {
  /** How many checks ended how, as AppInspect counts them. */
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

interface RawCheck {
  readonly name: string;
  readonly result: string;
  readonly messages: readonly { readonly message: string }[];
}

interface RawReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly groups: readonly { readonly checks: readonly RawCheck[] }[];
}

const QUIET = ['success', 'not_applicable'];

/** What stands in AppInspect's JSON. Throws when it inspected no app. */
export function readReport(json: string): Report {
  const { reports } = JSON.parse(json) as { readonly reports?: readonly RawReport[] };
  const [report] = reports ?? [];
  if (!report) throw new Error('AppInspect reported on no app');
  const checks = report.groups.flatMap((group) => group.checks);
  const findings = checks
    .filter(({ result }) => !QUIET.includes(result))
    .map(({ name, result, messages }) => ({
      check: name,
      result,
      messages: messages.map(({ message }) => message.replace(/\s+/g, ' ').trim()),
    }));
  return { summary: report.summary, findings };
}
