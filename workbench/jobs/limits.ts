import { totalmem } from 'node:os';
import type { AppConf } from '../conf/app';
import { isTrue } from '../conf/commands';

/** What one search may use. */
export interface SearchLimits {
  /** A search that runs for longer is finalized. */
  readonly runSeconds: number;
  /** Rows that a result keeps (limits.conf, [search] max_count). */
  readonly resultRows: number;
  /** Memory and disk together that one search may take; only when limits.conf turns its memory tracker on. */
  readonly memoryMegabytes: number;
  /** Disk that one search may take for what does not fit into memory (authorize.conf, srchDiskQuota of the role admin). */
  readonly diskMegabytes: number;
  /** Memory of the whole process above which the largest search is ended. */
  readonly processMegabytes: number;
}

const MEBIBYTE = 2 ** 20;

export const DEFAULT_LIMITS: SearchLimits = {
  runSeconds: 600,
  resultRows: 500_000,
  memoryMegabytes: Number.POSITIVE_INFINITY,
  diskMegabytes: 10_000,
  processMegabytes: Math.floor((totalmem() * 0.85) / MEBIBYTE),
};

/** The limits that the app's limits.conf sets, else Splunk's defaults; settings that are no number count as not set. */
export function readLimits(app: AppConf): SearchLimits {
  const settings = app.conf('limits').get('search')?.settings;
  const number = (key: string, fallback: number): number => {
    const text = settings?.get(key)?.value ?? '';
    return /^\d+(\.\d+)?$/.test(text) ? Number(text) : fallback;
  };
  const isTracked = isTrue(settings?.get('enable_memory_tracker')?.value);
  const memory = number('search_process_memory_usage_threshold', 4000);
  return {
    ...DEFAULT_LIMITS,
    resultRows: number('max_count', DEFAULT_LIMITS.resultRows),
    ...(isTracked && memory > 0 && { memoryMegabytes: memory }),
  };
}
