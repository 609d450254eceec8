"""Starts a search command of SMTP Watch: finds Node.js and becomes it.

splunkd always has Python, and since Splunk 10.2 no Node.js of its own. Standard library only, Python 3.7 to 3.13.
Standard input is not read before Node.js takes over, since Python would keep what it has buffered.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys

APP = "smtp_watch"
OLDEST_MAJOR = 20
NODE_FLAGS = ["--no-warnings", "--max-old-space-size=4096"]
# splunkd's own libraries and other people's Node.js settings must not reach this Node.js.
DROPPED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "NODE_OPTIONS", "NODE_PATH")
SYSTEMS = {"linux": "linux", "darwin": "darwin", "windows": "win"}
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
BIN = os.path.dirname(os.path.abspath(__file__))


def configured_node(app):
    """The value of "node" in local/smtp_watch.conf, None without one."""
    try:
        with open(os.path.join(app, "local", APP + ".conf"), encoding="utf-8") as conf:
            settings = [line.split("=", 1) for line in conf if re.match(r"\s*node\s*=", line)]
    except OSError:
        return None
    return settings[-1][1].strip() if settings else None


def this_platform():
    """Operating system and processor as the folders of bundled Node.js are named, such as linux-x64."""
    system = SYSTEMS.get(platform.system().lower(), platform.system().lower())
    machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
    return system + "-" + machine


def bundled_node(app):
    """Where an app folder holds a Node.js for this system."""
    name = "node.exe" if os.name == "nt" else "node"
    return os.path.join(app, "runtime", this_platform(), "bin", name)


def platform_fault(app):
    """What is wrong where an app folder holds Node.js for other systems alone, None otherwise."""
    try:
        folders = [entry.name for entry in os.scandir(os.path.join(app, "runtime")) if entry.is_dir()]
    except OSError:
        return None
    if not folders or this_platform() in folders:
        return None
    return "the package carries it for %s, this machine is %s" % (", ".join(sorted(folders)), this_platform())


def configured(environ):
    """The paths that somebody has written down for Node.js, the preferred one first."""
    return [path for path in (environ.get("SMTP_WATCH_NODE"), configured_node(os.path.dirname(BIN))) if path]


def candidates(environ):
    """Paths where Node.js may be, the preferred one first; None where a place names none."""
    home = environ.get("SPLUNK_HOME")
    yield from configured(environ)
    yield bundled_node(os.path.dirname(BIN))
    # A search peer runs this file from its copy of the search head's bundle, which holds no runtime.
    for folder in ("apps", "peer-apps", "slave-apps") if home else ():
        yield bundled_node(os.path.join(home, "etc", folder, APP))
    yield shutil.which("node", path=environ.get("PATH"))
    if home:
        yield os.path.join(home, "bin", "node.exe" if os.name == "nt" else "node")


def fault_of(node, environ):
    """What keeps a file from being a usable Node.js, None if nothing does."""
    try:
        if not os.access(node, os.X_OK):
            os.chmod(node, 0o755)
        run = subprocess.run(
            [node, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return "cannot be started: " + str(error)
    match = re.match(r"v(\d+)\.", str(run.stdout, "utf-8", "replace"))
    if not match:
        said = str(run.stderr, "utf-8", "replace").strip().split("\n")[0]
        return "cannot be started: " + said if run.returncode and said else "is no Node.js"
    return "is version " + match.group(1) if int(match.group(1)) < OLDEST_MAJOR else None


def find_node(environ):
    """The first usable Node.js and None, or None and what was wrong with those there are."""
    faults = []
    wanted = configured(environ)
    for node in candidates(environ):
        if node and os.path.isfile(node):
            fault = fault_of(node, environ)
            if fault is None:
                return node, None
            faults.append(node + " " + fault)
        elif node in wanted:
            faults.append(node + " is missing")
    elsewhere = platform_fault(os.path.dirname(BIN))
    return None, "; ".join(dict.fromkeys(faults + ([elsewhere] if elsewhere else [])))


def refuse(sentence):
    """Answers splunkd's getinfo request with one sentence for the person who searches."""
    metadata_bytes = int(sys.stdin.buffer.readline().split(b",")[1])
    sys.stdin.buffer.read(metadata_bytes)
    reply = json.dumps({"finished": True, "error": sentence}).encode("utf-8")
    sys.stdout.buffer.write(b"chunked 1.0,%d,0\n" % len(reply) + reply)
    sys.stdout.buffer.flush()


def start(argv, environ):
    """Becomes Node.js where the system can, else gives it its own pipes, waits for it and gives back its exit code."""
    if os.name != "nt":
        os.execve(argv[0], argv, environ)
    run = subprocess.run(argv, env=environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    return run.returncode


def main():
    environ = {name: value for name, value in os.environ.items() if name not in DROPPED}
    script = os.path.join(BIN, os.path.basename(sys.argv[1])) if len(sys.argv) > 1 else ""
    if not os.path.isfile(script):
        return refuse("the bundle %s is missing; install the app again" % (script or "of the command"))
    node, faults = find_node(environ)
    if node is None:
        return refuse(
            "Node.js %d or newer was not found%s; install it on the PATH of splunkd, or write its path as"
            ' "node = <path>" under [runtime] in local/%s.conf of the app'
            % (OLDEST_MAJOR, " (%s)" % faults if faults else "", APP)
        )
    return start([node] + NODE_FLAGS + [script] + sys.argv[2:], environ)


if __name__ == "__main__":
    sys.exit(main())
