/** Search commands of Splunk 10.2 (Search Reference, list of commands) that the workbench does not have. */
export const UNSUPPORTED_COMMANDS: ReadonlySet<string> = new Set(
  `abstract analyzefields anomalies anomalousvalue anomalydetection
  arules associate bucketdir cluster cofilter concurrency contingency
  correlate dbinspect delete diff erex extract findtypes
  folderize fromjson gauge gentimes geom geomfilter geostats highlight history iconify inputcsv
  iplocation kmeans kv kvform loadjob localize localop makecontinuous mcollect
  metasearch meventcollect mpreview msearch mstats multikv outlier outputcsv 
  outputtext overlap pivot predict redistribute reltime require rest rtorder script
  scrub searchtxn selfjoin sendalert sendemail set setfields sichart sirare sistats sitimechart sitop
  tags timewrap tojson trendline tscollect typeahead typelearner typer
  uniq walklex x11 xmlkv xmlunescape xpath`.split(/\s+/),
);
