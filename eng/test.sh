#!/usr/bin/env bash
# Builds everything, installs what the integration tests need where it may, runs every test, and ends with the line
#   N passed, N failed
# (", N skipped" follows if any were). Exit code 0 only when nothing failed and something ran.
#
#   eng/test.sh                 everything
#   eng/test.sh --filter TEXT   only tests whose full name contains TEXT; the contracts are not checked then
#   VAMOS_LONG=1 eng/test.sh    soaks, kill tests and fuzzing in their long mode (hours)
set -uo pipefail
cd "$(dirname "$0")/.."

filter=""
case "${1:-}" in
  "") ;;
  --filter) filter="${2:?--filter needs a text}" ;;
  -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "unknown argument: $1 (see --help)" >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
configuration=Release
results=artifacts/test-results
passed=0 failed=0 skipped=0

step() { printf '\n== %s\n' "$1"; }

# one check that is not an xunit test: counts as one
check() {
  local name=$1
  shift
  step "$name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $name"; fi
}

finish() {
  echo
  local line="$passed passed, $failed failed"
  [ "$skipped" -gt 0 ] && line="$line, $skipped skipped"
  echo "$line"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

install_needs() {
  # command to look for -> Debian package
  local needs="redis-server:redis-server openssl:openssl node:nodejs npm:npm python3:python3 protoc:protobuf-compiler grpc_python_plugin:protobuf-compiler-grpc chromium:chromium" missing="" need
  for need in $needs; do command -v "${need%%:*}" >/dev/null || missing="$missing ${need##*:}"; done
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing="$missing postgresql"
  [ -e /usr/include/google/protobuf/descriptor.proto ] || missing="$missing libprotobuf-dev"
  /usr/bin/python3 -c 'import grpc' 2>/dev/null || missing="$missing python3-grpcio python3-protobuf"
  /usr/bin/python3 -c 'import prometheus_client' 2>/dev/null || missing="$missing python3-prometheus-client"
  [ -z "$missing" ] && return
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    echo "installing:$missing"
    # shellcheck disable=SC2086
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >artifacts/apt.log 2>&1 ||
      { tail -n 5 artifacts/apt.log; echo "could not install:$missing"; }
  else
    echo "missing, and only root on Debian may install them here:$missing"
    echo "the tests that need them will fail and say so"
  fi
}

# install with the lock file, not ci: a registry may lack the builds for other platforms, and ci does not forgive that
node_packages() { (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error) && [ -d "$1/node_modules" ]; }

run_tests() {
  local log=$results/test.log
  local -a args=(--no-build -c "$configuration" --nologo -m:1 --results-directory "$results" --logger "console;verbosity=minimal")
  [ -n "$filter" ] && args+=(--filter "FullyQualifiedName~$filter")
  dotnet test Vamos.Hub.sln "${args[@]}" 2>&1 | tee "$log" | grep -vE '^\s*$|A total of 1 test files|^Test run for|No test matches'
  local code=${PIPESTATUS[0]} line
  while read -r line; do
    [[ $line =~ Failed:\ +([0-9]+),\ Passed:\ +([0-9]+),\ Skipped:\ +([0-9]+) ]] || continue
    failed=$((failed + BASH_REMATCH[1])) passed=$((passed + BASH_REMATCH[2])) skipped=$((skipped + BASH_REMATCH[3]))
  done <"$log"
  # a test host that crashed prints no counts
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; echo "dotnet test ended with code $code"; fi
}

rm -rf "$results"
mkdir -p "$results"

step "What the integration tests need"
install_needs

check "Contract tools" node_packages eng/buf
if [ -z "$filter" ]; then
  check "Contracts: lint" eng/contracts.sh lint
  check "Contracts: no breaking change" eng/contracts.sh breaking
fi
check "Packages of the foreign JavaScript client" node_packages tests/foreign/javascript

check "Build" dotnet build Vamos.Hub.sln -c "$configuration" --nologo -v minimal -consoleLoggerParameters:NoSummary
[ "$failed" -gt 0 ] && finish

step "Tests"
run_tests
[ -d "$results/screenshots" ] && echo "screenshots of the page: $results/screenshots"
finish
