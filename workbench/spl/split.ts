import type { Argument, ArgumentReader } from './arguments';
import { LIMITS } from './limits';

/** How chart and timechart make a column of each value of a field. */
export interface SplitOptions {
  /** The most columns; 0 makes one of every value. */
  readonly limit: number;
  /** The smallest are kept and not the largest. */
  readonly keepsBottom: boolean;
  readonly useOther: boolean;
  readonly useNull: boolean;
  readonly otherName: string;
  readonly nullName: string;
}

export const SPLIT_OPTIONS = {
  limit: '<int> | top<int> | bottom<int>',
  useother: '<bool>',
  usenull: '<bool>',
  otherstr: '<string>',
  nullstr: '<string>',
};

const DEFAULT_LIMIT = LIMITS.chartColumns.value;

/** The split options among those that a command was given. Throws SearchError. */
export function splitOptions(reader: ArgumentReader, options: ReadonlyMap<string, Argument>): SplitOptions {
  const flag = (name: string): boolean => {
    const option = options.get(name);
    return option === undefined || reader.boolean(option, name);
  };
  const limit = options.get('limit');
  const count = limit && /^(top|bottom)?\s*(\d+)$/i.exec(limit.text);
  if (limit && !count)
    reader.fail(limit, `limit expects a number such as 10 or top10, found "${limit.text}"`);
  return {
    limit: count ? Math.min(Number(count[2]), Number.MAX_SAFE_INTEGER) : DEFAULT_LIMIT,
    keepsBottom: count?.[1]?.toLowerCase() === 'bottom',
    useOther: flag('useother'),
    useNull: flag('usenull'),
    otherName: options.get('otherstr')?.text ?? 'OTHER',
    nullName: options.get('nullstr')?.text ?? 'NULL',
  };
}
