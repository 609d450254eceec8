// A search command for tests, in plain JavaScript as splunkd would start it: <behaviour> <answer to getinfo as JSON> [file].
const { spawn } = require('node:child_process');
const { appendFileSync, readSync, writeSync } = require('node:fs');

const [behaviour, settings, record] = process.argv.slice(2);
/** These write their process ids into the file instead of what they were sent. */
const NOT_RECORDED = ['family', 'hang_at_once'];

function readBytes(count) {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at < count; ) {
    const read = readSync(0, bytes, at, count - at, null);
    if (read === 0) process.exit(0);
    at += read;
  }
  return bytes;
}

function readFrame() {
  let header = '';
  while (!header.endsWith('\n')) header += readBytes(1).toString('latin1');
  const [, metadataBytes, bodyBytes] = /^chunked 1\.0,(\d+),(\d+)\n$/.exec(header).map(Number);
  const metadata = readBytes(metadataBytes);
  const body = readBytes(bodyBytes);
  if (record && !NOT_RECORDED.includes(behaviour))
    appendFileSync(record, Buffer.concat([Buffer.from(header), metadata, body]));
  return { metadata: JSON.parse(metadata.toString()), body };
}

function send(metadata, body = '') {
  const json = JSON.stringify(metadata);
  const bytes = Buffer.concat([
    Buffer.from(`chunked 1.0,${Buffer.byteLength(json)},${Buffer.byteLength(body)}\n${json}`),
    Buffer.from(body),
  ]);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

const lines = (body) =>
  body
    .toString()
    .split('\n')
    .filter((line) => line !== '');

const sleepForever = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);

const BEHAVIOURS = {
  echo: ({ finished }, body) => send({ finished }, body),
  drop_odd: ({ finished }, body) =>
    send(
      { finished },
      lines(body)
        .filter((_, at) => at === 0 || at % 2 === 1)
        .join('\n'),
    ),
  backwards: ({ finished }, body) => {
    const [header, ...rows] = lines(body);
    send({ finished }, [header, ...rows.reverse()].join('\n'));
  },
  add: ({ finished }, body) => {
    const [header, ...rows] = lines(body);
    const at = header.split(',').indexOf('"_chunked_idx"');
    const out = rows.map((row, n) => `${row.split(',')[at].replaceAll('"', '')},v${n},"$a$$1$;$b;c$"`);
    send({ finished }, ['_chunked_idx,added,__mv_added', ...out].join('\n'));
  },
  messages: ({ finished }) =>
    send(
      {
        inspector: {
          messages: [
            ['WARN', 'careful'],
            ['WARN', 'careful'],
            ['LOUD', 'x'],
            ['INFO', 'fyi'],
          ],
        },
        finished,
      },
      'n\n1\n',
    ),
  error: () => send({ finished: true, error: 'it did not work' }),
  exit: () => process.exit(3),
  quiet_exit: () => process.exit(0),
  garbage: () => writeSync(1, 'hello\n'),
  twice: ({ finished }) => {
    send({ finished }, 'n\n1\n');
    send({ finished }, 'n\n2\n');
  },
  ragged: ({ finished }) => send({ finished }, 'a,b\n1\n'),
  unclosed: ({ finished }) => send({ finished }, 'a\n"1\n'),
  same_names: ({ finished }) => send({ finished }, 'a,a\n1,2\n'),
  unfinished: () => send({ finished: false }, 'a\n1\n'),
  sleep: sleepForever,
  flood: () => {
    for (const block = Buffer.alloc(65_536, 'all work and no play\n'); ; ) writeSync(2, block);
  },
  long_line: ({ finished }) => {
    writeSync(2, 'x'.repeat(300_000));
    send({ finished }, 'a\n1\n');
  },
  boast: () => writeSync(1, 'chunked 1.0,17,5000000000\n{"finished":true}a\n1\n'),
  family: () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    appendFileSync(record, `${process.pid} ${child.pid}\n`);
    sleepForever();
  },
  latin1: ({ finished }) => {
    const body = Buffer.from('a\ncaf\xe9\n', 'latin1');
    const json = JSON.stringify({ finished });
    writeSync(1, Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${body.length}\n${json}`), body]));
  },
  log: ({ finished }) => {
    writeSync(2, 'to the log\n');
    send({ finished }, 'a\n1\n');
  },
};

if (behaviour === 'hang_at_once') {
  appendFileSync(record, `${process.pid}\n`);
  sleepForever();
}
const { metadata } = readFrame();
if (behaviour === 'no_answer') process.exit(2);
if (behaviour === 'show_args')
  send({
    type: 'reporting',
    error: JSON.stringify([metadata.searchinfo.args, metadata.searchinfo.raw_args]),
    finished: true,
  });
else send(JSON.parse(settings));
for (;;) {
  const frame = readFrame();
  BEHAVIOURS[behaviour](frame.metadata, frame.body);
}
