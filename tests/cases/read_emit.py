#!/usr/bin/env python3
"""read_emit.py FORMAT: reads what `spfwiz emit --as FORMAT` printed as that format's own readers would, and prints the value's bytes.

Written from the formats' documents and not from spfwiz: JSON and YAML are Python's readers, the rest is read here."""
import json
import re
import sys

import yaml


def master_strings(text):
    """Quoted strings of a master file (RFC 1035 5.1), joined; \\DDD is decimal, or octal for Route 53."""
    return b"".join(master_string(s) for s in re.findall(r'"((?:[^"\\]|\\.)*)"', text, re.S))


def master_string(text, base=10):
    out = bytearray()
    at = 0
    while at < len(text):
        if text[at] != "\\":
            out += text[at].encode()
            at += 1
        elif text[at + 1].isdigit():
            out.append(int(text[at + 1:at + 4], base))
            at += 4
        else:
            out += text[at + 1].encode()
            at += 2
    return bytes(out)


def route53(text):
    change, = json.loads(text)["Changes"]
    assert change["Action"] == "UPSERT" and change["ResourceRecordSet"]["Type"] == "TXT"
    first = change["ResourceRecordSet"]["ResourceRecords"][0]["Value"]
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', first)
    assert all(len(master_string(s, 8)) <= 255 for s in strings)
    return b"".join(master_string(s, 8) for s in strings)


def tinydns(text):
    """djbdns: 'fqdn:s:ttl, \\nnn is octal."""
    fields = text.rstrip("\n").split(":")
    assert text[0] == "'" and len(fields) == 3 and (not fields[2] or fields[2].isdigit()), fields
    return re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m.group(1), 8)]), fields[1].encode())


def maradns(text):
    """csv2_txt(5): 'text' literally, \\xHH outside of quotes, ; between strings, and the tilde that ends the record."""
    value = re.fullmatch(r"\S+ (?:\+\d+ )?TXT (.*) ~\n", text).group(1)
    out = b""
    while value:
        quoted = re.match(r"'([^'|#~]*)'|\\x([0-9a-f]{2})|;", value)
        assert quoted, value
        out += (quoted.group(1) or "").encode() + (bytes([int(quoted.group(2), 16)]) if quoted.group(2) else b"")
        value = value[quoted.end():]
    return out


def terraform(text):
    """HCL: %%{ and $${ stand for %{ and ${; the provider puts the value between the quotes of a master file."""
    value = re.search(r'txt = \[\n\s*"((?:[^"\\]|\\.)*)",', text).group(1)
    assert not re.search(r"(?<![%$])(?:%%|\$\$)*[%$]\{", value), value
    value = re.sub(r"([%$])\1\{", r"\1{", value)
    return master_string(json.loads('"' + value + '"'))


def octodns(text):
    (name, (record,)), = yaml.safe_load(text).items()
    assert record["type"] == "TXT"
    return record["values"][0].replace("\\;", ";").encode()


def json_record(text):
    record = json.loads(text)
    wire, out = bytes.fromhex(record["rdata"]), b""
    while wire:
        out += wire[1:1 + wire[0]]
        wire = wire[1 + wire[0]:]
    assert record["value"].encode() == out and "".join(record["strings"]).encode() == out
    return out


READERS = {
    "json": json_record,
    "route53": route53,
    "cloudflare": lambda text: master_strings(json.loads(text)["content"]),
    "terraform": terraform,
    "dnscontrol": lambda text: json.loads(re.search(r'TXT\("[^"]*", ("(?:[^"\\]|\\.)*")', text).group(1)).encode(),
    "octodns": octodns,
    "tinydns": tinydns,
    "maradns": maradns,
    "dnscmd": lambda text: "".join(re.findall(r'"([^"]*)"', text)).encode(),
    "powershell": lambda text: re.search(r"-DescriptiveText '((?:[^']|'')*)'", text).group(1).replace("''", "'").encode(),
}
# What deletes the old record, or says that it has to go, stands on lines before.
text = re.sub(r"\A(?:(?:#|// |dnscmd /RecordDelete |Get-DnsServerResourceRecord ).*\n)+", "", sys.stdin.read())
sys.stdout.buffer.write(READERS[sys.argv[1]](text))
