import { PLACE } from '../jobs/search-result';
import type { Workbench } from '../jobs/workbench';
import { type FoundRows, withRows } from './found-rows';

const FIELDS = 'sourcetype host src dest app user authentication_method action status signature reason'.split(
  ' ',
);

/** Tables of anybody's making keep the word "login" for any try; what came of it is then in the status. */
const SEARCH = 'index=* (tag=authentication OR (sourcetype="smtp:generic*" action="login"))';

function insertSql(found: FoundRows): string {
  const [action, status] = [found.text('action'), found.text('status')];
  const columns = [
    `row_number() OVER (ORDER BY "_time", ${PLACE} DESC)`,
    found.time,
    ...['sourcetype', 'host'].map((name) => found.text(name)),
    ...['src', 'dest'].map((name) => found.known(name)),
    found.text('app'),
    found.known('user'),
    found.text('authentication_method'),
    `CASE WHEN ${action} IN ('success', 'failure') THEN ${action}
      WHEN regexp_matches(${status}, '(?i)fail|den|reject|error|invalid|bad') THEN 'failure' ELSE 'success' END`,
    `coalesce(${found.text('reason')}, ${found.text('signature')})`,
  ];
  return `INSERT INTO smtp_login SELECT ${columns.join(', ')} FROM ${found.from}`;
}

/** Fills the table of log-ins with what is tagged as one. */
export async function fillLogins(workbench: Workbench): Promise<void> {
  await withRows(workbench, SEARCH, FIELDS, (found) => workbench.engine.run(insertSql(found)));
}
