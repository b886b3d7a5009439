package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Message;
import java.util.List;

/**
 * The subjects by which JetStream is reached in a domain, {@code $JS.<domain>.API.…}: whoever
 * publishes there publishes on the subject without the domain.
 */
final class DomainMapping {
  private static final String API = "$JS.API.";

  /** What follows the prefix, and is mapped to the API. */
  private static final List<String> OPERATIONS =
      List.of("STREAM.", "CONSUMER.", "DIRECT.", "META.", "SERVER.", "ACCOUNT.");

  /** What follows the prefix, and is mapped to itself. */
  private static final List<String> BUCKETS = List.of("$KV.", "$OBJ.");

  private final String prefix;

  /**
   * Maps the subjects of a domain.
   *
   * @param domain the domain; if it is empty, nothing is mapped
   */
  DomainMapping(String domain) {
    this.prefix = domain.isEmpty() ? "" : "$JS." + domain + ".API.";
  }

  /** The subject that is meant. */
  String map(String subject) {
    if (prefix.isEmpty() || !subject.startsWith(prefix)) {
      return subject;
    }
    String rest = subject.substring(prefix.length());
    if (rest.equals("INFO") || OPERATIONS.stream().anyMatch(each -> isBelow(rest, each))) {
      return API + rest;
    }
    return BUCKETS.stream().anyMatch(each -> isBelow(rest, each)) ? rest : subject;
  }

  /** The message under the subject that is meant. */
  Message map(Message message) {
    String mapped = map(message.subject());
    return mapped.equals(message.subject())
        ? message
        : new Message(mapped, message.reply(), message.headers(), message.payload());
  }

  private static boolean isBelow(String subject, String space) {
    return subject.length() > space.length() && subject.startsWith(space);
  }
}
