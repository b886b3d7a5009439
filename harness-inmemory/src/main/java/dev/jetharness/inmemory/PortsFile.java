package dev.jetharness.inmemory;

import dev.jetharness.inmemory.json.JsonWriter;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file in which the server program tells tools on which ports it listens. */
final class PortsFile {
  private PortsFile() {}

  /** Writes the file into a directory, and returns where it is. */
  static Path write(
      Path directory, long pid, InetSocketAddress clients, @Nullable InetSocketAddress monitoring)
      throws IOException {
    JsonWriter json = new JsonWriter().beginObject();
    json.fieldIfSet("nats", urls("nats", clients));
    if (monitoring != null) {
      json.fieldIfSet("monitoring", urls("http", monitoring));
    }
    Path file = directory.resolve("nats-server_" + pid + ".ports");
    return Files.write(file, json.endObject().toByteArray());
  }

  private static List<String> urls(String scheme, InetSocketAddress address)
      throws SocketException {
    if (!address.getAddress().isAnyLocalAddress()) {
      return List.of(url(scheme, address.getAddress(), address.getPort()));
    }
    List<String> urls = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress own : Collections.list(each.getInetAddresses())) {
        urls.add(url(scheme, own, address.getPort()));
      }
    }
    return urls;
  }

  private static String url(String scheme, InetAddress address, int port) {
    String host = address.getHostAddress();
    if (address instanceof Inet6Address) {
      int zone = host.indexOf('%');
      host = '[' + (zone < 0 ? host : host.substring(0, zone)) + ']';
    }
    return scheme + "://" + host + ':' + port;
  }
}
