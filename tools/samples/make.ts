import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { maccdcTwin } from './maccdc-twin';

const FOLDER = join(__dirname, '..', '..', 'samples');
const SAMPLES: Record<string, () => string> = { 'maccdc2012-twin.log': maccdcTwin };

const isCheck = process.argv.includes('--check');
for (const [name, make] of Object.entries(SAMPLES)) {
  const path = join(FOLDER, name);
  const text = make();
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (isCheck) {
    console.error(`samples/${name} differs from what its generator makes: run npm run samples`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`wrote samples/${name}`);
  }
}
