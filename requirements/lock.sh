#!/bin/sh
# Pin every package with its hashes again: requirements/core.lock (action.yml; no engine of translation),
# requirements/run.lock (make demo), requirements/dev.lock (make test), requirements/generators.txt and requirements/npm/package-lock.json (make generators; needs `npm`).
set -eu
cd "$(dirname "$0")/.."
python3 -m venv .venv-lock
.venv-lock/bin/pip install --quiet uv
lock() {
    name=$1
    shift
    .venv-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-annotate --no-header \
        --override requirements/overrides.txt "$@" \
        --output-file "requirements/$name.lock" setup.cfg requirements/build.in
}
lock run --extra argos --extra review
lock core --constraint requirements/run.lock
lock dev --extra argos --extra cluster --extra firefox --extra postgres --extra review --extra watch --extra dev
.venv-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-annotate --no-header \
    --output-file requirements/generators.txt requirements/generators.in
(cd requirements/npm && npm update --package-lock-only)
rm -r .venv-lock
