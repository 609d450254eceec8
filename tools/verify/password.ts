import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks for a password at the terminal without showing it. Rejects where there is no terminal. */
export function askPassword(user: string): Promise<string> {
  if (!process.stdin.isTTY)
    return Promise.reject(
      new Error('there is neither SPLUNK_PASSWORD nor a terminal to ask for the password'),
    );
  process.stderr.write(`password of ${user}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    reader.once('close', () => reject(new Error('no password was given')));
    reader.question('', (answer) => {
      resolve(answer);
      reader.close();
      process.stderr.write('\n');
    });
  });
}
