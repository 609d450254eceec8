import type { Panel } from './panel';

/** Gives the columns of its search that a panel shows or selects by. */
export function panelColumns(panel: Panel): string[] {
  switch (panel.kind) {
    case 'single':
      return [panel.value, ...[...panel.caption.matchAll(/\{(\w+)[|}]/g)].map((match) => match[1] ?? '')];
    case 'counts':
      return panel.counts.map(({ field }) => field);
    case 'flow':
      return [panel.from, panel.to, panel.value];
    case 'ranking':
      return [panel.label, panel.value, ...(panel.words === undefined ? [] : [panel.words])];
    case 'scores':
      return [panel.band, panel.value];
    case 'pairs':
      return [panel.known, panel.claimed, panel.decoded, panel.technique, panel.score, panel.count];
    case 'table':
      return [
        ...panel.columns.flatMap(({ field, entityIn }) => [
          field,
          ...(entityIn === undefined ? [] : [entityIn]),
        ]),
        ...Object.values(panel.sets ?? {}),
      ];
    case 'band':
      return [
        '_time',
        'value',
        'expected',
        'expected_low',
        'expected_high',
        'is_spike',
        panel.subject,
        panel.unit,
      ];
    case 'matrix':
      return [panel.row.field, panel.column.field, panel.value];
    case 'timechart':
      return ['_time'];
  }
}
