import type { Target } from '../../../tools/verify/check';
import { LANGUAGE } from '../../../tools/verify/checks/language';
import type { Splunk } from '../../../tools/verify/splunk';
import { SplunkError } from '../../../tools/verify/splunk-error';

/** A Splunk that answers every search alike, and refuses those with a word. */
function splunkThatAnswers(row: object, refused: RegExp): Splunk {
  const unused = (): never => {
    throw new Error('not asked for by this check');
  };
  return {
    app: 'smtp_watch',
    version: '10.4.0',
    list: unused,
    listInApp: unused,
    get: async (path) =>
      path.endsWith('/results')
        ? { fields: [], results: [row] }
        : { entry: [{ content: { isDone: true, isFailed: false } }] },
    post: async (_path, { search = '' }) => {
      if (refused.test(search)) throw new SplunkError(400, 'no such function');
      return { sid: '1' };
    },
    remove: async () => undefined,
    saveRecord: unused,
    readRecord: unused,
    removeRecord: unused,
  };
}

test('tells where Splunk answers or refuses otherwise than the workbench', async () => {
  const splunk = splunkThatAnswers({ a: 'same' }, /strptime/);
  const found = await LANGUAGE.run({ splunk } as Target);
  const byVerdict = (verdict: string): string[] =>
    found.filter((one) => one.verdict === verdict).map(({ subject }) => subject);
  expect(found.length).toBeGreaterThan(50);
  expect(byVerdict('ok')).toContain('eval/times: now is a whole number');
  expect(found).toContainEqual({
    subject: 'eval/times: strptime',
    verdict: 'note',
    detail: 'Splunk refuses it: no such function',
  });
  expect(found).toContainEqual({
    subject: 'eval/times: a time far away is none',
    verdict: 'note',
    detail: 'Splunk answers [{"a":"same"}], the workbench [{}]',
  });
  expect(byVerdict('failed')).toEqual([]);
});
