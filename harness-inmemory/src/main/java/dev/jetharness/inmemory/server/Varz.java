package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.json.JsonWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The monitoring document {@code /varz}: what the server is, and what it has done so far. */
final class Varz {
  private static final long WRITE_DEADLINE = Duration.ofSeconds(10).toNanos();
  private static final int TLS_TIMEOUT = 2;

  private final ServerContext context;
  private final InetSocketAddress clients;
  private final InetSocketAddress http;
  private final Consumer<JsonWriter> jetStream;
  private final Instant start;
  private long requests;

  Varz(
      ServerContext context,
      InetSocketAddress clients,
      InetSocketAddress http,
      Consumer<JsonWriter> jetStream) {
    this.context = context;
    this.clients = clients;
    this.http = http;
    this.jetStream = jetStream;
    this.start = context.clock().instant();
  }

  byte[] toJson() {
    requests++;
    JsonWriter json = new JsonWriter().beginObject();
    writeIdentity(json);
    writeLimits(json);
    writeState(json);
    writeCounters(json);
    json.object("http_req_stats", o -> o.field("/varz", requests));
    json.timeField("config_load_time", start);
    json.field("config_digest", "");
    json.object("feature_flags", ServerIdentity::featureFlags);
    json.field("system_account", "$SYS");
    json.object("slow_consumer_stats", o -> writeKinds(o, context.statistics().slowConsumers));
    json.object(
        "stale_connection_stats", o -> writeKinds(o, context.statistics().staleConnections));
    return json.endObject().toByteArray();
  }

  private void writeIdentity(JsonWriter json) {
    json.field("server_id", context.identity().id());
    json.field("server_name", context.identity().name());
    json.field("version", ServerIdentity.VERSION);
    json.field("proto", 1);
    json.field("go", ServerIdentity.GO_VERSION);
    json.field("host", clients.getHostString());
    json.field("port", clients.getPort());
    json.fieldIfSet("auth_required", context.options().credentials().areRequired());
  }

  private void writeLimits(JsonWriter json) {
    ServerOptions options = context.options();
    json.field("max_connections", options.maxConnections());
    json.field("ping_interval", options.pingInterval().toNanos());
    json.field("ping_max", options.maxPingsOut());
    json.field("http_host", http.getHostString());
    json.field("http_port", http.getPort());
    json.field("http_base_path", "");
    json.field("https_port", 0);
    json.field("auth_timeout", options.authenticationTimeout().toSeconds());
    json.field("max_control_line", options.maxControlLine());
    json.field("max_payload", options.maxPayload());
    json.field("max_pending", options.maxPending());
    for (String unused : new String[] {"cluster", "gateway", "leaf", "mqtt", "websocket"}) {
      json.object(unused, o -> {});
    }
    json.object("jetstream", options.jetStream() ? jetStream : o -> {});
    json.field("tls_timeout", TLS_TIMEOUT);
    json.field("write_deadline", WRITE_DEADLINE);
  }

  private void writeState(JsonWriter json) {
    Instant now = context.clock().instant();
    Runtime jvm = Runtime.getRuntime();
    json.timeField("start", start);
    json.timeField("now", now);
    json.field("uptime", uptime(Duration.between(start, now)));
    json.field("mem", jvm.totalMemory() - jvm.freeMemory());
    json.field("cores", jvm.availableProcessors());
    json.field("gomaxprocs", jvm.availableProcessors());
    json.field("cpu", 0);
    json.field("connections", context.clients().size());
    json.field("total_connections", context.clients().total());
    json.field("routes", 0);
    json.field("remotes", 0);
    json.field("leafnodes", 0);
  }

  private void writeCounters(JsonWriter json) {
    Statistics statistics = context.statistics();
    json.field("in_msgs", statistics.receivedMessages);
    json.field("in_bytes", statistics.receivedBytes);
    json.field("in_client_msgs", statistics.receivedMessages);
    json.field("in_client_bytes", statistics.receivedBytes);
    json.field("out_msgs", statistics.sentMessages);
    json.field("out_bytes", statistics.sentBytes);
    json.field("out_client_msgs", statistics.sentMessages);
    json.field("out_client_bytes", statistics.sentBytes);
    json.field("slow_consumers", statistics.slowConsumers);
    json.field("stale_connections", statistics.staleConnections);
    json.field("stalled_clients", statistics.stalledClients);
    json.field("subscriptions", context.account().size());
  }

  private static void writeKinds(JsonWriter json, long ofClients) {
    json.field("clients", ofClients);
    json.field("routes", 0);
    json.field("gateways", 0);
    json.field("leafs", 0);
  }

  /** Such as {@code 1d2h3m4s}, without leading zero units. */
  static String uptime(Duration duration) {
    String text =
        duration.toDays()
            + "d"
            + duration.toHoursPart()
            + "h"
            + duration.toMinutesPart()
            + "m"
            + duration.toSecondsPart()
            + "s";
    return text.replaceFirst("^(0[dhm])+", "");
  }
}
