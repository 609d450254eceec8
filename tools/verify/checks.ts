import { type Check, type Finding, failed, type Target } from './check';
import { ACCOUNT } from './checks/account';
import { APP, APP_VERSION } from './checks/app';
import { COLLECTIONS } from './checks/collections';
import { COMMANDS_ANSWER } from './checks/commands';
import { CONF_IN_FORCE } from './checks/conf';
import { DATA_MODELS } from './checks/data-model';
import { FIELDS_EXTRACTED } from './checks/fields';
import { LANGUAGE } from './checks/language';
import { LOOKUPS } from './checks/lookups';
import { PAGES } from './checks/pages';
import { PROTOCOL } from './checks/protocol';
import { SAVED_SEARCHES } from './checks/saved-searches';
import { SCHEDULED_RUNS } from './checks/scheduled-runs';
import { SERVER } from './checks/server';
import { SOURCETYPES_HAVE_DATA } from './checks/sources';
import { VIEWS } from './checks/views';
import { splunkError } from './splunk-error';

/** Every check, in the order of the report. */
export const CHECKS: readonly Check[] = [
  SERVER,
  ACCOUNT,
  APP,
  APP_VERSION,
  CONF_IN_FORCE,
  COMMANDS_ANSWER,
  PROTOCOL,
  LOOKUPS,
  COLLECTIONS,
  SOURCETYPES_HAVE_DATA,
  FIELDS_EXTRACTED,
  DATA_MODELS,
  SAVED_SEARCHES,
  SCHEDULED_RUNS,
  ...PAGES,
  VIEWS,
  LANGUAGE,
];

/** The checks that were asked for, all that are not extra when none is named, and those that they rest on. */
export function checksFor(names: readonly string[]): readonly Check[] {
  const isAsked = ({ name, isExtra }: Check): boolean =>
    names.length === 0 ? isExtra === undefined : names.includes(name);
  return CHECKS.filter((check) => check.isBase || isAsked(check));
}

/** What a check found. */
export interface Checked {
  readonly check: Pick<Check, 'name' | 'title'>;
  readonly findings: readonly Finding[];
}

async function findingsOf(check: Check, target: Target): Promise<readonly Finding[]> {
  try {
    return await check.run(target);
  } catch (error) {
    return [failed(check.name, splunkError(error).message)];
  }
}

/** Runs the checks one after the other; when one that others rest on fails, those after it are skipped. */
export async function runChecks(
  checks: readonly Check[],
  target: Target,
  onStart: (check: Check) => void,
): Promise<readonly Checked[]> {
  const done: Checked[] = [];
  let broken: Check | undefined;
  for (const check of checks) {
    if (broken) {
      const detail = `the check "${broken.title}" failed`;
      done.push({ check, findings: [{ subject: check.name, verdict: 'skipped', detail }] });
      continue;
    }
    onStart(check);
    const findings = await findingsOf(check, target);
    if (check.isBase && findings.some(({ verdict }) => verdict === 'failed')) broken = check;
    done.push({ check, findings });
  }
  return done;
}
