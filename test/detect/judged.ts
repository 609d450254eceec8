import type { Spoof, SpoofBatch } from '../../detect/spoof';

/** The answers of smtpspoof row by row: what its numbers stand for. */
export function judged(spoof: Spoof, batch: SpoofBatch) {
  const { author, froms, judgements } = spoof.judge(batch);
  const ofRows = [...judgements].map((number) => spoof.judgement(number));
  const authors = [...froms.subarray(0, batch.rows)].map((id) => author(id));
  return {
    scores: ofRows.map(({ score }) => score),
    verdicts: ofRows.map(({ verdict }) => verdict),
    reasons: ofRows.map(({ reasons }) => reasons),
    addresses: authors.map((one) => one?.header.address),
    domains: authors.map((one) => one?.header.domain),
    imitates: authors.map((one) => one?.imitates),
    names: authors.map((one) => one?.header.name || undefined),
  };
}
