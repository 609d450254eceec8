import { groupSimilar, type SimilarityOptions } from './similar-texts';
import type { SubjectShape } from './subject-shape';
import { fixedLetters, templateOf, wordsOf } from './template';
import { WordCounts } from './word-counts';

/** With fewer letters than "invoice" in common, mail has nothing in common. */
const LEAST_LETTERS = 6;

/** Groups of subjects: of each shape its group, -1 for none, and of each group the template of most of its messages. */
export interface SubjectGroups {
  readonly groupOfShape: Int32Array;
  readonly templates: readonly string[];
}

/** Groups the shapes of subjects by their templates; `messages` tells how many have each shape. */
export function groupSubjects(
  shapes: readonly SubjectShape[],
  messages: ArrayLike<number>,
  options: SimilarityOptions,
): SubjectGroups {
  const written = templatesOf(shapes, messages);
  const counts = new Map<string, number>();
  for (const [shape, template] of written.entries())
    counts.set(template, (counts.get(template) ?? 0) + messages[shape]!);
  const texts = [...counts.keys()].filter((text) => fixedLetters(text) >= LEAST_LETTERS).sort();
  const roots = groupSimilar(texts, options);
  const numbers = new Map<number, number>();
  const groupOfText = new Map<string, number>();
  const templates: string[] = [];
  for (const [index, text] of texts.entries()) {
    const group = numbers.get(roots[index]!) ?? numbers.size;
    numbers.set(roots[index]!, group);
    groupOfText.set(text, group);
    if (templates[group] === undefined || counts.get(text)! > counts.get(templates[group])!)
      templates[group] = text;
  }
  return { groupOfShape: Int32Array.from(written, (text) => groupOfText.get(text) ?? -1), templates };
}

function templatesOf(shapes: readonly SubjectShape[], messages: ArrayLike<number>): string[] {
  const counts = new WordCounts();
  for (const [shape, { text }] of shapes.entries())
    for (const word of wordsOf(text)) counts.add(word, messages[shape]!);
  return shapes.map(({ text }) => templateOf(text, counts));
}
