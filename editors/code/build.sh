#!/bin/sh
# Builds editors/code/backline.vsix. Needs Node 20 or later; installs its three packages into node_modules/ here.
# usage: editors/code/build.sh
set -eu
cd "$(dirname "$0")"

if ! command -v node >/dev/null 2>&1 || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "editors/code/build.sh: needs Node 20 or later" >&2
    exit 1
fi
if [ ! -x node_modules/.bin/vsce ]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null
fi
npm run --silent build -- --log-level=warning
npm run --silent package </dev/null
ls -l backline.vsix
