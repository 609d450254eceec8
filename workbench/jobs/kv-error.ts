/** A request that the KV store cannot serve: it is malformed, names what is not there, or adds what is there already. */
export class KvError extends Error {
  override readonly name = 'KvError';
  readonly kind: 'invalid' | 'missing' | 'duplicate';

  constructor(kind: KvError['kind'], text: string) {
    super(text);
    this.kind = kind;
  }
}
