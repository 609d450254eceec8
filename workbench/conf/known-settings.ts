/** Settings by conf file as the spec files of Splunk 10.2.3 have them; `<name>` stands for anything. */
const SETTINGS: Readonly<Record<string, string>> = {
  macros: 'args definition validation errormsg iseval description',
  savedsearches: `disabled search dispatchAs federated_providers enableSched cron_schedule schedule allow_skew
  allow_data_time_skew max_concurrent realtime_schedule schedule_priority schedule_window schedule_as
  workload_pool counttype relation quantity alert_condition action.<action_name> action.<action_name>.<parameter>
  run_on_startup run_n_times dispatch.ttl dispatch.buckets dispatch.max_count dispatch.max_time dispatch.lookups
  dispatch.earliest_time dispatch.latest_time dispatch.index_earliest dispatch.index_latest dispatch.time_format
  dispatch.spawn_process dispatch.auto_cancel dispatch.auto_pause dispatch.reduce_freq
  dispatch.allow_partial_results dispatch.rt_backfill dispatch.indexedRealtime dispatch.indexedRealtimeOffset
  dispatch.indexedRealtimeMinSpan dispatch.rt_maximum_span dispatch.sample_ratio dispatch.rate_limit_retry
  restart_on_searchpeer_add durable.track_time_type durable.lag_time durable.backfill_type
  durable.max_backfill_intervals auto_summarize auto_summarize.command auto_summarize.timespan
  auto_summarize.cron_schedule auto_summarize.dispatch.<arg-name> auto_summarize.suspend_period
  auto_summarize.max_summary_size auto_summarize.max_summary_ratio auto_summarize.max_disabled_buckets
  auto_summarize.max_time auto_summarize.hash auto_summarize.normalized_hash auto_summarize.max_concurrent
  auto_summarize.workload_pool alert.suppress alert.suppress.period alert.suppress.fields
  alert.suppress.group_name alert.severity alert.expires alert.digest_mode alert.track alert.display_view
  alert.managedBy displayview vsid is_visible description request.ui_dispatch_app request.ui_dispatch_view
  display.general.enablePreview display.general.type display.general.timeRangePicker.show
  display.general.migratedFromViewState display.general.locale display.events.fields display.events.type
  display.events.rowNumbers display.events.maxLines display.events.raw.drilldown display.events.list.drilldown
  display.events.list.wrap display.events.table.drilldown display.events.table.wrap display.statistics.rowNumbers
  display.statistics.wrap display.statistics.overlay display.statistics.drilldown display.statistics.totalsRow
  display.statistics.percentagesRow display.statistics.show display.visualizations.trellis.enabled
  display.visualizations.trellis.scales.shared display.visualizations.trellis.size
  display.visualizations.trellis.splitBy display.visualizations.show display.visualizations.type
  display.visualizations.chartHeight display.visualizations.charting.chart
  display.visualizations.charting.chart.stackMode display.visualizations.charting.chart.nullValueMode
  display.visualizations.charting.chart.overlayFields display.visualizations.charting.drilldown
  display.visualizations.charting.chart.style display.visualizations.charting.layout.splitSeries
  display.visualizations.charting.layout.splitSeries.allowIndependentYRanges
  display.visualizations.charting.legend.mode display.visualizations.charting.legend.placement
  display.visualizations.charting.legend.labelStyle.overflowMode display.visualizations.charting.axisTitleX.text
  display.visualizations.charting.axisTitleY.text display.visualizations.charting.axisTitleY2.text
  display.visualizations.charting.axisTitleX.visibility display.visualizations.charting.axisTitleY.visibility
  display.visualizations.charting.axisTitleY2.visibility display.visualizations.charting.axisX.scale
  display.visualizations.charting.axisY.scale display.visualizations.charting.axisY2.scale
  display.visualizations.charting.axisX.abbreviation display.visualizations.charting.axisY.abbreviation
  display.visualizations.charting.axisY2.abbreviation
  display.visualizations.charting.axisLabelsX.majorLabelStyle.overflowMode
  display.visualizations.charting.axisLabelsX.majorLabelStyle.rotation
  display.visualizations.charting.axisLabelsX.majorUnit display.visualizations.charting.axisLabelsY.majorUnit
  display.visualizations.charting.axisLabelsY2.majorUnit display.visualizations.charting.axisX.minimumNumber
  display.visualizations.charting.axisY.minimumNumber display.visualizations.charting.axisY2.minimumNumber
  display.visualizations.charting.axisX.maximumNumber display.visualizations.charting.axisY.maximumNumber
  display.visualizations.charting.axisY2.maximumNumber display.visualizations.charting.axisY2.enabled
  display.visualizations.charting.chart.sliceCollapsingThreshold
  display.visualizations.charting.chart.showDataLabels display.visualizations.charting.gaugeColors
  display.visualizations.charting.chart.rangeValues display.visualizations.charting.chart.bubbleMaximumSize
  display.visualizations.charting.chart.bubbleMinimumSize display.visualizations.charting.chart.bubbleSizeBy
  display.visualizations.charting.fieldColors display.visualizations.charting.fieldDashStyles
  display.visualizations.charting.lineWidth display.visualizations.custom.drilldown
  display.visualizations.custom.height display.visualizations.custom.type display.visualizations.singlevalueHeight
  display.visualizations.singlevalue.beforeLabel display.visualizations.singlevalue.afterLabel
  display.visualizations.singlevalue.underLabel display.visualizations.singlevalue.unit
  display.visualizations.singlevalue.unitPosition display.visualizations.singlevalue.drilldown
  display.visualizations.singlevalue.colorMode display.visualizations.singlevalue.rangeValues
  display.visualizations.singlevalue.rangeColors display.visualizations.singlevalue.trendInterval
  display.visualizations.singlevalue.trendColorInterpretation
  display.visualizations.singlevalue.showTrendIndicator display.visualizations.singlevalue.showSparkline
  display.visualizations.singlevalue.trendDisplayMode display.visualizations.singlevalue.colorBy
  display.visualizations.singlevalue.useColors display.visualizations.singlevalue.numberPrecision
  display.visualizations.singlevalue.useThousandSeparators display.visualizations.mapHeight
  display.visualizations.mapping.type display.visualizations.mapping.drilldown
  display.visualizations.mapping.map.center display.visualizations.mapping.map.zoom
  display.visualizations.mapping.map.scrollZoom display.visualizations.mapping.map.panning
  display.visualizations.mapping.choroplethLayer.colorMode
  display.visualizations.mapping.choroplethLayer.maximumColor
  display.visualizations.mapping.choroplethLayer.minimumColor
  display.visualizations.mapping.choroplethLayer.colorBins
  display.visualizations.mapping.choroplethLayer.neutralPoint
  display.visualizations.mapping.choroplethLayer.shapeOpacity
  display.visualizations.mapping.choroplethLayer.showBorder
  display.visualizations.mapping.markerLayer.markerOpacity
  display.visualizations.mapping.markerLayer.markerMinSize
  display.visualizations.mapping.markerLayer.markerMaxSize display.visualizations.mapping.legend.placement
  display.visualizations.mapping.data.maxClusters display.visualizations.mapping.showTiles
  display.visualizations.mapping.tileLayer.tileOpacity display.visualizations.mapping.tileLayer.url
  display.visualizations.mapping.tileLayer.minZoom display.visualizations.mapping.tileLayer.maxZoom
  display.page.search.patterns.sensitivity display.page.search.mode display.page.search.timeline.format
  display.page.search.timeline.scale display.page.search.showFields display.page.search.tab
  display.page.pivot.dataModel display.statistics.format.<index> display.statistics.format.<index>.field
  display.statistics.format.<index>.fields display.statistics.format.<index>.scale
  display.statistics.format.<index>.colorPalette display.statistics.format.<index>.precision
  display.statistics.format.<index>.useThousandSeparators display.statistics.format.<index>.unit
  display.statistics.format.<index>.unitPosition display.statistics.format.<index>.scale.categories
  display.statistics.format.<index>.scale.base display.statistics.format.<index>.scale.minType
  display.statistics.format.<index>.scale.minValue display.statistics.format.<index>.scale.midType
  display.statistics.format.<index>.scale.midValue display.statistics.format.<index>.scale.maxType
  display.statistics.format.<index>.scale.maxValue display.statistics.format.<index>.scale.thresholds
  display.statistics.format.<index>.colorPalette.rule display.statistics.format.<index>.colorPalette.colors
  display.statistics.format.<index>.colorPalette.interpolate
  display.statistics.format.<index>.colorPalette.minColor display.statistics.format.<index>.colorPalette.midColor
  display.statistics.format.<index>.colorPalette.maxColor embed.enabled defer_scheduled_searchable_idxc
  skip_scheduled_realtime_idxc precalculate_required_fields_for_alerts calculate_alert_required_fields_in_search
  sendresults action_rss action_email role userid query nextrun qualifiedSearch`,
};

const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(SETTINGS).map(([file, names]) => {
    const escaped = names
      .split(/\s+/)
      .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/<[^>]*>/g, '[\\w.:-]+'));
    return [file, new RegExp(`^(?:${escaped.join('|')})$`)];
  }),
);

/** Whether Splunk has a setting of that name in the conf file; false for files that are not listed here. */
export function isKnownSetting(file: string, key: string): boolean {
  return PATTERNS.get(file)?.test(key) ?? false;
}
