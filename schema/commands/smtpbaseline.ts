import type { Command } from '../command';

export const smtpbaseline = {
  name: 'smtpbaseline',
  summary: 'Finds who does more than is usual for it in a bucket of time, with an honest probability.',
  description:
    'Adds up every entity by buckets of time, the empty ones between its first event and the end counted as 0, and holds each bucket against the others, without itself and, from a day of hours on, without the fullest later burst: against the same hours of other weeks when there are three weeks of history, else against all. The p-value is the upper tail of a negative binomial distribution, the q-value that of Benjamini and Hochberg over all entities and buckets. Rows may come in any order; buckets begin at whole multiples of the span in UTC.',
  arguments: [
    {
      name: 'span',
      kind: 'duration',
      default: '1h',
      minimumSeconds: 60,
      maximumSeconds: 31 * 86_400,
      help: 'Length of a bucket.',
    },
    {
      name: 'field',
      kind: 'field',
      default: 'count',
      help: 'What is added up: count for the number of rows, else the numbers above 0 in that field.',
    },
    {
      name: 'effect',
      kind: 'integer',
      default: 10,
      minimum: 0,
      maximum: 1_000_000_000_000,
      help: 'Least that a bucket has to be above the usual to be a spike.',
    },
    {
      name: 'mode',
      kind: 'choice',
      choices: ['summary', 'series'],
      default: 'summary',
      help: 'summary gives one row for each entity; series gives one for each bucket of each, the empty ones included, with the band in which it was expected: what a chart draws.',
    },
    {
      name: 'only',
      kind: 'field',
      help: 'With mode=series: only entities of which a row has a value in this field. All rows count for the judgement.',
    },
  ],
  by: ['user'],
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'values', fields: [], argument: 'field', column: 'number' },
    { as: 'marks', fields: [], argument: 'only', column: 'key' },
  ],
  modes: {
    summary: {
      type: 'reporting',
      outputs: [
        { name: 'buckets', help: 'Buckets from the first event of the entity to the last of all.' },
        { name: 'active_buckets', help: 'Those that are not empty.' },
        { name: 'total', help: 'Sum over all buckets.' },
        {
          name: 'peak_start',
          help: 'Beginning of the most deviant bucket, of the fullest where none is judged.',
        },
        { name: 'peak_value', help: 'What that bucket holds.' },
        { name: 'expected', help: 'Median of the buckets that it is held against.' },
        {
          name: 'expected_low',
          help: 'Lower end of the band about the median, three robust deviations wide.',
        },
        { name: 'expected_high', help: 'Upper end of that band.' },
        {
          name: 'p_value',
          help: 'Probability of as much or more in one such bucket; absent without enough history.',
        },
        {
          name: 'q_value',
          help: 'Share of false ones to be expected among all buckets of all entities that are as unlikely or more.',
        },
        { name: 'spikes', help: 'Number of buckets that are spikes.' },
        { name: 'spike_starts', isMultivalue: true, help: 'When they begin, 50 at most.' },
        { name: 'spike_total', help: 'What they hold together.' },
        { name: 'season', help: 'week when held against the same time of other weeks, else none.' },
        { name: 'baseline_score', help: 'How much the entity deviates, from 0 to 100.' },
        { name: 'verdict', help: 'One of spike, normal and insufficient_history.' },
        { name: 'reasons', isMultivalue: true, help: 'What was seen, each as a stable code and a sentence.' },
      ],
    },
    series: {
      type: 'reporting',
      outputs: [
        { name: '_time', help: 'Beginning of the bucket.' },
        { name: 'value', help: 'What it holds; the last 10,000 buckets of an entity are given.' },
        {
          name: 'expected',
          help: 'Median of the buckets that it is held against; absent before there is enough history.',
        },
        {
          name: 'expected_low',
          help: 'Lower end of the band about the median, three robust deviations wide.',
        },
        { name: 'expected_high', help: 'Upper end of that band.' },
        { name: 'is_spike', help: '1 for a spike as the summary counts them, else 0.' },
      ],
    },
  },
  examples: [
    {
      search: 'index=mail tag=email | smtpbaseline span=1h by src_user | where verdict="spike"',
      comment: 'Find senders with an hour of far more messages than they are used to.',
    },
    {
      search:
        'index=mail tag=email | bin _time span=1d | stats sum(size) AS bytes by _time src | smtpbaseline span=1d field=bytes effect=10000000 by src',
      comment: 'Find hosts with a day of at least 10 MB more than usual, from one row for each host and day.',
    },
    {
      search:
        'index=mail tag=email | eval shown=if(src="192.0.2.1", 1, null()) | smtpbaseline mode=series only=shown by src | timechart span=1h max(value) max(expected_high) max(is_spike)',
      comment: 'Draw what one host sent every hour, with what was expected of it.',
    },
  ],
} as const satisfies Command;
