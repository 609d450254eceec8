"""The counting of smtpspamrate as a ReportingCommand of Splunk's Python SDK."""

import sys
from collections import defaultdict
from functools import lru_cache

from splunklib.searchcommands import Configuration, Option, ReportingCommand, dispatch, validators


@lru_cache(maxsize=None)
def domain_of(sender):
    return sender.rpartition("@")[2].lower()


@lru_cache(maxsize=None)
def is_scanner(text):
    return text.lower().startswith(("nessus", "nmap", "openvas", "metasploit"))


@lru_cache(maxsize=None)
def is_injection(text):
    return "|" in text or "`" in text or "%0a" in text


class Source:
    __slots__ = (
        "messages",
        "recipients",
        "distinct",
        "senders",
        "domains",
        "helos",
        "servers",
        "failed",
        "scans",
        "injections",
        "events",
    )

    def __init__(self):
        self.messages = self.recipients = self.failed = self.scans = self.injections = 0
        self.distinct, self.senders, self.domains = set(), set(), set()
        self.helos, self.servers = set(), set()
        self.events = []

    def add(self, record):
        recipient = record["recipient"]
        if isinstance(recipient, list):
            self.distinct.update(recipient)
            count = len(recipient)
            injected = any(map(is_injection, recipient))
        else:
            self.distinct.add(recipient)
            count = 1
            injected = is_injection(recipient)
        self.messages += 1
        self.recipients += count
        sender, helo = record["mailfrom"], record["helo"]
        self.senders.add(sender)
        self.domains.add(domain_of(sender))
        self.helos.add(helo)
        self.servers.add(record["dest"])
        if is_scanner(sender) or is_scanner(helo):
            self.scans += 1
        if injected or is_injection(sender):
            self.injections += 1
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
