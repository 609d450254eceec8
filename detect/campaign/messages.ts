import type { KeyLists, Keys, Text } from '../columns';
import { wholeNumbers } from '../growing-column';
import { IdMemo } from '../id-memo';
import { Recipients } from '../spam-rate/recipients';
import { domainOf, keyOfMake } from './make';
import { type SubjectShape, shapeOfSubject } from './subject-shape';

/** What a batch tells of its messages; a property is left out where no field yields it. */
export interface CampaignBatch {
  readonly rows: number;
  readonly subjects?: Keys;
  readonly sources?: Keys;
  readonly senders?: Keys;
  readonly recipients?: KeyLists;
  readonly userAgents?: Keys;
  readonly helos?: Keys;
  readonly messageIds?: Text;
  readonly repliesTo?: Text;
  readonly sizes?: Float64Array;
}

/** Texts with numbers from 0 on. */
class Numbered {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** All messages as numbers, in order of arrival; -1 where a message does not tell. */
export class Messages {
  readonly shapes: SubjectShape[] = [];
  readonly makes = new Numbered();
  readonly recipients = new Recipients();
  readonly shapeOf = wholeNumbers();
  readonly subjectOf = wholeNumbers();
  readonly makeOf = wholeNumbers();
  readonly sourceOf = wholeNumbers();
  readonly senderOf = wholeNumbers();
  readonly domainOf = wholeNumbers();
  /** Size by its power of the root of 2. */
  readonly sizeOf = wholeNumbers();
  readonly isReply = wholeNumbers();
  length = 0;
  readonly #numberOfShape = new Map<string, number>();
  readonly #shapeOfSubject = new IdMemo((subject) => this.#shapeNumber(subject));
  readonly #domains = new Numbered();
  readonly #domainOfSender = new IdMemo((sender) => this.#domains.of(domainOf(sender)));

  /** Keeps the rows of one batch. */
  add(batch: CampaignBatch): void {
    this.recipients.add(batch.rows, batch.recipients);
    for (let row = 0; row < batch.rows; row++) this.#addRow(batch, row, this.length++);
  }

  #addRow(batch: CampaignBatch, row: number, at: number): void {
    const { subjects, senders, sizes, repliesTo } = batch;
    const subject = subjects?.ids[row] ?? -1;
    const sender = senders?.ids[row] ?? -1;
    this.subjectOf.set(at, subject);
    this.shapeOf.set(at, subject < 0 ? -1 : this.#shapeOfSubject.get(subjects!, subject));
    this.sourceOf.set(at, batch.sources?.ids[row] ?? -1);
    this.senderOf.set(at, sender);
    this.domainOf.set(at, sender < 0 ? -1 : this.#domainOfSender.get(senders!, sender));
    const size = sizes?.[row] ?? 0;
    this.sizeOf.set(at, size > 0 ? Math.round(2 * Math.log2(size)) : -1);
    this.isReply.set(at, (repliesTo?.(row) ?? '') === '' ? 0 : 1);
    const key = keyOfMake({
      userAgent: textOf(batch.userAgents, row),
      messageId: batch.messageIds?.(row),
      helo: textOf(batch.helos, row),
      sender: textOf(senders, row),
    });
    this.makeOf.set(at, key === undefined ? -1 : this.makes.of(key));
  }

  #shapeNumber(subject: string): number {
    const shape = shapeOfSubject(subject);
    const name = `${shape.isAutomatic ? 'a' : ' '}${shape.text}`;
    const known = this.#numberOfShape.get(name);
    if (known !== undefined) return known;
    this.#numberOfShape.set(name, this.shapes.length);
    return this.shapes.push(shape) - 1;
  }
}

function textOf(keys: Keys | undefined, row: number): string | undefined {
  const id = keys?.ids[row] ?? -1;
  return id < 0 ? undefined : keys!.text(id);
}
