package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.transport.Peer;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Who the server says it is: in INFO, and in what it publishes about itself. */
final class ServerIdentity {
  /** The nats-server whose behaviour is mirrored. */
  static final String VERSION = "2.15.1";

  /** What that server was built with; clients only show it. */
  static final String GO_VERSION = "go1.27.2";

  static final int API_LEVEL = 5;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int KEY_LENGTH = 56;

  /** JetStream, streamed snapshots, account NRG: what 2.15.1 has with JetStream switched on. */
  private static final int CAPABILITIES = 7;

  private final ServerOptions options;
  private final String id = key('N');
  private final String curveKey = key('X');
  private final String name;
  private long sequence;

  ServerIdentity(ServerOptions options) {
    this.options = options;
    String given = options.serverName();
    this.name = given == null ? id : given;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /**
   * The JSON of INFO for one client.
   *
   * @param account the account, in the INFO that follows the first PING; null in the first INFO
   */
  byte[] info(long clientId, Peer peer, @Nullable String account) {
    JsonWriter json = new JsonWriter().beginObject();
    json.field("server_id", id);
    json.field("server_name", name);
    json.field("version", VERSION);
    json.field("proto", 1);
    json.field("go", GO_VERSION);
    json.field("host", peer.localHost());
    json.field("port", peer.localPort());
    json.field("headers", true);
    json.fieldIfSet("auth_required", options.credentials().areRequired());
    json.field("max_payload", options.maxPayload());
    json.fieldIfSet("jetstream", options.jetStream());
    json.field("client_id", clientId);
    json.field("client_ip", peer.host());
    String cluster = options.clusterName();
    if (cluster != null) {
      json.field("cluster", cluster);
    }
    json.fieldIfSet("domain", options.domain());
    if (account != null) {
      json.field("connect_info", true);
      json.field("remote_account", account);
    }
    json.field("api_lvl", API_LEVEL);
    json.field("xkey", curveKey);
    return json.endObject().toByteArray();
  }

  /** Writes the {@code server} object of answers on system subjects. */
  void describe(JsonWriter json, String host, Instant now) {
    json.field("name", name);
    json.field("host", host);
    json.field("id", id);
    String cluster = options.clusterName();
    if (cluster != null) {
      json.field("cluster", cluster);
    }
    json.fieldIfSet("domain", options.domain());
    json.field("ver", VERSION);
    json.object("feature_flags", ServerIdentity::featureFlags);
    json.field("jetstream", options.jetStream());
    json.field("flags", options.jetStream() ? CAPABILITIES : 0);
    json.field("seq", ++sequence);
    json.timeField("time", now);
  }

  static void featureFlags(JsonWriter json) {
    json.field("js_ack_fc_v2", false);
    json.field("js_api_reply_v2", false);
    json.field("js_raft_delete_range", true);
    json.field("js_snapshot_sources", false);
  }

  /** Looks like a public nkey, which clients treat as opaque. */
  private static String key(char prefix) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder key = new StringBuilder(KEY_LENGTH).append(prefix);
    while (key.length() < KEY_LENGTH) {
      key.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return key.toString();
  }
}
