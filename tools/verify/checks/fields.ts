import { CIM_FIELDS } from '../../../schema/cim-fields';
import { type Check, type Finding, failed, findAll, note, ok } from '../check';
import { type ResultRow, rowsOf } from '../search';
import { newestOf, sourcesOf } from './sources';

type Tag = keyof typeof CIM_FIELDS;
const TAGS = Object.keys(CIM_FIELDS) as Tag[];

const ADVICE =
  'see the fields of one such event in Search; local/props.conf of this or another app may stand in the way: splunk btool props list <sourcetype> --debug';

function countsOf(tag: Tag): string {
  const counts = CIM_FIELDS[tag].map((field) => `count(eval(isnotnull(${field}))) AS ${field}`);
  return `stats count AS events ${counts.join(' ')}`;
}

/** Which of the required fields not all events of the tag have; nothing where there is no event of it. */
function findingOf(subject: string, tag: Tag, row: ResultRow | undefined): Finding[] {
  const events = Number(row?.['events'] ?? 0);
  if (events === 0) return [];
  const shares = CIM_FIELDS[tag].map((field) => ({ field, count: Number(row?.[field] ?? 0) }));
  const lacking = shares.filter(({ count }) => count < events);
  if (lacking.length === 0) return [ok(subject, `all ${shares.length} fields on all of ${events} events`)];
  const told = lacking.map(({ field, count }) => `${field} on ${((100 * count) / events).toFixed(1)} %`);
  return [failed(subject, `of ${events} events tagged ${tag}: ${told.join(', ')}`, ADVICE)];
}

/** Whether messages and log-ins of every sourcetype are tagged, and have the fields that CIM requires. */
export const FIELDS_EXTRACTED: Check = {
  name: 'fields',
  title: 'Fields',
  async run(target) {
    const pairs = (await sourcesOf(target)).flatMap(({ name }) => TAGS.map((tag) => ({ name, tag })));
    const found = await findAll(
      pairs,
      ({ name, tag }) => `${name} ${tag}`,
      async ({ name, tag }) => {
        const spl = `${newestOf(name).replace(' | ', ` tag=${tag} | `)} | ${countsOf(tag)}`;
        return findingOf(`${name} ${tag}`, tag, (await rowsOf(target.splunk, spl, target.range))[0]);
      },
    );
    if (found.length > 0) return found;
    return [
      note(
        'tags',
        'no event of the time range is tagged email or authentication',
        'see --earliest; lines of mail servers become messages by the scheduled search SMTP Watch - Assemble messages',
      ),
    ];
  },
};
