"""The core of smtpspoof as a StreamingCommand of Splunk's Python SDK: From against MAIL FROM, six fields appended."""

import sys
from email.utils import parseaddr
from functools import lru_cache

from splunklib.searchcommands import Configuration, StreamingCommand, dispatch


@lru_cache(maxsize=None)
def parse(header):
    name, address = parseaddr(header)
    address = address.lower()
    return name, address, address.rpartition("@")[2]


@Configuration(distributed=False)
class SpoofCommand(StreamingCommand):
    def stream(self, records):
        for record in records:
            name, address, domain = parse(record["from"])
            differs = domain != parse(record["mailfrom"])[2]
            record["spoof_score"] = 20 if differs else 0
            record["spoof_verdict"] = "suspicious" if differs else "clean"
            record["spoof_reasons"] = ["from_not_envelope", "other_domain"] if differs else None
            record["from_address"] = address
            record["from_domain"] = domain
            record["from_name"] = name
            yield record


dispatch(SpoofCommand, sys.argv, sys.stdin, sys.stdout, __name__)
