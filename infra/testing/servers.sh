# Private PostgreSQL and RabbitMQ on loopback, free ports and a temporary folder. Sourced by infra/test.

free_port() {
  # The kernel picks; the port is free again at once because nothing was ever accepted on it.
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

# Both servers refuse to run as root.
as_user() {
  local user=$1; shift
  if [[ $(id -u) == 0 ]]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

own_by() {
  chmod 755 "$work"
  mkdir -p "$2"
  if [[ $(id -u) == 0 ]]; then chown "$1" "$2"; fi
}

postgres_bin=''
start_postgres() {
  [[ -n ${EOC_TEST_POSTGRES:-} ]] && { echo 'PostgreSQL: as given'; return; }
  local initdb
  initdb="$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)" || { echo 'PostgreSQL: not installed'; return; }
  postgres_bin="$(dirname "$initdb")"
  local port; port="$(free_port)"
  own_by postgres "$work/pg"
  (cd "$work/pg" && as_user postgres "$postgres_bin/initdb" -D "$work/pg/data" -U eoc -A trust -E UTF8 --locale=C.UTF-8) >"$logs/postgres-initdb.log"
  # 200 connections: several processes of the tests hold a pool of 30 each. Durability stays on: the journal refuses to start without it.
  (cd "$work/pg" && as_user postgres "$postgres_bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/server.log" -w -t 60 start \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c max_connections=200") >/dev/null
  export EOC_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=eoc;Database=postgres"
  echo "PostgreSQL: $("$postgres_bin/postgres" --version | awk '{print $3}') on $port"
}

rabbit_pid=''
rabbit_epmd=''
start_rabbitmq() {
  [[ -n ${EOC_TEST_RABBITMQ:-} ]] && { echo 'RabbitMQ: as given'; return; }
  local server=/usr/lib/rabbitmq/bin/rabbitmq-server
  [[ -x $server ]] || { echo 'RabbitMQ: not installed'; return; }
  local port dist; port="$(free_port)"; dist="$(free_port)"; rabbit_epmd="$(free_port)"
  local home="$work/rabbit"
  own_by rabbitmq "$home"
  printf 'listeners.tcp.default = 127.0.0.1:%s\ndisk_free_limit.absolute = 50MB\n' "$port" >"$home/rabbitmq.conf"
  # HOME: its own Erlang cookie. ERL_EPMD_PORT: its own name server, so that nothing of the machine's is touched.
  (cd "$home" && as_user rabbitmq env -i PATH="$PATH" HOME="$home" LANG=C.UTF-8 \
    ERL_EPMD_PORT="$rabbit_epmd" ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_CONF_ENV_FILE="$home/none" RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" \
    RABBITMQ_NODENAME="eoc-test-$$@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT="$dist" \
    RABBITMQ_MNESIA_BASE="$home/mnesia" RABBITMQ_LOG_BASE="$home/log" RABBITMQ_LOGS="$home/log/server.log" \
    "$server" >"$logs/rabbitmq-start.log" 2>&1 </dev/null) &
  rabbit_pid=$!
  wait_for_log "$home/log/server.log" 'Server startup complete' 60 || { echo 'RabbitMQ did not start:'; tail -n 20 "$logs/rabbitmq-start.log"; return 1; }
  export EOC_TEST_RABBITMQ="amqp://guest:guest@127.0.0.1:$port/"
  echo "RabbitMQ: on $port"
}

wait_for_log() {
  local file=$1 text=$2 seconds=$3 start=$SECONDS
  until grep -qs "$text" "$file"; do
    (( SECONDS - start < seconds )) || return 1
    sleep 0.2
  done
}

stop_servers() {
  set +e
  [[ -n $postgres_bin ]] && (cd "$work/pg" && as_user postgres "$postgres_bin/pg_ctl" -D "$work/pg/data" -m immediate -w stop >/dev/null 2>&1)
  if [[ -n $rabbit_pid ]]; then
    cp -f "$work/rabbit/log/server.log" "$logs/rabbitmq.log" 2>/dev/null
    # Its data is thrown away, so there is nothing to stop with grace.
    local pids attempt; pids="$(descendants "$rabbit_pid")"
    kill -9 $pids 2>/dev/null
    wait "$rabbit_pid" 2>/dev/null
    # The name server goes when it has noticed that its node is gone.
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
      ERL_EPMD_PORT="$rabbit_epmd" epmd -kill >/dev/null 2>&1 && break
      sleep 0.2
    done
  fi
  return 0
}

# A process and all below it, the deepest first.
descendants() {
  local child
  for child in $(pgrep -P "$1"); do descendants "$child"; done
  echo "$1"
}
