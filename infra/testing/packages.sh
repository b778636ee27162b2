# What the tests need from the system, installed when it is missing (Debian, root). Sourced by infra/test.

install_packages() {
  local missing=()
  [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || missing+=(rabbitmq-server)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  /usr/bin/python3 -c 'import grpc, google.protobuf' 2>/dev/null || missing+=(python3-grpcio python3-protobuf)
  if command -v node >/dev/null && ! node -e 'process.exit(Number(parseInt(process.versions.node, 10) < 20))'; then
    echo "Node 20 or later is needed, this is $(node --version): the suites of the foreign clients will fail."
  fi
  (( ${#missing[@]} == 0 )) && return
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. Not root on Debian, so they are not installed here and the tests that need them are skipped."
    return
  fi
  echo "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  # policy-rc.d: a package must not start a public server of its own; the tests start private ones.
  local policy=/usr/sbin/policy-rc.d
  [[ -e $policy ]] && policy=''
  [[ -n $policy ]] && printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
  apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >"$logs/apt.log" 2>&1 || tail -n 20 "$logs/apt.log"
  [[ -n $policy ]] && rm -f "$policy"
  return 0
}
