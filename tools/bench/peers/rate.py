"""The counting of smtpspamrate as a ReportingCommand of Splunk's Python SDK."""

import sys
from collections import defaultdict

from splunklib.searchcommands import Configuration, Option, ReportingCommand, dispatch, validators


class Source:
    __slots__ = ("messages", "recipients", "distinct", "senders", "helos", "failed", "events")

    def __init__(self):
        self.messages = self.recipients = self.failed = 0
        self.distinct, self.senders, self.helos = set(), set(), set()
        self.events = []

    def add(self, record):
        recipient = record["recipient"]
        if isinstance(recipient, list):
            self.distinct.update(recipient)
            count = len(recipient)
        else:
            self.distinct.add(recipient)
            count = 1
        self.messages += 1
        self.recipients += count
        self.senders.add(record["mailfrom"])
        self.helos.add(record["helo"])
        if record["last_reply"][:1] in "45":
            self.failed += 1
        self.events.append((float(record["_time"]), count))

    def peaks(self, window):
        self.events.sort()
        events = self.events
        low = total = peak_messages = peak_recipients = 0
        for high, (time, count) in enumerate(events):
            total += count
            while events[low][0] <= time - window:
                total -= events[low][1]
                low += 1
            peak_messages = max(peak_messages, high - low + 1)
            peak_recipients = max(peak_recipients, total)
        return peak_messages, peak_recipients


@Configuration()
class RateCommand(ReportingCommand):
    window = Option(require=False, default=300, validate=validators.Integer())
    sources = defaultdict(Source)

    def reduce(self, records):
        sources = self.sources
        for record in records:
            sources[record["src"]].add(record)
        if not self._finished:
            return
        for src, source in sources.items():
            peak_messages, peak_recipients = source.peaks(self.window)
            yield {
                "src": src,
                "messages": source.messages,
                "recipients": source.recipients,
                "distinct_recipients": len(source.distinct),
                "distinct_senders": len(source.senders),
                "distinct_helos": len(source.helos),
                "failed": source.failed,
                "peak_messages": peak_messages,
                "peak_recipients": peak_recipients,
            }


dispatch(RateCommand, sys.argv, sys.stdin, sys.stdout, __name__)
