import type { JobResults } from '../jobs/job-results';
import { outputMode } from './arguments';
import type { Handler } from './call';
import { finishedJob } from './job-create';
import { onlyFields } from './job-results';
import { contentType, csvLine, rowJson } from './result-format';

const ROWS_AT_ONCE = 5000;

async function* jsonLines(
  results: JobResults | undefined,
  wanted: readonly string[],
): AsyncGenerator<string> {
  const total = results?.result.rows ?? 0;
  if (!results || total === 0) {
    yield '{"preview":false,"lastrow":true}\n';
    return;
  }
  for (let start = 0; start < total; start += ROWS_AT_ONCE) {
    const page = await results.read(results.result, { offset: start, count: ROWS_AT_ONCE });
    const { fields, rows } = onlyFields(page, wanted);
    const lines = rows.map((row, at) => {
      const offset = start + at;
      const last = offset === total - 1 ? '"lastrow":true,' : '';
      return `{"preview":false,"offset":${offset},${last}"result":${rowJson(fields, row)}}`;
    });
    yield `${lines.join('\n')}\n`;
  }
}

async function* csvLines(results: JobResults | undefined, wanted: readonly string[]): AsyncGenerator<string> {
  if (!results) return;
  const total = results.result.rows;
  for (let start = 0; start === 0 || start < total; start += ROWS_AT_ONCE) {
    const page = await results.read(results.result, { offset: start, count: ROWS_AT_ONCE });
    const { fields, rows } = onlyFields(page, wanted);
    yield (start === 0 ? csvLine(fields) : '') + rows.map(csvLine).join('');
  }
}

async function* untilRead(lines: AsyncGenerator<string>, end: () => void): AsyncGenerator<string> {
  try {
    yield* lines;
  } finally {
    end();
  }
}

/** `search/jobs/export`: every row as it is read, one JSON object a line or CSV; the job is forgotten afterwards. */
export const exportSearch: Handler = async (context, call) => {
  const mode = outputMode(call.args, ['csv']);
  const job = await finishedJob(context, call, { maxRows: Number.POSITIVE_INFINITY });
  const format = mode === 'csv' ? csvLines : jsonLines;
  const lines = format(context.jobs.results(job), call.args.getAll('f'));
  const body = untilRead(lines, () => context.jobs.cancel(job));
  return { status: 200, headers: { 'Content-Type': contentType(mode) }, body };
};
