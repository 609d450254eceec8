import { gramsOf, jaccard } from '../../detect/campaign/grams';
import { groupSimilar } from '../../detect/campaign/similar-texts';
import { WordCounts } from '../../detect/campaign/word-counts';

/** Numbers that look drawn by chance, the same in every run (a linear congruential generator). */
function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Different texts, sorted: variants of sentences, each with one word that nobody else has. */
function variants(count: number): string[] {
  const draw = drawer(7);
  const babble = (): string =>
    Array.from({ length: 5 + draw(8) }, () => String.fromCharCode(97 + draw(26))).join('');
  const sentences = Array.from({ length: 40 }, () => Array.from({ length: 5 }, babble));
  const texts = Array.from({ length: count }, () => {
    const words = [...sentences[draw(sentences.length)]!];
    words[draw(words.length)] = babble();
    return words.join(' ');
  });
  return [...new Set(texts)].sort();
}

const SIMILARITY = 0.6;

test('MinHash joins nothing that brute force does not join, and misses hardly anything', () => {
  const texts = variants(700);
  const exact = groupSimilar(texts, { similarity: SIMILARITY, exactUpTo: texts.length });
  const quick = groupSimilar(texts, { similarity: SIMILARITY, exactUpTo: 0 });
  for (const [index, root] of quick.entries()) expect(exact[root]).toBe(exact[index]);
  const together = quick.reduce((sum, root, index) => sum + (root === exact[index] ? 1 : 0), 0);
  expect(together / texts.length).toBeGreaterThan(0.99);
});

test('all texts of a group are reached from its first one by steps that are similar enough', () => {
  const texts = variants(200);
  const roots = groupSimilar(texts, { similarity: SIMILARITY });
  const grams = texts.map((text) => gramsOf(text));
  for (const root of new Set(roots)) {
    const members = [...roots.keys()].filter((index) => roots[index] === root);
    const reached = new Set([root]);
    for (const one of reached)
      for (const other of members) if (jaccard(grams[one]!, grams[other]!) >= SIMILARITY) reached.add(other);
    expect([...reached].sort()).toEqual(members.sort());
  }
});

test('words are never counted too rarely, and rarely too often', () => {
  const counts = new WordCounts();
  for (let word = 0; word < 30_000; word++) counts.add(`w${word}`, (word % 3) + 1);
  let tooRarely = 0;
  let tooOften = 0;
  for (let word = 0; word < 30_000; word++) {
    const count = counts.get(`w${word}`);
    if (count < (word % 3) + 1) tooRarely++;
    if (count > (word % 3) + 1) tooOften++;
  }
  expect(tooRarely).toBe(0);
  expect(tooOften / 30_000).toBeLessThan(0.02);
});
