import type { Spoof, SpoofBatch } from '../../detect/spoof';

/** The answers of smtpspoof row by row: what its numbers stand for. */
export function judged(spoof: Spoof, batch: SpoofBatch) {
  const { from, froms, judgements } = spoof.judge(batch);
  const ofRows = [...judgements].map((number) => spoof.judgement(number));
  const headers = [...froms.subarray(0, batch.rows)].map((id) => from(id));
  return {
    scores: ofRows.map(({ score }) => score),
    verdicts: ofRows.map(({ verdict }) => verdict),
    reasons: ofRows.map(({ reasons }) => reasons),
    addresses: headers.map((header) => header?.address),
    domains: headers.map((header) => header?.domain),
    names: headers.map((header) => header?.name || undefined),
  };
}
