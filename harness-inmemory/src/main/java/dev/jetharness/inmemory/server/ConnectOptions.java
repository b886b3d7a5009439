package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;

/**
 * What a client says about itself in CONNECT.
 *
 * @param verbose whether each operation is answered with {@code +OK}
 * @param pedantic whether publish subjects are checked
 * @param echo whether the client receives what it publishes itself
 * @param headers whether it understands headers
 * @param noResponders whether it wants to be told that nobody listens to a request
 * @param protocol 1 if it understands INFO at any time, else 0
 * @param user the user, or ""
 * @param password the password, or ""
 * @param token the token, or ""
 * @param name the connection's name, or ""
 * @param lang the client library's language, or ""
 * @param version the client library's version, or ""
 * @param sandbox whether it asks for an account of its own, which the server refuses
 */
record ConnectOptions(
    boolean verbose,
    boolean pedantic,
    boolean echo,
    boolean headers,
    boolean noResponders,
    int protocol,
    String user,
    String password,
    String token,
    String name,
    String lang,
    String version,
    boolean sandbox) {

  /** Of a client that hasn't sent CONNECT. */
  static final ConnectOptions DEFAULT =
      new ConnectOptions(true, true, true, false, false, 0, "", "", "", "", "", "", false);

  static ConnectOptions read(byte[] json) throws JsonException {
    ObjectReader reader = ObjectReader.parse(json, "server.ClientOpts", false);
    ConnectOptions options =
        new ConnectOptions(
            reader.bool("verbose", DEFAULT.verbose),
            reader.bool("pedantic", DEFAULT.pedantic),
            reader.bool("echo", DEFAULT.echo),
            reader.bool("headers", DEFAULT.headers),
            reader.bool("no_responders", DEFAULT.noResponders),
            reader.int32("protocol", DEFAULT.protocol),
            reader.string("user", DEFAULT.user),
            reader.string("pass", DEFAULT.password),
            reader.string("auth_token", DEFAULT.token),
            reader.string("name", DEFAULT.name),
            reader.string("lang", DEFAULT.lang),
            reader.string("version", DEFAULT.version),
            reader.bool("new_account", false) || !reader.string("account", "").isEmpty());
    reader.finish();
    return options;
  }

  /** The user as the server shows it: a token is nobody's business. */
  String shownUser() {
    if (!user.isEmpty()) {
      return user;
    }
    return token.isEmpty() ? "" : "[REDACTED]";
  }
}
