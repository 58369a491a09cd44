"""Run a command; write its exit code, seconds and largest resident set to a file, as JSON.

A small process of its own, since the kernel counts the memory that a process had before it turned
into the command: started by the benchmark itself, a command would seem to need as much as that.
"""

import json
import os
import sys
import time

result, *command = sys.argv[1:]
start = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ)
_pid, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
code = os.waitstatus_to_exitcode(status)
with open(result, "w", encoding="ascii") as file:
    found = {"code": code, "seconds": seconds, "memory": usage.ru_maxrss}
    json.dump(found | {"processor": usage.ru_utime + usage.ru_stime}, file)
