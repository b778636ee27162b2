# The suites, one after the other but for the halves of the system tests, each with its log and its count. Sourced by infra/test.

passed=0 failed=0 skipped=0
incidents=()

# A suite that did not run counts as one failure: silence is not success.
fail_suite() { failed=$((failed + 1)); incidents+=("$1"); echo "  $1"; }

count() {
  local name=$1 p=$2 f=$3 s=$4 seconds=$5
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-32s %6d passed %4d failed %4d skipped %5d s\n' "$name" "$p" "$f" "$s" "$seconds"
}

require_every_project_in_the_solution() {
  local listed missing
  listed="$(dotnet sln EOC.sln list | tail -n +3 | tr '\\' '/' | sort)"
  missing="$(comm -23 <(git ls-files --cached --others --exclude-standard '*.csproj' | sort) <(echo "$listed"))"
  [[ -z $missing ]] || fail_suite "EOC.sln does not list: $missing"
}

build_once() {
  local start=$SECONDS
  if dotnet build EOC.sln --nologo -v q -clp:NoSummary >"$logs/build.log" 2>&1 </dev/null; then
    echo "Built in $((SECONDS - start)) s"
    return
  fi
  grep -E 'error' "$logs/build.log" | sort -u | head -n 40 || tail -n 40 "$logs/build.log"
  echo 'The build failed; nothing was tested.'
  echo '0 passed, 1 failed, 0 skipped'
  exit 1
}

run_dotnet_suites() {
  local project
  for project in tests/*.Tests/*.Tests.csproj; do
    case $project in
      tests/Eoc.System.Tests/*) run_system_tests "$project" ;;
      *) [[ -e $project ]] && run_dotnet_suite "$project" ;;
    esac
  done
  run_simulation
  return 0
}

# The system tests wait more than they compute: for servers to start, faults to be noticed, a city to go on. So they run in two halves, one beside the
# other. These scenarios are one half, each in a namespace of its own; the other is all that is not among them.
other_half=(Demonstrating Replaying Restoring Starting Upgrading)

run_system_tests() {
  local project=$1 among=() notAmong=() folder half
  for folder in "${other_half[@]}"; do
    [[ -d $(dirname "$project")/$folder ]] || fail_suite "The system tests have no $folder"
    among+=(--filter-namespace "Eoc.SystemTests.$folder") notAmong+=(--filter-not-namespace "Eoc.SystemTests.$folder")
  done
  half="$(mktemp "$work/half.XXXXXX")"
  (
    passed=0 failed=0 skipped=0 incidents=()
    label='the other half' run_dotnet_suite "$project" Debug "${among[@]}" >"$half.said"
    printf '%s\n' "$passed $failed $skipped" "${incidents[@]}" >"$half"
  ) &
  run_dotnet_suite "$project" Debug "${notAmong[@]}"
  wait $! || true
  add_half "$half"
}

# What a subshell counted, which is not its parent's by itself.
add_half() {
  local sums lines
  cat "$1.said"
  mapfile -t lines <"$1"
  read -ra sums <<<"${lines[0]:-}"
  (( ${#sums[@]} == 3 )) || { fail_suite 'The other half of the system tests did not run to its end'; return 0; }
  passed=$((passed + sums[0])) failed=$((failed + sums[1])) skipped=$((skipped + sums[2]))
  incidents+=("${lines[@]:1}")
}

# Optimised: in the same minute it plays some three times as many hours. Its seeds are printed, for a failure is played again from one.
run_simulation() {
  local project=tests/Eoc.Simulation/Eoc.Simulation.csproj
  if ! dotnet build "$project" -c Release --nologo -v q -clp:NoSummary >"$logs/build-simulation.log" 2>&1 </dev/null; then
    fail_suite 'Eoc.Simulation was not built with -c Release'
    return 0
  fi
  run_dotnet_suite "$project" Release --output Detailed
  grep -hE '^ *seeds [0-9]+ to [0-9]+:' "$logs/Eoc.Simulation.log" || true
}

# A project, its configuration when it is not Debug, and further arguments of its runner.
run_dotnet_suite() {
  local folder name exe log start=$SECONDS code=0 configuration=${2:-Debug}
  folder="$(dirname "$1")" name="$(basename "$1" .csproj)"
  exe="$PWD/$folder/bin/$configuration/net10.0/$name"
  [[ -z ${label:-} ]] || name+=", $label"
  log="$logs/$(tr -s ", " - <<<"$name").log"
  [[ -x $exe ]] || { fail_suite "$name was not built"; return; }
  # The limit of a hung suite, not a budget: the whole run has 30 minutes, the full campaigns hours.
  local limit=20m
  [[ $EOC_ROUNDS == 0.* ]] || limit=180m
  (cd "$folder" && timeout --kill-after=30 "$limit" "$exe" --no-ansi --progress off --results-directory "${log%.log}" "${@:3}") >"$log" 2>&1 </dev/null || code=$?
  local p f s
  p="$(summary succeeded "$log")" f="$(summary failed "$log")" s="$(summary skipped "$log")"
  if [[ -z $p || -z $f || -z $s || $((p + f)) == 0 && $s == 0 ]]; then
    tail -n 30 "$log"
    fail_suite "$name did not run to its end (exit $code)"
    return
  fi
  count "$name" "$p" "$f" "$s" $((SECONDS - start))
  # Exit codes other than 0 and 2 (tests failed) come from the runner itself.
  if (( code != 0 && f == 0 )); then fail_suite "$name ended with exit code $code"; fi
  if (( f > 0 )); then grep -A 12 -E '^ *failed ' "$log" | grep -vE '^ *(total|failed|succeeded|skipped|duration):' | head -n 200 || true; fi
  if (( s > 0 )); then grep -A 2 -E '^ *skipped ' "$log" | head -n 40 || true; fi
  return 0
}

# The number behind "  failed: 3" in the summary at the end of a log.
summary() { sed -nE "s/^ *$1: ([0-9]+)$/\1/p" "$2" | tail -n 1; }

run_contract_lint() {
  local folder=tests/foreign-clients log="$logs/buf-lint.log" start=$SECONDS
  [[ -e $folder/package.json ]] || return 0
  install_npm "$folder" || { fail_suite 'npm ci failed in tests/foreign-clients'; return; }
  if (cd contracts/proto && ../../$folder/node_modules/.bin/buf lint) >"$log" 2>&1; then
    count 'buf lint' 1 0 0 $((SECONDS - start))
  else
    cat "$log"
    count 'buf lint' 0 1 0 $((SECONDS - start))
  fi
}

install_npm() {
  (cd "$1" && npm ci --no-audit --no-fund --prefer-offline) >"$logs/npm-$(basename "$1").log" 2>&1 </dev/null
}

# Each suite of tests/foreign-clients ends with "N passed, N failed".
run_foreign_clients() {
  local suite name log line start
  [[ -e services/Eoc.Host/Eoc.Host.csproj ]] || return 0
  for suite in tests/foreign-clients/*/run; do
    [[ -e $suite ]] || continue
    name="foreign clients: $(basename "$(dirname "$suite")")" log="$logs/foreign-$(basename "$(dirname "$suite")").log" start=$SECONDS
    timeout --kill-after=30 10m "$suite" >"$log" 2>&1 </dev/null || true
    line="$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)" || true
    if [[ -z $line ]]; then tail -n 30 "$log"; fail_suite "$name did not run to its end"; continue; fi
    count "$name" "$(cut -d' ' -f1 <<<"$line")" "$(cut -d' ' -f3 <<<"$line")" 0 $((SECONDS - start))
    grep -A 6 -E '^FAILED' "$log" || true
  done
}

# Each suite of the console ends with "N passed, N failed".
run_console() {
  local suite log line start
  [[ -e ops-console/package.json ]] || return 0
  for suite in unit browser; do
    log="$logs/console-$suite.log" start=$SECONDS
    timeout --kill-after=30 10m ops-console/testing/run "$suite" >"$log" 2>&1 </dev/null || true
    line="$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)" || true
    if [[ -z $line ]]; then tail -n 30 "$log"; fail_suite "console: $suite did not run to its end"; continue; fi
    count "console: $suite" "$(cut -d' ' -f1 <<<"$line")" "$(cut -d' ' -f3 <<<"$line")" 0 $((SECONDS - start))
    grep -A 6 -E '^FAILED' "$log" || true
  done
}

print_the_sum() {
  (( ${#incidents[@]} == 0 )) || { echo 'Not as it should be:'; printf '  %s\n' "${incidents[@]}"; }
  echo "Took $SECONDS s; logs in artifacts/test-logs"
  local code=0
  (( failed == 0 )) || code=1
  if [[ ${CI:-} == true ]] && (( skipped > 0 )); then echo 'On CI a skipped test is a failure: what it needs must be there.'; code=1; fi
  echo "$passed passed, $failed failed, $skipped skipped"
  exit "$code"
}
