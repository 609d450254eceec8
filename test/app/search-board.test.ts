import { createSearchBoard, type SearchBoard } from '../../app/search/search-board';
import { DONE, failed, running, ScriptedClient } from './scripted-client';

const RANGE = { earliest: '0', latest: '10' };
const SOURCES = {
  base: { spl: 'base' },
  counts: { base: 'base', spl: '| stats count' },
  worst: { base: 'base', spl: '| head 1' },
  alone: { spl: 'alone' },
};
const SHOWN = ['counts', 'worst', 'alone'];

function settled(board: SearchBoard, name: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!['waiting', 'running'].includes(board.state(name).status)) resolve();
    };
    board.subscribe(look);
    look();
  });
}

const nextTick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('one job feeds all searches that share a base, and no search runs twice', async () => {
  const client = new ScriptedClient(() => [running(0.2), DONE]);
  const board = createSearchBoard(client, SOURCES, SHOWN);
  expect(board.state('worst')).toEqual({ status: 'waiting' });
  board.run(RANGE);
  expect(board.state('worst')).toEqual({ status: 'running', progress: 0, isQueued: false });
  await Promise.all(SHOWN.map((name) => settled(board, name)));
  expect(client.created).toEqual([
    { spl: 'base', ...RANGE },
    { spl: 'alone', ...RANGE },
  ]);
  expect(board.state('worst')).toMatchObject({ status: 'done', rows: { rows: [['1', '| head 1']] } });
  expect(board.state('alone')).toMatchObject({ status: 'done', rows: { rows: [['2', null]] } });
  expect(client.read.map(([sid, { postProcess }]) => [sid, postProcess])).not.toContainEqual([
    '1',
    undefined,
  ]);
  expect(client.cancelled).toEqual([]);
});

test('progress is told to every search of the job', async () => {
  const client = new ScriptedClient(() => [running(0.25), running(0.5), DONE]);
  const board = createSearchBoard(client, SOURCES, SHOWN);
  const seen = new Set<number>();
  board.subscribe(() => {
    const state = board.state('counts');
    if (state.status === 'running') seen.add(state.progress);
  });
  board.run(RANGE);
  await settled(board, 'counts');
  expect([...seen]).toEqual([0, 0.25, 0.5]);
});

test('a failed search carries the messages of the server and leaves the others alone', async () => {
  const client = new ScriptedClient((spl) => (spl === 'base' ? [failed('It broke.', 'Badly.')] : [DONE]));
  const board = createSearchBoard(client, SOURCES, SHOWN);
  board.run(RANGE);
  await Promise.all(SHOWN.map((name) => settled(board, name)));
  expect(board.state('counts')).toEqual({ status: 'failed', message: 'It broke. Badly.' });
  expect(board.state('alone').status).toBe('done');
});

test('a search that is refused at once has failed too', async () => {
  const board = createSearchBoard(new ScriptedClient(() => [DONE]), { x: { spl: 'refused' } }, ['x']);
  board.run(RANGE);
  await settled(board, 'x');
  expect(board.state('x')).toEqual({ status: 'failed', message: 'Unknown search command.' });
});

test('cancelling ends the job for all who share it; running it again makes a new one', async () => {
  const client = new ScriptedClient(() => [running(0.1)]);
  const board = createSearchBoard(client, SOURCES, SHOWN);
  board.run(RANGE);
  await nextTick();
  board.cancel('worst');
  await nextTick();
  expect(client.cancelled).toEqual(['1']);
  expect(board.state('counts')).toEqual({ status: 'cancelled' });
  expect(board.state('alone').status).toBe('running');
  board.rerun('counts');
  await nextTick();
  expect(client.created.map(({ spl }) => spl)).toEqual(['base', 'alone', 'base']);
  expect(board.state('worst').status).toBe('running');
  board.cancelAll();
  await nextTick();
  expect(client.cancelled.sort()).toEqual(['1', '2', '3']);
});

test('another time range cancels what runs over the former, whose results no one sees', async () => {
  const client = new ScriptedClient((spl) => (spl === 'alone' ? [running(0.1)] : [DONE]));
  const board = createSearchBoard(client, { alone: SOURCES.alone }, ['alone']);
  board.run(RANGE);
  await nextTick();
  board.run({ earliest: '5', latest: '6' });
  await nextTick();
  expect(client.cancelled).toEqual(['1']);
  expect(client.created.map(({ earliest }) => earliest)).toEqual(['0', '5']);
  expect(board.state('alone').status).toBe('running');
  board.cancelAll();
});

test('a job that is created after its cancelling is cancelled then', async () => {
  const client = new ScriptedClient(() => [DONE]);
  const board = createSearchBoard(client, { alone: SOURCES.alone }, ['alone']);
  board.run(RANGE);
  board.cancelAll();
  await nextTick();
  await nextTick();
  expect(client.cancelled).toEqual(['1']);
  expect(board.state('alone')).toEqual({ status: 'cancelled' });
});
