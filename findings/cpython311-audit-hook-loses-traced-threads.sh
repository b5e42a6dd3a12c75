#!/usr/bin/env bash
# CPython 3.11.7 (3.12.1, 3.13.0 and 3.14.10 run every thread).
#
# A thread that was started need not run. Where threads are traced (threading.settrace, as coverage.py does) and an audit hook
# written in Python is there, the hook is called while a thread sets its trace function, and Python may change threads in it. A
# second thread that begins just then gets RuntimeError from Python's own start of a thread, before its target is called: start()
# has returned, threading.excepthook is not told, and join() returns as if the thread had done its work. Only
# sys.unraisablehook hears of it. A barrier that counts on the thread waits for ever, and a pool has one worker less than it
# believes: so a test of threads that runs a thousand times may stand still once, and only where coverage is measured.
#
# Seen, 40,000 threads in groups of eight:
#   neither, or only one of the two    all ran
#   both                               fewer than were started, and as many messages of one kind as did not run:
#                                      "Cannot install a trace function while another trace function is being installed"
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/threads.py" <<'PYTHON'
import sys
import threading

sys.setswitchinterval(1e-6)
messages = []
sys.unraisablehook = lambda told: messages.append(str(told.exc_value))
if "audit" in sys.argv:
    sys.addaudithook(lambda event, arguments: None)
if "trace" in sys.argv:
    threading.settrace(lambda frame, event, argument: None)

started, ran = 0, []
for _ in range(5000):
    threads = [threading.Thread(target=ran.append, args=(1,)) for _ in range(8)]
    for thread in threads:
        thread.start()
        started += 1
    for thread in threads:
        thread.join()
if len(ran) == started:
    print("all ran")
elif len(messages) == started - len(ran) and len({*messages}) == 1:
    print("some did not run:", messages[0])
PYTHON

version=$(python3 -c 'import platform; print(platform.python_version())')
if [[ $version != 3.11.* ]]; then
    echo "needs CPython 3.11 as python3, found $version"
    exit 2
fi
found=$(for with in "" audit trace "audit trace"; do
    # shellcheck disable=SC2086 # two words are two arguments
    echo "${with:-neither}: $(python3 "$work/threads.py" $with)"
done)
printf '%s\n' "$found"
[ "$found" = "neither: all ran
audit: all ran
trace: all ran
audit trace: some did not run: Cannot install a trace function while another trace function is being installed" ]
