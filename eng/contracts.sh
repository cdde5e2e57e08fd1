#!/usr/bin/env bash
# Checks the contracts in protos/.
#
#   eng/contracts.sh lint       style and comments (buf STANDARD and COMMENTS), and formatting
#   eng/contracts.sh breaking   nothing that a published client relies on has changed (buf WIRE_JSON)
#   eng/contracts.sh publish    takes the contracts as they are for published; commit the result and tag it
set -euo pipefail
cd "$(dirname "$0")/.."

buf=eng/buf/node_modules/.bin/buf
published=eng/buf/published.binpb
[ -x "$buf" ] || { echo "buf is not installed: run 'npm install --no-save' in eng/buf" >&2; exit 1; }

case "${1:-}" in
  lint)
    "$buf" lint
    "$buf" format --diff --exit-code
    ;;
  breaking) "$buf" breaking --against "$published" ;;
  publish) "$buf" build --exclude-source-info -o "$published" ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
