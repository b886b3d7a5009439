package dev.jetharness.inmemory.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jetharness.inmemory.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Serves the monitoring documents over HTTP; loaded only if somebody asks for it. */
final class MonitoringListener implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ServerContext context;
  private final Varz varz;

  private MonitoringListener(HttpServer server, ServerContext context, Varz varz) {
    this.server = server;
    this.context = context;
    this.varz = varz;
  }

  static MonitoringListener open(
      ServerContext context,
      InetSocketAddress clients,
      String host,
      int port,
      Consumer<JsonWriter> jetStream) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
      Varz varz = new Varz(context, clients, server.getAddress(), jetStream);
      MonitoringListener listener = new MonitoringListener(server, context, varz);
      server.createContext("/", listener::serve);
      server.start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("can't serve monitoring on " + host + ":" + port, e);
    }
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/varz" -> respond(exchange, OK, JSON, context.sequencer().call(varz::toJson));
      case "/healthz" -> respond(exchange, OK, JSON, "{\"status\":\"ok\"}".getBytes(UTF_8));
      default ->
          respond(
              exchange,
              NOT_FOUND,
              TEXT,
              (path + " is not supported by the in-memory broker: it serves /varz and /healthz\n")
                  .getBytes(UTF_8));
    }
  }

  private static void respond(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
