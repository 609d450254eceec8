import { type LastRun, lastRunOf, lastRunPath } from '../../../app/setup/last-run';

const TIME = '2026-03-04T05:06:07.000+00:00';

const after = (content: Readonly<Record<string, unknown>>): LastRun | undefined =>
  lastRunOf([
    { name: 'scheduler__1', published: TIME, content },
    { name: 'an older one', content: {} },
  ]);

test.each<[string, Readonly<Record<string, unknown>>, Omit<LastRun, 'time'>]>([
  [
    'rows',
    { isDone: true, isFailed: false, resultCount: 1234, runDuration: 2.6 },
    { state: 'done', told: 'found 1,234, took 3 s' },
  ],
  [
    'no row',
    { isDone: true, isFailed: false, resultCount: 0, runDuration: 0.2 },
    { state: 'done', told: 'found nothing, took under a second' },
  ],
  ['not yet', { isDone: false, isFailed: false, resultCount: 0 }, { state: 'running', told: 'runs now' }],
  [
    'a failure',
    {
      isDone: true,
      isFailed: true,
      messages: [
        { type: 'INFO', text: 'began' },
        { type: 'FATAL', text: 'unknown command' },
      ],
    },
    { state: 'failed', told: 'failed: unknown command' },
  ],
  [
    'a silent failure',
    { isDone: true, isFailed: true },
    { state: 'failed', told: 'failed: the server does not say why' },
  ],
])('a last run with %s is told', (_title, content, expected) =>
  expect(after(content)).toEqual({ time: TIME, ...expected }),
);

test('an alert without runs has no last run', () => expect(lastRunOf([])).toBeUndefined());

test('the path names any saved search', () =>
  expect(lastRunPath('SMTP - a/b & c')).toMatch(/^saved\/searches\/SMTP%20-%20a%2Fb%20%26%20c\/history\?/));
